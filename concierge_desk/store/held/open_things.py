"""Open things, as far as a start asks: on most days of most shops nothing is held or owed.

Source: docs/contract.md, "Money held and owed"; decision 0084.
"""

from concierge_desk.store.connection import Connection


def is_anything_held(connection: Connection) -> bool:
    """Say whether a caution, an advance or a debt is open."""
    row = connection.execute(
        "SELECT EXISTS(SELECT 1 FROM caution WHERE state IN ('open', 'kept'))"
        " OR EXISTS(SELECT 1 FROM advance WHERE state = 'open') OR EXISTS(SELECT 1 FROM debt WHERE state = 'open')"
    ).fetchone()
    return bool(row[0])
