"""The doctor: a line for each thing that is looked at, and beside it the chosen one in full.

Source: docs/contract.md, "Words" (`doctor`).
"""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal

from concierge_desk.counter.cards.offers import Tone
from concierge_desk.counter.checks import BundledFile, DeskCheck, Standing
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

_MOST_SIGNS = 60_000
"""So much of a file is drawn; all of it is shown by `support --show`."""

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


class BundleAside(SidePanel):
    """A file of the bundle, as it would be written."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Words("", "small")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.lay_out(self._text)

    def show_state(self, state: DoctorState) -> None:
        """Draw the one that is chosen; of a long one its end, which is the newest."""
        shown = state.bundled
        self.setVisible(shown is not None)
        if shown is None:
            return
        text = shown.text if len(shown.text) <= _MOST_SIGNS else f"…\n{shown.text[-_MOST_SIGNS:]}"
        if text != self._text.text():
            self._text.setText(text)


class DoctorPage(ListPage):
    """How the desk and its PC are.

    Attributes:
        chosen: A line is chosen: its code.
    """

    chosen = Signal(str)
    asides = MappingProxyType({"check": (CheckAside, ()), "file": (BundleAside, ())})

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._checks: tuple[DeskCheck, ...] = ()
        self._files: tuple[BundledFile, ...] = ()
        self._heading, self._count = Words(say("Diagnosis"), "heading"), Words("", "text", "muted")
        self._list.setAccessibleName(say("Diagnosis"))
        self._buttons = {
            name: action_button(ACTIONS[name]) for name in ("again", "program", "support", "write")
        }
        head = RowLayout().put(self._heading, self._count, grows=self._count)
        self._left.column.addWidget(self._list, 1)
        self._sheets.addWidget(self._left, 3)
        self._sheets.addWidget(self._right, 2)
        self._put_together(head, self._buttons, (self._told,))
        self._list.chosen.connect(lambda item: None if item is None else self.chosen.emit(item.ref))
        self._list.opened.connect(lambda _item: in_sight(self._right))

    def show_state(self, state: DoctorState) -> None:
        """Draw the picture."""
        if (state.checks, state.files) != (self._checks, self._files):
            self._checks, self._files = state.checks, state.files
            items = [_file_item(one) for one in state.files] or [_item(check) for check in state.checks]
            self._list.show_items(items, state.file or state.chosen)
        self._list.show_chosen(state.file or state.chosen)
        todo = (
            say("Nothing is to be done") if not state.todo else say("To be done: {count}", count=state.todo)
        )
        if state.files:
            todo = say("The bundle for whoever helps: without any name, sent to nobody")
        self._count.setText(todo if state.checks else "")
        self._buttons["write"].setVisible(bool(state.files))
        self._tell(state.told)
        self._show_aside("file" if state.files else "check", state)

    def start(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus()


def _item(check: DeskCheck) -> Item:
    words, tone = _STANDINGS[check.standing]
    return Item(check.label, check.told, say(words), tone, ref=check.code)


def _file_item(one: BundledFile) -> Item:
    return Item(one.name, say("{bytes} bytes", bytes=one.size_bytes), ref=one.name)
