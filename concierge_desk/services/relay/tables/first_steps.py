"""Signs in the store that a first step of the relay was done in a new shop.

Source: decision 0073.
"""

from concierge_desk.store.connection import Connection


def was_received(connection: Connection) -> bool:
    """Say whether anything was ever taken in."""
    return connection.execute("SELECT 1 FROM relay_custody LIMIT 1").fetchone() is not None


def was_counted(connection: Connection) -> bool:
    """Say whether pieces ever came or were counted: each kind has its row then, also where none is left."""
    return connection.execute("SELECT 1 FROM relay_stock LIMIT 1").fetchone() is not None
