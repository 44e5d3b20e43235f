"""Names and codes that the relay knows already: what is called so stays, and who is here.

Source: decision 0056.
"""

from collections.abc import Iterable

from concierge_desk.services.relay.tables.counter import places
from concierge_desk.services.relay.tables.incidents import STAYS
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column


def is_place(connection: Connection, label: str) -> bool:
    """Say whether a place is on the shop's list, or something lies there."""
    return STAYS.lies_on(connection, label) or label in places(connection)


def is_number(connection: Connection, number: str) -> bool:
    """Say whether something is, was or is announced here under a number, its own or that of our label."""
    sought = (
        "relay_custody WHERE tracking = ?",
        "relay_outgoing WHERE tracking = ?",
        "relay_custody WHERE custody = ?",
        "relay_bag_number WHERE tracking = ?",
    )
    return any(column(connection, f"SELECT 1 FROM {rows} LIMIT 1", number) for rows in sought)  # noqa: S608


def is_label(connection: Connection, label: str) -> bool:
    """Say whether La Poste's catalogue or tariff calls something so."""
    return any(
        column(connection, f"SELECT 1 FROM {table} WHERE label = ? LIMIT 1", label)  # noqa: S608
        for table in ("relay_product", "relay_tariff")
    )


def is_code(connection: Connection, code: str) -> bool:
    """Say whether a product, an operation or a zone has a code."""
    places_of = (("relay_product", "product"), ("relay_product", "operation"), ("relay_tariff", "zone"))
    return any(
        column(connection, f"SELECT 1 FROM {table} WHERE {name} = ? LIMIT 1", code)  # noqa: S608
        for table, name in places_of
    )


def names_here(connection: Connection) -> Iterable[str]:
    """Return the names on the labels of what is in the shop's care."""
    # Each by its key: the names of what left are not read.
    return column(
        connection,
        "SELECT personal.text FROM relay_custody JOIN personal ON personal.ref = relay_custody.party"
        " WHERE closed_seq IS NULL",
    )


def stays_of(connection: Connection, parties: frozenset[str]) -> tuple[str, ...]:
    """Return the codes of the items that came for some parties, wherever they are now."""
    rows = connection.execute("SELECT custody, party FROM relay_custody WHERE party IS NOT NULL")
    return tuple(custody for custody, party in rows if party in parties)


def held(connection: Connection) -> int:
    """Return how many things have to leave yet: items in the shop's care, and what waits for the postman."""
    waits = "relay_custody WHERE closed_seq IS NULL", "relay_outgoing WHERE left_day IS NULL"
    return sum(column(connection, f"SELECT count(*) FROM {rows}")[0] for rows in waits)  # noqa: S608
