"""Prices, products and pieces that selling, franking and the stock read."""

from collections.abc import Sequence
from datetime import date

from concierge_desk.counter.context import Context
from concierge_desk.services.relay.model.catalogue import Product
from concierge_desk.services.relay.model.franking import Frank, FrankState
from concierge_desk.services.relay.model.given_prices import SetPrice
from concierge_desk.services.relay.model.postage.tariff import GIVEN, TariffRow
from concierge_desk.services.relay.model.stamps import SellStamps, StampState
from concierge_desk.services.relay.model.stock import CountStock, ReceiveStock, SpoilStock
from concierge_desk.services.relay.model.tariffs import ImportTariff, PreviewTariff, TariffState
from concierge_desk.services.relay.tables import shipped
from concierge_desk.services.relay.tables.loads import about, labels, pieces, switches, waiting_number
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import known_records
from concierge_desk.store.settings import rates_on


def load_stamp(
    connection: Connection, command: SellStamps | ReceiveStock | SpoilStock | CountStock, context: Context
) -> StampState:
    """Return what selling by the piece, or moving its stock, needs."""
    names = names_of(command.product)
    return StampState(
        tariff=tariff_rows(connection, names),
        products=products(connection, names),
        stock=pieces(connection, [command.product]),
        rates=rates_on(connection, context.business_day),
        switches=switches(connection),
    )


def load_frank(connection: Connection, command: Frank, context: Context) -> FrankState:
    """Return what franking needs."""
    stamps = [item.product for item in command.stamps]
    names = [command.product, *command.options, *[name for code in stamps for name in names_of(code)]]
    return FrankState(
        tariff=tariff_rows(connection, names),
        products=products(connection, names),
        waiting=waiting_number(connection, command.tracking),
        rates=rates_on(connection, context.business_day),
        switches=switches(connection),
        zones=shipped.zones() if command.country else (),
        limits=shipped.limits(),
        stock=pieces(connection, stamps),
    )


def load_tariff(
    connection: Connection, _command: ImportTariff | PreviewTariff | SetPrice, context: Context
) -> TariffState:
    """Return what new prices are judged against: the prices of all years, the catalogue, the rates."""
    return TariffState(
        known=tariff_rows(connection),
        products=frozenset(products(connection)),
        rates=rates_on(connection, context.business_day),
        labels=labels(connection),
    )


def names_of(code: str) -> list[str]:
    """Return which products a stamp's code may mean: itself, or what stands before its band."""
    return [code, code.rpartition("_")[0]]


def newest_prices(connection: Connection) -> date | None:
    """Return the first day of the newest prices of a sheet; None where the tariff is empty.

    What was given at the counter is one price of one product: it is no sheet.
    """
    row = connection.execute(
        "SELECT max(valid_from) FROM relay_tariff WHERE source <> ?", (GIVEN,)
    ).fetchone()
    return None if row[0] is None else date.fromisoformat(row[0])


def tariff_rows(connection: Connection, names: Sequence[str] | None = None) -> tuple[TariffRow, ...]:
    """Return the prices of some products, or of all."""
    return known_records(connection, TariffRow, f"relay_tariff {about(names)}", *names or ())


def products(connection: Connection, names: Sequence[str] | None = None) -> dict[str, Product]:
    """Return some products of the catalogue, or all, by code."""
    found = known_records(connection, Product, f"relay_product {about(names)}", *names or ())
    return {product.product: product for product in found}
