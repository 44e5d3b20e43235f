"""The store that a restore replaces: kept beside the copies, and taken away once nobody can miss it.

Source: docs/contract.md, "Restore"; docs/requirements.md, "Numbers and epochs"; decision 0017.
"""

import os
import re
import secrets
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from concierge_desk import paths
from concierge_desk.domain.copies.retention import set_aside_may_go
from concierge_desk.domain.errors import DeskError, EnvironmentFailure, failure_of_system
from concierge_desk.paths import DataFolder
from concierge_desk.store.copies import copy_store, leaving_no_log, settle
from concierge_desk.store.database import read_store
from concierge_desk.store.failures import require_room
from concierge_desk.store.restore import closed_since

_NAME = "avant-restauration"
_NAMED = re.compile(_NAME + r"-([A-Z]+)-[0-9a-f]{8}\.db")
_DAMAGED = frozenset({"store.damaged", "store.unreadable", "store.disk_failed"})
_LOGS = ("-wal", "-shm")


def set_aside(folder: DataFolder, store_key: bytes, epoch: str) -> Path | None:
    """Copy the present store, then leave its log empty: no frame of it may meet the new file.

    A store that is damaged is what a restore is for: its files are then kept byte by byte.

    Args:
        folder: The desk's.
        store_key: Of the store.
        epoch: The one that the restore begins.

    Raises:
        EnvironmentFailure: Disk full, failing; ``store.locked`` while another program reads it. The store is
        as it was.
    """
    if not any(part.exists() for part in _parts(folder.store)):
        return None
    kept = folder.copies / f"{_NAME}-{epoch}-{secrets.token_hex(4)}.db"
    if not folder.store.exists():
        # The file is gone and its log is not: no frame of it may meet the new file either.
        _keep_files(folder.store, kept)
        return kept
    try:
        with leaving_no_log(folder.store, store_key):
            copy_store(folder.store, store_key, kept)
        settle(folder.store, store_key)
    except DeskError as failure:
        if failure.code not in _DAMAGED:
            raise
        _keep_files(folder.store, kept)
    return kept


def drop_logs(store: Path) -> None:
    """Take away what is left of a log, which is kept by now: last of all, for its store may still need it.

    Raises:
        EnvironmentFailure: When it stays.
    """
    try:
        for log in _parts(store)[1:]:
            log.unlink(missing_ok=True)
    except OSError as error:
        raise failure_of_system(error) or EnvironmentFailure("store.cannot_open") from error


def drop_set_aside(folder: DataFolder, store_key: bytes) -> None:
    """Take away the stores that were replaced long ago: names that were erased since still stand in them.

    The caller has just copied and read the present store.

    Raises:
        DeskError: When the store cannot be read; OSError: when one stays.
    """
    for kept in folder.copies.glob(f"{_NAME}-*.db"):
        named = _NAMED.fullmatch(kept.name)
        if named is not None and set_aside_may_go(_closed_since(folder.store, store_key, named[1])):
            for part in _parts(kept):
                part.unlink(missing_ok=True)


def _closed_since(store: Path, store_key: bytes, epoch: str) -> Sequence[date]:
    return read_store(store, store_key, lambda rows: closed_since(rows, epoch))


def _parts(store: Path) -> tuple[Path, ...]:
    return tuple(store.with_name(store.name + end) for end in ("", *_LOGS))


def _keep_files(store: Path, kept: Path) -> None:
    there = [(part, whole) for part, whole in zip(_parts(store), _parts(kept), strict=True) if part.exists()]
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        require_room(kept, sum(part.stat().st_size for part, _ in there))
        for part, whole in there:
            partial = whole.with_name(f"{whole.name}.partiel")
            shutil.copyfile(part, partial)
            with partial.open("rb+") as file:
                os.fsync(file.fileno())
            partial.replace(whole)
        paths.sync_folder(kept.parent)
    except OSError as error:
        raise failure_of_system(error) or EnvironmentFailure("store.cannot_open") from error
