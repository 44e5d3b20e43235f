"""Comparison of the accepted operations with the entries they made: each says in its entries which operation it was.

A row that is gone lets the same operation be played again; one that points elsewhere answers with another's ticket.

Source: docs/contract.md, "Operation", "Verifying"; decision 0052.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final, TypeAlias

from concierge_desk.domain.operation import APART
from concierge_desk.store import seals
from concierge_desk.store.connection import Connection
from concierge_desk.store.sound_entries import Row, fetched

_APART: Final = frozenset(kind.encode() for kind in APART)
_OP: Final = b'"op":"'
_THERE: Final = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'operation'"
_ROWS: Final = "SELECT * FROM operation ORDER BY first_seq"
# A visit that was saved, parked or taken up again made no entry.
_TOLD: Final = "SELECT first_seq, last_seq, CAST(op AS BLOB) FROM operation WHERE last_seq >= first_seq ORDER BY first_seq"
_OF_A_STRETCH: Final = _TOLD.replace(" ORDER", " AND first_seq BETWEEN ? AND ? ORDER")
_Told: TypeAlias = tuple[int, int, bytes]
"""First and last entry of an operation, and which one."""


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

    def __init__(
        self, connection: Connection, *, sealing: bool, stretch: tuple[int, int] | None = None
    ) -> None:
        """Begin before the first entry.

        Args:
            connection: Of the store.
            sealing: Make their seal anew beside: the rows are read once, all of them.
            stretch: Numbers of the first and the last entry of those that are compared, where these are not all:
                operations begin and end there.
        """
        self.wrong: list[int | None] = []
        self._connection = connection
        self._tally = seals.tally_of(connection, seals.OPERATIONS) if sealing else None
        self._rows = self._read(connection, stretch)
        self._next = next(self._rows, None)
        self._group = _Group()
        self._purged = self._beside_purged = self._unspoken = False

    def _read(self, connection: Connection, stretch: tuple[int, int] | None) -> Iterator[_Told]:
        if connection.execute(_THERE).fetchone() is None:
            # That is told as what it is.
            return iter(())
        if self._tally is not None:
            return self._sealed(connection, self._tally)
        return fetched(connection, _TOLD) if stretch is None else fetched(connection, _OF_A_STRETCH, *stretch)

    @staticmethod
    def _sealed(connection: Connection, tally: seals.Tally) -> Iterator[_Told]:
        for row in fetched(connection, _ROWS):
            tally.add(row)
            op, first, last = row[:3]
            if first is not None and last is not None and last >= first:
                yield first, last, op.encode(errors="replace")

    def note(self, found: list[Row]) -> None:
        """Take the next entries, in their order."""
        if not self._are_told(found):
            self._note_each(found)

    def _are_told(self, found: list[Row]) -> bool:
        """Take entries of which the next rows tell, each in its place, as nearly all of them are; else take none."""
        group, first = self._group, found[0][0]
        payloads = [row[5] for row in found if row[5] is not None]
        if self._beside_purged or group.apart or len(payloads) < len(found) or first != group.last + 1:
            return False
        # Keys are sorted: the operation stands among the last.
        ats = [payload.rfind(_OP) + 6 for payload in payloads]
        ops = [payload[at : payload.find(b'"', at)] for payload, at in zip(payloads, ats, strict=True)]
        begins = [
            n for n, (op, before) in enumerate(zip(ops, [group.op, *ops], strict=False)) if op != before
        ]
        kinds = [found[n][3] for n in begins]
        if found[-1][0] != first + len(found) - 1 or not _APART.isdisjoint(kinds):
            return False
        if not begins:
            group.last = found[-1][0]
            return True
        ends = [first + n - 1 for n in begins]
        firsts = [group.first, *[end + 1 for end in ends[:-1]]]
        made = list(zip(firsts, ends, [group.op, *[ops[n] for n in begins[:-1]]], strict=True))
        more = list(islice(self._rows, len(made) - 1))
        if self._next != made[0] or more != made[1:]:
            self._rows = chain(more, self._rows)
            return False
        self._next = next(self._rows, None)
        self._group = _Group(ops[-1], ends[-1] + 1, found[-1][0], apart=False)
        return True

    def _note_each(self, found: list[Row]) -> None:
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

    def unsealed(self) -> list[str]:
        """Return the tables that are not what their seals say, once the last entry was taken."""
        self._finish()
        rows, tally = self._connection, self._tally
        if tally is None:
            return list(seals.broken(rows))
        others = seals.broken(rows, but=frozenset({seals.OPERATIONS}))
        return [*others, *(() if seals.fits(rows, seals.OPERATIONS, tally) else (seals.OPERATIONS,))]

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

    def _row_of(self, group: _Group) -> _Told | None:
        """Return the row of an operation, None where it has none: rows come in the order of their first entries."""
        while self._next is not None and self._next[0] < group.first:
            if group.near and self._next[1] >= group.first:
                break
            self._unspoken, self._next = True, next(self._rows, None)
        if self._next is None or self._next[0] > group.first:
            return None
        row, self._next = self._next, next(self._rows, None)
        return row
