"""Use of a nature: whether its tables ever were; it is asked at every start, and loads nothing else."""

from concierge_desk.mechanisms.entrusted.tables.names import Tables
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column

_ANY = """
SELECT 1 FROM {N}_order WHERE seq > 0 UNION ALL SELECT 1 FROM {N}_price UNION ALL SELECT 1 FROM {N}_round
UNION ALL SELECT 1 FROM {N}_kind LIMIT 1
"""
"""By an index, where a table grows."""


def is_used(connection: Connection, tables: Tables) -> bool:
    """Say whether anything was ever taken in, or set up to be."""
    return bool(column(connection, tables.named(_ANY)))
