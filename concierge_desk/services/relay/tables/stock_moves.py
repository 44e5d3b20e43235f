"""Entries of the relay's own stock in its tables: orders, what came of them, packs, what was sold, what pieces are worth.

Source: decision 0078.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from concierge_desk.domain.journal import Data, Posted
from concierge_desk.services.relay.model.facts.stamps import pieces_of
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.postage.tariff import TariffRow
from concierge_desk.services.relay.model.stock.figures import OrderLine
from concierge_desk.services.relay.model.stock.kinds import CANCELLED, CLOSED, OPEN, PART
from concierge_desk.services.relay.model.stock.worth import IMPORTED, price_of
from concierge_desk.services.relay.tables.prices import names_of, tariff_rows
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column, write_row, write_rows
from concierge_desk.store.till import use_number

REPORTED = "relay.day_reported"


def ordered(connection: Connection, posted: Posted) -> None:
    """Keep what was asked for; asked for no more, its number stays used."""
    data = posted.data
    if "corrects" in data:
        _set(connection, data["order"], CANCELLED)
        return
    number = data["order"]
    told = {"number": number, "seq": posted.seq, "day": posted.day, "state": OPEN}
    write_row(connection, "relay_order", told)
    lines = [
        {"number": number, "position": place, "received": 0, **row}
        for place, row in enumerate(data["rows"], start=1)
    ]
    write_rows(connection, "relay_order_line", "number position product ordered received", lines)
    use_number(connection, number)


def delivery_checked(connection: Connection, posted: Posted) -> None:
    """Keep what came of an order; what came and was not asked for is none of it."""
    data = posted.data
    number = data["order"]
    if number is None:
        return
    for line in data["lines"]:
        connection.execute(
            "UPDATE relay_order_line SET received = received + ? WHERE number = ? AND product = ?",
            (line["quantity"], number, line["product"]),
        )
    if data["complete"]:
        seq = None if "corrects" in data else posted.seq
        connection.execute("UPDATE relay_order SET complete_seq = ? WHERE number = ?", (seq, number))
    _set(connection, number, _stands(connection, number))


def _set(connection: Connection, number: str, state: str) -> None:
    connection.execute("UPDATE relay_order SET state = ? WHERE number = ?", (state, number))


def _stands(connection: Connection, number: str) -> str:
    """Return where an order stands by what has come of it."""
    (complete,) = column(connection, "SELECT complete_seq FROM relay_order WHERE number = ?", number)
    lines = order_lines(connection, number)
    if complete is not None or all(not line.awaited for line in lines):
        return CLOSED
    return PART if any(line.received for line in lines) else OPEN


def pack_opened(connection: Connection, posted: Posted) -> None:
    """Take packs out of the stock, and put their pieces into it."""
    data = posted.data
    move(connection, data["product"], -data["quantity"])
    move(connection, data["piece"], data["pieces"])


def move(connection: Connection, product: str, quantity: int) -> None:
    """Add pieces of a product to the stock, or take them out where they are below nought."""
    connection.execute(
        "INSERT INTO relay_stock VALUES(?, ?) ON CONFLICT(product) DO UPDATE SET quantity = quantity + excluded.quantity",
        (product, quantity),
    )


def packs_described(connection: Connection, rows: Iterable[Data]) -> None:
    """Keep what products open into; one that is described without opens into nothing."""
    for row in rows:
        connection.execute("DELETE FROM relay_pack WHERE pack = ?", (row["product"],))
        if row.get("pack"):
            write_row(connection, "relay_pack", {"pack": row["product"], **row["pack"]})


def left(connection: Connection, posted: Posted) -> None:
    """Take pieces out of the stock that were sold or stuck on an item, and count them among the sales of the day."""
    for product in pieces_left(posted):
        pieces = pieces_of(posted, product)
        move(connection, product, -pieces)
        _sold(connection, str(posted.day), product, pieces)


def pieces_left(posted: Posted) -> Iterable[str]:
    """Return the products of which pieces left the stock with an entry: sold, or stuck on an item."""
    named = [posted.data["product"]] if posted.kind == "relay.sold" else []
    return dict.fromkeys([*named, *(row["product"] for row in posted.data.get("stamps", ()))])


def _sold(connection: Connection, day: str, product: str, pieces: int) -> None:
    connection.execute(
        "INSERT INTO relay_sold_day VALUES(?, ?, ?) ON CONFLICT(day, product)"
        " DO UPDATE SET pieces = pieces + excluded.pieces",
        (day, product, pieces),
    )
    connection.execute(
        "DELETE FROM relay_sold_day WHERE day = ? AND product = ? AND pieces = 0", (day, product)
    )


def day_counted(connection: Connection, posted: Posted) -> None:
    """Keep what each piece is worth at the end of a day that is closed."""
    if posted.aud == LAPOSTE:
        stock = posted.data["stock"]
        named = [name for row in stock for name in names_of(row["product"])]
        _worth(connection, posted.data["day"], stock, tariff_rows(connection, named))


def _worth(connection: Connection, day: str, stock: Sequence[Data], rows: Sequence[TariffRow]) -> None:
    connection.execute("DELETE FROM relay_worth")
    on = date.fromisoformat(day)
    prices = {row["product"]: price_of(row["product"], rows, on) for row in stock}
    known = [{"product": product, "cents": cents} for product, cents in prices.items() if cents is not None]
    write_rows(connection, "relay_worth", "product cents", known)


def fill(connection: Connection) -> None:
    """Count what was sold on each day, and keep what pieces were worth at the last closing."""
    prices: dict[tuple[object, ...], Data] = {}
    last: tuple[Data, tuple[Data, ...]] | None = None
    for posted in _written(connection, (REPORTED, IMPORTED)):
        if posted.kind == IMPORTED:
            prices |= {_band(row): row for row in posted.data["rows"]}
        elif posted.aud == LAPOSTE:
            for row in posted.data["stock"]:
                _sold(connection, posted.data["day"], row["product"], row["sold"])
            last = (posted.data, tuple(prices.values()))
    opened = column(connection, "SELECT from_seq FROM business_day WHERE closed_seq IS NULL")
    for posted in _written(connection, ("relay.sold", "relay.franked"), min(opened, default=2**53)):
        for product in pieces_left(posted):
            _sold(connection, str(posted.day), product, pieces_of(posted, product))
    if last is not None:
        report, told = last
        _worth(connection, report["day"], report["stock"], [_tariff_row(row) for row in told])


def _written(connection: Connection, kinds: tuple[str, str], first: int = 1) -> Iterator[Posted]:
    """Yield the entries of two kinds from one on, as far as they can be read."""
    found = connection.execute(
        "SELECT seq FROM journal WHERE kind IN (?, ?) AND seq >= ? AND payload IS NOT NULL ORDER BY seq",
        (*kinds, first),
    ).fetchall()
    for (seq,) in found:
        yield from journal.readable(connection, seq, seq)[0]


def _band(row: Data) -> tuple[object, ...]:
    return row["product"], row["zone"], row["max_g"] or 0, row["valid_from"]


def _tariff_row(row: Data) -> TariffRow:
    until = row.get("valid_to")
    dated = {
        "valid_from": date.fromisoformat(row["valid_from"]),
        "valid_to": None if until is None else date.fromisoformat(until),
    }
    return TariffRow(**{"coverage": "full", **row, **dated})


def order_lines(connection: Connection, number: str) -> tuple[OrderLine, ...]:
    """Return the lines of an order, as they were asked."""
    rows = connection.execute(
        "SELECT product, ordered, received FROM relay_order_line WHERE number = ? ORDER BY position",
        (number,),
    )
    return tuple(OrderLine(*row) for row in rows)
