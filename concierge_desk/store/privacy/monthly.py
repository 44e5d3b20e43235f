"""Days on which what was over its time was let go of: what a start and every minute ask of it, and where it is kept.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from typing import Final

from concierge_desk.store.connection import Connection

TABLES: Final = """
CREATE TABLE purge(seq INTEGER PRIMARY KEY, day TEXT NOT NULL, up_to_day TEXT NOT NULL) STRICT;
CREATE TABLE to_scrub(
    one INTEGER PRIMARY KEY CHECK(one = 1), marked INTEGER NOT NULL, done INTEGER NOT NULL, pause_until TEXT NOT NULL)
    STRICT;
"""


def last_purge_day(connection: Connection) -> str | None:
    """Return the day on which what was over was let go of last; None where it never was."""
    row = connection.execute("SELECT day FROM purge ORDER BY seq DESC LIMIT 1").fetchone()
    return None if row is None else str(row[0])


def is_to_scrub(connection: Connection, now: str = "") -> bool:
    """Say whether the file is to be made anew.

    Args:
        connection: The store.
        now: Instant: where it could not be done, it is not tried again at once; without one no pause counts.
    """
    found = "SELECT 1 FROM to_scrub WHERE marked > done AND (? = '' OR pause_until <= ?)"
    return connection.execute(found, (now, now)).fetchone() is not None
