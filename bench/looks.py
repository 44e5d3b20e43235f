"""A scan or a keystroke at the window, until its cards are painted.

Floors: a lookup by an index, or of the letters of a name, the newest twenty first, and the same page painted anew.
"""

import itertools
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial

from PySide6.QtCore import QObject

from bench.history import Life
from bench.report import Row
from bench.screen import Screen, application
from bench.timing import Samples
from concierge_desk.pages.counter.inputs import Typed
from concierge_desk.store.connection import Connection
from concierge_desk.ui.page.card_view import CardView

SCAN, KEYSTROKE = 4.0, 2.0
"""Source: docs/contract.md, "Budgets"."""

_NAME = "Kessler"
"""Everybody's who waits for something in a lived history: as many cards as a search ever shows."""
_LEAST = 3
"""Letters from which names are looked for (docs/trade.md, "Secrecy of correspondence")."""
_WARM_UP = 5
_OF_NAME = (
    "SELECT custody, text FROM relay_custody JOIN personal ON personal.ref = relay_custody.party"
    " WHERE closed_seq IS NULL AND text LIKE ? ORDER BY received_seq DESC LIMIT 20"
)


def measure_looks(lives: Sequence[Life], rounds: int) -> list[Row]:
    """Scan and type at a window on each store, the bare lookup beside it."""
    rows: list[Row] = []
    for life in lives:
        with closing(Looks(application(), life, None)) as looks:
            rows += [looks.scans(rounds), looks.keystrokes(rounds)]
    return rows


class Looks(Screen):
    """A window on the desk of a life, and when it painted the cards that were asked for."""

    _before: object = None
    _painted = False

    def saw_paint(self, on: QObject) -> None:
        """Look for the paint of a card that was not there before."""
        if isinstance(on, CardView):
            state = self.window.front.state
            shown = state.offers is not self._before and on.offer in state.offers
            self._painted = self._painted or (shown and not state.busy)

    def scans(self, rounds: int) -> Row:
        """Scan what lies on the shelves, one number after the other."""
        numbers = itertools.cycle(self.life.held)

        def scan() -> Callable[[], None]:
            return partial(self.scan, next(numbers))

        return self.row("scan to card painted, p95", rounds, scan, self.lookup, SCAN)

    def scan(self, text: str) -> None:
        """Scan a code, now."""
        self.window.scanner.scanned.emit(text, time.monotonic())

    def keystrokes(self, rounds: int) -> Row:
        """Type a name that many have, letter by letter, again and again."""
        letters = itertools.cycle(range(_LEAST, len(_NAME) + 1))

        def press() -> Callable[[], None]:
            return partial(self.window.front.feed, Typed(_NAME[: next(letters)]))

        return self.row("keystroke to results painted, p95", rounds, press, _of_name, KEYSTROKE)

    def row(
        self,
        what: str,
        rounds: int,
        given: Callable[[], Callable[[], None]],
        floor: Callable[[Connection], object],
        budget: float,
    ) -> Row:
        """Return what an act takes until its cards are painted, beside a floor.

        Args:
            what: The act.
            rounds: How often.
            given: Returns what does it next.
            floor: Looks up what it looks up.
            budget: Most that it may cost, in floors.
        """
        shown, bare = Samples(), Samples()
        for number in range(rounds + _WARM_UP):
            if number == _WARM_UP:
                shown, bare = Samples(), Samples()
            shown.take(partial(self._until_painted, given()))
            self.rest()
            bare.take(partial(self.bare, floor, self.window.view.counter))
        return Row(what, rounds, self.life.head(), shown.p95_ns, bare.p95_ns, budget)

    def _until_painted(self, act: Callable[[], None]) -> None:
        self._before, self._painted = self.window.front.state.offers, False
        act()
        while not self._painted:
            self.turn()


def _of_name(rows: Connection) -> object:
    return rows.execute(_OF_NAME, (f"%{_NAME[:3]}%",)).fetchall()
