"""Scrubbing of the store's file: after a purge or an erasure nothing of what went lies in a free page or in the log.

That something is to be scrubbed is working state, written with what went: a process that ends before it was done
leaves it to the next.

Source: docs/requirements.md, R-4.05; decision 0086.
"""

from contextlib import closing
from pathlib import Path

from concierge_desk.store.connection import Connection, open_unguarded
from concierge_desk.store.failures import mapped, require_room, size_of


def mark(connection: Connection) -> None:
    """Have the file made anew after this transaction, by whoever works next: also where it is just being made anew."""
    connection.execute(
        "INSERT INTO to_scrub VALUES(1, 1, 0, '')"
        " ON CONFLICT(one) DO UPDATE SET marked = marked + 1, pause_until = ''"
    )


def due(connection: Connection) -> int | None:
    """Return up to which mark the file is to be made anew; None where it is."""
    row = connection.execute("SELECT marked FROM to_scrub WHERE marked > done").fetchone()
    return None if row is None else int(row[0])


def done(connection: Connection, mark: int) -> None:
    """Keep that the file was made anew after a mark: what went since is still to be scrubbed."""
    connection.execute("UPDATE to_scrub SET done = max(done, ?)", (mark,))


def pause(connection: Connection, until: str) -> None:
    """Keep that it could not be done: whoever works all day tries again after an instant."""
    connection.execute("UPDATE to_scrub SET pause_until = ?", (until,))


def scrub(path: Path, key: bytes) -> bool:
    """Make a store's file anew, page by page, and cut its log; say whether nobody held an older state of it meanwhile.

    Whatever else is written waits. Where somebody reads, the log stays until that has ended: it is done again then.

    Raises:
        EnvironmentFailure: Disk full, failing; ``store.locked``. The store is as it was.
    """
    # The pages go through the log: both are there at once.
    require_room(path, size_of(path))
    with closing(open_unguarded(path, key)) as connection, mapped(path):
        connection.execute("VACUUM")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
