"""Use of a nature: whether its tables ever were; it is asked at every start, and loads nothing else."""

from concierge_desk.mechanisms.entrusted.tables.names import Tables
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column

_ANY = " UNION ALL ".join(f"SELECT 1 FROM {{N}}_{name}" for name in ("order", "price", "round", "kind"))  # noqa: S608


def is_used(connection: Connection, tables: Tables) -> bool:
    """Say whether anything was ever taken in, or set up to be."""
    return bool(column(connection, tables.named(f"{_ANY} LIMIT 1")))
