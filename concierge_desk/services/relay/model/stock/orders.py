"""Orders of stock: what La Poste is asked to bring, until it came.

The proposal comes of what is sold and how long a delivery takes. La Poste decides what it brings.

Source: docs/trade.md, "Daily statement of the relay" 3, rule 25; decision 0078.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from concierge_desk.counter.choices.dated_rows import each_once
from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.rows import Rows
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.domain.numbers import ORDER, number_of
from concierge_desk.services.relay.model.catalogue import Product, product_name
from concierge_desk.services.relay.model.facts.stamps import sold_product
from concierge_desk.services.relay.model.kinds import HowMany, StampCode
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.postage.tariff import TariffRow
from concierge_desk.services.relay.model.settings import LEAD_DAYS
from concierge_desk.services.relay.model.stock.figures import Order, RestockFigures
from concierge_desk.services.relay.model.stock.kinds import OPEN, SALES_DAYS

BESIDE_DAYS = 7
"""Days of sales that are asked for beside those until it comes: stamps are ordered once a week."""


@dataclass(frozen=True, slots=True)
class AskedLine:
    """Pieces of one product that are asked for."""

    product: StampCode
    quantity: HowMany


@dataclass(frozen=True, slots=True)
class OrderStock:
    """La Poste is asked for stamps: for what is proposed, or for what is said."""

    lines: Annotated[
        tuple[AskedLine, ...] | None,
        Rows(group_of(AskedLine)),
        "What is asked for; the proposal where nothing is said.",
    ]


@dataclass(frozen=True, slots=True)
class OrderState:
    """State that an order is decided from.

    Attributes:
        tariff: Prices of what is sold by the piece, of all years.
        products: The catalogue.
        demand: What the proposal comes of.
        n: The order's place in its year.
    """

    tariff: Sequence[TariffRow]
    products: Mapping[str, Product]
    demand: RestockFigures
    n: int


def needed(product: str, demand: RestockFigures, lead_days: int) -> int:
    """Return how many pieces of a product are proposed: up to what should be there, or is sold until it comes.

    max(par, sold / 28 × (lead days + 7)) − stock − awaited, up to a multiple of the pack; never below nought.
    """
    per_pack = demand.packs.get(product, 1)
    short = max(
        SALES_DAYS * demand.par.get(product, 0), demand.sold.get(product, 0) * (lead_days + BESIDE_DAYS)
    ) - SALES_DAYS * (demand.stock.get(product, 0) + demand.awaited.get(product, 0))
    # In twenty-eighths of a piece until here: no sale is lost by rounding.
    return max(0, -(-short // (SALES_DAYS * per_pack))) * per_pack


def proposal(state: OrderState, lead_days: int) -> list[tuple[str, int]]:
    """Return what is proposed to be asked for, by product; nothing where all is there."""
    demand = state.demand
    named = sorted(demand.par.keys() | demand.stock.keys() | demand.sold.keys())
    found = [(product, needed(product, demand, lead_days)) for product in named if _is_sold(product, state)]
    return [(product, pieces) for product, pieces in found if pieces]


def _is_sold(product: str, state: OrderState) -> bool:
    """Say whether there is such a product at all; a site file may name others."""
    try:
        sold_product(product, state.products, state.tariff)
    except Refused:
        return False
    return True


def order_stock(state: OrderState, command: OrderStock, context: Context) -> tuple[Event, ...]:
    """Ask La Poste for stamps, and draw the order's number.

    Raises:
        Refused: ``relay.nothing_to_order``, ``relay.row_twice``, ``tariff.unknown``.
    """
    if command.lines is None:
        asked = proposal(state, context.value(LEAD_DAYS))
    else:
        each_once("product", (line.product for line in command.lines), "relay.row_twice")
        asked = [(line.product, line.quantity) for line in command.lines]
    if not asked:
        raise Refused("relay.nothing_to_order")
    for product, _ in asked:
        sold_product(product, state.products, state.tariff)
    number = number_of(ORDER, context.business_day.year, state.n, context.epoch)
    demand = state.demand
    labels = {code: one.label for code, one in state.products.items() if one.label}
    data = {
        "order": number,
        "rows": [{"product": product, "ordered": pieces} for product, pieces in asked],
        # What its paper says beside: it is drawn the same a year later.
        "there": [
            {
                "product": product,
                "label": product_name(product, labels),
                "stock": demand.stock.get(product, 0),
                "sold": demand.sold.get(product, 0),
                "awaited": demand.awaited.get(product, 0),
                "pack": demand.packs.get(product, 1),
            }
            for product, _ in asked
        ],
    }
    return (Event("relay.stock_ordered", data, aud=LAPOSTE, documents=(f"order:{number}",)),)


def ordered_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return the order's number, and what was asked for."""
    return {name: posted[-1].data[name] for name in ("order", "rows")}


def reverse_order(order: Order, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Ask for nothing after all; the order's number stays used.

    Raises:
        Refused: ``relay.order_begun`` once something of it came, or it was closed.
    """
    if order.state != OPEN:
        raise Refused("relay.order_begun", order=order.number)
    rows = [{**row, "ordered": -row["ordered"]} for row in undone.posted.data["rows"]]
    return (undone.negated("order", rows=rows),)
