"""Bank: the lines and what they may be, what was paid in and did not arrive; beside it what is chosen, or a statement.

Source: decision 0082.
"""

from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.pages.reconciliation.actions import ACTIONS
from concierge_desk.pages.reconciliation.face import (
    LINES,
    OPEN_LINES,
    BankPicture,
    BankRow,
    LookedAtStatement,
    Part,
)
from concierge_desk.pages.reconciliation.state import BankState
from concierge_desk.ui.kit.item_list import Item, ItemList
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button, on_press
from concierge_desk.ui.page.list_page import ListPage
from concierge_desk.ui.page.side_panel import SidePanel

_LEAST_LIST = 16
"""Least height of the list, in heights of the text."""

_PARTS: dict[Part, tuple[str, str]] = {
    "exact": (N_("Proposed: the same to the cent"), "good"),
    "kept": (N_("Proposed: less the bank's commission"), "warning"),
    "unknown": (N_("Arrived, unknown"), "warning"),
    "missing": (N_("Paid in, not arrived after five days"), "bad"),
    "waiting": (N_("Paid in, on its way"), "plain"),
    "left": (N_("Left the account, not expected"), "plain"),
    "matched": (N_("Matched"), "plain"),
}
_NOTHING = N_(
    "Fetch the account's statement from the bank as OFX or CSV, on a stick or in the downloads, then F5."
)


class RowAside(SidePanel):
    """Panel of the chosen row: what it is, what the bank says of it, what can be done."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = False
        self._part, self._title = Words("", "small", "muted"), Words("", "title")
        self._amount, self._when = Words("", "heading"), Words("", "text")
        self._label, self._kept = Words("", "text", "muted"), Words("", "text")
        self._accept = action_button(ACTIONS["accept"], "primary")
        self._by_hand, self._not_ours = action_button(ACTIONS["by_hand"]), action_button(ACTIONS["not_ours"])
        words = (self._part, self._title, self._amount, self._when, self._label, self._kept)
        self._rest = QWidget()
        for part in (*words, self._accept, self._by_hand, self._not_ours, self._rest):
            self.column.addWidget(part, 1 if part is self._rest else 0)
        on_press(self.pressed, self._accept, self._by_hand, self._not_ours)

    def show_state(self, state: BankState) -> None:
        """Show another row."""
        row = state.row
        show_text(self._part, "" if row is None else say(_PARTS[row.part][0]))
        show_text(self._title, say(_NOTHING) if row is None else row.title)
        show_text(self._amount, "" if row is None else format_amount(row.cents))
        show_text(self._when, "" if row is None else row.when)
        show_text(self._label, "" if row is None or self.hidden else row.label)
        show_text(self._kept, "" if row is None else row.tag)
        self._accept.setVisible(row is not None and row.part in {"exact", "kept"})
        self._by_hand.setVisible(row is not None and row.part in LINES)
        self._not_ours.setVisible(row is not None and row.part in OPEN_LINES)
        for button in (self._accept, self._by_hand, self._not_ours):
            button.setEnabled(not state.busy)


class StatementAside(SidePanel):
    """Panel of a statement that was looked at: its lines, and taking them in."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = False
        self._title, self._span = Words("", "title"), Words("", "text", "muted")
        self._take_in = action_button(ACTIONS["take_in"], "primary")
        self._back = action_button(ACTIONS["back"])
        self._lines = ItemList()
        self._lines.setAccessibleName(say("Lines of the statement"))
        self._shown: tuple[LookedAtStatement | None, bool] | None = None
        for part in (self._title, self._span, self._take_in, self._back, self._lines):
            self.column.addWidget(part, 1 if part is self._lines else 0)
        on_press(self.pressed, self._take_in, self._back)

    def show_state(self, state: BankState) -> None:
        """Show what was found in the file."""
        sheet = state.sheet
        self._take_in.setVisible(sheet is not None and bool(sheet.new))
        self._take_in.setEnabled(not state.busy)
        if sheet is None or self._shown == (sheet, self.hidden):
            return
        self._shown = (sheet, self.hidden)
        show_text(self._title, sheet.path.name)
        show_text(self._span, sheet.span)
        self._lines.show_items(
            [
                Item(row.day, "" if self.hidden else row.label, cents=row.cents, ref=str(place))
                for place, row in enumerate(sheet.rows)
            ]
        )


class BankPage(ListPage):
    """Lines at the left, what is chosen or a statement at the right.

    Attributes:
        chosen: A row is chosen.
        picked: A file was found by the system's own dialogue.
    """

    chosen = Signal(str)
    picked = Signal(object)
    asides = MappingProxyType({"row": (RowAside, ()), "sheet": (StatementAside, ())})

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._state: BankState | None = None
        self._shown: tuple[BankPicture, bool] | None = None
        self._hidden = False
        self._heading, self._standing = Words(say("Bank"), "heading"), Words("", "text", "muted")
        self._none = Words(say(_NOTHING), "text")
        self._none.hide()
        self._list.setAccessibleName(say("Lines of the bank"))
        self._buttons = {
            name: action_button(ACTIONS[name]) for name in ("newest", "pick", "accept_all", "account")
        }
        self._lay_out()
        self._list.chosen.connect(lambda item: self.chosen.emit("" if item is None else item.ref))
        self._list.opened.connect(lambda _item: self.pressed.emit("by_hand"))
        self.pressed.connect(self._pick)

    def show_state(self, state: BankState) -> None:
        """Draw the picture."""
        self._state = state
        picture = state.picture
        if picture is not None and self._shown != (picture, self._hidden):
            self._shown = (picture, self._hidden)
            show_text(self._heading, " · ".join(text for text in (say("Bank"), picture.name) if text))
            show_text(self._standing, picture.standing)
            self._list.show_items(_items(picture.rows, hidden=self._hidden), state.chosen)
            self._none.setVisible(not picture.rows)
            self._buttons["accept_all"].setVisible(bool(picture.count("exact")))
            self._buttons["account"].setVisible(len(picture.accounts) > 1)
        self._list.show_chosen(state.chosen)
        self._show_aside("row" if state.sheet is None else "sheet", state)
        self._tell(state.told)

    def hide_names(self, hidden: bool) -> None:
        """Hide what the bank says of its lines, or show it again."""
        self._hidden = hidden
        for aside in self._asides.values():
            if isinstance(aside, RowAside | StatementAside):
                aside.hidden = hidden
        if self._state is not None:
            self.show_state(self._state)

    def start(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus()

    def _pick(self, name: str) -> None:
        if name != "pick":
            return
        title, kinds = say("A statement of the bank"), say("Statements (*.ofx *.csv *.qfx)")
        found, _kind = QFileDialog.getOpenFileName(self, title, "", kinds)
        if found:
            self.picked.emit(Path(found))

    def _lay_out(self) -> None:
        head = RowLayout(gap=2).put(self._heading, self._standing, grows=self._standing)
        left = Panel()
        left.column.addWidget(self._none)
        left.column.addWidget(self._list, 1)
        self._sheets.addWidget(left, 3)
        self._sheets.addWidget(self._right, 2)
        self._put_together(head, self._buttons, (self._told,))


def _items(rows: tuple[BankRow, ...], *, hidden: bool) -> list[Item]:
    items: list[Item] = []
    before = ""
    for row in rows:
        heading, tone = _PARTS[row.part]
        detail = " · ".join(text for text in (row.when, "" if hidden else row.label) if text)
        part = say(heading) if heading != before else ""
        items.append(Item(row.title, detail, row.tag, tone, cents=row.cents, ref=row.ref, part=part))
        before = heading
    return items
