"""The one connection factory: encrypted from the first line, durable, guarded.

Source: docs/contract.md, "Journal table", "The store at rest"; docs/requirements.md, "Protection of the table";
decision 0008.
"""

import os
from pathlib import Path
from typing import TypeAlias, TypeVar
from urllib.parse import quote

from sqlcipher3 import dbapi2

from concierge_desk.domain.errors import EnvironmentFailure, IntegrityFailure
from concierge_desk.store.failures import failure_of, mapped, require_room
from concierge_desk.store.read_only_disk import address, is_read_only

Connection: TypeAlias = dbapi2.Connection
C = TypeVar("C", bound=dbapi2.Connection)

BUSY_SECONDS = 10.0
# More than there are statements: a full cache makes two of them push each other out, time and again.
CACHED_STATEMENTS = 1024

_FORBIDDEN = frozenset(
    {
        dbapi2.SQLITE_ALTER_TABLE,
        dbapi2.SQLITE_ATTACH,
        dbapi2.SQLITE_CREATE_TRIGGER,
        # A temporary table or view may bear the journal's name and stand before it.
        dbapi2.SQLITE_CREATE_TEMP_TABLE,
        dbapi2.SQLITE_CREATE_TEMP_TRIGGER,
        dbapi2.SQLITE_CREATE_TEMP_VIEW,
        dbapi2.SQLITE_DETACH,
        dbapi2.SQLITE_DROP_INDEX,
        dbapi2.SQLITE_DROP_TABLE,
        dbapi2.SQLITE_DROP_TRIGGER,
        dbapi2.SQLITE_DROP_VIEW,
    }
)
TRIGGERS = frozenset({"journal_next", "journal_no_delete", "journal_no_update"})
"""The only ones there are (`store/journal.py`)."""
_CHANGES = frozenset({dbapi2.SQLITE_INSERT, dbapi2.SQLITE_UPDATE, dbapi2.SQLITE_DELETE})
_PRAGMAS = frozenset(
    {
        "application_id",
        "data_version",
        "defer_foreign_keys",
        "quick_check",
        "table_info",
        "user_version",
        "wal_checkpoint",
    }
)
_NUMBERS = frozenset({"application_id", "user_version"})
"""They are looked at, and set by nobody."""


def open_for_writing(path: Path, key: bytes) -> Connection:
    """Return the guarded connection that acts are written through.

    Args:
        path: The store's file.
        key: 32 raw bytes.

    Raises:
        EnvironmentFailure: When the file cannot be opened or read with this key.
    """
    connection = open_unguarded(path, key)
    # From here on `store.turns` waits for other writers: the database asks the less often the longer it waited.
    connection.execute("PRAGMA busy_timeout = 0").fetchall()
    connection.set_authorizer(_deny)
    return connection


def open_unguarded(path: Path, key: bytes) -> Connection:
    """Return a writing connection without the authorizer: migrations, rebuilds and tests only.

    Raises:
        EnvironmentFailure: When the file cannot be opened or read with this key.
    """
    # No automatic checkpoint inside an act: they run when the store is idle or closed.
    pragmas = (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "wal_autocheckpoint = 0",
    )
    require_room(path)
    with mapped(path):
        return _keyed(f"file:{quote(str(path))}", key, pragmas, kind=dbapi2.Connection)


def open_for_reading(path: Path, key: bytes, kind: type[Connection] = dbapi2.Connection) -> Connection:
    """Return a connection that cannot write.

    Args:
        path: The store's file.
        key: 32 raw bytes.
        kind: What is made.

    Raises:
        EnvironmentFailure: When the file cannot be opened or read with this key.
    """
    # Reading shares the log's index with the writers: whoever comes first makes its file.
    if not os.access(f"{path}-shm", os.F_OK):
        require_room(path)
    pragmas = ("query_only = ON",)
    try:
        with mapped(path):
            return _keyed(f"file:{quote(str(path))}?mode=ro", key, pragmas, kind=kind)
    except EnvironmentFailure:
        if not is_read_only(path.parent):
            raise
    uri, first = address(path)
    with mapped(path):
        return _keyed(uri, key, pragmas, first, kind=kind)


def is_whole(connection: Connection) -> bool:
    """Say whether every page of the store can be read and fits the others, those that nobody asks for too."""
    try:
        return connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    except dbapi2.Error as error:
        if isinstance(failure_of(error), IntegrityFailure):
            return False
        raise


def _keyed(
    uri: str, key: bytes, pragmas: tuple[str, ...], first: tuple[str, ...] = (), *, kind: type[C]
) -> C:
    connection = dbapi2.connect(
        uri,
        factory=kind,
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
        cached_statements=CACHED_STATEMENTS,
    )
    try:
        # What is wrong is told in our own sentence, not by the library on standard error.
        connection.execute("PRAGMA cipher_log_level = NONE")
        # The key comes first: SQLCipher reads nothing before it.
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in (*first, "recursive_triggers = ON", "trusted_schema = OFF", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _deny(action: int, first: str | None, second: str | None, _database: object, within: str | None) -> int:
    """Refuse what no act ever does; it only denies, and no flag turns it off."""
    if within is not None and action in _CHANGES:
        # Ours only look and refuse: what a trigger that somebody added would move stays as it is.
        return dbapi2.SQLITE_DENY if action == dbapi2.SQLITE_DELETE else dbapi2.SQLITE_IGNORE
    if within is not None and action == dbapi2.SQLITE_SELECT and within not in TRIGGERS:
        # And what it would refuse is done, but for what its condition refuses: whoever writes a row looks whether it
        # was taken (`store/failures.py`). No query of ours has a part with a name (WITH), which would be meant as well.
        return dbapi2.SQLITE_IGNORE
    if action == dbapi2.SQLITE_PRAGMA:
        denied = first not in _PRAGMAS or (first in _NUMBERS and second is not None)
    elif action in _CHANGES:
        denied = _guarded(action, first, second)
    else:
        denied = action in _FORBIDDEN
    return dbapi2.SQLITE_DENY if denied else dbapi2.SQLITE_OK


def _guarded(action: int, table: str | None, column: str | None) -> bool:
    """Say whether a change is one of the journal, of what guards it, or of the schema."""
    if table == "purgeable_kind":
        return True
    if action == dbapi2.SQLITE_UPDATE:
        return table == "journal" and column != "payload"
    return action == dbapi2.SQLITE_DELETE and table in ("journal", "sqlite_master")
