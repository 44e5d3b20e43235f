"""Sums of what is held or owed now, out of the tables.

Source: docs/contract.md, "Money held and owed"; decision 0084.
"""

from concierge_desk.domain.held.sums import HeldSums
from concierge_desk.store.connection import Connection


def sums(connection: Connection) -> HeldSums:
    """Return what is held and owed now."""
    cautions = connection.execute(
        "SELECT COALESCE(sum(state = 'open'), 0), COALESCE(sum(iif(state = 'open', left_cents, 0)), 0),"
        " COALESCE(sum(state = 'kept'), 0), COALESCE(sum(iif(state = 'kept', left_cents, 0)), 0)"
        " FROM caution WHERE state IN ('open', 'kept')"
    ).fetchone()
    others = [
        connection.execute(
            f"SELECT count(*), COALESCE(sum(left_cents), 0) FROM {table} WHERE state = 'open'"  # noqa: S608
        ).fetchone()
        for table in ("advance", "debt")
    ]
    return HeldSums(*cautions, *others[0], *others[1])
