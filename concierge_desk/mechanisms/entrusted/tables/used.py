"""Whether a nature's tables were ever used: asked at every start, so that it loads nothing else."""

from concierge_desk.mechanisms.entrusted.tables.names import Tables
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column


def is_used(connection: Connection, tables: Tables) -> bool:
    """Say whether anything was ever taken in."""
    return bool(column(connection, tables.named("SELECT 1 FROM {N}_order LIMIT 1")))
