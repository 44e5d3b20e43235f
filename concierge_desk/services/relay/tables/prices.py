"""Prices, products and pieces that selling, franking and the stock read."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.services.relay.model.catalogue import Product
from concierge_desk.services.relay.model.franking import Frank, FrankState
from concierge_desk.services.relay.model.postage.tariff import TariffRow
from concierge_desk.services.relay.model.stamps import SellStamps, StampState
from concierge_desk.services.relay.model.stock import CountStock, ReceiveStock, SpoilStock
from concierge_desk.services.relay.model.tariffs import ImportTariff, PreviewTariff, TariffState
from concierge_desk.services.relay.tables import shipped
from concierge_desk.services.relay.tables.loads import labels, switches, waiting_number
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import columns_of
from concierge_desk.store.settings import rates_on


def load_stamp(
    connection: Connection, command: SellStamps | ReceiveStock | SpoilStock | CountStock, context: Context
) -> StampState:
    """Return what selling by the piece, or moving its stock, needs."""
    names = _names(command.product)
    return StampState(
        tariff=_tariff(connection, names),
        products=_products(connection, names),
        stock=_stock(connection, [command.product]).get(command.product, 0),
        rates=rates_on(connection, context.business_day),
        switches=switches(connection),
    )


def load_frank(connection: Connection, command: Frank, context: Context) -> FrankState:
    """Return what franking needs."""
    stamps = [item.product for item in command.stamps]
    names = [command.product, *command.options, *[name for code in stamps for name in _names(code)]]
    return FrankState(
        tariff=_tariff(connection, names),
        products=_products(connection, names),
        waiting=waiting_number(connection, command.tracking),
        rates=rates_on(connection, context.business_day),
        switches=switches(connection),
        zones=shipped.zones() if command.country else (),
        limits=shipped.limits(),
        stock=_stock(connection, stamps),
    )


def load_tariff(
    connection: Connection, _command: ImportTariff | PreviewTariff, context: Context
) -> TariffState:
    """Return what new prices are judged against: the prices of all years, the catalogue, the rates."""
    known = connection.execute(f"SELECT {columns_of(TariffRow)} FROM relay_tariff")  # noqa: S608
    products = connection.execute("SELECT product FROM relay_product")
    return TariffState(
        known=tuple(tariff_row(*row) for row in known),
        products=frozenset(code for (code,) in products),
        rates=rates_on(connection, context.business_day),
        labels=labels(connection),
    )


def _names(code: str) -> list[str]:
    """Return which products a stamp's code may mean: itself, or what stands before its band."""
    return [code, code.rpartition("_")[0]]


def _tariff(connection: Connection, products: Iterable[str]) -> tuple[TariffRow, ...]:
    return tuple(
        tariff_row(*row) for row in _of_products(connection, columns_of(TariffRow), "relay_tariff", products)
    )


def tariff_row(*columns: Any) -> TariffRow:
    """Return a price from its columns, in the order of the table."""
    product, label, zone, max_g, cents, vat_code, first, last, source, confidence, coverage = columns
    since, until = date.fromisoformat(first), date.fromisoformat(last) if last else None
    return TariffRow(product, label, zone, max_g, cents, vat_code, since, until, source, confidence, coverage)


def _products(connection: Connection, products: Iterable[str]) -> Mapping[str, Product]:
    rows = _of_products(connection, columns_of(Product), "relay_product", products)
    return {row[0]: product_row(*row) for row in rows}


def product_row(*columns: Any) -> Product:
    """Return a product from its columns, in the order of the table."""
    code, family, stamp, tracked, label, scheme, options, operation = columns
    return Product(code, family, bool(stamp), bool(tracked), label, scheme, tuple(options.split()), operation)


def _stock(connection: Connection, products: Iterable[str]) -> dict[str, int]:
    return dict(_of_products(connection, "product, quantity", "relay_stock", products))


def _of_products(connection: Connection, columns: str, table: str, products: Iterable[str]) -> Iterable[Any]:
    """Return some columns of the rows of a table that are about these products."""
    names = sorted(set(products))
    marks = ", ".join("?" * len(names))
    return connection.execute(f"SELECT {columns} FROM {table} WHERE product IN ({marks})", names)  # noqa: S608
