"""Erasures of this desk beside its copies: what was erased here is erased again in a copy that is put back.

Source: docs/contract.md, "Backup"; decision 0083.
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from concierge_desk.desk.desk import Desk
from concierge_desk.domain.clock import instant_for
from concierge_desk.domain.erasures import Erasure, readable_erasures
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.journal import instant_text
from concierge_desk.jobs.copies.erasure_list import add_erasures, erasures_in
from concierge_desk.store import journal
from concierge_desk.store.leaving.erasures import noted, to_note
from concierge_desk.store.privacy import free_pages
from concierge_desk.store.privacy.erased_again import erase_missed, missed

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
    mark = desk.store.read(free_pages.due)
    if mark is not None:
        _scrub(desk, mark)
    return len(waiting)


def learn_erasures(desk: Desk, beside: bytes = b"") -> int:
    """Erase here what was erased and stands here all the same; return how many records that were.

    A desk that was made from a copy before anybody was erased knows of it from the next stick alone. And what the own list
    names may stand here still: whoever wrote it there was killed before it went, or the store was put back by hand.

    Args:
        desk: The desk.
        beside: The list of a medium, as far as it can be read; nothing for the own list alone.

    Raises:
        EnvironmentFailure: ``file.missing``; the store.
    """
    if desk.store.only_read:
        return 0
    told = (*erasures_in(desk.folder.root), *readable_erasures(beside)[0])
    if not desk.store.read(lambda rows: missed(rows, told)):
        return 0
    return desk.store.write(lambda unit: erase_missed(unit.rows, told))


_PAUSE_MINUTES = 10
"""So long the window waits before it makes the file anew again, where that failed or somebody read it meanwhile."""


def _scrub(desk: Desk, mark: int) -> None:
    try:
        whole = desk.store.scrub()
    except EnvironmentFailure as failure:
        # No act waits for it and nothing is lost by it: whoever works next tries again.
        _LOG.info("the store was not scrubbed: %s", failure.code)
        whole = False
    if whole:
        desk.store.write(lambda unit: free_pages.done(unit.rows, mark))
        return
    now = instant_for(desk.clock, desk.store.read(journal.head).at).at
    later = instant_text(now + timedelta(minutes=_PAUSE_MINUTES))
    with suppress(EnvironmentFailure):
        # Where the disk is full that cannot be kept either: it is tried at once, until there is room.
        desk.store.write(lambda unit: free_pages.pause(unit.rows, later))


def _note(desk: Desk, waiting: Sequence[Erasure]) -> None:
    add_erasures(desk.folder.root, waiting)
    desk.store.write(lambda unit: noted(unit.rows, waiting))
