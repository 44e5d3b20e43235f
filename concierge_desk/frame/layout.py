"""How the window is laid out: bar, rail, page, visit, foot; at 200 % text the visit goes under the card, its sum to the foot."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from concierge_desk.frame.foot import Foot
from concierge_desk.frame.open_desk import ServiceEntry
from concierge_desk.frame.rail import Rail, RailEntry
from concierge_desk.frame.scan_line import ScanLine
from concierge_desk.frame.top_bar import PracticeBand, TopBar
from concierge_desk.frame.written_pages import Sheets
from concierge_desk.i18n import N_, translate
from concierge_desk.pages.counter.state import State
from concierge_desk.pages.counter.view import CounterPage
from concierge_desk.pages.counter.visit_view import VisitPanel
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.widgets import ColumnBox, is_made, scrolled, show_part
from concierge_desk.ui.presenter.page_codes import COPIES, COUNTER, DAY, JOURNAL
from concierge_desk.ui.presenter.status import Status

if TYPE_CHECKING:
    from concierge_desk.pages.counter.payment_view import PayStrip
    from concierge_desk.pages.day.view import DayPage
    from concierge_desk.pages.shelf.view import ShelfPage

_LEAST_LETTERS = 58
"""Least width for three columns, in heights of a title."""


class DeskView(QWidget):
    """Everything that is seen all day.

    Attributes:
        went: A page was asked for on the rail: its code.
        resumed: The visits set aside were asked for.
        services: Each service, by code.
        sheets: The pages of what was written: the journal, the copies.
    """

    went = Signal(str)
    resumed = Signal()

    def __init__(self, lang: str, monotonic: Callable[[], float]) -> None:
        super().__init__()
        self.setProperty("surface", "ground")
        self._lang = lang
        self.line = ScanLine(lang, monotonic)
        self.top = TopBar(lang, self.line)
        self.band = PracticeBand(lang)
        # Said once it is known: a real desk is never called an exercise, not for a moment.
        self.band.hide()
        self.counter = CounterPage(lang)
        self.sheets = Sheets(lang)
        self.visit, self.foot = VisitPanel(lang), Foot(lang, monotonic)
        self.services: dict[str, ServiceEntry] = {}
        self._shelves: dict[str, ShelfPage] = {}
        self._status: Status | None = None
        self._copy: str | None = None
        counter = RailEntry(COUNTER, translate(N_("Counter"), lang), cap(COUNTER), COUNTER)
        self.rail = Rail(
            lang,
            (counter,),
            (
                RailEntry(DAY, translate(N_("Day"), lang), cap(DAY), DAY),
                RailEntry(JOURNAL, translate(N_("Journal"), lang), cap(JOURNAL), "note"),
                RailEntry(COPIES, translate(N_("Copies"), lang), "", "backup"),
            ),
        )
        self._pages: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self._page = COUNTER
        self._money: tuple[bool, object] = (False, None)
        self._state = State()
        self._drawn: tuple[State, str] | None = None
        self._narrow: bool | None = None
        self._lay_out()
        self._connect()
        self.open(COUNTER)
        # What is not said yet takes no room from the start.
        self.show_state(State())
        theme.on_change(self)

    @cached_property
    def day(self) -> "DayPage":
        """The page of the day: loaded and made when it is first opened, as the pages of the services are."""
        from concierge_desk.pages.day.view import DayPage  # noqa: PLC0415

        page = DayPage(self._lang)
        page.overview.resumed.connect(self.resumed)
        if self._status is not None:
            page.show_status(self._status)
        return page

    def _leave_room(self) -> None:
        """Give the day and the journal the room of the visit, which stands on the counter's page where it is narrow."""
        self.visit.setVisible(self.narrow or self._page not in {DAY, JOURNAL, COPIES})

    def _page_of(self, code: str) -> QWidget:
        if code == JOURNAL:
            return scrolled(self.sheets.journal)
        if code == COPIES:
            return scrolled(self.sheets.copies)
        return self.day if code == DAY else self.shelf(code)

    def shelf(self, code: str) -> "ShelfPage":
        """Return the page of a service.

        Raises:
            KeyError: When there is no such service.
        """
        if code not in self._shelves:
            from concierge_desk.pages.shelf.view import ShelfPage  # noqa: PLC0415

            service = self.services[code]
            self._shelves[code] = ShelfPage(code, service.label, self._lang, service.icon)
        return self._shelves[code]

    @cached_property
    def _strip(self) -> "PayStrip":
        from concierge_desk.pages.counter.payment_view import PayStrip  # noqa: PLC0415

        strip = PayStrip(self._lang)
        strip.hide()
        strip.pressed.connect(self.visit.pressed)
        self._beneath.addWidget(strip)
        return strip

    @property
    def page(self) -> str:
        """Code of the page that is open."""
        return self._page

    @property
    def narrow(self) -> bool:
        """Whether the visit stands under the card."""
        return bool(self._narrow)

    def open(self, code: str) -> None:
        """Open a page."""
        if code not in self._pages:
            self._add(code, self._page_of(code))
        self._page = code
        # First the room, then the page: else its rows are laid out twice.
        self._leave_room()
        if self.isVisible():
            # Before it was ever shown it would grow to the width of what is still to be folded.
            self._middle.activate()
        self._stack.setCurrentWidget(self._pages[code])
        self.rail.show_page(code)
        self.visit.show_keys(code == COUNTER)

    def add_services(self, services: Sequence[ServiceEntry]) -> None:
        """Lead to the page of each service, in the order of the rail."""
        for service in services:
            self.services[service.code] = service
            self.rail.add(RailEntry(service.code, service.label, "", service.icon))

    def show_state(self, state: State) -> None:
        """Draw the front's picture."""
        self.line.follow(state.text, state.text_serial)
        typed = self.line.pending()
        drawn = state, typed
        if drawn == self._drawn:
            return
        self._drawn = drawn
        ask = state.asking.ask if state.asking is not None else None
        self.line.ask_words(ask is not None and ask.kind in {"text", "day"})
        self.counter.show_state(state, typed)
        self.visit.show_state(state, typed)
        self.foot.show_state(state)
        marks = (state.lines, state.line) != (self._state.lines, self._state.line)
        self._state = state
        self._show_strip()
        if marks and self.narrow and state.asking is None and not state.offers:
            QTimer.singleShot(0, self, self._show_marked)
        money = (state.paying is not None, state.paid)
        if money != self._money:
            self._money = money
            if self.narrow and any(money):
                # Once it is laid out: only then is known where it stands.
                QTimer.singleShot(
                    0, self, lambda: self._show_part(self.visit.paying if money[0] else self.visit.paid)
                )

    def show_status(self, status: Status) -> None:
        """Show what is seen all day."""
        self.top.show_status(status)
        self.band.setVisible(status.practice or self._copy is not None)
        if self._copy is not None:
            self.band.say_copy(self._copy, self._lang, practice=status.practice)
        self.counter.show_status(status)
        self.rail.show_waiting(status.waiting)
        self._status = status
        if is_made(self, "day"):
            self.day.show_status(status)

    def show_copy(self, when: str) -> None:
        """Show that it is a copy, made then: nothing leads to copies from there."""
        self._copy = when
        self.rail.leave_out(COPIES)

    def fit(self) -> None:
        """Fold anew where the size of the text changed."""
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Fold where there is no room for three columns."""
        super().resizeEvent(event)
        self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Scroll the page by keys, from the scan line too, which has no use for them."""
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        area = self._area if self._page == COUNTER else self._stack.currentWidget()
        if step is None or not isinstance(area, QScrollArea):
            super().keyPressEvent(event)
            return
        bar = area.verticalScrollBar()
        # A line of what was read stays in sight.
        bar.setValue(bar.value() + step * (area.viewport().height() - 2 * theme.current().title))

    def _lay_out(self) -> None:
        self._under = ColumnBox()
        self._under_column = QVBoxLayout(self._under)
        self._under_column.setContentsMargins(0, 0, 0, 0)
        self._under_column.setSpacing(0)
        self._under_column.addWidget(self.counter, 1)
        self._area = scrolled(self._under)
        home = QWidget()
        self._beneath = QVBoxLayout(home)
        self._beneath.setContentsMargins(0, 0, 0, 0)
        self._beneath.setSpacing(0)
        self._beneath.addWidget(self._area, 1)
        self._add(COUNTER, home)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self.rail)
        self._middle.addWidget(self._stack, 1)
        self._middle.addWidget(self.visit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.band)
        column.addLayout(self._middle, 1)
        column.addWidget(self.foot)

    def _add(self, code: str, page: QWidget) -> None:
        self._pages[code] = page
        self._stack.addWidget(page)

    def _connect(self) -> None:
        self.rail.went.connect(self.went)
        self.line.textChanged.connect(lambda _text: self.counter.show_typed(self.line.pending()))
        self.counter.wanted.connect(self._show_part)

    def _show_strip(self) -> None:
        """Keep the sum in sight where the visit scrolls, and the visit above what is sold most."""
        state = self._state
        asked = state.asking is not None or state.paying is not None
        shown = self.narrow and bool(state.lines) and not asked
        show_part(self, "_strip", shown)
        self.visit.leave_sum(shown)
        if is_made(self, "_strip"):
            self._strip.show_state(state)
        if self.narrow:
            column, served = self._under_column, bool(state.lines) or state.paid is not None
            first, second = (self.visit, self.counter.tiles) if served else (self.counter.tiles, self.visit)
            if column.indexOf(first) != 1:
                column.insertWidget(1, first)
                column.insertWidget(2, second)

    def _show_part(self, part: QWidget) -> None:
        """Scroll to what must be seen now: as much of it as there is room for, its beginning first."""
        # The visit may stand beside the page again by now.
        if not self._under.isAncestorOf(part) or not part.isVisibleTo(self._under):
            return
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

    def _fold(self) -> None:
        narrow = self.width() < theme.current().title * _LEAST_LETTERS
        if narrow is self._narrow:
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
        self._leave_room()
        self._show_strip()
