"""The sheets that the queues of the system are at, and since when each kind is printed by itself: working state.

Source: docs/contract.md, "Four kinds of tables"; decision 0060.
"""

from collections.abc import Collection
from dataclasses import dataclass

from concierge_desk.store.connection import Connection
from concierge_desk.store.papers.spool import WAITING, Queued, newest

TABLE = """
CREATE TABLE sheet_spool(size TEXT PRIMARY KEY, first INTEGER, document TEXT, copy INTEGER, place INTEGER)
    STRICT, WITHOUT ROWID
"""
"""Table of the sheets that queues of the system are at."""


@dataclass(frozen=True, slots=True)
class SheetUnderWay:
    """A sheet that a queue was being asked to take when this was written: whether it did, nobody knows.

    Attributes:
        size: What it is printed on, as `printing.queues.Size`.
        document: Its name.
        copy: 0 for the original.
        place: Its place in the outbox; None where it was asked for by a key alone.
    """

    size: str
    document: str
    copy: int
    place: int | None


def choose(connection: Connection, sizes: Collection[str], since_seq: int) -> None:
    """Print these kinds by themselves, from an entry on, and no other; one that is printed already goes on as it was.

    Args:
        connection: In a transaction.
        sizes: Kinds that a queue was chosen for.
        since_seq: The entry from which on a kind that is new is printed.
    """
    known = firsts(connection)
    for size in known.keys() - set(sizes):
        connection.execute("UPDATE sheet_spool SET first = NULL WHERE size = ?", (size,))
    # Its place, once: what was queued in the years before is not looked through each time.
    (first,) = connection.execute("SELECT min(id) FROM outbox WHERE queued_seq >= ?", (since_seq,)).fetchone()
    place = newest(connection) + 1 if first is None else first
    for size in set(sizes) - known.keys():
        connection.execute(
            "INSERT INTO sheet_spool(size, first) VALUES(?, ?) ON CONFLICT(size) DO UPDATE SET first = excluded.first",
            (size, place),
        )
    connection.execute("DELETE FROM sheet_spool WHERE first IS NULL AND document IS NULL")


def firsts(connection: Connection) -> dict[str, int]:
    """Return the kinds that are printed by themselves, each with its first place in the outbox."""
    return dict(connection.execute("SELECT size, first FROM sheet_spool WHERE first IS NOT NULL"))


def has_begun(connection: Connection) -> bool:
    """Say whether a kind is printed by itself, or a sheet was being sent."""
    return connection.execute("SELECT 1 FROM sheet_spool").fetchone() is not None


def waiting(connection: Connection) -> tuple[Queued, ...]:
    """Return what waits in the outbox since any kind is printed by itself, in the order it was queued."""
    rows = connection.execute(
        "SELECT id, document FROM outbox WHERE state = ? AND id >= (SELECT min(first) FROM sheet_spool) ORDER BY id",
        (WAITING,),
    )
    return tuple(Queued(place, document) for place, document in rows)


def under_way(connection: Connection) -> tuple[SheetUnderWay, ...]:
    """Return the sheets that are being sent: none, or one of a kind."""
    rows = connection.execute(
        "SELECT size, document, copy, place FROM sheet_spool WHERE document IS NOT NULL ORDER BY size"
    )
    return tuple(SheetUnderWay(*row) for row in rows)


def take(connection: Connection, at: SheetUnderWay) -> None:
    """Note that a sheet is being sent, as which copy: from here on it may be out."""
    connection.execute(
        "INSERT INTO sheet_spool(size, document, copy, place) VALUES(?, ?, ?, ?) ON CONFLICT(size) DO UPDATE SET"
        " document = excluded.document, copy = excluded.copy, place = excluded.place",
        (at.size, at.document, at.copy, at.place),
    )


def put_down(connection: Connection, size: str) -> None:
    """Note that no sheet of a kind is being sent."""
    connection.execute(
        "UPDATE sheet_spool SET document = NULL, copy = NULL, place = NULL WHERE size = ?", (size,)
    )
    connection.execute("DELETE FROM sheet_spool WHERE first IS NULL AND document IS NULL")
