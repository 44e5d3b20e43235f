"""Binds the evening to the page of the day: its keys, its jobs, the look for a stick.

Source: decision 0021.
"""

from PySide6.QtCore import QTimer, Signal

from concierge_desk.counter.core import drawer_cards
from concierge_desk.counter.core.day_cards import CLOCK, OPENING
from concierge_desk.pages.day.actions import BREAK, CASH, PASSAGE, offered_keys
from concierge_desk.pages.day.face import DayFace, DaySummary
from concierge_desk.pages.day.presenter import Evening
from concierge_desk.pages.day.state import EveningState
from concierge_desk.pages.day.view import DayPage
from concierge_desk.ui.page.keys import STICKS_MS, PageKeys
from concierge_desk.ui.presenter.page_codes import COPIES
from concierge_desk.ui.presenter.picture import Long, RunJob
from concierge_desk.ui.presenter.request import PageRequest

_AT_THE_COUNTER = frozenset({CASH, BREAK})
"""Keys of the day's own page that open a card at the counter."""


def _card(name: str, sheet: DaySummary) -> str:
    """Return the card that a key of the page opens, as the day stands."""
    if name == CASH:
        return drawer_cards.MOVE
    if sheet.doubt:
        # A day that was left open is not opened anew: its clock is set right.
        return CLOCK
    return OPENING if sheet.reopens else drawer_cards.BREAK


class DayKeys(PageKeys):
    """What the keys do on the page of the day.

    Attributes:
        went: Another page was asked for, by its code.
        asked: A card is to be opened at the counter: `ui.presenter.request.PageRequest`.
        passed: Somebody came in: the button of this page, or the key while it is open.
        freed: Nothing of the page is typed into any more: the keyboard goes to the scan line.
    """

    went = Signal(str)
    asked = Signal(object)
    passed = Signal()
    freed = Signal()

    def __init__(self, page: DayPage, face: DayFace, run: RunJob, long: Long) -> None:
        """Bind the page.

        Args:
            page: What is drawn.
            face: The desk.
            run: Runs its jobs away from the window.
            long: Runs the copy beside them.
        """
        super().__init__(page)
        self._page = page
        self._begins = False
        self.evening = Evening(face, run, long, self._changed)
        self._sticks = QTimer(self)
        self._sticks.setInterval(STICKS_MS)
        self._sticks.timeout.connect(self.evening.look_for_sticks)
        self._connect()

    @property
    def busy(self) -> bool:
        """See `PageKeys`."""
        return self.evening.state.busy

    def look(self, *, begin: bool = False) -> None:
        """Read the day anew.

        Args:
            begin: Go on at once with what the evening owes: the key was pressed, not the rail.
        """
        self._begins = begin
        self._page.start()
        self.evening.look()

    def press(self, name: str) -> bool:
        """Do what a key does on this page; False where it does nothing here."""
        evening = self.evening
        if name == "day" and self._asks_date():
            self.asked.emit(PageRequest(card=OPENING))
        elif name == "day":
            evening.forward()
        elif name == "f5" and not evening.state.is_open:
            self.went.emit(COPIES)
        elif name == "f5":
            evening.recount()
        elif name == PASSAGE:
            self.passed.emit()
        elif name in _AT_THE_COUNTER and not evening.state.is_open:
            return self._ask(name)
        elif name == "f6":
            evening.ask_reason()
        elif name == "escape":
            self.escaped.emit()
        else:
            return False
        return True

    def _ask(self, name: str) -> bool:
        """Open at the counter what is done with the day; False where it cannot be done now."""
        offered = name in offered_keys(self.evening.state.sheet)
        if offered:
            self.asked.emit(PageRequest(card=_card(name, self.evening.state.sheet)))
        return offered

    def _asks_date(self) -> bool:
        """Say whether a day would be opened whose date somebody has to choose first."""
        state = self.evening.state
        sheet = state.sheet
        owed = sheet.step == "report"
        return bool(sheet.doubt) and sheet.to_open and not (state.is_open or state.busy or owed)

    def step_back(self) -> bool:
        """See `PageKeys`."""
        return self.evening.back()

    def leave(self) -> None:
        """See `PageKeys`: what was told here is over."""
        self.evening.forget()

    def stop(self) -> None:
        """Keep what was typed, and ask the desk for nothing any more."""
        self.evening.keep_typed()
        self._sticks.timeout.disconnect(self.evening.look_for_sticks)
        self._page.closing.rested.disconnect(self.evening.keep_typed)

    def _changed(self, state: EveningState) -> None:
        self._page.show_state(state)
        waits = state.is_open and state.step == "stick" and state.done is None
        if waits != self._sticks.isActive():
            (self._sticks.start if waits else self._sticks.stop)()
        self._hear(state.told)
        if self._begins and not state.busy:
            # The first picture after the look.
            self._begins = False
            if state.sheet.open and not state.is_open and not state.sheet.doubt:
                # One key leads to the closing; the day's figures are one Esc further.
                self.evening.forward()

    def _connect(self) -> None:
        closing, overview, evening = self._page.closing, self._page.overview, self.evening
        closing.pressed.connect(self.press)
        overview.pressed.connect(self.press)
        overview.floated.connect(evening.type_float)
        self._page.freed.connect(self.freed)
        closing.typed.connect(evening.type_pieces)
        closing.rested.connect(evening.keep_typed)
        closing.kept.connect(lambda keep: evening.decide_visits(keep=keep))
        closing.reasoned.connect(evening.give_reason)
        closing.locked.connect(evening.give_passphrase)
