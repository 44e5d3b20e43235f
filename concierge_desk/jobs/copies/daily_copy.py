"""A copy on the desk's own disk after each closing: made beside the counter, never in its way.

It saves a day from a file that went wrong, not from a disk that did: that is what a backup is for.

Source: docs/contract.md, "Old copies"; decision 0017.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from concierge_desk.counter.command.operation import Answer
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import DeskError

LOG = logging.getLogger("concierge_desk.copies")

_NAMES = "cloture-*.db"
_KEPT = 3
"""Copies that stay: an erased name must not live on in many."""


class LocalCopies:
    """Makes a copy after each closing, one at a time, in a thread of its own; entered for as long as a desk is open."""

    def __init__(self, desk: Desk) -> None:
        """Make copies of a desk's store."""
        self._desk = desk
        self._maker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="copies")

    def __enter__(self) -> "LocalCopies":
        """Wait for closings."""
        return self

    def __exit__(self, *_raised: object) -> None:
        """Let the last copy be finished: the closing itself was told long before."""
        self._maker.shutdown(wait=True)

    def after(self, answer: Answer) -> None:
        """Queue a copy where an answer closed a day."""
        for entry in answer.posted:
            if entry.kind == "day.closed":
                self._maker.submit(self._copy, entry.data["number"])

    def _copy(self, number: str) -> None:
        # Needed in the evening: a start does without.
        from concierge_desk.jobs.copies.set_aside import drop_set_aside  # noqa: PLC0415
        from concierge_desk.store.copies import copy_store  # noqa: PLC0415

        folder, key = self._desk.folder, self._desk.keys.store_key
        try:
            for half_made in folder.copies.glob(f"{_NAMES}.partiel*"):
                half_made.unlink()
            copy_store(folder.store, key, folder.copies / f"cloture-{number}.db")
            for older in _older(folder.copies):
                older.unlink()
            drop_set_aside(folder, key)
        except DeskError as failure:
            # Nobody is kept from going home by it; the backup on a stick is what counts.
            LOG.info("no local copy: %s", failure.code)
        except OSError as error:
            LOG.info("an older local copy stays: %s", error.errno)


def _older(folder: Path) -> list[Path]:
    return sorted(folder.glob(_NAMES), key=lambda path: path.stat().st_mtime_ns)[:-_KEPT]
