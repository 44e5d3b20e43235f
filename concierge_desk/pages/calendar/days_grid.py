"""Grid of the calendar: a table of Qt's, of which only what is in sight is painted, and a screen reader reads every cell.

Source: docs/requirements.md, R-7.03; decision 0095.
"""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from concierge_desk.pages.calendar.days_model import DaysModel
from concierge_desk.pages.calendar.days_painter import DayHeads, DaysDelegate, ThingHeads
from concierge_desk.pages.calendar.state import FORTNIGHT, CalendarState
from concierge_desk.ui.kit.fonts import text_font
from concierge_desk.ui.kit.screen_reader.announcement import forget
from concierge_desk.ui.kit.theme import current, on_change

_LEAST_DAY = 2.4
"""Least width of a day, in heights of the text; with less room a week is shown."""
_HEAD, _MOST_HEAD = 12, 0.3
"""Width of the heads of things, in heights of the text; of all there is at the most so much."""
_WALKS = {Qt.Key.Key_Up, Qt.Key.Key_Down}
_EDGES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_WEEK = 7


class DaysGrid(QTableView):
    """Things below each other, days beside each other, of which one cell is chosen.

    Attributes:
        chosen: A cell was chosen: key of its row, ISO day.
        opened: The card of one was asked for.
        edged: She goes on over the edge, a day back or further: -1, 1.
        roomed: There is room for so many days.
    """

    chosen = Signal(str, str)
    opened = Signal(str, str)
    edged = Signal(int)
    roomed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._days = DaysModel()
        self.setModel(self._days)
        self.setItemDelegate(DaysDelegate(self))
        self.setHorizontalHeader(DayHeads(self))
        self.setVerticalHeader(ThingHeads(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        # Between the heads nothing is pressed.
        self.setCornerButtonEnabled(False)
        self.clicked.connect(self._open)
        self.verticalHeader().sectionClicked.connect(self._open_row)
        self.selectionModel().currentChanged.connect(self._choose)
        on_change(self)

    def show_days(self, state: CalendarState) -> None:
        """Show what there is, and what of it is chosen, without telling anybody."""
        self.blockSignals(True)
        changed = self._days.show(state.rows, state.sheet.days)
        row = next((place for place, one in enumerate(state.rows) if one.key == state.at), -1)
        column = next((place for place, one in enumerate(state.sheet.days) if one.day == state.day), -1)
        index = self._days.index(row, column) if row >= 0 and column >= 0 else QModelIndex()
        if changed or index != self.currentIndex():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        self.blockSignals(False)

    def fit(self) -> None:
        """Take the sizes of the theme, and of the room there is."""
        tokens = current()
        line = QFontMetrics(text_font(tokens.small)).height() + QFontMetrics(text_font(tokens.tiny)).height()
        row = max(tokens.target, line + tokens.unit)
        self.verticalHeader().setDefaultSectionSize(row)
        # What is open below leaves in sight of which thing it is.
        self.setMinimumHeight(self.horizontalHeader().sizeHint().height() + row + tokens.unit)
        head = round(min(tokens.text * _HEAD, self.width() * _MOST_HEAD))
        self.verticalHeader().setFixedWidth(head)
        self.horizontalHeader().updateGeometry()
        room = self.width() - head
        if self.isVisible():
            self.roomed.emit(FORTNIGHT if room >= FORTNIGHT * tokens.text * _LEAST_DAY else _WEEK)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Fit to the room; what is chosen stays in sight."""
        super().resizeEvent(event)
        self.fit()
        self.scrollTo(self.currentIndex())

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  (Qt's name)
        """Let a screen reader forget the cells: Qt goes on telling it that they are shown."""
        super().hideEvent(event)
        forget(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Walk; over the edge the calendar goes on; all other keys are the page's."""
        step = _EDGES.get(Qt.Key(event.key()), 0)
        column = self.currentIndex().column() + step
        if step and not 0 <= column < len(self._days.days):
            self.edged.emit(step)
        elif step or event.key() in _WALKS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _cell(self, index: QModelIndex) -> tuple[str, str]:
        return self._days.rows[index.row()].key, self._days.days[index.column()].day

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(*self._cell(index))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(*self._cell(index))

    def _open_row(self, row: int) -> None:
        self._open(self._days.index(row, max(self.currentIndex().column(), 0)))
