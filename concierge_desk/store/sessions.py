"""Projection of the sessions of a business day."""

from concierge_desk.domain.journal import Posted
from concierge_desk.store.connection import Connection


def apply_closed(connection: Connection, posted: Posted) -> None:
    """End a session."""
    connection.execute(
        "UPDATE session SET closed_seq = ? WHERE day = ? AND n = ?",
        (posted.seq, posted.day, posted.data["session"]),
    )


def apply_opened(connection: Connection, posted: Posted) -> None:
    """Begin a session, or go on with the one that was closed by mistake."""
    connection.execute(
        "INSERT INTO session(day, n, opened_seq) VALUES(?, ?, ?) ON CONFLICT(day, n) DO UPDATE SET closed_seq = NULL",
        (posted.day, posted.data["session"], posted.seq),
    )


def begin_first(connection: Connection, day: str, seq: int) -> None:
    """Begin the first session with the day; those of an earlier opening of the same date are told by its entries."""
    connection.execute("DELETE FROM session WHERE day = ?", (day,))
    connection.execute("INSERT INTO session(day, n, opened_seq) VALUES(?, 1, ?)", (day, seq))


def end_last(connection: Connection, day: str, seq: int) -> None:
    """End with the day whatever session still goes on."""
    connection.execute("UPDATE session SET closed_seq = ? WHERE day = ? AND closed_seq IS NULL", (seq, day))


def last_session(connection: Connection, day: str) -> tuple[int, bool]:
    """Return how many sessions a day has begun, and whether the last goes on."""
    row = connection.execute(
        "SELECT n, closed_seq IS NULL FROM session WHERE day = ? ORDER BY n DESC LIMIT 1", (day,)
    ).fetchone()
    return (row[0], bool(row[1])) if row else (0, False)
