"""Rows and days of the calendar as Qt's tables want them: each cell is told in words.

Source: docs/requirements.md, R-7.03; decision 0095.
"""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from concierge_desk.counter.cards.taken_days import TakenRow, TakenSpan
from concierge_desk.i18n import N_
from concierge_desk.pages.calendar.face import CalendarDay
from concierge_desk.ui.kit.speech import say

_Index = QModelIndex | QPersistentModelIndex
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class DaysModel(QAbstractTableModel):
    """Things below each other, days beside each other."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[TakenRow] = ()
        self.days: Sequence[CalendarDay] = ()

    def show(self, rows: Sequence[TakenRow], days: Sequence[CalendarDay]) -> bool:
        """Show others; say whether they are."""
        if rows is self.rows and days is self.days:
            return False
        self.beginResetModel()
        self.rows, self.days = rows, days
        self.endResetModel()
        return True

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  (Qt's name and default)
        """Return how many things there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  (Qt's name and default)
        """Return how many days there are."""
        return 0 if parent.isValid() else len(self.days)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is said of a cell: what it is, which day, how it stands."""
        row, day = self.rows[index.row()], self.days[index.column()]
        if role in _SAID:
            return ", ".join((*named(row), day.told, stands(row, day)))
        return stands(row, day) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(  # noqa: N802  (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what is said of a row or of a column."""
        if role not in (*_SAID, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            row = self.rows[section]
            return ", ".join((*named(row), *((say("late"),) if row.late else ())))
        day = self.days[section]
        told = (
            day.told,
            say("today") if day.is_today else "",
            "" if day.opens else say("the shop is closed"),
        )
        return ", ".join(filter(None, told))

    def taken(self, index: _Index) -> TakenSpan | None:
        """Return how a thing stands on a day."""
        return self.rows[index.row()].on(self.days[index.column()].day)


def named(row: TakenRow) -> tuple[str, ...]:
    """Return what a row is called."""
    return tuple(filter(None, (row.title, row.number)))


def stands(row: TakenRow, day: CalendarDay) -> str:
    """Return how a thing stands on a day, in words."""
    span = row.on(day.day)
    return say(N_("free") if day.opens else N_("the shop is closed")) if span is None else span.told
