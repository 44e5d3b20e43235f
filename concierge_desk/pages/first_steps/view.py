"""The first steps: the list of them with what is done, and beside it the chosen one.

Source: decision 0073.
"""

from types import MappingProxyType

from PySide6.QtCore import Signal

from concierge_desk.pages.first_steps.actions import ACTIONS
from concierge_desk.pages.first_steps.face import StepRow
from concierge_desk.pages.first_steps.side_panels import IconAside, RecoveryAside, ScannerAside, StepAside
from concierge_desk.pages.first_steps.state import FirstStepsState
from concierge_desk.ui.kit.item_list import Item
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
from concierge_desk.ui.page.list_page import ListPage
from concierge_desk.ui.page.side_panel import SidePanel

_LEAST_LIST = 7
"""Least height of the list, in heights of the text."""

_ASIDES = {"elsewhere": "step", "printer": "step", "scanner": "scanner", "sheet": "sheet", "icon": "icon"}


class FirstStepsPage(ListPage):
    """The first steps in a new shop.

    Attributes:
        chosen: A step is chosen: its code.
        worded: The words that open the copies were typed.
        typed: Two groups of the recovery sheet were typed back.
        made: The icon is to be put on the desktop, or taken away.
        started: The shop is to be opened with the PC, or no more.
    """

    chosen = Signal(str)
    worded = Signal(str)
    typed = Signal(str, str)
    made = Signal()
    started = Signal()
    asides = MappingProxyType(
        {
            "step": (StepAside, ()),
            "scanner": (ScannerAside, ()),
            "sheet": (RecoveryAside, ("worded", "typed")),
            "icon": (IconAside, ("made", "started")),
        }
    )

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._rows: tuple[StepRow, ...] = ()
        self._asked = ("", False)
        self._heading, self._how_many = Words(say("First steps"), "heading"), Words("", "text", "muted")
        self._list.setAccessibleName(say("First steps"))
        self._buttons = {"practise": action_button(ACTIONS["practise"])}
        self._lay_out()
        self._list.chosen.connect(lambda item: None if item is None else self.chosen.emit(item.ref))
        self._list.opened.connect(lambda _item: self.pressed.emit("go"))

    def show_state(self, state: FirstStepsState) -> None:
        """Draw the picture."""
        if state.rows != self._rows:
            self._rows = state.rows
            done = sum(row.done for row in state.rows)
            self._how_many.setText(say("Done: {done} of {count}", done=done, count=len(state.rows)))
            self._list.show_items([_item(*numbered) for numbered in enumerate(state.rows, 1)], state.chosen)
        self._list.show_chosen(state.chosen)
        row = state.row
        if row is not None:
            self._show_aside(_ASIDES[row.look], state)
        self._tell(state.told)
        self._ask(state)

    def start(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus()

    def _typed(self, digit: str) -> None:
        aside = self._asides.get("icon")
        if isinstance(aside, IconAside) and aside.isVisible():
            aside.press_number(digit)

    def _ask(self, state: FirstStepsState) -> None:
        """Give the keyboard to what is typed, once the sheet does not lie over it; then back to the list."""
        asked = ("" if state.shown is not None else state.question, state.opening)
        if asked == self._asked:
            return
        self._asked = asked
        question, opening = asked
        aside: SidePanel | None = self._asides.get("sheet")
        if opening:
            return
        if question and aside is not None:
            aside.start()
        elif state.shown is None:
            self.start()

    def _lay_out(self) -> None:
        head = RowLayout().put(self._heading, self._how_many, grows=self._how_many)
        left = Panel()
        left.column.addWidget(self._list, 1)
        self._sheets.addWidget(left, 2)
        self._sheets.addWidget(self._right, 3)
        self._put_together(head, self._buttons, (self._told,))


def _item(number: int, row: StepRow) -> Item:
    if row.done:
        tag, tone = say("done"), "good"
    else:
        tag, tone = (say("later"), "plain") if row.later else ("", "plain")
    return Item(f"{number}. {row.title}", row.about, tag, tone, ref=row.code)
