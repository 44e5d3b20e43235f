"""Use of a nature: whether its tables ever were; it is asked at every start, and loads nothing else."""

from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column


def is_used(connection: Connection, code: str) -> bool:
    """Say whether anything was ever registered, or set up to be."""
    sql = f"SELECT 1 FROM {code}_object UNION ALL SELECT 1 FROM {code}_kind LIMIT 1"  # noqa: S608
    return bool(column(connection, sql))
