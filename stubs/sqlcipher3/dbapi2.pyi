"""SQLCipher's driver, typed by the standard library's, less what it does not have.

A connection is taken for a `sqlite3.Connection` (sqlite-utils asks for one), but what the driver
lacks is no callable here, and its exceptions and rows are its own.
"""

import sqlite3
from collections.abc import Callable
from sqlite3 import Cursor as Cursor
from sqlite3 import adapt as adapt
from sqlite3 import register_adapter as register_adapter
from sqlite3 import register_converter as register_converter
from typing import Any, Final, Literal, TypeAlias

from typing_extensions import TypeVar

_Isolation: TypeAlias = Literal["DEFERRED", "EXCLUSIVE", "IMMEDIATE"] | None

class _Missing:
    """What the driver does not have: using it is a type error."""

class Connection(sqlite3.Connection):
    autocommit: _Missing  # type: ignore[assignment,unused-ignore]
    blobopen: _Missing  # type: ignore[assignment]
    deserialize: _Missing  # type: ignore[assignment]
    getconfig: _Missing  # type: ignore[assignment,unused-ignore]
    getlimit: _Missing  # type: ignore[assignment]
    iterdump: _Missing  # type: ignore[assignment]
    serialize: _Missing  # type: ignore[assignment]
    setconfig: _Missing  # type: ignore[assignment,unused-ignore]
    setlimit: _Missing  # type: ignore[assignment]
    row_factory: type[Row] | Callable[[Cursor, tuple[Any, ...]], object] | None
    def set_busy_timeout(self, timeout: float, /) -> None: ...
    def set_busy_handler(self, handler: Callable[[int], int] | None, /) -> None: ...

_Connected = TypeVar("_Connected", bound=Connection, default=Connection)

class Row:
    """SQLCipher's own row; `sqlite3.Row` is refused by its cursors."""

    def keys(self) -> list[str]: ...
    def __getitem__(self, key: int | str | slice, /) -> Any: ...
    def __len__(self) -> int: ...

class Warning(Exception): ...

class Error(Exception):
    sqlite_errorcode: int
    sqlite_errorname: str

class InterfaceError(Error): ...
class DatabaseError(Error): ...
class DataError(DatabaseError): ...
class IntegrityError(DatabaseError): ...
class InternalError(DatabaseError): ...
class NotSupportedError(DatabaseError): ...
class OperationalError(DatabaseError): ...
class ProgrammingError(DatabaseError): ...

def connect(
    database: str | bytes,
    *,
    factory: type[_Connected] = ...,
    timeout: float = 5.0,
    detect_types: int = 0,
    isolation_level: _Isolation = "DEFERRED",
    check_same_thread: bool = True,
    cached_statements: int = 128,
    uri: bool = False,
) -> _Connected: ...
def complete_statement(statement: str, /) -> bool: ...
def enable_callback_tracebacks(enable: bool, /) -> None: ...

apilevel: Final[str]
paramstyle: Final[str]
threadsafety: Final[int]
sqlite_version: Final[str]
sqlite_version_info: Final[tuple[int, int, int]]
PARSE_COLNAMES: Final[int]
PARSE_DECLTYPES: Final[int]
SQLITE_ABORT: Final[int]
SQLITE_ALTER_TABLE: Final[int]
SQLITE_ANALYZE: Final[int]
SQLITE_ATTACH: Final[int]
SQLITE_AUTH: Final[int]
SQLITE_BUSY: Final[int]
SQLITE_CANTOPEN: Final[int]
SQLITE_CONSTRAINT: Final[int]
SQLITE_CORRUPT: Final[int]
SQLITE_CREATE_INDEX: Final[int]
SQLITE_CREATE_TABLE: Final[int]
SQLITE_CREATE_TEMP_INDEX: Final[int]
SQLITE_CREATE_TEMP_TABLE: Final[int]
SQLITE_CREATE_TEMP_TRIGGER: Final[int]
SQLITE_CREATE_TEMP_VIEW: Final[int]
SQLITE_CREATE_TRIGGER: Final[int]
SQLITE_CREATE_VIEW: Final[int]
SQLITE_CREATE_VTABLE: Final[int]
SQLITE_DELETE: Final[int]
SQLITE_DENY: Final[int]
SQLITE_DETACH: Final[int]
SQLITE_DONE: Final[int]
SQLITE_DROP_INDEX: Final[int]
SQLITE_DROP_TABLE: Final[int]
SQLITE_DROP_TEMP_INDEX: Final[int]
SQLITE_DROP_TEMP_TABLE: Final[int]
SQLITE_DROP_TEMP_TRIGGER: Final[int]
SQLITE_DROP_TEMP_VIEW: Final[int]
SQLITE_DROP_TRIGGER: Final[int]
SQLITE_DROP_VIEW: Final[int]
SQLITE_DROP_VTABLE: Final[int]
SQLITE_EMPTY: Final[int]
SQLITE_ERROR: Final[int]
SQLITE_FORMAT: Final[int]
SQLITE_FULL: Final[int]
SQLITE_FUNCTION: Final[int]
SQLITE_IGNORE: Final[int]
SQLITE_INSERT: Final[int]
SQLITE_INTERNAL: Final[int]
SQLITE_INTERRUPT: Final[int]
SQLITE_IOERR: Final[int]
SQLITE_LOCKED: Final[int]
SQLITE_MISMATCH: Final[int]
SQLITE_MISUSE: Final[int]
SQLITE_NOLFS: Final[int]
SQLITE_NOMEM: Final[int]
SQLITE_NOTADB: Final[int]
SQLITE_NOTFOUND: Final[int]
SQLITE_OK: Final[int]
SQLITE_OPEN_CREATE: Final[int]
SQLITE_OPEN_FULLMUTEX: Final[int]
SQLITE_OPEN_MEMORY: Final[int]
SQLITE_OPEN_NOMUTEX: Final[int]
SQLITE_OPEN_PRIVATECACHE: Final[int]
SQLITE_OPEN_READONLY: Final[int]
SQLITE_OPEN_READWRITE: Final[int]
SQLITE_OPEN_SHAREDCACHE: Final[int]
SQLITE_OPEN_URI: Final[int]
SQLITE_PERM: Final[int]
SQLITE_PRAGMA: Final[int]
SQLITE_PROTOCOL: Final[int]
SQLITE_RANGE: Final[int]
SQLITE_READ: Final[int]
SQLITE_READONLY: Final[int]
SQLITE_RECURSIVE: Final[int]
SQLITE_REINDEX: Final[int]
SQLITE_ROW: Final[int]
SQLITE_SAVEPOINT: Final[int]
SQLITE_SCHEMA: Final[int]
SQLITE_SELECT: Final[int]
SQLITE_TOOBIG: Final[int]
SQLITE_TRANSACTION: Final[int]
SQLITE_UPDATE: Final[int]
