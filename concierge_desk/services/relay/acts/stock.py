"""The relay's acts about its own stock: orders, deliveries, counts, losses, packs; and how each is taken back.

Source: docs/trade.md, "Daily statement of the relay" 3; decision 0078.
"""

from collections.abc import Mapping

from concierge_desk.counter.service import AnyCommand, AnyReversal, Command, Reversal, answers, never
from concierge_desk.i18n import N_
from concierge_desk.services.relay.model.stock import deliveries, kinds, moves, orders, packs
from concierge_desk.services.relay.tables import price_loads, stock_loads

STOCK: tuple[AnyCommand, ...] = (
    Command(
        name="relay.order_stock",
        summary=N_("La Poste is asked for stamps: for what is proposed, or for what is said."),
        load=stock_loads.load_order,
        brings=True,
        decide=orders.order_stock,
        answer=orders.ordered_answer,
    ),
    Command(
        name="relay.stock_receive",
        summary=N_("La Poste brings stamps."),
        load=stock_loads.load_delivery,
        brings=True,
        decide=deliveries.receive_stock,
        answer=deliveries.received_answer,
    ),
    Command(
        name="relay.stock_spoil",
        summary=N_("Pieces are spoilt, stolen, lost or out of date: they cannot be sold any more."),
        load=price_loads.load_stamp,
        decide=moves.spoil_stock,
        answer=answers("product", "quantity"),
    ),
    Command(
        name="relay.stock_count",
        summary=N_("The pieces of a product are counted, or of several at once."),
        load=price_loads.load_count,
        decide=moves.count_stock,
        answer=moves.counted_answer,
    ),
    Command(
        name="relay.open_pack",
        summary=N_("A carnet or a carton is opened: its pieces are sold one by one."),
        load=stock_loads.load_pack,
        decide=packs.open_pack,
        answer=answers("product", "quantity", "piece", "pieces"),
    ),
)

STOCK_REVERSALS: Mapping[str, AnyReversal] = {
    kinds.ORDERED: Reversal(orders.reverse_order, stock_loads.load_undone),
    kinds.CHECKED: Reversal(deliveries.reverse_check),
    kinds.RECEIVED: Reversal(moves.reverse_pieces),
    kinds.SPOILED: Reversal(moves.reverse_pieces),
    kinds.COUNTED: never("relay.count_again"),
    kinds.OPENED: Reversal(packs.reverse_pack),
}
