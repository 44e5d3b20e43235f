"""Deliveries of daily files: by which channel, what waits, what was made and acknowledged.

What waits, and what is at it, is working state; channels, deliveries and answers are projections.

Source: docs/contract.md, "Deliveries", "Four kinds of tables"; decision 0075.
"""

from collections.abc import Callable
from dataclasses import dataclass

from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import one_record, records

CHANNEL_SET, MADE, ACKNOWLEDGED = "delivery.channel_set", "delivery.made", "delivery.acknowledged"
"""Kinds: by which channel a file leaves, that it is there, that somebody there said so."""

KINDS = frozenset({MADE, ACKNOWLEDGED})
"""Kinds in the audience of a principal that tell of a file, not of what was done for him."""

NO_CHANNEL = "none"

WAITING, SENDING, STOPPED = "waiting", "sending", "stopped"
"""It leaves at the next try; it is leaving, or was when the process ended; it waits for somebody."""

TABLES = """
CREATE TABLE delivery_channel(
    export TEXT PRIMARY KEY, channel TEXT NOT NULL, key TEXT, details TEXT, since_seq INTEGER NOT NULL,
    seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE delivery_made(
    export TEXT NOT NULL, number TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, channel TEXT NOT NULL,
    sha256 TEXT NOT NULL, again INTEGER NOT NULL, PRIMARY KEY(export, number, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE delivery_acknowledged(
    export TEXT NOT NULL, number TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(export, number))
    STRICT, WITHOUT ROWID;
CREATE TABLE delivery(
    export TEXT NOT NULL, number TEXT NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL, due TEXT NOT NULL,
    why TEXT NOT NULL, told TEXT NOT NULL, doubtful INTEGER NOT NULL, PRIMARY KEY(export, number)) STRICT, WITHOUT ROWID;
CREATE TABLE delivery_looked(export TEXT PRIMARY KEY, closed_seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""
"""The last two are working state: what waits, and up to which closing it was looked for what waits."""

PROJECTIONS = ("delivery_channel", "delivery_made", "delivery_acknowledged")


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """Channel of a daily file.

    Attributes:
        export: Code of the file, such as ``laposte``.
        channel: ``folder``, ``sftp`` or ``mail``.
        key: Fingerprint of a server's key; None where none was noted.
        details: Ref of where and whom, beside the journal; None where nothing is needed.
        since_seq: Closings after this entry wait by themselves.
        seq: The entry that set it last.
    """

    export: str
    channel: str
    key: str | None
    details: str | None
    since_seq: int
    seq: int


@dataclass(frozen=True, slots=True)
class PendingDelivery:
    """File of a closing that has not arrived yet.

    Attributes:
        export: Code of the file.
        number: Of the closing.
        state: Where it stands.
        tries: How often it failed, since somebody saw to it.
        due: Instant of the next try, as entries have it; empty for at once.
        why: Code of why it did not arrive; empty before the first try.
        told: What its sentence is filled with, as JSON.
        doubtful: It may be there already: where nobody can ask, it says so.
    """

    export: str
    number: str
    state: str = WAITING
    tries: int = 0
    due: str = ""
    why: str = ""
    told: str = "{}"
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivery that was made: the file, and when and how it was there."""

    export: str
    number: str
    seq: int
    at: str
    channel: str
    sha256: str
    again: bool


def channels(connection: Connection) -> tuple[ChannelRow, ...]:
    """Return the channels that are set, by code of the file."""
    return records(connection, ChannelRow, "delivery_channel ORDER BY export")


def channel_row(connection: Connection, export: str) -> ChannelRow | None:
    """Return the channel of a file; None where none is set."""
    return one_record(connection, ChannelRow, "delivery_channel WHERE export = ?", export)


def made(connection: Connection, export: str, number: str) -> Delivered | None:
    """Return the last delivery of a closing's file; None before the first."""
    told = "delivery_made WHERE export = ? AND number = ? ORDER BY seq DESC LIMIT 1"
    return one_record(connection, Delivered, told, export, number)


def is_acknowledged(connection: Connection, export: str, number: str) -> bool:
    """Say whether somebody there said that a closing's file came."""
    asked = "SELECT 1 FROM delivery_acknowledged WHERE export = ? AND number = ?"
    return connection.execute(asked, (export, number)).fetchone() is not None


def pending(connection: Connection) -> tuple[PendingDelivery, ...]:
    """Return what was found to wait, the earliest try first; see `look_for` for closings that are new."""
    return records(connection, PendingDelivery, "delivery ORDER BY due, number, export")


def pending_of(connection: Connection, export: str, number: str) -> PendingDelivery | None:
    """Return where a closing's file stands that has not arrived; None for any other."""
    return one_record(connection, PendingDelivery, "delivery WHERE export = ? AND number = ?", export, number)


def unseen(connection: Connection, row: ChannelRow) -> tuple[tuple[str, int], ...]:
    """Return the closings that were not looked at yet for a channel: the number and the entry of each, in their order."""
    found = connection.execute(
        "SELECT number, closed_seq FROM business_day WHERE closed_seq > max(?, COALESCE("
        "(SELECT closed_seq FROM delivery_looked WHERE export = ?), 0)) ORDER BY closed_seq",
        (row.since_seq, row.export),
    ).fetchall()
    return tuple(found)


def is_due(connection: Connection, now: str) -> bool:
    """Say whether something is to leave: its try is due, a closing is new, or a process ended while it was leaving."""
    known = channels(connection)
    if not known:
        return False
    due = connection.execute(
        "SELECT 1 FROM delivery WHERE state = ? OR (state = ? AND due <= ?) LIMIT 1", (SENDING, WAITING, now)
    ).fetchone()
    return due is not None or any(unseen(connection, row) for row in known)


def stopped(connection: Connection) -> int:
    """Return how many files stand still until somebody sees to them."""
    counted = connection.execute("SELECT count(*) FROM delivery WHERE state = ?", (STOPPED,)).fetchone()
    return int(counted[0])


def look_for(connection: Connection, owed: Callable[[str, str], bool]) -> None:
    """Let the files of closings wait that are new; each closing is looked at once.

    Args:
        connection: In a transaction.
        owed: Says of the code of a file and the number of a closing whether there is such a file.
    """
    for row in channels(connection):
        closings = unseen(connection, row)
        for number, _seq in closings:
            if owed(row.export, number):
                let_wait(connection, row.export, number)
        if closings:
            connection.execute(
                "INSERT INTO delivery_looked VALUES(?, ?) ON CONFLICT(export) DO UPDATE SET"
                " closed_seq = excluded.closed_seq",
                (row.export, closings[-1][1]),
            )


def let_wait(connection: Connection, export: str, number: str) -> None:
    """Let a closing's file leave at once; one that is leaving just now is left alone."""
    connection.execute(
        "INSERT INTO delivery VALUES(?, ?, ?, 0, '', '', '{}', 0) ON CONFLICT(export, number) DO UPDATE SET"
        " state = excluded.state, tries = 0, due = '', why = '', told = '{}' WHERE state <> ?",
        (export, number, WAITING, SENDING),
    )


def keep(connection: Connection, row: PendingDelivery) -> None:
    """Keep where a closing's file stands; one that nobody waits for any more does not come back."""
    connection.execute(
        "UPDATE delivery SET state = ?, tries = ?, due = ?, why = ?, told = ?, doubtful = ?"
        " WHERE export = ? AND number = ?",
        (
            row.state,
            row.tries,
            row.due,
            row.why,
            row.told,
            int(row.doubtful),
            row.export,
            row.number,
        ),
    )


def let_all_wait(connection: Connection, export: str) -> None:
    """Let all that waits for a channel leave at once: it is another one, or was corrected."""
    for row in pending(connection):
        if row.export == export:
            let_wait(connection, export, row.number)


def drop(connection: Connection, export: str, number: str | None = None) -> None:
    """Wait no more for a closing's file, or for any of a channel."""
    only = "" if number is None else " AND number = ?"
    given = (export,) if number is None else (export, number)
    connection.execute(f"DELETE FROM delivery WHERE export = ?{only}", given)  # noqa: S608
