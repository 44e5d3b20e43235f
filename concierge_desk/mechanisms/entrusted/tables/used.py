"""Use of a nature: whether its tables ever were; it is asked at every start, and loads nothing else."""

from concierge_desk.mechanisms.entrusted.tables.names import Tables
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column

_ANY = "SELECT 1 FROM {N}_order WHERE seq > 0 UNION ALL " + " UNION ALL ".join(
    f"SELECT 1 FROM {{N}}_{name}"  # noqa: S608
    for name in ("price", "round", "kind")
)
"""By an index, where a table grows."""


def is_used(connection: Connection, tables: Tables) -> bool:
    """Say whether anything was ever taken in, or set up to be."""
    return bool(column(connection, tables.named(f"{_ANY} LIMIT 1")))
