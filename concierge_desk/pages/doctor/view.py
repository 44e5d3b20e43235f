"""The doctor: a line for each thing that is looked at, and beside it the chosen one in full.

Source: docs/contract.md, "Words" (`doctor`).
"""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal

from concierge_desk.counter.cards.offers import Tone
from concierge_desk.counter.checks import DeskCheck, Standing
from concierge_desk.i18n import N_
from concierge_desk.pages.doctor.actions import ACTIONS
from concierge_desk.pages.doctor.state import DoctorState
from concierge_desk.ui.kit.item_list import Item
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.marks import Chip
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import in_sight, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
from concierge_desk.ui.page.list_page import ListPage
from concierge_desk.ui.page.side_panel import SidePanel

_LEAST_LIST = 14
"""Least height of the list, in heights of the text: the page itself scrolls where there is no room."""

_STANDINGS: Mapping[Standing, tuple[str, Tone]] = {
    "well": (N_("In order"), "good"),
    "note": (N_("To know"), "plain"),
    "todo": (N_("To do"), "warning"),
}


class CheckAside(SidePanel):
    """One line in full: how it is, and what to do."""

    def __init__(self) -> None:
        super().__init__()
        self._chip, self._told, self._todo = Chip(), Words("", "text"), Words("", "strong")
        self.lay_out(self._chip, self._told, self._todo)

    def show_state(self, state: DoctorState) -> None:
        """Draw the line that is chosen."""
        check = state.check
        self.setVisible(check is not None)
        if check is not None:
            words, tone = _STANDINGS[check.standing]
            self._chip.show_state(f"{check.label}\N{NO-BREAK SPACE}: {say(words)}", tone)
            self._told.setText(check.told)
            show_text(self._todo, check.todo)


class DoctorPage(ListPage):
    """How the desk and its PC are.

    Attributes:
        chosen: A line is chosen: its code.
    """

    chosen = Signal(str)
    asides = MappingProxyType({"check": (CheckAside, ())})

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._checks: tuple[DeskCheck, ...] = ()
        self._heading, self._count = Words(say("Diagnosis"), "heading"), Words("", "text", "muted")
        self._list.setAccessibleName(say("Diagnosis"))
        self._buttons = {name: action_button(ACTIONS[name]) for name in ("again", "program")}
        head = RowLayout().put(self._heading, self._count, grows=self._count)
        self._left.column.addWidget(self._list, 1)
        self._sheets.addWidget(self._left, 3)
        self._sheets.addWidget(self._right, 2)
        self._put_together(head, self._buttons, ())
        self._list.chosen.connect(lambda item: None if item is None else self.chosen.emit(item.ref))
        self._list.opened.connect(lambda _item: in_sight(self._right))

    def show_state(self, state: DoctorState) -> None:
        """Draw the picture."""
        if state.checks != self._checks:
            self._checks = state.checks
            self._list.show_items([_item(check) for check in state.checks], state.chosen)
        self._list.show_chosen(state.chosen)
        todo = (
            say("Nothing is to be done") if not state.todo else say("To be done: {count}", count=state.todo)
        )
        self._count.setText(todo if state.checks else "")
        self._show_aside("check", state)

    def start(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus()


def _item(check: DeskCheck) -> Item:
    words, tone = _STANDINGS[check.standing]
    return Item(check.label, check.told, say(words), tone, ref=check.code)
