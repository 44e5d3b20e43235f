"""Comparison of the accepted operations with the entries they made: each says in its entries which operation it was.

A row that is gone lets the same operation be played again; one that points elsewhere answers with another's ticket.

Source: docs/contract.md, "Operation", "Verifying"; decision 0052.
"""

from dataclasses import dataclass, field
from typing import Final

from concierge_desk.store.connection import Connection
from concierge_desk.store.sound_entries import Row

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
_ROW: Final = "SELECT first_seq, last_seq FROM operation WHERE op = ?"


@dataclass(slots=True)
class OperationCheck:
    """Check of the operations, entry by entry in the order of the journal; it holds one operation at a time.

    Attributes:
        wrong: First entries of what does not hold; None for a row that no entry speaks of.
    """

    connection: Connection
    wrong: list[int | None] = field(default_factory=list)
    _op: bytes = b""
    _first: int = 0
    _last: int = 0
    _apart: bool = True
    _found: int = 0
    _purged: bool = False
    _beside_purged: bool = False
    _near: bool = False

    def note(self, row: Row) -> None:
        """Take the next entry."""
        seq, kind, payload = row[0], row[3], row[5]
        if payload is None:
            # It says no more which operation it was.
            self._purged = self._beside_purged = self._near = True
            return
        # Keys are sorted: the operation stands among the last.
        at = payload.rfind(_OP) + len(_OP)
        op = payload[at : payload.find(b'"', at)]
        if op != self._op or (seq != self._last + 1 and not self._beside_purged):
            self._end()
            self._op, self._first, self._apart = op, seq, True
            self._near = self._beside_purged
        self._last, self._beside_purged = seq, False
        # What a desk is put in place with was asked of no counter either.
        self._apart = self._apart and (kind in _APART or self._first == 1)

    def end(self) -> list[int | None]:
        """Return what does not hold, once the last entry was taken."""
        self._end()
        # A visit that was saved, parked or taken up again made no entry.
        (rows,) = self.connection.execute(
            "SELECT count(*) FROM operation WHERE last_seq >= first_seq"
        ).fetchone()
        if rows != self._found and not self._purged:
            self.wrong.append(None)
        return self.wrong

    def _end(self) -> None:
        if not self._last:
            return
        row = self.connection.execute(_ROW, (self._op.decode(errors="replace"),)).fetchone()
        if row is None:
            fits = self._apart
        else:
            self._found += 1
            inside = row[0] <= self._first and self._last <= row[1]
            fits = inside if self._near else row == (self._first, self._last)
        if not fits:
            self.wrong.append(self._first)
