"""The backups that were made and read back, as the journal tells them."""

from dataclasses import dataclass
from typing import Final

from concierge_desk.domain.journal import Posted
from concierge_desk.domain.medium import Medium
from concierge_desk.store.connection import Connection

BACKUPS: Final = """
CREATE TABLE backup(seq INTEGER PRIMARY KEY, at TEXT NOT NULL, anchor TEXT NOT NULL, file TEXT NOT NULL) STRICT;
"""
MEDIA: Final = """
ALTER TABLE backup ADD COLUMN medium TEXT;
CREATE INDEX backup_at ON backup(at);
CREATE INDEX backup_away ON backup(seq) WHERE medium IS NOT 'pc';
"""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was read back.

    Attributes:
        seq: Its entry.
        at: Instant of the entry.
        file: Name of the file.
        medium: What it was put on; None of one made before this was written down.
    """

    seq: int
    at: str
    file: str
    medium: Medium | None


def apply_backup(connection: Connection, posted: Posted) -> None:
    """Keep a backup that was read back from its medium."""
    data = posted.data
    connection.execute(
        "INSERT INTO backup(seq, at, anchor, file, medium) VALUES(?, ?, ?, ?, ?)",
        (posted.seq, posted.at, data["anchor"], data["file"], data.get("medium")),
    )


def best_backup(connection: Connection) -> Backup | None:
    """Return the last backup that is not known to lie on this PC; where all do, the last; None before the first."""
    row = connection.execute(
        "SELECT seq, at, file, medium FROM backup"
        " WHERE seq = COALESCE((SELECT max(seq) FROM backup WHERE medium IS NOT 'pc'), (SELECT max(seq) FROM backup))"
    ).fetchone()
    return Backup(*row) if row else None


def carried_since(connection: Connection, seq: int) -> bool:
    """Say whether a backup was made after an entry that is not known to lie on this PC."""
    row = connection.execute("SELECT max(seq) FROM backup WHERE medium IS NOT 'pc'").fetchone()
    return row[0] is not None and int(row[0]) > seq


def backups_since(connection: Connection, at: str) -> tuple[Backup, ...]:
    """Return the backups since an instant, the first one first."""
    rows = connection.execute(
        "SELECT seq, at, file, medium FROM backup WHERE at >= ? ORDER BY at, seq", (at,)
    ).fetchall()
    return tuple(Backup(*row) for row in rows)
