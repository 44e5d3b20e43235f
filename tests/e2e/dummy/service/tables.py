"""Tables of umbrellas."""

from concierge_desk.domain.journal import Posted
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.day import day_range
from concierge_desk.store.schema import Migrations, Schema, no_projection

migrations = Migrations("service.dummy")


@migrations()
def m001_tables(connection: Connection) -> None:
    """Make the stock."""
    connection.execute("CREATE TABLE dummy_stock(place INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT")


def _stocked(connection: Connection, posted: Posted) -> None:
    connection.execute("INSERT OR REPLACE INTO dummy_stock VALUES(1, ?)", (posted.data["count"],))


def _lent(connection: Connection, posted: Posted) -> None:
    connection.execute("UPDATE dummy_stock SET count = count - ?", (posted.data["count"],))


SCHEMA = Schema(
    migrations=migrations,
    apply={
        "dummy.stocked": _stocked,
        "dummy.lent": _lent,
        "dummy.sold": no_projection,
        "dummy.moved": no_projection,
        "dummy.day_reported": no_projection,
    },
    projections=("dummy_stock",),
)


def load_left(connection: Connection, *_asked: object) -> int:
    """Return how many are left, whatever is asked."""
    row = connection.execute("SELECT count FROM dummy_stock").fetchone()
    return int(row[0]) if row else 0


def load_day(connection: Connection, day: str) -> tuple[Posted, ...]:
    """Return a day's entries."""
    first, last = day_range(connection, day)
    return tuple(entry for entry in journal.posted(connection, first, last) if entry.aud == "DUMMY")
