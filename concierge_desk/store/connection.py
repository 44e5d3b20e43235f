"""The one connection factory: encrypted from the first line, durable, guarded.

Source: DESIGN §4 (table), §8 (the store at rest); compliance §8.2 (pitfalls); decision 0008.
"""

from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from sqlcipher3 import dbapi2

from concierge_desk.store.failures import mapped

Connection: TypeAlias = dbapi2.Connection

BUSY_SECONDS = 10.0

_FORBIDDEN = frozenset(
    {
        dbapi2.SQLITE_ALTER_TABLE,
        dbapi2.SQLITE_ATTACH,
        dbapi2.SQLITE_CREATE_TRIGGER,
        dbapi2.SQLITE_CREATE_TEMP_TRIGGER,
        dbapi2.SQLITE_DETACH,
        dbapi2.SQLITE_DROP_INDEX,
        dbapi2.SQLITE_DROP_TABLE,
        dbapi2.SQLITE_DROP_TRIGGER,
        dbapi2.SQLITE_DROP_VIEW,
    }
)
_PRAGMAS = frozenset({"data_version", "quick_check", "table_info", "wal_checkpoint", "defer_foreign_keys"})


def open_for_writing(path: Path, key: bytes) -> Connection:
    """Return the guarded connection that acts are written through.

    Args:
        path: The store's file.
        key: 32 raw bytes.

    Raises:
        EnvironmentFailure: When the file cannot be opened or read with this key.
    """
    connection = open_unguarded(path, key)
    connection.set_authorizer(_deny)
    return connection


def open_unguarded(path: Path, key: bytes) -> Connection:
    """Return a writing connection without the authorizer: migrations, rebuilds and tests only.

    Raises:
        EnvironmentFailure: When the file cannot be opened or read with this key.
    """
    with mapped():
        connection = _keyed(f"file:{quote(str(path))}", key)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        # No checkpoint inside an act: they run when the store is idle or closed.
        connection.execute("PRAGMA wal_autocheckpoint = 0")
    return connection


def open_for_reading(path: Path, key: bytes) -> Connection:
    """Return a connection that cannot write.

    Raises:
        EnvironmentFailure: When the file cannot be opened or read with this key.
    """
    with mapped():
        connection = _keyed(f"file:{quote(str(path))}?mode=ro", key)
        connection.execute("PRAGMA query_only = ON")
    return connection


def _keyed(uri: str, key: bytes) -> Connection:
    connection = dbapi2.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS
    )
    # The key comes first: SQLCipher reads nothing before it.
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def _deny(action: int, first: str | None, second: str | None, *_rest: object) -> int:
    """Refuse what no act ever does; it only denies, and no flag turns it off."""
    if action in _FORBIDDEN:
        return dbapi2.SQLITE_DENY
    if action == dbapi2.SQLITE_UPDATE and first == "journal" and second != "payload":
        return dbapi2.SQLITE_DENY
    if action == dbapi2.SQLITE_DELETE and first in ("journal", "sqlite_master", "purgeable_kind"):
        return dbapi2.SQLITE_DENY
    if action == dbapi2.SQLITE_PRAGMA and first not in _PRAGMAS:
        return dbapi2.SQLITE_DENY
    return dbapi2.SQLITE_OK
