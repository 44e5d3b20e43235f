"""Packs of the stock: a carnet or a carton is opened, and what is in it is sold by the piece.

Source: decision 0078.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, facts
from concierge_desk.services.relay.model.catalogue import Pack, Product
from concierge_desk.services.relay.model.described import SetProducts, products_event
from concierge_desk.services.relay.model.facts.stamps import sold_product
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.postage.tariff import TariffRow
from concierge_desk.services.relay.model.stamps import Pieces, StampState
from concierge_desk.services.relay.model.stock.moves import enough


@dataclass(frozen=True, slots=True)
class OpenPack(Pieces):
    """Carnets or cartons are opened: their pieces are sold one by one."""


@dataclass(frozen=True, slots=True)
class PackState:
    """State that a pack is opened from: the stock, and what each pack opens into."""

    stock: StampState
    packs: Mapping[str, Pack]


def open_pack(state: PackState, command: OpenPack, _context: Context) -> tuple[Event, ...]:
    """Take packs out of the stock and put their pieces into it.

    Raises:
        Refused: ``tariff.unknown``, ``relay.no_pack``, ``relay.stock_too_few``.
    """
    sold_product(command.product, state.stock.products, state.stock.tariff)
    pack = state.packs.get(command.product)
    if pack is None:
        raise Refused("relay.no_pack", product=command.product)
    enough(command.product, command.quantity, state.stock)
    told = {"piece": pack.product, "pieces": command.quantity * pack.pieces}
    return (Event("relay.pack_opened", {**facts(command, "product", "quantity"), **told}, aud=LAPOSTE),)


def reverse_pack(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that it was not opened: the pack is whole again, its pieces are none."""
    data = undone.posted.data
    return (undone.negated("product", "piece", quantity=-data["quantity"], pieces=-data["pieces"]),)


@dataclass(frozen=True, slots=True)
class PackedState:
    """State that products are described from.

    Attributes:
        tariff: Prices of what packs open into.
        products: The catalogue.
        packs: What each pack opens into, until now.
    """

    tariff: Sequence[TariffRow]
    products: Mapping[str, Product]
    packs: Mapping[str, Pack]


def set_products(state: PackedState, command: SetProducts, _context: Context) -> tuple[Event, ...]:
    """Add products to the catalogue, or describe them anew; prices come by ``tariff.import``.

    Raises:
        Refused: ``relay.pack_of_pack``, and as `sold_product` of what a pack opens into.
    """
    described = {row.product: row for row in command.rows}
    new = {code: row.pack for code, row in described.items() if row.pack is not None}
    packs = {**{code: pack for code, pack in state.packs.items() if code not in described}, **new}
    for code, pack in new.items():
        if pack.product in packs or any(other.product == code for other in packs.values()):
            raise Refused("relay.pack_of_pack", product=code)
        sold_product(pack.product, {**state.products, **described}, state.tariff)
    return (products_event(command.rows),)
