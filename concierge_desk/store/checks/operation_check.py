"""Comparison of the accepted operations with the entries they made: each says in its entries which operation it was.

A row that is gone lets the same operation be played again; one that points elsewhere answers with another's ticket.

Source: docs/contract.md, "Operation", "Verifying"; decision 0052.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from concierge_desk.store import seals
from concierge_desk.store.connection import Connection
from concierge_desk.store.sound_entries import Row, fetched

APART: Final = frozenset(
    {
        "backup.made",
        "document.printed",
        "everything.exported",
        "export.made",
        "integrity.failed",
        "integrity.restored",
        "software.updated",
        "store.restored",
    }
)
"""Kinds that are written apart from what was asked at the counter: nothing is kept of their operation."""

_APART: Final = frozenset(kind.encode() for kind in APART)
_OP: Final = b'"op":"'
OPERATIONS: Final = "operation"
_THERE: Final = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'operation'"
_ROWS: Final = "SELECT * FROM operation ORDER BY first_seq"


@dataclass(slots=True)
class _Group:
    """Entries of one operation, as the journal has them.

    Attributes:
        op: Which.
        first: The first one.
        last: The last one so far.
        apart: All of them are written apart from what was asked at the counter.
        near: An entry beside them was purged, and may have been one of them.
    """

    op: bytes = b""
    first: int = 0
    last: int = 0
    apart: bool = True
    near: bool = False


class OperationCheck:
    """Check of the operations, entry by entry in the order of the journal; it holds one operation at a time.

    Attributes:
        wrong: First entries of what does not hold; None for rows that no entry speaks of.
    """

    def __init__(self, connection: Connection) -> None:
        """Begin before the first entry; the rows are read once, and their seal is made anew beside."""
        self.wrong: list[int | None] = []
        self._connection = connection
        self._tally = seals.tally_of(connection, OPERATIONS)
        self._rows = self._read(connection)
        self._next = next(self._rows, None)
        self._group = _Group()
        self._purged = self._beside_purged = self._unspoken = False

    def _read(self, connection: Connection) -> Iterator[tuple[int, int, bytes]]:
        add = self._tally.add
        if connection.execute(_THERE).fetchone() is None:
            # That is told as what it is.
            return
        for row in fetched(connection, _ROWS):
            add(row)
            op, first, last = row[:3]
            # A visit that was saved, parked or taken up again made no entry.
            if first is not None and last is not None and last >= first:
                yield first, last, op.encode(errors="replace")

    def note(self, found: list[Row]) -> None:
        """Take the next entries, in their order."""
        group = self._group
        for row in found:
            seq, payload = row[0], row[5]
            if payload is None:
                # It says no more which operation it was.
                self._purged = self._beside_purged = group.near = True
                continue
            # Keys are sorted: the operation stands among the last.
            at = payload.rfind(_OP) + 6
            op = payload[at : payload.find(b'"', at)]
            if op != group.op or (seq != group.last + 1 and not self._beside_purged):
                # Nearly all of them: the next row is the operation's own.
                if self._next == (group.first, group.last, group.op):
                    self._next = next(self._rows, None)
                else:
                    self._end()
                group.op, group.first, group.apart, group.near = op, seq, True, self._beside_purged
            group.last, self._beside_purged = seq, False
            if group.apart:
                # What a desk is put in place with was asked of no counter either.
                group.apart = row[3] in _APART or group.first == 1

    def end(self) -> list[int | None]:
        """Return what does not hold, once the last entry was taken."""
        self._finish()
        if self._unspoken and not self._purged:
            self.wrong.append(None)
        return self.wrong

    def is_sealed(self) -> bool:
        """Say whether the rows are those of their seal, once the last entry was taken."""
        self._finish()
        return seals.fits(self._connection, OPERATIONS, self._tally)

    def _finish(self) -> None:
        self._end()
        self._group = _Group()
        while self._next is not None:
            self._unspoken, self._next = True, next(self._rows, None)

    def _end(self) -> None:
        group = self._group
        if not group.last:
            return
        row = self._row_of(group)
        if row is None:
            fits = group.apart
        else:
            first, last, op = row
            inside = first <= group.first and group.last <= last
            fits = op == group.op and (inside if group.near else (first, last) == (group.first, group.last))
        if not fits:
            self.wrong.append(group.first)

    def _row_of(self, group: _Group) -> tuple[int, int, bytes] | None:
        """Return the row of an operation, None where it has none: rows come in the order of their first entries."""
        while self._next is not None and self._next[0] < group.first:
            if group.near and self._next[1] >= group.first:
                break
            self._unspoken, self._next = True, next(self._rows, None)
        if self._next is None or self._next[0] > group.first:
            return None
        row, self._next = self._next, next(self._rows, None)
        return row
