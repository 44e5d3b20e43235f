"""Projection of the people who came in: with the business day, and with each of its sessions."""

from concierge_desk.domain.journal import Posted
from concierge_desk.store.connection import Connection


def apply_counted(connection: Connection, posted: Posted) -> None:
    """Add them; what is taken back counts less. Before the first there is no number: nobody was counting."""
    count = posted.data["count"]
    connection.execute(
        "UPDATE business_day SET passages = COALESCE(passages, 0) + ? WHERE closed_seq IS NULL", (count,)
    )
    connection.execute(
        "UPDATE session SET passages = COALESCE(passages, 0) + ? WHERE day = ? AND n = ?",
        (count, posted.day, posted.data["session"]),
    )


def passages_today(connection: Connection) -> int:
    """Return how many came in since the day was opened."""
    row = connection.execute("SELECT passages FROM business_day WHERE closed_seq IS NULL").fetchone()
    return int(row[0] or 0) if row else 0
