"""A copy on the desk's own disk after each closing: made beside the counter, never in its way.

It saves a day from a file that went wrong, not from a disk that did: that is what a backup is for.

Source: docs/contract.md, "Old copies"; decision 0017.
"""

import logging
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from concierge_desk.counter.command.operation import Answer
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import keep_beside
from concierge_desk.desk.integrity import missed
from concierge_desk.desk.witnesses import anchor_in_keystore, keep_in_keystore
from concierge_desk.domain.anchors import FILE, KeptAnchor, anchor_line
from concierge_desk.domain.errors import DeskError
from concierge_desk.domain.journal import Entry, anchor_of
from concierge_desk.paths import half_made_copies
from concierge_desk.store import journal
from concierge_desk.store.checks.anchor_check import life_of
from concierge_desk.store.connection import Connection
from concierge_desk.store.day import day_range
from concierge_desk.store.locks import one_backup

LOG = logging.getLogger("concierge_desk.copies")

_PATIENCE_SECONDS = 10.0
_SOON_SECONDS = 5.0
_READ_SECONDS = 0.3
_KEPT = 3
"""Copies that stay: an erased name must not live on in many."""


class LocalCopies:
    """What is done beside the counter, one after another in a thread of its own: entered for as long as a desk is open.

    A copy after each closing, the look at what else bears witness of this journal, and what the first act waits for.
    """

    def __init__(self, desk: Desk) -> None:
        """Make copies of a desk's store."""
        self._desk = desk
        self._leaving = Event()
        self._foreseen = False
        self._maker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="copies")

    def __enter__(self) -> "LocalCopies":
        """Wait for closings."""
        return self

    def __exit__(self, *_raised: object) -> None:
        """Let the last copy be finished: the closing itself was told long before."""
        self._leaving.set()
        self._maker.shutdown(wait=True)

    def after(self, answer: Answer) -> None:
        """Queue a copy where an answer closed a day."""
        for entry in answer.posted:
            if entry.kind == "day.closed":
                self._maker.submit(self._copy, entry.data["number"])
                self._maker.submit(self._look_back, entry.data["seq_from"], entry.seq)

    def look_soon(self) -> None:
        """Compare the journal with the witnesses at hand, once the counter stands: they take longer than a start may."""
        self._maker.submit(self._look_once_it_stands)

    def load_acts_soon(self) -> None:
        """Load the acts, once: whoever sees a card is about to act, and would wait a fifth of a second for them."""
        if not self._foreseen:
            self._foreseen = True
            self._maker.submit(self._load_once_it_is_read)

    def _load_once_it_is_read(self) -> None:
        # The card is painted first.
        if not self._leaving.wait(_READ_SECONDS):
            catalogue.load_acts()

    def _look_once_it_stands(self) -> None:
        if not self._leaving.wait(_SOON_SECONDS):
            self._told(self._look_around)

    def _look_back(self, first: int, last: int) -> None:
        self._told(lambda: self._desk.integrity.watch_day(first, last))
        self._told(self._look_around)

    def _look_around(self) -> None:
        from concierge_desk.jobs.at_hand import all_of, witnesses  # noqa: PLC0415

        self._desk.integrity.watch_head()
        self._desk.integrity.watch(all_of(witnesses(self._desk)))

    def _told(self, look: Callable[[], None]) -> None:
        try:
            look()
        except DeskError as failure:
            LOG.info("not looked at: %s", failure.code)

    def _copy(self, number: str) -> None:
        # Needed in the evening: a start does without.
        from concierge_desk.jobs.at_hand import COPIES  # noqa: PLC0415
        from concierge_desk.jobs.copies.set_aside import drop_set_aside  # noqa: PLC0415
        from concierge_desk.jobs.made_anew import outlived  # noqa: PLC0415
        from concierge_desk.store.copies import copy_store  # noqa: PLC0415

        folder, key = self._desk.folder, self._desk.keys.store_key
        try:
            for half_made in half_made_copies(folder):
                half_made.unlink()
            copy = folder.copies / f"cloture-{number}.db"
            _keep_other(self._desk, copy)
            copy_store(folder.store, key, copy)
            self._keep_anchor(number)
            for older in (*_older(folder.copies.glob(COPIES)), *outlived(folder, key)):
                older.unlink()
            drop_set_aside(folder, key)
        except DeskError as failure:
            # Nobody is kept from going home by it; the backup on a stick is what counts.
            LOG.info("no local copy: %s", failure.code)
        except OSError as error:
            LOG.info("an older local copy stays: %s", error.errno)

    def _keep_anchor(self, number: str) -> None:
        """Keep the anchor of the closing beside the store and with the keys: an older file does not know it."""
        from concierge_desk.media.writer import append_lines  # noqa: PLC0415  (as above)

        desk = self._desk
        closed = desk.store.read(lambda rows: _closing(rows, number))
        if closed is not None:
            anchor = anchor_of(closed.epoch, closed.seq, closed.hash)
            at = desk.store.read(lambda rows: journal.whole_at(rows, closed.seq))
            line = KeptAnchor(
                desk.identity.desk,
                anchor,
                at.at if at is not None else "",
                f"cloture-{number}.db",
                desk.witnessed.key,
                desk.store.read(lambda rows: life_of(rows, closed.epoch)),
            )
            # A backup keeps its own there.
            with one_backup(desk.folder.locks, timeout_seconds=_PATIENCE_SECONDS):
                append_lines(desk.folder.root / FILE, [anchor_line(line)])
            there = anchor_in_keystore(desk.folder, desk.witnessed)
            if not desk.store.read(lambda rows: missed(rows, there)):
                # One that the journal does not bear out goes on saying so.
                keep_in_keystore(desk.folder, desk.witnessed, line)


def _closing(rows: Connection, number: str) -> Entry | None:
    _first, last = day_range(rows, number)
    return None if last is None else journal.entry(rows, last)


def _keep_other(desk: Desk, copy: Path) -> None:
    """Keep the copy of a closing that this journal does not know: an older store may have taken that one's place."""
    from concierge_desk.store.database import read_store  # noqa: PLC0415  (as above)

    if not copy.exists():
        return
    try:
        end = read_store(copy, desk.keys.store_key, journal.head)
        known = desk.store.read(lambda rows: journal.entry(rows, end.seq))
        if known is not None and known.hash == end.hash:
            return
    except DeskError as failure:
        LOG.info("a copy of that closing cannot be read: %s", failure.code)
    # As long as the three that follow.
    os.utime(keep_beside(copy))


def _older(copies: Iterable[Path]) -> list[Path]:
    return sorted(copies, key=lambda path: path.stat().st_mtime_ns)[:-_KEPT]
