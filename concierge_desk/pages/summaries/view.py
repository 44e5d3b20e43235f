"""Weeks and months at the left, and beside them what the chosen one says.

Source: decision 0081.
"""

from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from concierge_desk.i18n import N_
from concierge_desk.pages.summaries.actions import ACTIONS
from concierge_desk.pages.summaries.face import SummaryPart
from concierge_desk.pages.summaries.state import SummariesState
from concierge_desk.ui.kit.item_list import Item
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import emptied, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
from concierge_desk.ui.page.figure_list import FigureList
from concierge_desk.ui.page.list_page import ListPage
from concierge_desk.ui.page.side_panel import SidePanel

_LEAST_LIST = 12
"""Least height of the list, in heights of the text."""
_SCROLLS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_NONE = N_("No day was closed yet: there is nothing to add up.")


class SummaryAside(SidePanel):
    """What a week or a month says, part by part."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Words("", "heading")
        self._shown: tuple[SummaryPart, ...] = ()
        self.lay_out(self._title, self.listed)

    def show_state(self, state: SummariesState) -> None:
        """Draw the one that is chosen."""
        show_text(self._title, "" if state.period is None else state.period.title)
        if state.parts == self._shown:
            return
        self._shown = state.parts
        emptied(self.listed)
        for part in state.parts:
            figures = FigureList()
            figures.show_figures(part.figures)
            self.put(Words(part.title, "title"))
            self.put(figures)


class SummariesPage(ListPage):
    """Weeks, then months; beside them the figures of one.

    Attributes:
        chosen: One is chosen: its code.
    """

    chosen = Signal(str)
    asides = MappingProxyType({"summary": (SummaryAside, ())})

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._periods: tuple[object, ...] | None = None
        self._none = Words(say(_NONE), "text")
        self._none.hide()
        self._list.setAccessibleName(say("Weeks and months"))
        self._left.column.addWidget(self._none)
        self._left.column.addWidget(self._list, 1)
        self._sheets.addWidget(self._left, 2)
        self._sheets.addWidget(self._right, 3)
        buttons = {
            name: action_button(ACTIONS[name], icon="print" if name == "paper" else None)
            for name in ("before", "after", "paper", "files", "visit")
        }
        self._put_together(
            RowLayout().put(Words(say("Summaries for La Poste"), "heading")), buttons, (self._told,)
        )
        self._list.installEventFilter(self)
        self._list.chosen.connect(lambda item: None if item is None else self.chosen.emit(item.ref))

    def show_state(self, state: SummariesState) -> None:
        """Draw the picture."""
        if state.periods is not None and state.periods != self._periods:
            self._periods = state.periods
            self._none.setVisible(not state.periods)
            items, before = [], None
            for one in state.periods:
                heading = say("Weeks") if one.weekly else say("Months")
                items.append(Item(one.title, ref=one.code, heading="" if heading == before else heading))
                before = heading
            self._list.show_items(items, state.chosen)
        self._list.show_chosen(state.chosen)
        self._show_aside("summary", state)
        self._tell(state.told)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Leave the keys that turn over to the page: what a month says is longer than the list."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _SCROLLS:
            QCoreApplication.sendEvent(self, event)
            return True
        return super().eventFilter(watched, event)

    def start(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus()
