"""The tariffs: the files that may be a sheet of prices, and beside them what the chosen one would change.

Source: decision 0068.
"""

from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from concierge_desk.i18n import N_
from concierge_desk.pages.tariff.actions import ACTIONS
from concierge_desk.pages.tariff.face import LookedAtSheet, Part, PriceLine, SheetFile
from concierge_desk.pages.tariff.state import TariffPageState
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

_PARTS: dict[Part, tuple[str, str]] = {
    "fall": (N_("Cheaper than before"), "warning"),
    "rise": (N_("Dearer by more than 15 per cent"), "warning"),
    "odd": (N_("Odd beside the others"), "warning"),
    "new": (N_("No price before"), "plain"),
    "change": (N_("Changes"), "plain"),
    "same": (N_("Known already"), "plain"),
}
_MISSING = N_("Missing in it")
_NO_FILE = N_(
    "No sheet of prices was found on a stick or in the downloads. La Poste's comes as a CSV file: put it there, or choose it with F6."
)


class SheetAside(SidePanel):
    """Panel of the chosen file: what it would change, what is unusual first."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._where = Words("", "title"), Words("", "text", "muted")
        self._prices = ItemList()
        self._prices.setAccessibleName(say("Prices of the sheet"))
        self._look = action_button(ACTIONS["look"], "primary")
        self._take_in = action_button(ACTIONS["take_in"], "primary")
        self._shown: tuple[LookedAtSheet | None, Path | None] | None = None
        self._rest = QWidget()
        for part in (self._title, self._where, self._look, self._take_in, self._prices, self._rest):
            self.column.addWidget(part, 1 if part in {self._prices, self._rest} else 0)
        on_press(self.pressed, self._look, self._take_in)

    def show_state(self, state: TariffPageState) -> None:
        """Show another file, or what was found in it."""
        file = next((one for one in state.files or () if one.path == state.chosen), None)
        sheet = state.sheet
        self._look.setVisible(file is not None and sheet is None)
        self._take_in.setVisible(sheet is not None and bool(sheet.news))
        for button in (self._look, self._take_in):
            button.setEnabled(not state.busy)
        if self._shown == (sheet, state.chosen):
            return
        self._shown = (sheet, state.chosen)
        show_text(self._title, say("Choose a file in the list.") if file is None else file.name)
        show_text(self._where, "" if file is None else file.place)
        # The list takes all the room there is, or nothing does.
        self._prices.setVisible(sheet is not None)
        self._rest.setVisible(sheet is None)
        if sheet is not None:
            self._prices.show_items(_prices(sheet))


class TariffPage(ListPage):
    """Files at the left, what the chosen one would change at the right.

    Attributes:
        chosen: A file is chosen.
        picked: A file was found by the system's own dialogue.
    """

    chosen = Signal(object)
    picked = Signal(object)
    asides = MappingProxyType({"sheet": (SheetAside, ())})

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._files: tuple[SheetFile, ...] | None = None
        self._heading = Words(say("Tariffs"), "heading")
        self._none = Words(say(_NO_FILE), "text")
        self._none.hide()
        self._list.setAccessibleName(say("Files with prices"))
        self._buttons = {name: action_button(ACTIONS[name]) for name in ("again", "pick")}
        self._lay_out()
        self._list.chosen.connect(lambda item: None if item is None else self.chosen.emit(Path(item.ref)))
        self._list.opened.connect(lambda _item: self.pressed.emit("look"))
        self.pressed.connect(self._pick)

    def show_state(self, state: TariffPageState) -> None:
        """Draw the picture."""
        if state.files is not None and state.files != self._files:
            self._files = state.files
            self._list.show_items([_file(file) for file in state.files], str(state.chosen or ""))
            self._none.setVisible(not state.files)
        self._list.show_chosen(str(state.chosen or ""))
        self._show_aside("sheet", state)
        self._tell(state.told)

    def start(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus()

    def _pick(self, name: str) -> None:
        if name != "pick":
            return
        title, kinds = say("A sheet of prices"), say("Tables (*.csv)")
        found, _kind = QFileDialog.getOpenFileName(self, title, "", kinds)
        if found:
            self.picked.emit(Path(found))

    def _lay_out(self) -> None:
        head = RowLayout().put(self._heading)
        left = Panel()
        left.column.addWidget(self._none)
        left.column.addWidget(self._list, 1)
        self._sheets.addWidget(left, 2)
        self._sheets.addWidget(self._right, 3)
        self._put_together(head, self._buttons, (self._told,))


def _file(file: SheetFile) -> Item:
    if file.rows is None:
        return Item(file.name, file.place, ref=str(file.path))
    tag = count("{count} price", "{count} prices", file.rows)
    return Item(file.name, file.place, tag, ref=str(file.path))


def _prices(sheet: LookedAtSheet) -> list[Item]:
    """Return what is unusual, then what is missing, then the rest; each part under its heading."""
    unusual, rest = sheet.lines[: sheet.unusual], sheet.lines[sheet.unusual :]
    missing = [
        Item(sentence, ref=f"missing {place}", part="" if place else say(_MISSING))
        for place, sentence in enumerate(sheet.missing)
    ]
    return [*_lines(unusual, 0), *missing, *_lines(rest, len(unusual))]


def _lines(lines: tuple[PriceLine, ...], first: int) -> list[Item]:
    items, before = [], ""
    for place, line in enumerate(lines, first):
        heading, tone = _PARTS[line.part]
        told = say("{prices} from {day}", prices=line.prices, day=line.day)
        part = say(heading) if heading != before else ""
        items.append(Item(line.label, told, line.change, tone, ref=str(place), part=part))
        before = heading
    return items
