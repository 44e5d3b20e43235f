"""Connections that look and cannot write, kept open between looks: opening one costs more than most looks.

Source: docs/contract.md, "Processes and threads".
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import TypeVar

from concierge_desk.store.connection import Connection, open_for_reading
from concierge_desk.store.failures import mapped

T = TypeVar("T")

# The window looks from its own thread and from the store's; more at once open one of their own.
_KEPT = 2


class Readers:
    """The connections that look at one store, from any thread, one look at a time each."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Look at a store, which is opened when somebody looks."""
        self._path = path
        self._key = key
        self._lock = Lock()
        self._idle: list[_Reader] = []
        self._generation = 0

    def read(self, job: Callable[[Connection], T]) -> T:
        """Run a job over one unmoving state of the store, the newest when it begins.

        Raises:
            EnvironmentFailure: When the file cannot be opened or read.
        """
        with self._lock:
            generation = self._generation
            reader = self._idle.pop() if self._idle else None
        reader = reader or _Reader(self._path, self._key)
        try:
            found = reader.read(job)
        except BaseException:
            # Whatever it was: a disk that is well again is looked at anew.
            reader.close()
            raise
        with self._lock:
            if generation == self._generation and len(self._idle) < _KEPT:
                self._idle.append(reader)
                return found
        reader.close()
        return found

    def close(self) -> None:
        """Let go of the file; who looks just now does so at his end. It may be looked at again."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._generation += 1
        for reader in idle:
            reader.close()


class _Reader:
    """One connection that cannot write."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open it.

        Raises:
            EnvironmentFailure: When the file cannot be opened or read with this key.
        """
        self._path = path
        self._connection = open_for_reading(path, key)

    def read(self, job: Callable[[Connection], T]) -> T:
        """Run a job over one unmoving state of the store.

        Raises:
            EnvironmentFailure: When the file cannot be read.
        """
        with mapped(self._path):
            self._connection.execute("BEGIN")
            try:
                return job(self._connection)
            finally:
                # Not by a statement: one that a job did not read to its end would hold all later looks at this state.
                self._connection.rollback()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def read_store(path: Path, key: bytes, job: Callable[[Connection], T]) -> T:
    """Run a job over one unmoving state of a store, on a connection that cannot write.

    Raises:
        EnvironmentFailure: When the file cannot be opened or read with this key.
    """
    with closing(_Reader(path, key)) as reader:
        return reader.read(job)
