"""The people: a line to look for somebody, who is found, and beside them who is chosen.

Source: decision 0085.
"""

from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from concierge_desk.mechanisms.people.page.actions import ACTIONS, PeopleAction
from concierge_desk.mechanisms.people.page.state import PeopleState, PersonRow
from concierge_desk.ui.kit.fields.field import InputField
from concierge_desk.ui.kit.item_list import Item
from concierge_desk.ui.kit.keys import name_of
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import in_sight, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import PageButton, action_button
from concierge_desk.ui.page.list_page import ListPage
from concierge_desk.ui.page.side_panel import SidePanel

_LEAST_LIST = 14
"""Least height of the list, in heights of the text."""
_BUTTONS: tuple[PeopleAction, ...] = ("search", "new", "blank")


class PersonAside(SidePanel):
    """Panel of who is chosen: all that is known, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._tag = Words("", "title"), Words("", "strong")
        self._facts = Words("", "text")
        self._open, self._paper = action_button(ACTIONS["open"], "primary"), action_button(ACTIONS["paper"])
        self.lay_out(self._name, self._tag, self._facts, self._open, self._paper)

    def show_state(self, state: PeopleState) -> None:
        """Show who is chosen."""
        row = state.row
        show_text(self._name, say("Choose somebody of the list first.") if row is None else row.name)
        show_text(self._tag, "" if row is None else row.tag)
        show_text(self._facts, "" if row is None else "\n".join(row.facts))
        self._open.setVisible(row is not None)
        self._paper.setVisible(row is not None and bool(row.card))

    def forget(self) -> None:
        """Keep nothing of whom somebody looked at."""
        self.show_state(PeopleState())


class PeoplePage(ListPage):
    """People at the left, who is chosen at the right.

    Attributes:
        written: The line holds another text.
        chosen: Somebody is chosen: the key.
    """

    written = Signal(str)
    chosen = Signal(str)
    asides = MappingProxyType({"person": (PersonAside, ())})

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._state, self._hides = PeopleState(), False
        self._heading = Words(say("People"), "heading")
        self._line = InputField("")
        self._line.setAccessibleName(say("Look for somebody"))
        self._line.setPlaceholderText(say("Name, phone or its last four figures, street"))
        self._list.setAccessibleName(say("People"))
        self._none = Words("", "text")
        buttons: dict[str, PageButton] = {name: action_button(ACTIONS[name]) for name in _BUTTONS}
        for part, stretch in ((self._line, 0), (self._none, 0), (self._list, 1)):
            self._left.column.addWidget(part, stretch)
        self._sheets.addWidget(self._left, 3)
        self._sheets.addWidget(self._right, 2)
        self._put_together(RowLayout().put(self._heading), buttons, (self._told,))
        self._line.written.connect(self.written)
        self._line.returnPressed.connect(lambda: self.pressed.emit("open"))
        self._list.chosen.connect(lambda item: None if item is None else self.chosen.emit(item.ref))
        self._list.opened.connect(lambda _item: self.pressed.emit("open"))
        self.pressed.connect(self._ask)

    def hide_names(self, hidden: bool) -> None:
        """Hide who is shown, or show it again."""
        self._hides = hidden
        self._line.setEchoMode(InputField.EchoMode.Password if hidden else InputField.EchoMode.Normal)
        self.show_state(self._state)

    def show_state(self, state: PeopleState) -> None:
        """Draw the picture."""
        self._state = state
        if self._hides:
            state = replace(state, rows=tuple(_hidden(row) for row in state.rows))
        if self._line.text() != self._state.text:
            self._line.setText(self._state.text)
        nobody = say("Nobody goes by that yet: F8 keeps a new person.")
        show_text(self._none, nobody if state.text and not state.rows and not state.busy else "")
        self._list.show_items([_item(row) for row in state.rows], state.chosen)
        self._list.show_chosen(state.chosen)
        self._show_aside("person", state)
        self._tell(state.told)

    def start(self) -> None:
        """Give the keyboard to the line."""
        self._line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Go from the line into the list by an arrow, to the first row or the one that is chosen."""
        if name_of(event) == "down" and self._state.rows:
            self._list.setFocus()
            if self._state.row is None:
                self.chosen.emit(self._state.rows[0].person)
        else:
            super().keyPressEvent(event)

    def _ask(self, name: str) -> None:
        if name == "search":
            self._line.setFocus()
            self._line.selectAll()
            in_sight(self._line)


def _item(row: PersonRow) -> Item:
    return Item(row.name, row.home, row.tag, "good" if row.holds else "plain", ref=row.person)


def _hidden(row: PersonRow) -> PersonRow:
    return PersonRow(row.person, say("Name hidden"), tag=row.tag, holds=row.holds)
