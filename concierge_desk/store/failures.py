"""The driver's exceptions, mapped once to the failures the concierge is told.

sqlcipher3's exceptions are not those of `sqlite3`: nothing above this package ever sees either.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2

from concierge_desk.domain.errors import DeskError, EnvironmentFailure, IntegrityFailure

Error = dbapi2.Error
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
_INTEGRITY = {dbapi2.SQLITE_CORRUPT: "store.damaged"}
# Where the driver gives no code, only words: a text that is no UTF-8, and whatever its copying meets.
_WORDS = {
    "Could not decode to UTF-8": dbapi2.SQLITE_CORRUPT,
    "database disk image is malformed": dbapi2.SQLITE_CORRUPT,
    "database or disk is full": dbapi2.SQLITE_FULL,
    "database is locked": dbapi2.SQLITE_BUSY,
    "disk I/O error": dbapi2.SQLITE_IOERR,
    "attempt to write a readonly database": dbapi2.SQLITE_READONLY,
}


@contextmanager
def mapped() -> Iterator[None]:
    """Turn what the disk or another process did to us into its failure; bugs pass as they are.

    Raises:
        EnvironmentFailure: Disk full, locked, read-only, unreadable.
        IntegrityFailure: A damaged file.
    """
    try:
        yield
    except dbapi2.Error as error:
        known = failure_of(error)
        if known is None:
            raise
        raise known from error


def failure_of(error: Exception) -> DeskError | None:
    """Return the failure that a driver's exception stands for; None for a bug of ours."""
    # The primary result code is the low byte; the rest tells the variant.
    primary = (getattr(error, "sqlite_errorcode", None) or _code_of(str(error))) & 0xFF
    if primary in _ENVIRONMENT:
        return EnvironmentFailure(_ENVIRONMENT[primary])
    if primary in _INTEGRITY:
        return IntegrityFailure(_INTEGRITY[primary])
    return None


def _code_of(told: str) -> int:
    return next((code for words, code in _WORDS.items() if told.startswith(words)), 0)
