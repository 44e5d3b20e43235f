"""Purging in the store: payloads that are dropped, the lines that tell of them, what stays known of what is gone.

Source: docs/contract.md, "Dropped payloads"; decision 0086.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from concierge_desk.domain.digests import sha256
from concierge_desk.domain.journal import Posted
from concierge_desk.store.connection import Connection
from concierge_desk.store.failures import require_taken
from concierge_desk.store.schema import Apply, no_projection

DROPPED: Final = "privacy.payloads_dropped"
ERASED: Final = "privacy.records_erased"
HANDED_OUT: Final = "privacy.handed_out"
"""Kinds: payloads are gone after their time; names and sentences are."""

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class DroppedLines:
    """Lines of the journal whose payload goes, as the entry tells them.

    Attributes:
        seqs: Their numbers, in order.
        counts: How many of each kind.
        rows: SHA-256, in hex, over ``seq kind day epoch`` of each.
        left: Lines of these kinds between the first and the last that keep their payload.
    """

    seqs: tuple[int, ...]
    counts: dict[str, int]
    rows: str
    left: tuple[int, ...]


def dropped_lines(connection: Connection, seqs: Iterable[int]) -> DroppedLines:
    """Return what is told of lines whose payload goes; there is one at least."""
    wanted = tuple(sorted(seqs))
    told: list[str] = []
    counts: dict[str, int] = {}
    for some in _parts(wanted):
        marks = ", ".join("?" * len(some))
        asked = f"SELECT seq, kind, day, epoch FROM journal WHERE seq IN ({marks}) ORDER BY seq"  # noqa: S608
        for seq, kind, day, epoch in connection.execute(asked, some):
            told.append(f"{seq} {kind} {day or ''} {epoch}\n")
            counts[kind] = counts.get(kind, 0) + 1
    kinds = sorted(counts)
    marks = ", ".join("?" * len(kinds))
    asked = (
        f"SELECT seq FROM journal WHERE seq BETWEEN ? AND ? AND payload IS NOT NULL AND kind IN ({marks})"  # noqa: S608
        " ORDER BY seq"
    )
    kept = connection.execute(asked, (wanted[0], wanted[-1], *kinds))
    going = frozenset(wanted)
    left = tuple(seq for (seq,) in kept if seq not in going)
    return DroppedLines(
        wanted, {kind: counts[kind] for kind in kinds}, sha256("".join(told).encode()).hexdigest(), left
    )


def drop_payloads(connection: Connection, seqs: Sequence[int]) -> None:
    """Drop payloads for good: digest, hash and signature stay.

    Args:
        connection: In a transaction, whose entry says so.
        seqs: Of entries of kinds that may lose their payload.

    Raises:
        IntegrityFailure: As `require_taken`.
    """
    for some in _parts(tuple(seqs)):
        marks = ", ".join("?" * len(some))
        written = connection.execute(f"UPDATE journal SET payload = NULL WHERE seq IN ({marks})", some)  # noqa: S608
        require_taken(written, len(some))


def _parts(seqs: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for begun in range(0, len(seqs), _AT_ONCE):
        yield seqs[begun : begun + _AT_ONCE]


def apply_dropped(connection: Connection, posted: Posted) -> None:
    """Forget which entry corrected which, of what is told no more; the numbers that were given out stay used."""
    data = posted.data
    connection.execute(
        "DELETE FROM correction WHERE seq IN"
        " (SELECT journal.seq FROM journal WHERE journal.seq BETWEEN ? AND ? AND payload IS NULL)",
        (data["from"], data["to"]),
    )
    for number in data.get("numbers", ()):
        series, year, *_epoch, place = number.split("-")
        connection.execute(
            "INSERT INTO number_series VALUES(?, ?, ?) ON CONFLICT(series, year)"
            " DO UPDATE SET last = max(last, excluded.last)",
            (series, int(year), int(place)),
        )


def apply_erased(connection: Connection, posted: Posted) -> None:
    """Keep that what was over by a day was let go of, and when that was done."""
    told = (posted.seq, posted.day or posted.at[:10], posted.data["up_to_day"])
    connection.execute("INSERT INTO purge VALUES(?, ?, ?)", told)


APPLY: Final[Mapping[str, Apply]] = {DROPPED: apply_dropped, ERASED: apply_erased, HANDED_OUT: no_projection}
