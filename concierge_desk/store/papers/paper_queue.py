"""The papers of the outbox and of the journal as a list: what waits, what came out, what was given up. Nothing is written.

Source: docs/contract.md, "Documents"; decision 0063.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from concierge_desk.domain.journal import Posted
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.papers import sheet_spool, spool


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A paper of the outbox.

    Attributes:
        place: Its place.
        document: Its name.
        queued_seq: The last entry when it was queued: the one of its act, where it came with one.
    """

    place: int
    document: str
    queued_seq: int


@dataclass(frozen=True, slots=True)
class Firsts:
    """Places in the outbox from which on papers are printed by themselves.

    Attributes:
        roll: By the printer of rolls; None where there is none.
        sheets: By the queue of each kind of sheet.
    """

    roll: int | None
    sheets: dict[str, int]


def newest_in(connection: Connection, state: str, most: int) -> tuple[OutboxRow, ...]:
    """Return the papers of a state, the newest first.

    Args:
        connection: The store.
        state: As `store.spool` names it.
        most: How many at most.
    """
    rows = connection.execute(
        "SELECT id, document, queued_seq FROM outbox WHERE state = ? ORDER BY id DESC LIMIT ?", (state, most)
    )
    return tuple(OutboxRow(*row) for row in rows)


def how_many_wait(connection: Connection) -> int:
    """Return how many papers wait for a printer that there is."""
    return len(spool.waiting(connection)) + len(sheet_spool.waiting(connection))


def firsts(connection: Connection) -> Firsts:
    """Return from which place on papers are printed by themselves."""
    row = connection.execute("SELECT first FROM spool").fetchone()
    return Firsts(None if row is None else int(row[0]), sheet_spool.firsts(connection))


def under_way(connection: Connection) -> frozenset[str]:
    """Return the names of the papers that are being sent."""
    roll = spool.under_way(connection)
    sheets = {at.document for at in sheet_spool.under_way(connection)}
    return frozenset(sheets if roll is None else {roll.document, *sheets})


def told_since(connection: Connection, first: int, kinds: Sequence[str], most: int) -> tuple[Posted, ...]:
    """Return the readable entries of some kinds from an entry on, the newest first.

    Args:
        connection: The store.
        first: Number of the first entry that counts.
        kinds: Kinds of entries.
        most: How many at most.
    """
    asked = ", ".join("?" for _ in kinds)
    rows = connection.execute(
        f"SELECT seq FROM journal WHERE seq >= ? AND kind IN ({asked}) ORDER BY seq DESC LIMIT ?",  # noqa: S608
        (first, *kinds, most),
    ).fetchall()
    found = (journal.whole_at(connection, seq) for (seq,) in rows)
    return tuple(posted for posted in found if posted is not None)
