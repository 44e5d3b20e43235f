"""A scan or a keystroke at the window, until its cards are painted.

Floors: a lookup by an index, or of the letters of a name, the newest twenty first, and the same page painted anew.
"""

import itertools
import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication

from bench.history import Life
from bench.painted import SIZE
from bench.report import Row
from bench.timing import Samples
from concierge_desk.bootstrap.front_face import FrontFace
from concierge_desk.bootstrap.opening import as_open
from concierge_desk.store.connection import Connection
from concierge_desk.store.database import Reader
from concierge_desk.ui.front.inputs import Typed
from concierge_desk.ui.kit.theme import apply_theme
from concierge_desk.ui.shell.cards import CardView
from concierge_desk.ui.shell.window import MainWindow

SCAN, KEYSTROKE = 4.0, 2.0
"""Source: DESIGN §11."""

_LANG = "fr"
_NAME = "Kessler"
"""Everybody's who waits for something in a lived history: as many cards as a search ever shows."""
_LEAST = 3
"""Letters from which names are looked for (domain.md §1.4)."""
_WARM_UP = 5
_OF_NUMBER = "SELECT custody FROM relay_custody WHERE tracking = ? ORDER BY received_seq"
_OF_NAME = (
    "SELECT custody, text FROM relay_custody JOIN personal ON personal.ref = relay_custody.party"
    " WHERE closed_seq IS NULL AND text LIKE ? ORDER BY received_seq DESC LIMIT 20"
)


def measure_looks(lives: Sequence[Life], rounds: int) -> list[Row]:
    """Scan and type at a window on each store, the bare lookup beside it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["bench"])
    apply_theme(app, "light", 1)
    rows: list[Row] = []
    for life in lives:
        looks = _Looks(app, life)
        try:
            rows += [looks.scans(rounds), looks.keystrokes(rounds)]
        finally:
            looks.close()
    return rows


class _Looks(QObject):
    """A window on the desk of a life, and when it painted what was asked for."""

    def __init__(self, app: QApplication, life: Life) -> None:
        super().__init__()
        self._app, self._life = app, life
        self._face = FrontFace(life.desk, _LANG)
        self._window = MainWindow(_LANG)
        # A measure makes no noise.
        self._window.sounds.flashes_only = True
        self._window.resize(*SIZE)
        self._window.show()
        self._window.begin(app, lambda: as_open(life.desk, self._face))
        self._quiet()
        self._before: object = self._window.front.state.offers
        self._painted = False
        app.installEventFilter(self)

    def eventFilter(self, on: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Look for the paint of a card that was not there before."""
        if event.type() is QEvent.Type.Paint and isinstance(on, CardView):
            state = self._window.front.state
            shown = state.offers is not self._before and on.offer in state.offers
            self._painted = self._painted or (shown and not state.busy)
        return False

    def scans(self, rounds: int) -> Row:
        """Scan what lies on the shelves, one number after the other."""
        numbers = itertools.cycle(self._life.held)

        def scan() -> Callable[[], None]:
            return partial(self._window.scanner.scanned.emit, next(numbers), time.monotonic())

        floor = partial(_rows_of, _OF_NUMBER, self._life.held[0])
        return self._row("scan to card painted, p95", rounds, scan, floor, SCAN)

    def keystrokes(self, rounds: int) -> Row:
        """Type a name that many have, letter by letter, again and again."""
        letters = itertools.cycle(range(_LEAST, len(_NAME) + 1))

        def press() -> Callable[[], None]:
            return partial(self._window.front.feed, Typed(_NAME[: next(letters)]))

        floor = partial(_rows_of, _OF_NAME, f"%{_NAME[:3]}%")
        return self._row("keystroke to results painted, p95", rounds, press, floor, KEYSTROKE)

    def close(self) -> None:
        """Close the window and let go of the desk."""
        self._app.removeEventFilter(self)
        self._window.close()
        self._face.close()
        self._window.deleteLater()

    def _row(
        self,
        what: str,
        rounds: int,
        given: Callable[[], Callable[[], None]],
        floor: Callable[[Connection], Any],
        budget: float,
    ) -> Row:
        shown, bare = Samples(), Samples()
        reader = self._life.desk.store.reader()
        try:
            for number in range(rounds + _WARM_UP):
                if number == _WARM_UP:
                    shown, bare = Samples(), Samples()
                shown.take(partial(self._until_painted, given()))
                self._quiet()
                bare.take(partial(self._bare, reader, floor))
        finally:
            reader.close()
        return Row(what, rounds, self._life.head(), shown.p95_ns, bare.p95_ns, budget)

    def _until_painted(self, act: Callable[[], None]) -> None:
        self._before, self._painted = self._window.front.state.offers, False
        act()
        while not self._painted:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _bare(self, reader: Reader, look: Callable[[Connection], Any]) -> None:
        reader.read(look)
        self._window.view.counter.repaint()

    def _quiet(self) -> None:
        """Let everything be done that is still to come."""
        while self._window.front.state.busy or not self._window.tasks.idle:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._app.processEvents()


def _rows_of(sql: str, asked: str, rows: Connection) -> list[Any]:
    return rows.execute(sql, (asked,)).fetchall()
