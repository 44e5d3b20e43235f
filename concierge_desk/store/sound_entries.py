"""Sound entries: those of which one look tells that they are as they were written, which is nearly all of them.

What does not pass this look is looked at again, check by check, for what is wrong with it: here is what that costs
each of a million entries, so every step is taken once, and nothing is made that nobody asks for.

Source: docs/contract.md, "Link and signature", "Verifying", "Budgets"; decision 0053.
"""

import hashlib
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final, TypeAlias

from concierge_desk.domain.journal import DOMAIN, Entry, chain_of, sized
from concierge_desk.store.connection import Connection
from concierge_desk.store.journal import COLUMNS

Row: TypeAlias = tuple[int, bytes, bytes, bytes, bytes | None, bytes | None, bytes, bytes, bytes, bytes]
"""Columns of the journal in their order, the texts as the bytes that lie there, whatever they are."""

Sound: TypeAlias = Callable[[Row, bytes, bytes], bytes | None]
"""Takes a row, the hash and the instant of the entry before; returns the row's own instant, None where it is not sound."""

CLOCK_CORRECTED: Final = b"clock.corrected"
_TEXTS = frozenset({"epoch", "aud", "kind", "day"})
AT: Final = slice(7, 31)
"""Where a payload has its instant: `at` is its first key."""
_MOST_TAILS = 512
_AT_ONCE = 100


def rows(connection: Connection, first: int, last: int) -> Iterator[Row]:
    """Yield the rows of a range, both ends included, in order."""
    # As bytes no text has to be one: what a byte fell over in is told, and nothing stops at it.
    names = ", ".join(f"CAST({name} AS BLOB)" if name in _TEXTS else name for name in COLUMNS.split(", "))
    found = connection.execute(
        f"SELECT {names} FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq",  # noqa: S608
        (first, last),
    )
    # Some at once: what deciphers and what reads do not push each other out of the processor's nearest memory.
    return chain.from_iterable(iter(lambda: found.fetchmany(_AT_ONCE), []))


def entry_of(row: Row) -> Entry:
    """Return a row as an entry; a text that is no UTF-8 any more with the signs that stand for that."""
    seq, epoch, aud, kind, day, payload, digest, prev_hash, entry_hash, sig = row
    return Entry(
        seq=seq,
        epoch=epoch.decode(errors="replace"),
        aud=aud.decode(errors="replace"),
        kind=kind.decode(errors="replace"),
        day=None if day is None else day.decode(errors="replace"),
        payload=payload,
        digest=digest,
        prev_hash=prev_hash,
        hash=entry_hash,
        sig=sig,
    )


def row_of(entry: Entry) -> Row:
    """Return an entry as a row: what `entry_of` made of one, or what lies in no store."""
    day = None if entry.day is None else entry.day.encode()
    texts = (entry.epoch.encode(), entry.aud.encode(), entry.kind.encode(), day)
    return (entry.seq, *texts, entry.payload, entry.digest, entry.prev_hash, entry.hash, entry.sig)


def sound(desk: str) -> Sound:
    """Return the look at one entry: its place, its link, its digest, its columns, its instant.

    It says nothing of signatures and of the canonical form, and never that an entry is wrong.

    Args:
        desk: Code of the chain.
    """
    sha256 = hashlib.sha256
    starts: dict[bytes, bytes] = {}
    auds: dict[bytes, bytes] = {}
    tails: dict[tuple[bytes | None, bytes, bytes], bytes] = {}

    def learn(row: Row) -> bytes:
        _seq, epoch, aud, kind, day, *_rest = row
        if len(tails) > _MOST_TAILS:
            tails.clear()
        starts[epoch] = DOMAIN + sized(chain_of(desk, epoch.decode(errors="replace")))
        auds[aud] = sized(aud.decode(errors="replace"))
        told = b"null" if day is None else b'"%b"' % day
        columns = b'"day":%b,"desk":"%b","epoch":"%b","kind":"%b","op":"' % (told, desk.encode(), epoch, kind)
        tails[day, epoch, kind] = columns
        return columns

    def look(row: Row, before: bytes, last_at: bytes) -> bytes | None:
        seq, epoch, aud, kind, day, payload, digest, prev_hash, entry_hash, _sig = row
        if payload is None or prev_hash != before or sha256(payload).digest() != digest:
            return None
        columns = tails.get((day, epoch, kind))
        if columns is None or aud not in auds:
            columns = learn(row)
        linked = starts[epoch] + seq.to_bytes(8, "big") + before + auds[aud] + digest
        if sha256(linked).digest() != entry_hash:
            return None
        # Keys are sorted: what stands behind `data` has a fixed order, and is the last of its kind.
        if not payload.startswith(columns, payload.rfind(b'"day":')):
            return None
        at = payload[AT]
        return at if at >= last_at or kind == CLOCK_CORRECTED else None

    return look
