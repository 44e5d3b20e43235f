"""The statuses: files at the left, then what differs; beside them what is chosen, and what can be done with it.

Source: decision 0080.
"""

from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from concierge_desk.i18n import N_
from concierge_desk.pages.statuses.actions import ACTIONS
from concierge_desk.pages.statuses.face import StatusFile, StatusLine
from concierge_desk.pages.statuses.state import StatusesState
from concierge_desk.ui.kit.item_list import Item, ItemList
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.kit.speech import count, say
from concierge_desk.ui.kit.widgets import show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button, on_press
from concierge_desk.ui.page.list_page import ListPage
from concierge_desk.ui.page.side_panel import SidePanel

_LEAST_LIST = 16
"""Least height of the list, in heights of the text."""
_NO_FILE = N_(
    "No file with statuses was found on a stick or in the downloads: put La Poste's file there as CSV, or choose it with F6."
)
_OPEN = N_("Open its card")


class ChosenAside(SidePanel):
    """Panel of what is chosen: of a file what it says, of what differs what each of both says."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._where = Words("", "title"), Words("", "text", "muted")
        self._lines, self._rest = ItemList(), QWidget()
        self._lines.setAccessibleName(say("Statuses of the file"))
        self._look = action_button(ACTIONS["open"], "primary")
        self._card = action_button(ACTIONS["open"], "primary", label=_OPEN)
        self._compare = action_button(ACTIONS["compare"], "primary")
        buttons = (self._look, self._compare, self._card)
        for part in (self._title, self._where, *buttons, self._lines, self._rest):
            self.column.addWidget(part, 1 if part in {self._lines, self._rest} else 0)
        self._shown: tuple[StatusLine, ...] | None = None
        on_press(self.pressed, *buttons)

    def show_state(self, state: StatusesState) -> None:
        """Show another file, what it says, or what differs."""
        file = next((one for one in state.files or () if one.path == state.file), None)
        found = state.found
        line = None if found is None else next((one for one in found.lines if one.ref == state.line), None)
        self._look.setVisible(file is not None and state.preview is None and found is None)
        self._compare.setVisible(state.preview is not None and found is None)
        self._card.setVisible(line is not None)
        for button in (self._look, self._compare, self._card):
            button.setEnabled(not state.busy)
        if found is not None:
            title, told = ("", "") if line is None else (line.label, f"{line.part}. {line.detail}".strip())
        elif file is None:
            title, told = say("Choose a file in the list."), ""
        else:
            title, told = file.name, file.place
        show_text(self._title, title)
        show_text(self._where, told)
        preview = state.preview if found is None else None
        # The list takes all the room there is, or nothing does.
        self._lines.setVisible(preview is not None)
        self._rest.setVisible(preview is None)
        if preview is not None and preview != self._shown:
            self._shown = preview
            self._lines.show_items([Item(one.label, one.detail, ref=one.ref) for one in preview])


class StatusesPage(ListPage):
    """Files, then what differs, at the left; what is chosen at the right.

    Attributes:
        chosen: A line of the list is chosen.
        picked: A file was found by the system's own dialogue.
    """

    chosen = Signal(str)
    picked = Signal(object)
    asides = MappingProxyType({"chosen": (ChosenAside, ())})

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._listed: tuple[object, ...] | None = None
        self._heading = Words(say("Their statuses"), "heading")
        self._none = Words(say(_NO_FILE), "text")
        self._none.hide()
        self._list.setAccessibleName(say("Files with statuses, then what differs"))
        self._buttons = {name: action_button(ACTIONS[name]) for name in ("again", "pick")}
        head = RowLayout().put(self._heading)
        left = Panel()
        left.column.addWidget(self._none)
        left.column.addWidget(self._list, 1)
        self._sheets.addWidget(left, 3)
        self._sheets.addWidget(self._right, 3)
        self._put_together(head, self._buttons, (self._told,))
        self._list.chosen.connect(lambda item: None if item is None else self.chosen.emit(item.ref))
        self._list.opened.connect(lambda _item: self.pressed.emit("open"))
        self.pressed.connect(self._pick)

    def show_state(self, state: StatusesState) -> None:
        """Draw the picture."""
        listed: tuple[object, ...] = state.files or ()
        items, chosen = [_file(file) for file in state.files or ()], str(state.file or "")
        if state.found is not None:
            listed, items, chosen = state.found.lines, _lines(state.found.lines), state.line
        if listed != self._listed:
            self._listed = listed
            self._list.show_items(items, chosen)
        self._none.setVisible(state.files is not None and not state.files)
        self._list.show_chosen(chosen)
        self._show_aside("chosen", state)
        self._tell(state.told)

    def start(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus()

    def _pick(self, name: str) -> None:
        if name != "pick":
            return
        title, kinds = say("A file with statuses"), say("Tables (*.csv)")
        found, _kind = QFileDialog.getOpenFileName(self, title, "", kinds)
        if found:
            self.picked.emit(Path(found))


def _file(file: StatusFile) -> Item:
    tag = count("{count} status", "{count} statuses", file.rows) if file.rows else ""
    return Item(file.name, file.place, tag, ref=str(file.path))


def _lines(lines: tuple[StatusLine, ...]) -> list[Item]:
    """Return what differs, each part under its heading."""
    items, before = [], ""
    for line in lines:
        items.append(
            Item(line.label, line.detail, ref=line.ref, part=line.part if line.part != before else "")
        )
        before = line.part
    return items
