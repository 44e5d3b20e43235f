"""Orders that are open by whose they are, how many pieces wait, whether a nature is in use: what cards read."""

from collections.abc import Iterable

from concierge_desk.mechanisms.entrusted.model import facts
from concierge_desk.mechanisms.entrusted.tables.names import Tables
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column

_OPEN = "SELECT DISTINCT number FROM {N}_piece JOIN {N}_order USING(number)"


def waiting(connection: Connection, tables: Tables) -> int:
    """Return how many pieces somebody may come for."""
    sql = f"SELECT count(*) FROM {tables.piece} WHERE ended_day IS NULL AND state IN (?, ?)"  # noqa: S608
    return int(column(connection, sql, facts.READY, facts.TO_GIVE_BACK)[0])


def open_orders(connection: Connection, tables: Tables, parties: Iterable[str]) -> tuple[str, ...]:
    """Return the orders of some parties of which something is not gone, the oldest first."""
    sql = tables.named(f"{_OPEN} WHERE ended_day IS NULL AND party = ?")
    return tuple(sorted({number for party in parties for number in column(connection, sql, party)}))


def orders_by_name(connection: Connection, tables: Tables) -> tuple[tuple[str, str], ...]:
    """Return the orders of which something is not gone, each with the name that was typed for it."""
    sql = "SELECT DISTINCT number, personal.text FROM {N}_piece INDEXED BY {N}_piece_here JOIN {N}_order USING(number)"
    where = " JOIN personal ON personal.ref = {N}_order.party WHERE ended_day IS NULL ORDER BY number"
    return tuple(connection.execute(tables.named(f"{sql}{where}")).fetchall())


def op_of(connection: Connection, seq: int) -> str:
    """Return the operation of an entry; empty where it was dropped after its retention."""
    posted = journal.posted(connection, seq, seq)
    return posted[0].op if posted else ""
