"""Sound entries: those of which one look tells that they are as they were written, which is nearly all of them.

What does not pass this look is looked at again, check by check, for what is wrong with it: here is what that costs
each of a million entries, so every step is taken once, and nothing is made that nobody asks for.

Source: docs/contract.md, "Link and signature", "Verifying", "Budgets"; decision 0053.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice, repeat
from typing import Any, Final, TypeAlias

from concierge_desk.domain.digests import reckoner, sha256
from concierge_desk.domain.journal import DOMAIN, Entry, chain_of, sized
from concierge_desk.store.connection import Connection
from concierge_desk.store.journal import COLUMNS

Row: TypeAlias = tuple[int, bytes, bytes, bytes, bytes | None, bytes | None, bytes, bytes, bytes, bytes]
"""Columns of the journal in their order, the texts as the bytes that lie there, whatever they are."""

CLOCK_CORRECTED: Final = b"clock.corrected"
_TEXTS = frozenset({"epoch", "aud", "kind", "day"})
AT: Final = slice(7, 31)
"""Where a payload has its instant: `at` is its first key."""
AT_ONCE: Final = 100
"""Entries that are read at once, and looked at."""
_MOST_TAILS = 512
_DAY: Final = b'"day":'


def fetched(connection: Connection, sql: str, *values: int) -> Iterator[Any]:
    """Yield the rows of a query, fetched some at once.

    What deciphers and what reads do not push each other out of the processor's nearest memory.
    """
    found = connection.execute(sql, values)
    return chain.from_iterable(iter(lambda: found.fetchmany(AT_ONCE), []))


def rows(connection: Connection, first: int, last: int) -> Iterator[Row]:
    """Yield the rows of a range, both ends included, in order."""
    # As bytes no text has to be one: what a byte fell over in is told, and nothing stops at it.
    names = ", ".join(f"CAST({name} AS BLOB)" if name in _TEXTS else name for name in COLUMNS.split(", "))
    asked = f"SELECT {names} FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq"  # noqa: S608
    return fetched(connection, asked, first, last)


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


def blocks(found: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield rows some at once, in their order."""
    found = iter(found)
    return iter(lambda: list(islice(found, AT_ONCE)), [])


class _Sized(dict[bytes, bytes]):
    """Audiences behind their lengths: they are few, and each entry has one."""

    def __missing__(self, aud: bytes) -> bytes:
        made = self[aud] = sized(aud.decode(errors="replace"))
        return made


class SoundEntries:
    """The look at entries of one chain: their places, links, digests, columns, instants.

    It says nothing of signatures and of the canonical form, and never that an entry is wrong.
    """

    def __init__(self, desk: str) -> None:
        """Begin without any that was seen.

        Args:
            desk: Code of the chain.
        """
        self._desk = desk
        self._starts: dict[bytes, bytes] = {}
        self._auds = _Sized()
        self._tails: dict[tuple[bytes | None, bytes, bytes], bytes] = {}

    def look(self, row: Row, before: bytes, last_at: bytes) -> bytes | None:
        """Return the instant of an entry; None where it is not sound.

        Args:
            row: The entry.
            before: Hash of the entry before.
            last_at: Instant of the entry before.
        """
        seq, epoch, aud, kind, day, payload, digest, prev_hash, entry_hash, _sig = row
        if payload is None or prev_hash != before or sha256(payload).digest() != digest:
            return None
        columns = self._tails.get((day, epoch, kind))
        if columns is None:
            columns = self._learn(row)
        linked = self._starts[epoch] + seq.to_bytes(8, "big") + before + self._auds[aud] + digest
        if sha256(linked).digest() != entry_hash:
            return None
        # Keys are sorted: what stands behind `data` has a fixed order, and is the last of its kind.
        if not payload.startswith(columns, payload.rfind(_DAY)):
            return None
        at = payload[AT]
        return at if at >= last_at or kind == CLOCK_CORRECTED else None

    def all_sound(self, found: list[Row], last: Row | None, last_at: bytes) -> bool:
        """Say whether some entries are sound, each of them; False where one may not be.

        Column by column, as nothing is told but that all of them hold.

        Args:
            found: One or more, in their order.
            last: The entry before them.
            last_at: Its instant.
        """
        if last is None or not _follow(found, last):
            return False
        _seqs, epochs, auds, kinds, days, payloads, digests, before, hashes, _sigs = zip(*found, strict=True)
        known, reckon = self._tails, reckoner(2 * len(found))
        tails = [
            known.get(key) or self._learn(row)
            for key, row in zip(zip(days, epochs, kinds, strict=True), found, strict=True)
        ]
        start, sized_auds = self._starts[last[1]], self._auds
        linked = [
            reckon(start + row[0].to_bytes(8, "big") + previous + sized_auds[aud] + digest).digest()
            for row, previous, aud, digest in zip(found, before, auds, digests, strict=True)
        ]
        return (
            linked == list(hashes)
            and [reckon(payload).digest() for payload in payloads] == list(digests)
            and all(map(bytes.startswith, payloads, tails, map(bytes.rfind, payloads, repeat(_DAY))))
            and _in_order([last_at, *(payload[AT] for payload in payloads)])
        )

    def _learn(self, row: Row) -> bytes:
        _seq, epoch, _aud, kind, day, *_rest = row
        if len(self._tails) > _MOST_TAILS:
            self._tails.clear()
        self._starts[epoch] = DOMAIN + sized(chain_of(self._desk, epoch.decode(errors="replace")))
        told = b"null" if day is None else b'"%b"' % day
        columns = b'"day":%b,"desk":"%b","epoch":"%b","kind":"%b","op":"' % (
            told,
            self._desk.encode(),
            epoch,
            kind,
        )
        self._tails[day, epoch, kind] = columns
        return columns


def _follow(found: list[Row], last: Row) -> bool:
    """Say whether entries stand behind another and behind each other, in its epoch, all with their payloads."""
    numbers = [row[0] for row in found] == list(range(last[0] + 1, last[0] + len(found) + 1))
    links = [row[7] for row in found] == [last[8], *(row[8] for row in found[:-1])]
    return numbers and links and all(row[1] == last[1] and row[5] is not None for row in found)


def _in_order(instants: list[bytes]) -> bool:
    return instants == sorted(instants)
