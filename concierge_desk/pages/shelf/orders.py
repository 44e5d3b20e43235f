"""The orders a shelf is looked through in, above its list.

Source: decisions 0022, 0028.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.counter.cards.shelf import Order
from concierge_desk.i18n import N_
from concierge_desk.pages.shelf.actions import ACTIONS
from concierge_desk.pages.shelf.state import ShelfState
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import Room
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import emptied

_LABELS: Mapping[Order, str] = {
    "deadline": N_("By deadline"),
    "place": N_("By shelf"),
    "incident": N_("Incidents"),
}


def order_label(order: Order, state: ShelfState) -> str:
    """Return what an order is called; of incidents, how many there are."""
    if order == "owner":
        return state.owners
    label = say(_LABELS[order])
    return f"{label} · {state.incidents}" if order == "incident" and state.incidents else label


class Orders(QWidget):
    """The order that stands, and the others beside it, the next one with its key.

    Attributes:
        chosen: One was pressed.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Order, tuple[str, ...]] | None = None
        self._row = Flow(self, across=Room(px=4), down=0)

    def show_orders(self, state: ShelfState) -> None:
        """Show which one stands."""
        labels = {order: order_label(order, state) for order in state.orders}
        if self._shown == (state.order, tuple(labels.values())):
            return
        self._shown = (state.order, tuple(labels.values()))
        emptied(self._row)
        after = state.orders[(state.orders.index(state.order) + 1) % len(state.orders)]
        for order, label in labels.items():
            keys = (cap(ACTIONS["turn"].key),) if order == after else ()
            button = ActionButton(label, keys, "plain" if order == state.order else "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, of=order: self.chosen.emit(of))
            self._row.addWidget(button)
