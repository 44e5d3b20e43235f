"""The month of what a carrier pays: its lines, its sums, its minutes; beside them the acts behind the chosen line.

Source: decision 0077.
"""

from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from concierge_desk.services.relay.page.pay import lists
from concierge_desk.services.relay.page.pay.actions import ACTIONS, PayAction
from concierge_desk.services.relay.page.pay.state import PayState
from concierge_desk.ui.kit.item_list import Item, ItemList
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import in_sight, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import PageButton, action_button, on_press
from concierge_desk.ui.page.list_page import ListPage
from concierge_desk.ui.page.side_panel import SidePanel

_LEAST_LIST = 16
"""Least height of the list, in heights of the text."""
_BUTTONS: tuple[PayAction, ...] = ("before", "after", "other", "type", "file", "rows", "table", "paper")


class LineAside(SidePanel):
    """Panel of the chosen line: what it is paid for, and each act behind it."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._words = Words("", "title"), Words("", "text")
        self._acts, self._rest = ItemList(), QWidget()
        self._acts.setAccessibleName(say("Acts behind the line"))
        for part in (self._title, self._words, self._acts, self._rest):
            self.column.addWidget(part, 1 if part in {self._acts, self._rest} else 0)
        self._shown: tuple[object, str] | None = None

    def show_state(self, state: PayState) -> None:
        """Draw the line that is chosen."""
        if self._shown == (state.month, state.chosen):
            return
        self._shown = (state.month, state.chosen)
        title, words, acts = lists.aside(state)
        show_text(self._title, title)
        show_text(self._words, words)
        self._acts.show_items(acts)
        self._acts.setVisible(bool(acts))
        self._rest.setVisible(not acts)

    def start(self) -> None:
        """Give the keyboard to the acts."""
        if self._acts.isVisible():
            self._acts.setFocus()
        in_sight(self)


class FileAside(SidePanel):
    """Panel of a statement out of a file: what differs, before it is noted."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Words("", "title")
        self._list = ItemList()
        self._list.setAccessibleName(say("Lines of their statement"))
        self._note = action_button(ACTIONS["note"], "primary")
        for part in (self._title, self._note, self._list):
            self.column.addWidget(part, 1 if part is self._list else 0)
        on_press(self.pressed, self._note)

    def show_state(self, state: PayState) -> None:
        """Draw what was read."""
        if state.file is not None:
            show_text(self._title, state.file.name)
            self._list.show_items(lists.of_file(state))
        self._note.setEnabled(not state.busy)


class PayPage(ListPage):
    """A month of what a carrier pays.

    Attributes:
        chosen: A row is chosen: its ref.
        picked: A file with their statement was chosen.
        kept: A file to write the month to was chosen.
    """

    chosen = Signal(str)
    picked = Signal(object)
    kept = Signal(object)
    asides = MappingProxyType({"line": (LineAside, ()), "file": (FileAside, ())})

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._month: object = None
        self._file_name = ""
        self._heading, self._hint = Words("", "heading"), Words("", "text", "muted")
        self._list.setAccessibleName(say("Lines of the month"))
        self._buttons: dict[str, PageButton] = {name: action_button(ACTIONS[name]) for name in _BUTTONS}
        self._left.column.addWidget(self._hint)
        self._left.column.addWidget(self._list, 1)
        self._sheets.addWidget(self._left, 3)
        self._sheets.addWidget(self._right, 3)
        self._put_together(RowLayout().put(self._heading), self._buttons, (self._told,))
        self._list.chosen.connect(self._choose)
        self._list.opened.connect(lambda _item: self.pressed.emit("open"))
        self.pressed.connect(self._ask)

    def show_state(self, state: PayState) -> None:
        """Draw the picture."""
        if state.month is None:
            return
        show_text(self._heading, lists.heading(state))
        show_text(self._hint, lists.hint(state))
        if state.month != self._month:
            self._month = state.month
            self._list.show_items(lists.of_month(state), state.chosen)
        self._list.show_chosen(state.chosen)
        self._file_name = f"remuneration-{state.month.expected.principal}-{state.month.expected.month}.csv"
        self._show_aside("line" if state.file is None else "file", state)
        self._tell(state.told)

    def start(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus()

    def _choose(self, item: Item | None) -> None:
        """Tell which row she chose, and bring the list into sight where the page is longer than the window."""
        if item is not None:
            in_sight(self._list)
            self.chosen.emit(item.ref)

    def _ask(self, name: str) -> None:
        """Ask for a file where one is needed, and go to the acts behind a line."""
        tables = say("Tables (*.csv)")
        if name == "file":
            found, _kind = QFileDialog.getOpenFileName(self, say("Their statement"), "", tables)
            if found:
                self.picked.emit(Path(found))
        elif name == "table":
            found, _kind = QFileDialog.getSaveFileName(
                self, say("The month as a table"), self._file_name, tables
            )
            if found:
                self.kept.emit(Path(found))
        elif name == "open" and "line" in self._asides:
            self._asides["line"].start()
