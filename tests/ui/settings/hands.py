"""Her hands at the settings, without a window, on a real desk; and a card that has every kind of act."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct
from concierge_desk.counter.rows import Rows
from concierge_desk.desk import core_cards
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.settings.desk import SettingsDesk
from concierge_desk.pages.settings.presenter import SettingsPresenter
from concierge_desk.pages.settings.state import SettingsState
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.request import PageRequest
from tests.counter.desks import Play
from tests.ui.evening.hands import long_now
from tests.ui.front.desk import run_now

PLACES = Offer(
    "",
    "places",
    "Étagère du fond",
    (
        OfferedAct("Changer les places", "relay.set_places", asks=(Ask("places", "Lesquelles ?", "text"),)),
        OfferedAct("Deux places", "relay.set_places", {"places": ["A1", "A2"]}),
        OfferedAct("Le journal", leads="f4"),
        OfferedAct("Affiche", paper="board:now"),
    ),
    detail="Personne n’y a rien posé",
    rule="Les places changent pour tout le monde.",
    section="Places",
)
"""A card that the core might have: an act that the desk refuses as it is answered, one without a question, one that only
leads, one that shows a paper."""


def with_places(monkeypatch: Any) -> None:
    """Let the core have that card, behind those of nobody."""

    def shown(_rows: Rows, _now: Now) -> tuple[Offer, ...]:
        return (PLACES,)

    core: AtCounter = replace(core_cards.AT_COUNTER, settings=shown)
    monkeypatch.setattr(core_cards, "AT_COUNTER", core)


class Clock:
    """A clock of the keys that stands until the test moves it."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Hands:
    """What she presses and types; what she reads is `state`, what she asked of the frame `asked`."""

    def __init__(self, face: FrontFace, run: Any = run_now) -> None:
        self.seen: list[SettingsState] = []
        self.asked: list[PageRequest] = []
        self.face, self.clock = face, Clock()
        host = PageHost(run, long_now, ask=self.asked.append)
        self.settings = SettingsPresenter(SettingsDesk(face), host, self.seen.append, self.clock)
        self.settings.look()

    @property
    def state(self) -> SettingsState:
        return self.settings.state

    @property
    def told(self) -> str:
        return "" if self.state.told is None else self.state.told.text

    @property
    def question(self) -> str:
        asking = self.state.asking
        return "" if asking is None or asking.ask is None else asking.ask.question

    def press(self, *keys: Any) -> "Hands":
        for key in keys:
            self.clock.now += 3
            assert self.settings.press(key)
        return self

    def answer(self, *texts: str, seen: bool = False) -> "Hands":
        for text in texts:
            self.clock.now += 3
            self.settings.answer(text, seen)
        return self

    def open(self, ref: str) -> "Hands":
        """Choose a card wherever it stands."""
        for at, section in enumerate(self.state.sections):
            for place, offer in enumerate(section.offers):
                if offer.ref == ref:
                    self.settings.open_section(at)
                    self.settings.choose(place)
        assert self.state.offer is not None and self.state.offer.ref == ref
        return self


@contextmanager
def at_settings(play: Play, run: Any = run_now, lang: str = "fr") -> Iterator[Hands]:
    """Sit down before the settings; the clock of the test is the desk's."""
    face = FrontFace(replace(play.desk, counter=play.counter, clock=play.hands), lang)
    try:
        yield Hands(face, run)
    finally:
        face.close()
