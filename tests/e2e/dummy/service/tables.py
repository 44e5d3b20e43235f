"""Tables of umbrellas."""

from concierge_desk.domain.journal import Posted
from concierge_desk.mechanisms.counted.tables import CountTable
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.day import day_range
from concierge_desk.store.schema import Migrations, Schema, no_projection

STOCK = CountTable("dummy_stock")
migrations = Migrations("service.dummy")


@migrations()
def m001_tables(connection: Connection) -> None:
    """Make the stock."""
    STOCK.make(connection)


SCHEMA = Schema(
    migrations=migrations,
    apply={
        "dummy.stocked": STOCK.put,
        "dummy.lent": STOCK.take,
        "dummy.sold": no_projection,
        "dummy.moved": no_projection,
        "dummy.day_reported": no_projection,
    },
    projections=("dummy_stock",),
)


def load_day(connection: Connection, day: str) -> tuple[Posted, ...]:
    """Return a day's entries."""
    first, last = day_range(connection, day)
    return tuple(entry for entry in journal.posted(connection, first, last) if entry.aud == "DUMMY")
