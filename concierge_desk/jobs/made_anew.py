"""A store made anew from its journal and put into its place; the one before is kept beside the copies.

Source: docs/contract.md, "Four kinds of tables", "Verifying"; decision 0052.
"""

import re
import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.copies.retention import set_aside_may_go
from concierge_desk.paths import DataFolder
from concierge_desk.store import journal
from concierge_desk.store.copies import copy_store
from concierge_desk.store.database import read_store
from concierge_desk.store.day import closed_after
from concierge_desk.store.rebuild import rebuild

_NAME = "avant-refection"
_NAMED = re.compile(_NAME + r"-([0-9]+)-[0-9a-f]{8}\.db")


def put_anew(desk: Desk) -> Path:
    """Make the store of a desk anew, and return where the one before is kept: it is evidence.

    The caller holds the exclusive lock.

    Raises:
        EnvironmentFailure: Disk full, failing; ``store.locked`` while another program reads it. The store is
        as it was.
        NotCanonical: For an entry that cannot be read or applied; the store is as it was.
    """
    folder, key = desk.folder, desk.keys.store_key
    seq = desk.store.read(journal.head).seq
    kept = folder.copies / f"{_NAME}-{seq}-{secrets.token_hex(4)}.db"

    def job() -> None:
        copy_store(folder.store, key, kept)
        rebuild(folder.store, key, catalogue.schemas())

    desk.store.apart(job)
    return kept


def outlived(folder: DataFolder, store_key: bytes) -> Iterator[Path]:
    """Yield the stores that were kept so long ago that nobody can miss them: erased names still stand in them.

    Raises:
        DeskError: When the store cannot be read.
    """
    for kept in folder.copies.glob(f"{_NAME}-*.db"):
        named = _NAMED.fullmatch(kept.name)
        if named is not None and set_aside_may_go(_closed_since(folder.store, store_key, int(named[1]))):
            yield kept


def _closed_since(store: Path, store_key: bytes, seq: int) -> tuple[date, ...]:
    return read_store(store, store_key, lambda rows: closed_after(rows, seq))
