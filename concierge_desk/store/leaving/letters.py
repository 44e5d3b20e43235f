"""Letters to people: what waits to leave by mail, and what came of the last one of each paper.

What waits is working state; what came of it is a projection. The address is a personal record: a letter holds its ref.

Source: docs/contract.md, "Letters", "Four kinds of tables"; decision 0083.
"""

from dataclasses import dataclass
from typing import Final

from concierge_desk.domain.journal import Letter
from concierge_desk.store.connection import Connection
from concierge_desk.store.leaving.deliveries import SENDING, STOPPED, WAITING
from concierge_desk.store.rows import one_record, records

SENT, GIVEN_UP = "letter.sent", "letter.given_up"
"""Kinds: the server took a letter; a letter does not leave any more."""

TABLES: Final = """
CREATE TABLE letter(
    queued_seq INTEGER PRIMARY KEY, document TEXT NOT NULL, address TEXT NOT NULL, form TEXT NOT NULL,
    copy INTEGER NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL, due TEXT NOT NULL,
    why TEXT NOT NULL, told TEXT NOT NULL, doubtful INTEGER NOT NULL) STRICT;
CREATE TABLE erasure(ref TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE letter_end(
    document TEXT PRIMARY KEY, seq INTEGER NOT NULL, at TEXT NOT NULL, why TEXT, again INTEGER NOT NULL,
    receipt INTEGER NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE INDEX letter_end_at ON letter_end(at) WHERE why IS NOT NULL;
"""
"""The first two are working state: what waits, and what is still to be noted beside the store, see `erasures`."""

PROJECTIONS: Final = ("letter_end",)


@dataclass(frozen=True, slots=True)
class PendingLetter:
    """Letter that has not left yet.

    Attributes:
        queued_seq: The entry that it is of.
        document: Paper that it brings.
        address: Ref of the address, beside the journal.
        form: ``text`` or ``pdf``, as `Letter` has it.
        copy: Which copy of the paper it is; 0 for the original.
        at: Instant at which it was to leave, as entries have it.
        state: ``waiting``, ``sending`` or ``stopped``, as of a daily file.
        tries: How often it failed.
        due: Instant of the next try; empty for at once.
        why: Code of why it has not left; empty before the first try.
        told: What its sentence is filled with, as JSON.
        doubtful: It may be there already.
    """

    queued_seq: int
    document: str
    address: str
    form: str
    copy: int
    at: str
    state: str = WAITING
    tries: int = 0
    due: str = ""
    why: str = ""
    told: str = "{}"
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class LetterEnd:
    """End of the last letter of a paper.

    Attributes:
        document: The paper.
        seq: The entry that says so.
        at: Its instant.
        why: Code of why it does not leave; None where the server took it.
        again: It may have been the second one.
    """

    document: str
    seq: int
    at: str
    why: str | None
    again: bool


def has_account(connection: Connection) -> bool:
    """Say whether a letter can leave: its own way is set, or a daily file leaves by mail."""
    found = connection.execute("SELECT 1 FROM delivery_channel WHERE channel = 'mail' LIMIT 1").fetchone()
    return found is not None


def queue(connection: Connection, letter: Letter, seq: int, at: str) -> None:
    """Let a letter wait.

    Args:
        connection: In a transaction.
        letter: The letter.
        seq: The entry that it is of.
        at: Instant of that, as entries have it.
    """
    connection.execute(
        "INSERT INTO letter VALUES(?, ?, ?, ?, ?, ?, ?, 0, '', '', '{}', 0)",
        (seq, letter.document, letter.address, letter.form, letter.copy, at, WAITING),
    )


def pending(connection: Connection) -> tuple[PendingLetter, ...]:
    """Return the letters that have not left, in the order in which they were asked for."""
    return records(connection, PendingLetter, "letter ORDER BY queued_seq")


def pending_of(connection: Connection, document: str) -> PendingLetter | None:
    """Return the last letter of a paper that has not left; None where there is none."""
    return one_record(
        connection, PendingLetter, "letter WHERE document = ? ORDER BY queued_seq DESC LIMIT 1", document
    )


def pending_by(connection: Connection, queued_seq: int) -> PendingLetter | None:
    """Return the letter of an entry; None once it has left."""
    return one_record(connection, PendingLetter, "letter WHERE queued_seq = ?", queued_seq)


def ended(connection: Connection, document: str) -> LetterEnd | None:
    """Return what came of the last letter of a paper that ended; None before the first."""
    return one_record(connection, LetterEnd, "letter_end WHERE document = ?", document)


def unsent_receipts(connection: Connection, at: str) -> tuple[LetterEnd, ...]:
    """Return the receipts that did not leave since an instant, the earliest first."""
    told = "letter_end WHERE why IS NOT NULL AND at >= ? AND receipt ORDER BY at"
    return records(connection, LetterEnd, told, at)


def keep(connection: Connection, row: PendingLetter) -> None:
    """Keep where a letter stands."""
    connection.execute(
        "UPDATE letter SET state = ?, tries = ?, due = ?, why = ?, told = ?, doubtful = ? WHERE queued_seq = ?",
        (row.state, row.tries, row.due, row.why, row.told, int(row.doubtful), row.queued_seq),
    )


def drop(connection: Connection, row: PendingLetter) -> None:
    """Wait no more for a letter."""
    connection.execute("DELETE FROM letter WHERE queued_seq = ?", (row.queued_seq,))


def let_all_wait(connection: Connection) -> None:
    """Let all letters leave at once: the way they go by is another one, or was corrected."""
    connection.execute(
        "UPDATE letter SET state = ?, tries = 0, due = '', why = '', told = '{}' WHERE state <> ?",
        (WAITING, SENDING),
    )


def is_any(connection: Connection) -> bool:
    """Say whether a letter waits, or an erasure that is to be noted."""
    found = "SELECT 1 FROM letter UNION ALL SELECT 1 FROM erasure LIMIT 1"
    return connection.execute(found).fetchone() is not None


def is_due(connection: Connection, now: str, before: str) -> bool:
    """Say whether a letter is to leave or has waited for too long, or an erasure is to be noted.

    Args:
        connection: The store.
        now: Instant.
        before: What was asked for before this instant has waited for too long.
    """
    due = (
        "SELECT 1 FROM letter WHERE state = ? OR (state = ? AND due <= ?) OR (form = 'pdf' AND at < ?)"
        " UNION ALL SELECT 1 FROM erasure LIMIT 1"
    )
    return connection.execute(due, (SENDING, WAITING, now, before)).fetchone() is not None


def is_stopped(connection: Connection) -> bool:
    """Say whether letters stand still until somebody sees to the way they go by."""
    return (
        connection.execute("SELECT 1 FROM letter WHERE state = ? LIMIT 1", (STOPPED,)).fetchone() is not None
    )
