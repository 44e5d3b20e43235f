"""Prices, products and pieces that selling, franking and the stock read."""

from collections.abc import Sequence
from datetime import date

from concierge_desk.services.relay.model.catalogue import Pack, Product
from concierge_desk.services.relay.model.postage.tariff import GIVEN, TariffRow
from concierge_desk.services.relay.tables.looks import about
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import known_records


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


def packs(connection: Connection) -> dict[str, Pack]:
    """Return what each pack opens into."""
    rows = connection.execute("SELECT pack, product, pieces FROM relay_pack ORDER BY pack")
    return {code: Pack(product, count) for code, product, count in rows}
