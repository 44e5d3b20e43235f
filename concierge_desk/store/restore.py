"""Restore of a copy as a desk's store: erased names stay erased, a new epoch begins.

All of it is one transaction on a file that does not lie in its place yet: nobody can have looked before.

Source: docs/contract.md, "Epochs", "Restore"; docs/requirements.md, "Numbers and epochs", R-1.42.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from concierge_desk.domain.epochs import next_epoch, rank
from concierge_desk.domain.erasures import Erasure
from concierge_desk.domain.journal import Draft, Event, anchor_of
from concierge_desk.store.checks.anchor_check import RESTORED
from concierge_desk.store.connection import Connection
from concierge_desk.store.database import Store
from concierge_desk.store.day import closed_after
from concierge_desk.store.held.erased_records import erase_personal
from concierge_desk.store.unit import Unit
from concierge_desk.store.visits import drop_saved_until

Drafted: TypeAlias = Callable[[Unit, Event], Draft]
"""Makes an entry of an event: op, operator, instant and open day of the running transaction."""


@dataclass(frozen=True, slots=True)
class Restored:
    """Knowledge that a copy is restored with.

    Attributes:
        epochs: Those of the present store and of the anchors at hand; the copy's own is known anyway.
        erased: Personal records that were erased since, as far as anybody knows.
        erased_by: When the last of them was; None where none is known.
        lost_until: The last day that the lost store is known to have lived, ISO; None where nobody knows.
        last_z_on_paper: Number of the last closing that lies there on paper; None where there is none.
    """

    epochs: tuple[str, ...] = ()
    erased: tuple[Erasure, ...] = ()
    erased_by: datetime | None = None
    lost_until: str | None = None
    last_z_on_paper: str | None = None


@dataclass(frozen=True, slots=True)
class Forked:
    """Way on for the restored store.

    Attributes:
        backup_head: Anchor of the copy's last entry.
        epoch: The new one.
        seq: Of its first entry.
        anchor: Of its first entry.
        at: Instant of its first entry, UTC.
        erased: How many personal records of the copy were erased.
        visits: How many saved visits of the copy were dropped, for they may hold such a name.
    """

    backup_head: str
    epoch: str
    seq: int
    anchor: str
    at: str
    erased: int
    visits: int


def fork(store: Store, told: Restored, drafted: Drafted) -> Forked:
    """Erase what was erased since, and write the first entry of the new epoch; numbers go on.

    Args:
        store: The open copy, not yet in its place.
        told: What is known.
        drafted: Makes the entry.

    Raises:
        ValueError: When an epoch is none.
        EnvironmentFailure: Disk full, failing; nothing was written.
    """

    def job(unit: Unit) -> Forked:
        erased, dropped = erase_again(unit.rows, told)
        head = unit.head()
        backup_head = anchor_of(head.epoch, head.seq, head.hash)
        epoch = next_epoch((head.epoch, *told.epochs))
        data = {
            "backup_head": backup_head,
            "lost_until": told.lost_until,
            "last_z_on_paper": told.last_z_on_paper,
        }
        posted = unit.post(drafted(unit, Event(RESTORED, data)), epoch=epoch)
        first = anchor_of(posted.epoch, posted.seq, unit.head().hash)
        return Forked(backup_head, posted.epoch, posted.seq, first, posted.at, erased, dropped)

    return store.write(job)


def erase_again(rows: Connection, told: Restored) -> tuple[int, int]:
    """Erase in a copy what was erased since, and return how many records and how many saved visits went.

    What was typed into a visit has no ref before it is settled, so that no erasure names it: a visit that was
    not touched since the last one is dropped whole. Nothing of it has happened yet.
    """
    erased = erase_personal(rows, told.erased)
    return erased, 0 if told.erased_by is None else drop_saved_until(rows, told.erased_by)


def closed_since(rows: Connection, epoch: str) -> tuple[date, ...]:
    """Return the days that were closed since the restore that began an epoch, in the order of their closing.

    Where the journal does not hold that epoch, a later restore left it out: then it is since that one. None
    where no such restore is known.
    """
    found = rows.execute("SELECT epoch, seq FROM journal WHERE kind = ? ORDER BY seq", (RESTORED,)).fetchall()
    begun = next((seq for lived, seq in found if rank(lived) >= rank(epoch)), None)
    if begun is None:
        return ()
    return closed_after(rows, begun)
