"""Loads of the relay's own stock: orders, deliveries, packs, what a proposal comes of.

Source: decision 0078.
"""

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.domain.numbers import ORDER
from concierge_desk.services.relay.model.described import SetProducts
from concierge_desk.services.relay.model.stock.deliveries import DeliveryState, ReceiveStock
from concierge_desk.services.relay.model.stock.figures import Order
from concierge_desk.services.relay.model.stock.orders import OrderState, OrderStock
from concierge_desk.services.relay.model.stock.packs import OpenPack, PackedState, PackState
from concierge_desk.services.relay.tables.price_loads import load_stamp
from concierge_desk.services.relay.tables.prices import names_of, packs, products, tariff_rows
from concierge_desk.services.relay.tables.stock import demand, order
from concierge_desk.store.connection import Connection
from concierge_desk.store.till import next_number


def load_order(connection: Connection, _command: OrderStock, context: Context) -> OrderState:
    """Return what an order needs."""
    return OrderState(
        tariff=tariff_rows(connection),
        products=products(connection),
        demand=demand(connection, context.business_day),
        n=next_number(connection, ORDER, context.business_day.year),
    )


def load_delivery(connection: Connection, command: ReceiveStock, _context: Context) -> DeliveryState:
    """Return what a delivery needs."""
    found = order(connection, command.order) if command.order else None
    named = [command.product] if command.product else [line.product for line in command.lines or ()]
    named += [line.product for line in found.lines] if found else []
    names = [name for code in named for name in names_of(code)]
    return DeliveryState(tariff_rows(connection, names), products(connection, names), found)


def load_pack(connection: Connection, command: OpenPack, context: Context) -> PackState:
    """Return what opening a pack needs."""
    return PackState(load_stamp(connection, command, context), packs(connection))


def load_described(connection: Connection, command: SetProducts, _context: Context) -> PackedState:
    """Return what describing products needs: of packs alone it looks at anything."""
    if all(row.pack is None for row in command.rows):
        return PackedState((), {}, {})
    return PackedState(tariff_rows(connection), products(connection), packs(connection))


def load_undone(connection: Connection, undone: Undone, _context: Context) -> Order:
    """Return the order of an entry that is taken back."""
    found = order(connection, undone.posted.data["order"])
    if found is None:
        raise LookupError(undone.posted.data["order"])
    return found
