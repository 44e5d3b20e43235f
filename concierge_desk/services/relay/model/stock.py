"""The stock of what is sold by the piece: brought, spoilt, counted.

The stock belongs to La Poste, which also decides what it brings; figures here are the relay's own and the
proposed restock is a proposal.

Source: docs/trade.md, "Daily statement of the relay" 3, rule 25.
"""

from dataclasses import dataclass
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.kinds import Integer
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, facts
from concierge_desk.services.relay.model.kinds import MAX_PIECES, StampCode
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.stamps import Pieces, StampState, sold_product


@dataclass(frozen=True, slots=True)
class ReceiveStock(Pieces):
    """La Poste brings stamps."""


@dataclass(frozen=True, slots=True)
class SpoilStock(Pieces):
    """Pieces can be sold no more: torn, stuck together, given back to La Poste."""


@dataclass(frozen=True, slots=True)
class CountStock:
    """The pieces of a product are counted."""

    product: StampCode
    counted: Annotated[int, Integer(0, MAX_PIECES, "pieces"), "How many are there."]


def receive_stock(state: StampState, command: ReceiveStock, _context: Context) -> tuple[Event, ...]:
    """Add pieces to the stock.

    Raises:
        Refused: ``tariff.unknown``.
    """
    sold_product(command.product, state.products, state.tariff)
    return (Event("relay.stock_received", facts(command, "product", "quantity"), aud=LAPOSTE),)


def spoil_stock(state: StampState, command: SpoilStock, _context: Context) -> tuple[Event, ...]:
    """Take spoilt pieces out of the stock.

    Raises:
        Refused: ``tariff.unknown``, ``relay.stock_too_few`` when the stock does not hold so many.
    """
    sold_product(command.product, state.products, state.tariff)
    left = state.stock.get(command.product, 0)
    if command.quantity > left:
        raise Refused("relay.stock_too_few", product=command.product, stock=left)
    return (Event("relay.stock_spoiled", facts(command, "product", "quantity"), aud=LAPOSTE),)


def count_stock(state: StampState, command: CountStock, _context: Context) -> tuple[Event, ...]:
    """Note how many pieces are there; what they differ by is a gap, told to La Poste.

    Raises:
        Refused: ``tariff.unknown``.
    """
    sold_product(command.product, state.products, state.tariff)
    expected = state.stock.get(command.product, 0)
    told = {"expected": expected, "gap": command.counted - expected}
    return (Event("relay.stock_counted", {**facts(command, "product", "counted"), **told}, aud=LAPOSTE),)
