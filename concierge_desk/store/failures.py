"""The driver's exceptions, mapped once to the failures the concierge is told.

sqlcipher3's exceptions are not those of `sqlite3`: nothing above this package ever sees either.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from sqlcipher3 import dbapi2

from concierge_desk.domain.errors import DeskError, EnvironmentFailure, IntegrityFailure

Error = dbapi2.Error
ROOM_BYTES = 512 * 1024
"""What a disk must have left before a transaction begins: no act needs as much."""
UNFITTING = (dbapi2.IntegrityError, dbapi2.InterfaceError, dbapi2.ProgrammingError)
"""What the driver raises for rows and values that do not fit a table."""

_ENVIRONMENT = {
    dbapi2.SQLITE_BUSY: "store.locked",
    dbapi2.SQLITE_LOCKED: "store.locked",
    dbapi2.SQLITE_FULL: "store.disk_full",
    dbapi2.SQLITE_READONLY: "store.read_only",
    dbapi2.SQLITE_PERM: "store.read_only",
    dbapi2.SQLITE_CANTOPEN: "store.cannot_open",
    dbapi2.SQLITE_IOERR: "store.disk_failed",
    dbapi2.SQLITE_NOMEM: "store.no_memory",
    dbapi2.SQLITE_NOTADB: "store.unreadable",
}
_STATEMENT = frozenset({dbapi2.SQLITE_ERROR, dbapi2.SQLITE_CONSTRAINT})
_INTEGRITY = {dbapi2.SQLITE_CORRUPT: "store.damaged"}
# For these the driver does not say why.
_UNEXPLAINED = frozenset({dbapi2.SQLITE_CANTOPEN, dbapi2.SQLITE_IOERR})
_ALTERED = ("no such table", "no such column", "cannot store ")
"""What no statement of ours meets in a store that the migrations made: somebody took it away, or made it another."""
# Where the driver gives no code, only words: a text that is no UTF-8, and whatever its copying meets.
_WORDS = {
    "Could not decode to UTF-8": dbapi2.SQLITE_CORRUPT,
    "database disk image is malformed": dbapi2.SQLITE_CORRUPT,
    "database or disk is full": dbapi2.SQLITE_FULL,
    "database is locked": dbapi2.SQLITE_BUSY,
    "disk I/O error": dbapi2.SQLITE_IOERR,
    "attempt to write a readonly database": dbapi2.SQLITE_READONLY,
    "unable to open database file": dbapi2.SQLITE_CANTOPEN,
}


@contextmanager
def mapped(path: Path | None = None) -> Iterator[None]:
    """Turn what the disk or another process did to us into its failure; bugs pass as they are.

    Args:
        path: The store's file: its folder is looked at where the driver does not say why it failed.

    Raises:
        EnvironmentFailure: Disk full, locked, read-only, unreadable.
        IntegrityFailure: A damaged file.
    """
    try:
        yield
    except dbapi2.Error as error:
        known = failure_of(error, path)
        if known is None:
            raise
        raise known from error


def failure_of(error: Exception, path: Path | None = None) -> DeskError | None:
    """Return the failure that a driver's exception stands for; None for a bug of ours."""
    primary = _primary(error)
    if primary in _ENVIRONMENT:
        explained = _explanation(primary, path) if path is not None else None
        return EnvironmentFailure(explained or _ENVIRONMENT[primary])
    if primary in _INTEGRITY:
        return IntegrityFailure(_INTEGRITY[primary])
    if primary in _STATEMENT and str(error).startswith(_ALTERED):
        return IntegrityFailure("store.damaged")
    return None


def is_of_disk(error: BaseException | None) -> bool:
    """Say whether a driver's exception tells of a disk that answers with errors."""
    return isinstance(error, dbapi2.Error) and _primary(error) == dbapi2.SQLITE_IOERR


def size_of(path: Path) -> int:
    """Return how large a store is, 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def require_room(path: Path, more_bytes: int = 0) -> None:
    """Refuse to begin what the disk would not take to its end.

    Writing to the last byte is no way to find out: where blocks are small or copied on write, the process that
    touches the memory it shares with others is killed by the system, without a word.

    Args:
        path: The store's file.
        more_bytes: What is needed beside `ROOM_BYTES`.

    Raises:
        EnvironmentFailure: ``store.disk_full``.
    """
    folder = _folder_of(path)
    if _is_tight(folder, ROOM_BYTES + more_bytes) and _is_writable(folder):
        raise EnvironmentFailure("store.disk_full")


@lru_cache(maxsize=8)
def _folder_of(path: Path) -> Path:
    """Return where a store lies: each act asks how much room there is."""
    return path.parent


def _explanation(primary: int, path: Path) -> str | None:
    """Say why the driver failed, where a look at the folder tells: it writes beside the store to read it, too."""
    if primary in _UNEXPLAINED and _is_writable(path.parent):
        return "store.disk_full" if _is_tight(path.parent, ROOM_BYTES) else None
    if primary == dbapi2.SQLITE_CANTOPEN and os.access(path, os.R_OK):
        return "store.read_only"
    if primary == dbapi2.SQLITE_READONLY and _is_writable(path.parent) and _is_writable(path):
        # It opens for reading alone what the disk would not open for writing: the disk failed, not the rights.
        return "store.disk_failed"
    return None


def _is_writable(place: Path) -> bool:
    return os.access(place, os.W_OK)


def _is_tight(folder: Path, needed_bytes: int) -> bool:
    try:
        disk = shutil.disk_usage(folder)
    except OSError:
        return False
    # A disk of no size does not tell what it has.
    return disk.total > 0 and disk.free < needed_bytes


def _primary(error: Exception) -> int:
    # The primary result code is the low byte; the rest tells the variant.
    return (getattr(error, "sqlite_errorcode", None) or _code_of(str(error))) & 0xFF


def _code_of(told: str) -> int:
    return next((code for words, code in _WORDS.items() if told.startswith(words)), 0)


def require_taken(written: dbapi2.Cursor, rows: int) -> None:
    """Make sure that rows are there which were written: a trigger that somebody added may have left them out.

    Raises:
        IntegrityFailure: ``store.damaged``.
    """
    if written.rowcount != rows:
        raise IntegrityFailure("store.damaged")
