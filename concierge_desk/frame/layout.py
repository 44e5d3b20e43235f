"""Layout of the window: bar, rail, page, visit, foot; at 200 % text the visit goes under the card, its sum to the foot."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from concierge_desk.counter.cards.offers import LISTED, TYPED
from concierge_desk.frame.foot import Foot
from concierge_desk.frame.rail import Rail
from concierge_desk.frame.scan_line import ScanLine
from concierge_desk.frame.top_bar import PracticeBand, TopBar
from concierge_desk.pages.counter.state import State
from concierge_desk.pages.counter.view import CounterPage
from concierge_desk.pages.counter.visit_view import VisitPanel
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.keys import press_into
from concierge_desk.ui.kit.layouts import ColumnLayout, RowLayout
from concierge_desk.ui.kit.screen_reader.accessible import as_open_page
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import ColumnBox, FittedWidget, is_made, scrolled, show_part
from concierge_desk.ui.page.page import HidesNames, Page, ShowsStatus
from concierge_desk.ui.presenter.answers import is_pending
from concierge_desk.ui.presenter.status import Status

if TYPE_CHECKING:
    from concierge_desk.pages.counter.payment_view import PayStrip

_LEAST_LETTERS = 62
"""Least width for three columns, in heights of a title."""
_LEAST_LINES = 18
"""Least height for the strip at the foot, in heights of a title: with less, the page itself needs the room."""
_GLANCE_MS = 250
"""By then what goes by a word is shown."""


class _Pages(QStackedWidget):
    """The pages, of which one is open."""

    heard_as = as_open_page


class DeskView(FittedWidget):
    """Everything that is seen all day.

    Attributes:
        went: A page was asked for on the rail: its code.
        home: The page that the window is built round.
        shown: The page that is open.
    """

    went = Signal(str)

    def __init__(self, pages: Sequence[Page], monotonic: Callable[[], float]) -> None:
        """Lay the window out.

        Args:
            pages: Those it leads to whatever the desk; it is built round the first one.
            monotonic: The clock of the keys.
        """
        super().__init__()
        self.setProperty("surface", "ground")
        self.line = ScanLine(monotonic)
        self.top = TopBar(self.line)
        self.band = PracticeBand()
        # Said once it is known: a real desk is never called an exercise, not for a moment.
        self.band.hide()
        self.counter = CounterPage()
        self.visit, self.foot = VisitPanel(), Foot(monotonic)
        self.home = self.shown = pages[0]
        self._status: Status | None = None
        self._copy: str | None = None
        self._hides = False
        self._views: dict[str, QWidget] = {}
        self.rail = Rail(pages)
        self._stack = _Pages()
        self._money: tuple[bool, object] = (False, None)
        self._state = State()
        self._drawn: tuple[State, str] | None = None
        self._narrow: bool | None = None
        self._low = False
        self._tapped = False
        self._glance = QTimer(self, singleShot=True, interval=_GLANCE_MS)
        self._glance.timeout.connect(self._show_slash)
        self._lay_out()
        self._connect()
        self.open(self.home)
        # What is not said yet takes no room from the start.
        self.show_state(State())
        theme.on_change(self)

    def view_of(self, page: Page) -> QWidget:
        """Return the widget of a page: made when it is first asked for."""
        if page.code not in self._views and page.parts is not None:
            view = page.parts.view()
            # The keyboard may stand on the page itself.
            view.setAccessibleName(say(page.title))
            if isinstance(view, ShowsStatus) and self._status is not None:
                view.show_status(self._status)
            if isinstance(view, HidesNames) and self._hides:
                view.hide_names(True)
            self._put(page.code, view, scrolled(view) if page.scrolls else view)
        return self._views[page.code]

    def _leave_room(self) -> None:
        """Leave the room of the visit to a page that needs it; where it is narrow it stands on the counter's page."""
        self.visit.setVisible(self.narrow or self.shown.beside_visit)

    @cached_property
    def _strip(self) -> "PayStrip":
        from concierge_desk.pages.counter.payment_view import PayStrip  # noqa: PLC0415

        strip = PayStrip()
        strip.hide()
        strip.pressed.connect(self.visit.pressed)
        self._beneath.addWidget(strip)
        return strip

    @property
    def page(self) -> str:
        """Code of the page that is open."""
        return self.shown.code

    @property
    def is_home(self) -> bool:
        """Whether it is the one that the window is built round."""
        return self.shown is self.home

    @property
    def narrow(self) -> bool:
        """Whether the visit stands under the card."""
        return bool(self._narrow)

    def open(self, page: Page) -> None:
        """Open a page."""
        self.view_of(page)
        self.shown = page
        # First the room, then the page: else its rows are laid out twice.
        self._leave_room()
        if self.isVisible():
            # Before it was ever shown it would grow to the width of what is still to be folded.
            self._middle.activate()
        self._stack.setCurrentIndex(list(self._views).index(page.code))
        self.rail.show_page(page.code, home=self.is_home)
        self.visit.show_keys(self.is_home)

    def show_state(self, state: State) -> None:
        """Draw the front's picture."""
        ask = state.asking.ask if state.asking is not None else None
        # Before the front's text comes: of a list it is long.
        self.line.ask_words(ask is not None and ask.kind in TYPED, lists=ask is not None and ask.gathers)
        self.line.follow(state.text, state.text_serial)
        typed = self._typed(state)
        drawn = state, typed
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self.counter.show_state(state, typed)
        self.visit.show_state(state, typed)
        self.foot.show_state(state)
        marks = (state.lines, state.line) != (self._state.lines, self._state.line)
        self._state = state
        self._show_strip()
        if marks and self.narrow and state.asking is None and not state.offers and not self._is_tapping():
            QTimer.singleShot(0, self, self._show_marked)
        money = (state.paying is not None, state.paid)
        if money != self._money:
            self._money = money
            if self.narrow and any(money):
                # Once it is laid out: only then is known where it stands.
                QTimer.singleShot(
                    0, self, lambda: self._show_part(self.visit.paying if money[0] else self.visit.paid)
                )

    @property
    def opens_day(self) -> bool:
        """Whether Enter, with nothing in the scan line, asks for the opening of the day."""
        return self._status is not None and self._status.enter_opens

    def show_status(self, status: Status) -> None:
        """Show what is seen all day."""
        self.top.show_status(status)
        self.band.setVisible(status.practice or self._copy is not None)
        if self._copy is not None:
            self.band.say_copy(self._copy, practice=status.practice)
        elif status.practice:
            self.band.say_lesson(status.lesson, real_there=status.real_there)
        self.counter.show_status(status)
        self.rail.show_waiting(status.waiting)
        self._status = status
        for view in self._views.values():
            if isinstance(view, ShowsStatus):
                view.show_status(status)

    def hide_names(self, hidden: bool) -> None:
        """Hide names on every page, or show them again."""
        self._hides = hidden
        self.foot.say_hidden(hidden)
        for view in self._views.values():
            if isinstance(view, HidesNames):
                view.hide_names(hidden)

    def show_copy(self, when: str) -> None:
        """Show that it is a copy, made then."""
        self._copy = when

    def fit(self) -> None:
        """Fold anew where the size of the text changed."""
        title = theme.current().title
        low, narrow = self.height() < title * _LEAST_LINES, self.width() < title * _LEAST_LETTERS
        if (low, narrow) == (self._low, self._narrow):
            return
        self._low = low
        if narrow is self._narrow:
            self._show_strip()
            return
        self._narrow = narrow
        self.top.fold(narrow)
        self.rail.fold(narrow)
        self.foot.fold(narrow)
        self.counter.fold(narrow)
        (self._middle if narrow else self._under_column).removeWidget(self.visit)
        self.visit.fold(narrow)
        self._under_column.setStretch(0, 0 if narrow else 1)
        if narrow:
            self._under_column.addWidget(self.counter.tiles)
            self._under_column.addWidget(self.visit, 1)
        else:
            self._middle.addWidget(self.visit)
            # What is put into another widget lies over it: a sheet that is open stays on top.
            self.visit.lower()
        self._leave_room()
        self._show_strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Scroll the page by keys, from the scan line too, which has no use for them."""
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        area = self._area if self.is_home else self._stack.currentWidget()
        if step is None or not isinstance(area, QScrollArea):
            super().keyPressEvent(event)
            return
        bar = area.verticalScrollBar()
        # A line of what was read stays in sight.
        bar.setValue(bar.value() + step * (area.viewport().height() - 2 * theme.current().title))

    def _lay_out(self) -> None:
        self._under = ColumnBox()
        self._under_column = ColumnLayout(self._under, gap=0).put(self.counter, grows=self.counter)
        self._area = scrolled(self._under)
        home = QWidget()
        self._beneath = ColumnLayout(home, gap=0).put(self._area, grows=self._area)
        self._put(self.home.code, home, home)
        self._middle = RowLayout(gap=0).put(self.rail, self._stack, self.visit, grows=self._stack)
        middle = self._middle
        ColumnLayout(self, gap=0).put(self.top, self.band, middle, self.foot, grows=middle)

    def _put(self, code: str, view: QWidget, placed: QWidget) -> None:
        self._views[code] = view
        self._stack.addWidget(placed)

    def _connect(self) -> None:
        self.rail.went.connect(self.went)
        self.line.textChanged.connect(lambda _text: self._show_typed(self._typed(self._state)))
        self.counter.wanted.connect(self._show_part)
        self.counter.led.connect(self.went)
        self.counter.favoured.connect(lambda _place: self._tap(True))
        self.line.given.connect(lambda _given: self._tap(False))
        for keypad in (self.counter, self.visit):
            keypad.typed.connect(lambda sign: press_into(self.line, sign))
        self.visit.given.connect(self.line.add_euros)
        self.counter.worded.connect(self._add_word)

    def _add_word(self, word: str) -> None:
        """Type a word that was pressed, behind what the line holds."""
        for sign in f" {word}" if self.line.text() else word:
            press_into(self.line, sign)

    def _typed(self, state: State) -> str:
        """Return what the line holds of the answer to what is asked: a number, or the numbers of several lines."""
        ask = state.asking.ask if state.asking is not None else None
        return self.line.text() if ask is not None and ask.kind in LISTED else self.line.pending()

    def _show_typed(self, typed: str) -> None:
        self.counter.show_typed(typed)
        self.visit.show_typed(self._state, typed)
        self._glance.start()

    def _show_slash(self) -> None:
        """Show what `/` does with what stands in the line: nobody reads the letters of a word one by one."""
        text, state = self.line.text(), self._state
        self.counter.show_slash(is_pending(text) or (state.typing and state.heading == text))

    def _tap(self, tapped: bool) -> None:
        self._tapped = tapped

    def _is_tapping(self) -> bool:
        """Say whether what is sold most is being touched: it stays under the finger until something else is done."""
        return self._tapped and self.counter.tiles.underMouse()

    def _show_strip(self) -> None:
        """Keep the sum in sight where the visit scrolls, and the visit above what is sold most."""
        state = self._state
        asked = state.asking is not None or state.paying is not None
        shown = self.narrow and not self._low and bool(state.lines) and not asked
        show_part(self, "_strip", shown)
        self.visit.leave_sum(shown)
        if is_made(self, "_strip"):
            self._strip.show_state(state)
        if self.narrow:
            column, served = self._under_column, bool(state.lines) or state.paid is not None
            first, second = (self.visit, self.counter.tiles) if served else (self.counter.tiles, self.visit)
            if column.indexOf(first) != 1 and not self._is_tapping():
                column.insertWidget(1, first)
                column.insertWidget(2, second)

    def _show_part(self, part: QWidget) -> None:
        """Scroll to what must be seen now: as much of it as there is room for, its beginning first."""
        # The visit may stand beside the page again by now.
        if not self._under.isAncestorOf(part) or not part.isVisibleTo(self._under):
            return
        # Where it stands is known once all that changed around it is laid out.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QCoreApplication.sendEvent(self._area, QEvent(QEvent.Type.LayoutRequest))
        top = part.mapTo(self._under, QPoint(0, 0)).y() - theme.current().unit
        bottom = top + part.height() + 2 * theme.current().unit
        bar, room = self._area.verticalScrollBar(), self._area.viewport().height()
        if top < bar.value() or bottom > bar.value() + room:
            bar.setValue(min(top, max(bottom - room, 0)))

    def _show_marked(self) -> None:
        view = self.visit.marked(self._state)
        if view is not None:
            self._show_part(view)
