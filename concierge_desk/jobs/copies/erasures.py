"""Erasures of this desk beside its copies: what was erased here is erased again in a copy that is put back.

Source: docs/contract.md, "Backup"; decision 0083.
"""

import logging
from collections.abc import Sequence

from concierge_desk.desk.desk import Desk
from concierge_desk.domain.erasures import (
    FILE,
    Erasure,
    erased_refs,
    last_at,
    readable_erasures,
)
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.jobs.copies.erasure_list import add_erasures
from concierge_desk.store.leaving.erasures import noted, to_note
from concierge_desk.store.privacy import scrubbing
from concierge_desk.store.records import erase_personal
from concierge_desk.store.unit import Unit
from concierge_desk.store.visits import drop_saved_until

_LOG = logging.getLogger("concierge_desk.erasures")


def note_erasures(desk: Desk) -> int:
    """Note beside the store what was erased and is not noted yet; return how many that were.

    On the disk first: an erasure that is noted twice is no matter, one that is noted nowhere would come back. Then the
    store's file is made anew, where a purge or somebody's erasure asks for it.

    Raises:
        EnvironmentFailure: The disk.
    """
    if desk.store.only_read:
        return 0
    waiting = desk.store.read(to_note)
    if waiting:
        _note(desk, waiting)
    if desk.store.read(scrubbing.is_due):
        _scrub(desk)
    return len(waiting)


def learn_erasures(desk: Desk, beside: bytes) -> int:
    """Erase here what was erased elsewhere and is only now heard of; return how many records that were.

    A desk that was made from a copy before anybody was erased knows of it from the next stick alone.

    Args:
        desk: The desk.
        beside: The list of a medium, as far as it can be read.
    """
    if desk.store.only_read:
        return 0
    own = desk.folder.root / FILE
    known = erased_refs(own.read_bytes() if own.exists() else b"")
    fresh = tuple(one for one in readable_erasures(beside)[0] if one.ref not in known)

    def erase(unit: Unit) -> int:
        gone = erase_personal(unit.rows, fresh)
        if gone:
            # What was typed for whoever went has no ref: as when a copy is put back.
            until = last_at(fresh)
            if until is not None:
                drop_saved_until(unit.rows, until)
            scrubbing.mark(unit.rows)
        return gone

    return desk.store.write(erase) if fresh else 0


def _scrub(desk: Desk) -> None:
    try:
        whole = desk.store.scrub()
    except EnvironmentFailure as failure:
        # No act waits for it and nothing is lost by it: whoever works next tries again.
        _LOG.info("the store was not scrubbed: %s", failure.code)
        return
    if whole:
        desk.store.write(lambda unit: scrubbing.done(unit.rows))


def _note(desk: Desk, waiting: Sequence[Erasure]) -> None:
    add_erasures(desk.folder.root, waiting)
    desk.store.write(lambda unit: noted(unit.rows, waiting))
