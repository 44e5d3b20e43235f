"""Entries of the last closing's day, and what came since: what it found is told until it is gone through again.

Source: decision 0095.
"""

from concierge_desk.domain.journal import Posted
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection


def found_at_last_closing(connection: Connection, kind: str, again: str) -> Posted | None:
    """Return the last entry of a kind up to the last closing; None where its day has none, or one came since.

    Args:
        connection: The store.
        kind: Of the entry.
        again: Kind of the entry that nothing has to be told after, once it came since.
    """
    row = connection.execute(
        "SELECT from_seq, closed_seq FROM business_day WHERE closed_seq IS NOT NULL ORDER BY closed_seq DESC LIMIT 1"
    ).fetchone()
    if row is None or _last(connection, again, row[1], 2**53) is not None:
        return None
    seq = _last(connection, kind, *row)
    return None if seq is None else journal.posted(connection, seq, seq)[0]


def _last(connection: Connection, kind: str, first: int, last: int) -> int | None:
    row = connection.execute(
        "SELECT seq FROM journal WHERE seq BETWEEN ? AND ? AND kind = ? AND payload IS NOT NULL ORDER BY seq DESC LIMIT 1",
        (first, last, kind),
    ).fetchone()
    return None if row is None else int(row[0])
