"""Looks at the relay's own stock: its orders, its packs, what a proposal comes of, what pieces are worth.

Source: decision 0078.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from concierge_desk.services.relay.model.catalogue import Pack
from concierge_desk.services.relay.model.stock.figures import Order, RestockFigures
from concierge_desk.services.relay.model.stock.kinds import AWAITED, SALES_DAYS
from concierge_desk.services.relay.model.stock.worth import Prices, price_of
from concierge_desk.services.relay.tables.looks import par_on, pieces
from concierge_desk.services.relay.tables.prices import names_of, packs, tariff_rows
from concierge_desk.services.relay.tables.stock_moves import order_lines
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column


def orders(connection: Connection) -> tuple[Order, ...]:
    """Return the orders that something is still to come of, the oldest first."""
    numbers = column(
        connection, "SELECT number FROM relay_order WHERE state IN (?, ?) ORDER BY number", *AWAITED
    )
    return tuple(found for number in numbers if (found := order(connection, number)) is not None)


def order(connection: Connection, number: str) -> Order | None:
    """Return an order by its number."""
    row = connection.execute(
        "SELECT number, seq, day, state FROM relay_order WHERE number = ?", (number,)
    ).fetchone()
    if row is None:
        return None
    found, seq, day, state = row
    return Order(found, seq, day, state, order_lines(connection, number))


def demand(connection: Connection, today: date) -> RestockFigures:
    """Return what a proposal of a day comes of."""
    awaited: dict[str, int] = {}
    for one in orders(connection):
        for line in one.lines:
            awaited[line.product] = awaited.get(line.product, 0) + line.awaited
    return RestockFigures(
        par=par_on(connection, today),
        stock=pieces(connection),
        sold=sold_since(connection, today - timedelta(days=SALES_DAYS - 1)),
        awaited=awaited,
        packs=_smallest(packs(connection)),
    )


def _smallest(known: Mapping[str, Pack]) -> dict[str, int]:
    """Return in packs of how many each product comes: the smallest where there are several."""
    found: dict[str, int] = {}
    for pack in known.values():
        found[pack.product] = min(pack.pieces, found.get(pack.product, pack.pieces))
    return found


def sold_since(connection: Connection, first: date) -> dict[str, int]:
    """Return how many pieces of each product were sold or stuck since a day, the open one included."""
    rows = connection.execute(
        "SELECT product, sum(pieces) FROM relay_sold_day WHERE day >= ? GROUP BY product",
        (first.isoformat(),),
    )
    return dict(rows.fetchall())


def prices(connection: Connection, stock: Iterable[str], today: date) -> Prices:
    """Return what a piece of what is in stock is worth on a day, and was at the last closing."""
    before = dict(connection.execute("SELECT product, cents FROM relay_worth").fetchall())
    named = [name for code in stock for name in names_of(code)]
    rows = tariff_rows(connection, named) if named else ()
    now = {code: price_of(code, rows, today) for code in before}
    return Prices(before, {code: cents for code, cents in now.items() if cents is not None})
