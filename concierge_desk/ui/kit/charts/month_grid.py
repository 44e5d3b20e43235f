"""Grid of a month: a week a row, one small mark for each day; the marks are those of the strip of days.

Source: docs/requirements.md, R-7.03; decisions 0045, 0075.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from concierge_desk.ui.kit.charts.day_strip import DayMark, DayTile
from concierge_desk.ui.kit.layouts import GridLayout
from concierge_desk.ui.kit.widgets import emptied

_WEEK = 7


class MonthGrid(QWidget):
    """Days of a month, Monday at the left."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[int, tuple[DayMark, ...]] = (0, ())
        self._grid = GridLayout(self, across=0.5, down=0.5)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_month(self, first: int, days: Sequence[DayMark]) -> None:
        """Show another month.

        Args:
            first: Weekday of its first day, 0 for Monday.
            days: In their order.
        """
        if self._shown == (first, tuple(days)):
            return
        self._shown = (first, tuple(days))
        emptied(self._grid)
        for place, mark in enumerate(days, start=first):
            self._grid.addWidget(DayTile(mark), place // _WEEK, place % _WEEK)
