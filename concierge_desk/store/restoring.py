"""What makes a copy the store of a desk again: erased names stay erased, a new epoch begins.

All of it is one transaction on a file that does not lie in its place yet: nobody can have looked before.

Source: DESIGN §4 (restore forks are named), §6 (a restore replays the erasures); compliance §8.7, R-1.42.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from concierge_desk.domain.epochs import next_epoch
from concierge_desk.domain.journal import Event, anchor_of
from concierge_desk.store.database import Store
from concierge_desk.store.records import erase_personal
from concierge_desk.store.sealing import Unsealed
from concierge_desk.store.unit import Unit
from concierge_desk.store.verify import RESTORED

Drafted: TypeAlias = Callable[[Unit, Event], Unsealed]
"""Makes an entry of an event: op, operator, instant and open day of the running transaction."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What is known when a copy is restored.

    Attributes:
        epochs: Those of the present store and of the anchors at hand; the copy's own is known anyway.
        erased: Refs of personal records that were erased since, as far as anybody knows.
        lost_until: The last day that the lost store is known to have lived, ISO; None where nobody knows.
        last_z_on_paper: Number of the last closing that lies there on paper; None where there is none.
    """

    epochs: tuple[str, ...] = ()
    erased: tuple[str, ...] = ()
    lost_until: str | None = None
    last_z_on_paper: str | None = None


@dataclass(frozen=True, slots=True)
class Forked:
    """How the restored store goes on.

    Attributes:
        backup_head: Anchor of the copy's last entry.
        epoch: The new one.
        seq: Of its first entry.
        anchor: Of its first entry.
        at: Instant of its first entry, UTC.
        erased: How many personal records of the copy were erased.
    """

    backup_head: str
    epoch: str
    seq: int
    anchor: str
    at: str
    erased: int


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
        erased = erase_personal(unit.rows, told.erased)
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
        return Forked(backup_head, posted.epoch, posted.seq, first, posted.at, erased)

    return store.write(job)
