"""Deliveries of the stock: what La Poste brings, held against what was asked.

Each product that came is an entry of its own, as it always was; where an order or several products are named,
one more entry says what was asked of each and what has come of it.

Source: decision 0078.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from concierge_desk.counter.choices.dated_rows import each_once
from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.kinds import Flag, Integer
from concierge_desk.counter.values.rows import Rows
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted, Warned
from concierge_desk.services.relay.model.catalogue import Product
from concierge_desk.services.relay.model.facts.stamps import sold_product
from concierge_desk.services.relay.model.kinds import CODE, MAX_PIECES, PIECES, StampCode
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.postage.tariff import TariffRow
from concierge_desk.services.relay.model.stock.figures import Order
from concierge_desk.services.relay.model.stock.kinds import AWAITED, CHECKED, CLOSED, OPEN, PART
from concierge_desk.services.relay.model.stock.moves import one_or_lines


@dataclass(frozen=True, slots=True)
class DeliveredLine:
    """Pieces of one product that came; none where it was asked for and did not."""

    product: StampCode
    quantity: Annotated[int, Integer(0, MAX_PIECES, "pieces"), "How many came."]


@dataclass(frozen=True, slots=True)
class ReceiveStock:
    """La Poste brings stamps: of one product, of several, or what an order asked for."""

    product: Annotated[str | None, CODE, "What is sold by the piece, such as `LV_20`."]
    quantity: Annotated[int | None, PIECES, "How many."]
    lines: Annotated[
        tuple[DeliveredLine, ...] | None,
        Rows(group_of(DeliveredLine), least=0),
        "Several products in place of the one; with an order and neither, all that it still waits for came.",
    ]
    order: Annotated[str | None, CODE, "The order that it answers, `F-…`."]
    complete: Annotated[bool, Flag(), "Nothing more will come of the order: it is closed."] = False


@dataclass(frozen=True, slots=True)
class DeliveryState:
    """State that a delivery is decided from.

    Attributes:
        tariff: Prices of the products that are named, of all years.
        products: The catalogue, as far as it is asked for.
        order: The order that was named; None where none was, or there is none of that number.
    """

    tariff: Sequence[TariffRow]
    products: Mapping[str, Product]
    order: Order | None = None


def receive_stock(state: DeliveryState, command: ReceiveStock, _context: Context) -> tuple[Event, ...]:
    """Add pieces to the stock, and hold them against the order.

    Raises:
        Refused: ``tariff.unknown``, ``relay.order_unknown``, ``relay.order_closed``, ``relay.nothing_came``,
            ``relay.row_twice``, and as `one_or_lines`.

    Warns:
        ``relay.delivery_differs``.
    """
    order = _asked(state, command)
    lines = _lines(command, order)
    each_once("product", (product for product, _ in lines), "relay.row_twice")
    for product, _ in lines:
        sold_product(product, state.products, state.tariff)
    came = tuple(
        Event("relay.stock_received", {"product": product, "quantity": quantity}, aud=LAPOSTE)
        for product, quantity in lines
        if quantity
    )
    if order is None and command.lines is None:
        return came
    if not came and not (order is not None and command.complete):
        raise Refused("relay.nothing_came")
    return (*came, _checked(order, lines, complete=command.complete))


def _asked(state: DeliveryState, command: ReceiveStock) -> Order | None:
    if command.order is None:
        if command.complete:
            raise Refused("input.missing", field="order")
        return None
    if state.order is None:
        raise Refused("relay.order_unknown", order=command.order)
    if state.order.state not in AWAITED:
        raise Refused("relay.order_closed", order=command.order)
    return state.order


def _lines(command: ReceiveStock, order: Order | None) -> list[tuple[str, int]]:
    """Return what came, by product: what was said, else all that the order still waits for."""
    if order is not None and command.lines is None and command.product is None and command.quantity is None:
        return [(line.product, line.awaited) for line in order.lines]
    if one_or_lines(command.product, command.quantity, command.lines, "quantity"):
        return [(str(command.product), int(command.quantity or 0))]
    return [(line.product, line.quantity) for line in command.lines or ()]


def _checked(order: Order | None, lines: Sequence[tuple[str, int]], *, complete: bool) -> Event:
    came = dict(lines)
    asked = {line.product: line.ordered for line in order.lines} if order else {}
    before = {line.product: line.received for line in order.lines} if order else {}
    rows = [
        {
            "product": product,
            "ordered": asked.get(product, 0),
            "received": before.get(product, 0) + came.get(product, 0),
        }
        for product in dict.fromkeys([*asked, *came])
    ]
    odd = [row for row in rows if row["ordered"] != row["received"]] if order else []
    number = order.number if order else None
    data = {
        "order": number,
        "complete": complete,
        "state": _state(rows, complete=complete) if order else None,
        "rows": rows,
        "lines": [{"product": product, "quantity": quantity} for product, quantity in lines if quantity],
    }
    told = Warned("relay.delivery_differs", {"order": number, "count": len(odd)})
    return Event("relay.delivery_checked", data, aud=LAPOSTE, warnings=(told,) if odd else ())


def _state(rows: Sequence[Mapping[str, Any]], *, complete: bool) -> str:
    if complete or all(row["received"] >= row["ordered"] for row in rows):
        return CLOSED
    return PART if any(row["received"] for row in rows if row["ordered"]) else OPEN


def received_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return the product and its pieces; of several, or of an order, `rows` with what was asked and has come."""
    last = posted[-1]
    names = ("order", "state", "rows") if last.kind == CHECKED else ("product", "quantity")
    return {name: last.data[name] for name in names}


def reverse_check(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that nothing of it came: the order waits for it again."""
    lines = [{**line, "quantity": -line["quantity"]} for line in undone.posted.data["lines"]]
    return (undone.negated("order", "complete", lines=lines),)
