"""Page of the stock: products with their numbers, and beside them the one that is chosen.

Source: decision 0078.
"""

from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from concierge_desk.i18n import N_
from concierge_desk.services.relay.model.kinds import MAX_PIECES
from concierge_desk.services.relay.page.stock.actions import ACTIONS
from concierge_desk.services.relay.page.stock.presenter import StockPresenter
from concierge_desk.services.relay.page.stock.sheet import StockRow
from concierge_desk.services.relay.page.stock.state import StockPageState
from concierge_desk.ui.kit.fields.quantity_edit import QuantityEdit
from concierge_desk.ui.kit.item_list import Item
from concierge_desk.ui.kit.keys import name_of
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
from concierge_desk.ui.page.binding import PageBinding
from concierge_desk.ui.page.list_page import ListPage, PageList
from concierge_desk.ui.page.page import PageParts
from concierge_desk.ui.page.side_panel import SidePanel

_LEAST_LIST = 16
"""Least height of the list, in heights of the text."""

_TITLES = {
    "count": N_("Count the stock"),
    "delivery": N_("Check a delivery in"),
    "order": N_("Order of stamps"),
}
_HOW = {
    "count": N_("Scan a product or go to it with the arrows, type how many are there, then Enter."),
    "delivery": N_("Scan a product or go to it with the arrows, type how many came, then Enter."),
    "order": N_("These numbers are the proposal: type another one where you know better, then Enter."),
}


class NumberAside(SidePanel):
    """Panel of the product that is chosen: its number, and what is done with all of them.

    Attributes:
        numbered: A number, given by the field.
    """

    numbered = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._title, self._facts = Words("", "title"), Words("", "text", "muted")
        self._seeking = Words("", "strong")
        self._number = QuantityEdit(0, least=0, most=MAX_PIECES)
        self._buttons = {name: action_button(ACTIONS[name]) for name in ("set", "clear", "fill", "complete")}
        self._done = action_button(ACTIONS["done"], "primary")
        self._number.changed.connect(self._told)
        self._drawing = False
        self.lay_out(
            self._seeking, self._title, self._facts, self._number, *self._buttons.values(), self._done
        )

    def show_state(self, state: StockPageState) -> None:
        """Show the product that is chosen."""
        row, sheet = state.row, state.sheet
        show_text(self._title, "" if row is None else row.name)
        show_text(self._facts, "" if row is None else _facts(row, state))
        usable = row is not None and not state.over and not state.busy
        self._drawing = True
        typed = state.number
        shown = row.number if row is not None else None
        self._number.set_value((shown or 0) if typed is None else typed)
        show_text(self._seeking, state.typed if typed is None else "")
        self._drawing = False
        self._number.setEnabled(usable)
        for button in (*self._buttons.values(), self._done):
            button.setEnabled(not state.busy and sheet is not None)
            # Once it is written nothing is left to do but to leave.
            button.setVisible(not state.over)
        for name in ("fill", "complete"):
            self._buttons[name].setVisible(bool(sheet and sheet.order) and not state.over)

    def _told(self, number: int) -> None:
        if not self._drawing:
            self.numbered.emit(number)


class StockPage(ListPage):
    """Products at the left, the one that is chosen at the right.

    Attributes:
        chosen: A product is chosen.
        typed: A sign is typed: a figure of a number, or of a code.
        erased: The last sign is taken back.
        numbered: A number is given by the field.
    """

    chosen = Signal(str)
    typed = Signal(str)
    erased = Signal()
    numbered = Signal(int)
    asides = MappingProxyType({"number": (NumberAside, ("numbered",))})

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        # Letters are those of a code here; the list takes none of them.
        self._list = PageList(lambda event: _is_text(event) or self._reads(name_of(event)))
        self._heading = Words(say("Stock of stamps"), "heading")
        self._mode, self._how = Words("", "title"), Words("", "text")
        self._none = Words(say("Nothing is in stock yet: note the first delivery from “Stock”."), "text")
        self._list.setAccessibleName(say("Products"))
        left = Panel()
        left.column.addWidget(self._none)
        left.column.addWidget(self._list, 1)
        self._sheets.addWidget(left, 3)
        self._sheets.addWidget(self._right, 2)
        self._put_together(RowLayout().put(self._heading), {}, (self._mode, self._how, self._told))
        self._list.chosen.connect(lambda item: None if item is None else self.chosen.emit(item.ref))
        self._rows: tuple[object, ...] = ()

    def show_state(self, state: StockPageState) -> None:
        """Draw the picture."""
        sheet = state.sheet
        mode = "count" if sheet is None else sheet.mode
        title = say(_TITLES[mode])
        show_text(self._mode, f"{title} · {sheet.order}" if sheet is not None and sheet.order else title)
        show_text(self._how, say(_HOW[mode]))
        rows = () if sheet is None else sheet.rows
        drawn = (rows, state.typed and state.at, state.typed, mode)
        if drawn != self._rows:
            self._rows = drawn
            self._list.show_items([_item(row, state) for row in rows], state.at)
        self._none.setVisible(sheet is not None and not rows)
        self._list.show_chosen(state.at)
        self._show_aside("number", state)
        self._tell(state.told)

    def start(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Take what is typed; the keys of the page do what they do."""
        if event.key() == Qt.Key.Key_Backspace:
            self.erased.emit()
        elif _is_text(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


def _is_text(event: QKeyEvent) -> bool:
    """Say whether a key writes a sign of a number or of a code."""
    text = event.text()
    return bool(text) and (text.isalnum() or text == "_") and not event.modifiers() & _NEVER_TYPED


_NEVER_TYPED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def _item(row: StockRow, state: StockPageState) -> Item:
    typed = state.number if row.product == state.at else None
    known = row.number if typed is None else typed
    number = "—" if known is None else str(known)
    tone = "good" if typed is None and known is not None else "plain"
    if row.gap is not None:
        number = f"{number} ({row.gap:+d})".replace("-", "\u2212") if row.gap else number
        tone = "warning" if row.gap else "good"
    return Item(row.name, _facts(row, state), number, tone, ref=row.product)


def _facts(row: StockRow, state: StockPageState) -> str:
    """Return what is known of a product; what a count should come to is not told before it is written."""
    sheet = state.sheet
    if sheet is None or sheet.mode == "count":
        return row.product
    awaited = N_("{code} · {count} in stock · {awaited} proposed")
    if sheet.order:
        awaited = N_("{code} · {count} in stock · {awaited} awaited")
    elif sheet.mode == "delivery" or not row.awaited:
        awaited = N_("{code} · {count} in stock")
    return say(awaited, code=row.product, count=row.there, awaited=row.awaited)


PARTS = PageParts(
    StockPage,
    lambda parts: parts.port,
    lambda host, view, port: PageBinding(
        host,
        view,
        lambda changed: StockPresenter(port, host, changed),
        lambda stock: (
            (view.chosen, stock.choose),
            (view.typed, stock.type),
            (view.erased, stock.erase),
            (view.numbered, stock.number),
        ),
    ),
)
