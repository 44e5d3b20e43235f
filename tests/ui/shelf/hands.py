"""Her hands at the page of a shelf, without a window, on a real desk; and a shelf with something of everything on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.shelf.desk import ShelfDesk
from concierge_desk.pages.shelf.presenter import ShelfPresenter
from concierge_desk.pages.shelf.rows import ShelfRow
from concierge_desk.pages.shelf.state import ShelfState
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.request import PageRequest
from tests.counter.desks import Play
from tests.ui.evening.hands import long_now
from tests.ui.front.desk import run_now

NAMES = ("Kessler", "Diallo", "Meyer", "Haddad", "Schmitt", "Nguyen", "Rossi", "Lienhart")

LATE, LAST, SOON, TODAY = "8L41392128255", "8L01234567895", "6A15602683841", "6A15602676300"
BACK, LOST, DPD, LETTER = "6A15602676317", "6A15602676324", "008182709980000020033350276C", "861011301731382"
CHRONOPOST, REGISTERED, PLAIN = "XN081879383FR", "1A18945277312", "6A15602676331"
GONE, RETURNED, NOBODYS = "6A15602676348", "6A15602676355", "8K00009775862"

ARRIVALS: tuple[tuple[str | None, str, str, dict[str, Any]], ...] = (
    (LATE, "A2", "2026-11-09", {}),
    (LAST, "A10", "2026-11-10", {}),
    (SOON, "B1", "2026-11-13", {}),
    (TODAY, "A3", "2026-11-25", {}),
    (BACK, "B4", "2026-11-24", {}),
    (LOST, "C1", "2026-11-24", {}),
    (DPD, "C2", "2026-11-23", {}),
    (LETTER, "Tiroir 1", "2026-11-21", {}),
    (CHRONOPOST, "A1", "2026-11-24", {}),
    (REGISTERED, "Tiroir 2", "2026-11-17", {}),
    (PLAIN, "12", "2026-11-25", {}),
    (None, "B2", "2026-11-25", {"carrier": "colissimo"}),
)
"""Number, place, day of the notice: what arrives later waits longer."""

SEEN = {"collector": "addressee", "id_document": "id_card"}


def fill(play: Play) -> None:
    """Put a dozen things on the shelf, of several networks; one goes back, one cannot be found, two are gone."""
    for at, (tracking, shelf, presented, more) in enumerate(ARRIVALS):
        name = {"name": f"Mme {NAMES[at % len(NAMES)]}"}
        number = {} if tracking is None else {"tracking": tracking}
        play.do("relay.receive", **number, shelf=shelf, presented_day=presented, addressee=name, **more)
    for number, shelf in ((GONE, "A4"), (RETURNED, "A5")):
        play.do("relay.receive", tracking=number, shelf=shelf, addressee={"name": "M. Rossi"})
    play.do("relay.hand_over", tracking=GONE, **SEEN)
    play.do("relay.refuse", tracking=RETURNED, reason="refused_by_addressee")
    play.do("relay.hand_to_postman", what="returns", trackings=[RETURNED])
    play.do("relay.refuse", tracking=BACK, reason="refused_by_addressee")
    play.do("relay.report_incident", tracking=LOST, incident="not_found")


class Hands:
    """What she presses, types and scans; what she reads is `state`, what she asked of the counter `asked`."""

    def __init__(self, face: FrontFace, run: Any = run_now) -> None:
        self.seen: list[ShelfState] = []
        self.asked: list[PageRequest] = []
        self.face, self.run = face, run
        self.shelf = ShelfPresenter(
            ShelfDesk(face), "relay", PageHost(run, long_now, ask=self.asked.append), self.seen.append
        )
        self.shelf.look()

    @property
    def state(self) -> ShelfState:
        return self.shelf.state

    @property
    def told(self) -> str:
        return "" if self.state.told is None else self.state.told.text

    def press(self, *keys: str) -> "Hands":
        for key in keys:
            self.shelf.press(key)
        return self

    def type(self, text: str) -> "Hands":
        for letter in text:
            self.shelf.type(letter)
        return self

    def scan(self, *codes: str) -> "Hands":
        for code in codes:
            assert self.shelf.scan(code)
        return self

    def sections(self) -> list[tuple[str, list[str]]]:
        """Heading and places of each section."""
        return [(head, [row.place for row in rows]) for head, rows in self.by_heading()]

    def by_heading(self) -> list[tuple[str, list[ShelfRow]]]:
        found: list[tuple[str, list[ShelfRow]]] = []
        for row in self.state.rows:
            if row.heading:
                found.append((row.heading, []))
            found[-1][1].append(row)
        return found


@contextmanager
def at_shelf(play: Play, run: Any = run_now, lang: str = "fr") -> Iterator[Hands]:
    """Sit down before a shelf; the clock of the test is the desk's."""
    face = FrontFace(replace(play.desk, counter=play.counter, clock=play.hands), lang)
    try:
        yield Hands(face, run)
    finally:
        face.close()
