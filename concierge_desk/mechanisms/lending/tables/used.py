"""Use of a nature: whether its tables ever were, and how much is late; both are asked at rest, and load nothing else."""

from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column


def is_used(connection: Connection, code: str) -> bool:
    """Say whether anything was ever registered, or set up to be."""
    sql = f"SELECT 1 FROM {code}_object UNION ALL SELECT 1 FROM {code}_kind LIMIT 1"  # noqa: S608
    return bool(column(connection, sql))


def late(connection: Connection, code: str, today: str) -> int:
    """Return how many loans were due before a day, an ISO text."""
    sql = f"SELECT count(*) FROM {code}_loan WHERE state = 'out' AND due_day < ?"  # noqa: S608
    return int(column(connection, sql, today)[0])
