"""The deliveries: a month as a calendar and as a list, by which ways, and beside it the chosen file.

Source: decision 0075.
"""

from collections.abc import Sequence
from types import MappingProxyType

from PySide6.QtCore import Signal

from concierge_desk.counter.texts.short_dates import weekday_letter
from concierge_desk.i18n import N_
from concierge_desk.pages.deliveries.actions import ACTIONS
from concierge_desk.pages.deliveries.face import DeliveryMonth, DeliveryRow
from concierge_desk.pages.deliveries.side_panel import DeliveryAside
from concierge_desk.pages.deliveries.state import DeliveriesState
from concierge_desk.ui.kit.charts.day_strip import DayMark
from concierge_desk.ui.kit.charts.month_grid import MonthGrid
from concierge_desk.ui.kit.item_list import Item
from concierge_desk.ui.kit.layouts import REST, RowLayout
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.kit.speech import lang, say
from concierge_desk.ui.kit.widgets import in_sight
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
from concierge_desk.ui.page.figure_list import FigureList
from concierge_desk.ui.page.list_page import ListPage
from concierge_desk.ui.presenter.figures import Figure

_LEAST_LIST = 10
"""Least height of the list, in heights of the text: the page itself scrolls where there is no room."""

_NO_WAY = N_(
    "No report leaves by itself yet. F6 says by which way: by mail, to a server, into a folder or onto a stick."
)
_NOTHING = N_("No day of this month was closed, or none of its reports leaves by itself.")


class DeliveriesPage(ListPage):
    """A month of daily files.

    It reads its keys itself, wherever on it the keyboard is. Enter does nothing.

    Attributes:
        chosen: A row is chosen: its ref.
    """

    chosen = Signal(str)
    asides = MappingProxyType({"file": (DeliveryAside, ())})

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._month: DeliveryMonth | None = None
        self._hides = False
        self._heading, self._title = Words(say("Deliveries"), "heading"), Words("", "title")
        self._none, self._nothing = Words(say(_NO_WAY), "text"), Words(say(_NOTHING), "text", "muted")
        self._ways, self._grid = FigureList(), MonthGrid()
        self._list.setAccessibleName(say("Reports of the month"))
        self._buttons = {name: action_button(ACTIONS[name]) for name in ("before", "after", "try", "way")}
        self._lay_out()
        self._list.chosen.connect(lambda item: None if item is None else self.chosen.emit(item.ref))
        self._list.opened.connect(lambda _item: in_sight(self._right))

    def show_state(self, state: DeliveriesState) -> None:
        """Draw the picture."""
        month = state.month
        if month is not None and month != self._month:
            self._month = month
            self._show_month(month, state.chosen)
        # The list shows what is chosen before the keyboard comes to it, or it would choose for itself.
        self._list.show_chosen(state.chosen)
        self._show_aside("file", state)
        for button in self._buttons.values():
            button.setEnabled(not state.busy)
        self._buttons["after"].setEnabled(not state.busy and month is not None and not month.last)
        self._tell(state.told)
        if state.asked:
            self._asides["file"].start()

    def start(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus()

    def hide_names(self, hidden: bool) -> None:
        """Hide to whom and where reports go, or show it again."""
        self._hides = hidden
        if self._month is not None:
            self._show_ways(self._month)

    def _show_ways(self, month: DeliveryMonth) -> None:
        told = [say("hidden") if self._hides else way.told for way in month.ways]
        self._ways.show_figures([Figure(way.name, text) for way, text in zip(month.ways, told, strict=True)])

    def _show_month(self, month: DeliveryMonth, chosen: str) -> None:
        self._title.setText(month.title[:1].upper() + month.title[1:])
        marks = [
            DayMark(weekday_letter(cell.day, lang()), str(cell.day.day), cell.tone, cell.words)
            for cell in month.cells
        ]
        self._grid.show_month(month.first.weekday(), marks)
        self._show_ways(month)
        self._none.setVisible(not month.ways)
        self._ways.setVisible(bool(month.ways))
        self._buttons["try"].setVisible(bool(month.ways))
        self._nothing.setVisible(bool(month.ways) and not month.rows)
        several = len({row.export for row in month.rows}) > 1
        self._list.show_items(_items(month.rows, several=several), chosen)

    def _lay_out(self) -> None:
        head = RowLayout().put(self._heading, self._title, grows=self._title)
        self._known = Panel()
        self._known.column.put(self._none, self._ways)
        self._left.column.addWidget(self._nothing)
        self._left.column.addWidget(self._list, 1)
        self._calendar = Panel()
        self._calendar.column.put(self._grid, REST)
        # The list first, where one stands below the other.
        self._sheets.addWidget(self._left, 3)
        self._sheets.addWidget(self._right, 3)
        self._sheets.addWidget(self._calendar)
        self._put_together(head, self._buttons, (self._told, self._known))


def _items(rows: Sequence[DeliveryRow], *, several: bool) -> list[Item]:
    """Return a line for each file; whose it is where there are files of several."""
    return [
        Item(
            " · ".join((row.day, row.number, *((row.name,) if several else ()))),
            row.told,
            row.stand,
            row.tone,
            ref=row.ref,
        )
        for row in rows
    ]
