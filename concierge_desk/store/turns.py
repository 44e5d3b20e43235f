"""Turns of the writers of one store: whoever waited longest asks most often, so that nobody is passed over for long.

The database lets its own waiters ask ever more seldom; whoever has just come asks at once. With many writers the
one that waits long then waits for ever.

Source: docs/contract.md, "Processes and threads"; decision 0058.
"""

import time
from collections.abc import Iterator

from sqlcipher3 import dbapi2

from concierge_desk.store import connection as connections
from concierge_desk.store.connection import Connection

_AT_ONCE = (0.001, 0.002, 0.004)
"""Most writers hold the store for some milliseconds."""
_NEW, _OLD = 0.040, 0.005
_OLDER_EACH_SECOND = 7.0


def pause_after(waited_seconds: float) -> float:
    """Return how long to wait before asking again, in seconds: the less the longer one waited."""
    return max(_OLD, _NEW / (1 + _OLDER_EACH_SECOND * waited_seconds))


def begin(connection: Connection, patience_seconds: float | None = None) -> None:
    """Begin a write transaction once it is this connection's turn.

    Args:
        connection: One that waits for nobody by itself.
        patience_seconds: How long others are waited for; as long as a window waits by default.

    Raises:
        dbapi2.OperationalError: Another one is still writing.
    """
    in_turn(connection, "BEGIN IMMEDIATE", patience_seconds)


def in_turn(connection: Connection, statement: str, patience_seconds: float | None = None) -> dbapi2.Cursor:
    """Execute a statement that others may bar for a while.

    Raises:
        dbapi2.OperationalError: They bar it still.
    """
    patience = connections.BUSY_SECONDS if patience_seconds is None else patience_seconds
    began = time.monotonic()
    for pause in _pauses(began):
        try:
            return connection.execute(statement)
        except dbapi2.OperationalError as error:
            if not _is_busy(error) or time.monotonic() - began >= patience:
                raise
        time.sleep(pause)
    raise AssertionError("it is asked without end")


def _pauses(began: float) -> Iterator[float]:
    yield from _AT_ONCE
    while True:
        yield pause_after(time.monotonic() - began)


def _is_busy(error: dbapi2.OperationalError) -> bool:
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF == dbapi2.SQLITE_BUSY
