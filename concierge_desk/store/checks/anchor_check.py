"""Comparison of the journal with anchors: short witnesses of entries that lie elsewhere, or on paper.

Only they tell that the end of a journal was cut off, or that an older file was put back: inside the file everything
fits. A restore is the one lawful way back, and names what it leaves out.

Source: docs/contract.md, "Anchors", "Verifying"; decision 0054.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from concierge_desk.domain.anchors import Anchor
from concierge_desk.domain.epochs import rank
from concierge_desk.domain.journal import Entry, instant_of, read_payload
from concierge_desk.domain.numbers import FIRST_EPOCH
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection

RESTORED: Final = "store.restored"
DOUBTED: Final = "integrity.failed"
BEGINNINGS: Final = (RESTORED, DOUBTED)
"""Kinds that may begin an epoch: what a restore leaves out is lost; after a doubt it is missed."""


@dataclass(frozen=True, slots=True)
class AnchorFault:
    """An anchor that the journal does not bear out.

    Attributes:
        code: ``lost`` by a restore; ``tail``, its entry is beyond the last one; ``elsewhere``, an epoch this journal
            never lived; ``anchor``, its entry is another one.
        anchor: Which.
        seq: The entry.
        detail: The day of the restore; the epoch.
    """

    code: str
    anchor: Anchor
    seq: int
    detail: str = ""


def anchor_faults(connection: Connection, anchors: Iterable[Anchor]) -> Iterator[AnchorFault]:
    """Yield what the journal does not bear out of some anchors."""
    begun: list[Entry] | None = None
    for anchor in anchors:
        entry = journal.entry(connection, anchor.seq)
        if entry is not None and _bears_out(entry, anchor):
            continue
        # Nearly all are borne out: the journal is read through for one that is not.
        begun = _beginnings(connection) if begun is None else begun
        fault = judged(anchor, entry, begun, journal.head(connection).seq)
        if fault is not None:
            yield fault


def _bears_out(entry: Entry, anchor: Anchor) -> bool:
    return entry.epoch == anchor.epoch and entry.hash.hex().startswith(anchor.hex16)


def judged(anchor: Anchor, entry: Entry | None, begun: Sequence[Entry], head: int) -> AnchorFault | None:
    """Return what the journal does not bear out of an anchor; None where it does.

    Args:
        anchor: As it was kept.
        entry: The one of its number; None where there is none.
        begun: All entries of `BEGINNINGS`, in their order.
        head: Number of the last entry.
    """
    own = next((one for one in begun if one.epoch == anchor.epoch), None)
    if (
        anchor.life
        and own is not None
        and own.kind == RESTORED
        and not own.hash.hex().startswith(anchor.life)
    ):
        # Another restore of the same copy began an epoch of that name, and this one does not go on from it.
        return AnchorFault("lost", anchor, anchor.seq, _local_day(own))
    lived = {FIRST_EPOCH, *[one.epoch for one in begun]}
    lost_by = _lost_by(anchor, [one for one in begun if one.kind == RESTORED], anchor.epoch in lived)
    if lost_by is not None:
        return AnchorFault("lost", anchor, anchor.seq, _local_day(lost_by))
    if entry is not None and _bears_out(entry, anchor):
        return None
    if entry is None:
        return AnchorFault("tail", anchor, head + 1)
    if rank(anchor.epoch) > max(map(rank, lived)):
        return AnchorFault("elsewhere", anchor, anchor.seq, anchor.epoch)
    return AnchorFault("anchor", anchor, anchor.seq)


def life_of(connection: Connection, epoch: str) -> str:
    """Return the first 16 hex of the hash of the entry that began an epoch; empty for the first one."""
    if epoch == FIRST_EPOCH:
        return ""
    # An epoch is one run of entries, and a later one follows: a few are looked at, however long the journal is.
    place = bisect_left(
        range(1, journal.head(connection).seq + 1), rank(epoch), key=lambda seq: _rank_at(connection, seq)
    )
    began = _from(connection, place + 1)
    return began.hash.hex()[:16] if began is not None and began.epoch == epoch else ""


def _rank_at(connection: Connection, seq: int) -> tuple[int, str]:
    entry = _from(connection, seq)
    return rank(entry.epoch if entry is not None else FIRST_EPOCH)


def _from(connection: Connection, seq: int) -> Entry | None:
    """Return the first entry from a number on."""
    row = connection.execute("SELECT min(seq) FROM journal WHERE seq >= ?", (seq,)).fetchone()
    return journal.entry(connection, row[0]) if row[0] is not None else None


def _beginnings(connection: Connection) -> list[Entry]:
    """Return the entries that began an epoch, and all restores."""
    rows = connection.execute(
        "SELECT seq FROM journal WHERE kind IN (?, ?) ORDER BY seq", BEGINNINGS
    ).fetchall()
    return [entry for (seq,) in rows if (entry := journal.entry(connection, seq)) is not None]


def _lost_by(anchor: Anchor, restored: list[Entry], lived: bool) -> Entry | None:
    """Return the restore that began a later epoch before the anchor's entry, or that left out its epoch."""
    later = (entry for entry in restored if rank(entry.epoch) > rank(anchor.epoch))
    first = next(later, None)
    return None if first is None or (lived and anchor.seq < first.seq) else first


def _local_day(entry: Entry) -> str:
    """Return the date an entry was written where the shop stands; nothing where it cannot be read any more."""
    try:
        posted = read_payload(entry)
        if posted is None:
            return ""
        zone = instant_of(posted.at.removesuffix("Z") + posted.tz).tzinfo
        return posted.instant.astimezone(zone).date().isoformat()
    except (OverflowError, ValueError):
        return ""
