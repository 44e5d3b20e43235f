"""The papers that wait for the printer, and the one that it is at: working state.

Source: docs/contract.md, "One act, file by file", "Four kinds of tables"; decision 0025.
"""

from dataclasses import dataclass

from concierge_desk.store import seals
from concierge_desk.store.connection import Connection

TABLE = """
CREATE TABLE spool(
    one INTEGER PRIMARY KEY CHECK(one = 1), first INTEGER NOT NULL, under_way INTEGER, copy INTEGER) STRICT
"""
"""Table of what the printer is at."""

WAITING, PRINTED, GONE, GIVEN_UP = "waiting", "printed", "gone", "given_up"
"""It is still to be printed; it is out; it cannot be drawn any more, for what it says was erased or damaged; it is not
printed because somebody said so."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A paper of the outbox."""

    place: int
    document: str


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The paper that was being sent when this was written: how much of it is out, nobody knows."""

    place: int
    document: str
    copy: int


def newest(connection: Connection) -> int:
    """Return the place of the paper that was queued last, 0 where none ever was."""
    (place,) = connection.execute("SELECT max(id) FROM outbox").fetchone()
    return int(place or 0)


def begin(connection: Connection, since_seq: int) -> None:
    """Print what is queued from an entry on; where a printer is at work already, it goes on as it was."""
    if has_begun(connection):
        return
    # Its place, once: what was queued in the years before is not looked through each time.
    (first,) = connection.execute("SELECT min(id) FROM outbox WHERE queued_seq >= ?", (since_seq,)).fetchone()
    connection.execute(
        "INSERT INTO spool(one, first) VALUES(1, ?)", (newest(connection) + 1 if first is None else first,)
    )


def has_begun(connection: Connection) -> bool:
    """Say whether there is a printer for this store."""
    return connection.execute("SELECT 1 FROM spool").fetchone() is not None


def end(connection: Connection) -> None:
    """Forget the printer, unless it is at a paper just now: what became of that is still to be written."""
    connection.execute("DELETE FROM spool WHERE under_way IS NULL")


def waiting(connection: Connection, after: int = 0) -> tuple[Queued, ...]:
    """Return the papers that wait for the printer, in the order they were queued; those behind a place, where one is given."""
    rows = connection.execute(
        "SELECT id, document FROM outbox WHERE state = ? AND id >= (SELECT first FROM spool) AND id > ? ORDER BY id",
        (WAITING, after),
    )
    return tuple(Queued(place, document) for place, document in rows)


def under_way(connection: Connection) -> UnderWay | None:
    """Return the paper that is being sent, None where none is."""
    row = connection.execute(
        "SELECT id, document, copy FROM spool JOIN outbox ON outbox.id = spool.under_way"
    ).fetchone()
    return None if row is None else UnderWay(*row)


def is_waiting(connection: Connection, place: int) -> bool:
    """Say whether a paper still waits: it may have been given up meanwhile."""
    row = connection.execute("SELECT 1 FROM outbox WHERE id = ? AND state = ?", (place, WAITING)).fetchone()
    return row is not None


def waiting_places(connection: Connection, document: str) -> tuple[int, ...]:
    """Return the places in which a paper waits, whether there is a printer for it or not."""
    rows = connection.execute(
        "SELECT id FROM outbox WHERE state = ? AND document = ? ORDER BY id", (WAITING, document)
    )
    return tuple(place for (place,) in rows)


def can_be_given_up(connection: Connection, document: str) -> bool:
    """Say whether a paper waits and nothing is at it: of one that is being sent nobody knows how much is out."""
    at_it = connection.execute(
        "SELECT 1 FROM spool JOIN outbox ON outbox.id = spool.under_way WHERE document = ?"
        " UNION ALL SELECT 1 FROM sheet_spool WHERE document = ?",
        (document, document),
    ).fetchone()
    return at_it is None and bool(waiting_places(connection, document))


def mark_everywhere(connection: Connection, document: str, state: str) -> None:
    """Note what became of a paper, wherever it waits."""
    for place in waiting_places(connection, document):
        mark(connection, place, state)


def take(connection: Connection, place: int, copy: int) -> bool:
    """Note that a paper is being sent, as which copy: from here on it may be out; False where there is no printer."""
    return connection.execute("UPDATE spool SET under_way = ?, copy = ?", (place, copy)).rowcount > 0


def put_down(connection: Connection) -> None:
    """Note that no paper is being sent."""
    connection.execute("UPDATE spool SET under_way = NULL, copy = NULL")


def mark(connection: Connection, place: int, state: str) -> None:
    """Note what became of a paper."""
    with seals.changing(connection, "outbox", "id = ?", (place,)):
        connection.execute("UPDATE outbox SET state = ? WHERE id = ?", (state, place))
