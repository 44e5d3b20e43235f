"""The backups that were made and read back, as the journal tells them."""

from concierge_desk.domain.journal import Posted
from concierge_desk.store.connection import Connection


def apply_backup(connection: Connection, posted: Posted) -> None:
    """Keep a backup that was read back from its medium."""
    connection.execute(
        "INSERT INTO backup VALUES(?, ?, ?, ?)",
        (posted.seq, posted.at, posted.data["anchor"], posted.data["file"]),
    )


def last_backup_seq(connection: Connection) -> int | None:
    """Return the entry of the last good backup, None before the first."""
    row = connection.execute("SELECT max(seq) FROM backup").fetchone()
    return None if row[0] is None else int(row[0])


def last_backup(connection: Connection) -> tuple[str, str] | None:
    """Return instant and name of the last good backup, None before the first."""
    row = connection.execute("SELECT at, file FROM backup ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else None
