"""The open store: one writer thread, read-only readers.

Source: docs/contract.md, "Processes and threads"; decision 0003.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast
from weakref import WeakSet

from sqlcipher3 import dbapi2

from concierge_desk.domain.errors import DeskError, EnvironmentFailure, Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.override import override
from concierge_desk.store.connection import Connection, open_for_reading, open_for_writing
from concierge_desk.store.failures import is_of_disk, mapped, require_room
from concierge_desk.store.schema import Apply, Schema
from concierge_desk.store.turns import begin, in_turn
from concierge_desk.store.unit import Sealer, Unit, committed

T = TypeVar("T")

# Acts between two checkpoints of a process that never rests.
_REST_AFTER = 200
# The window looks from its own thread and from the store's; more at once open one of their own.
_KEPT = 2


class Store:
    """A store that was found whole, migrated and unlocked.

    Attributes:
        takes_nothing: Every transaction is refused: its disk can only be read, or it is a copy that is looked at.
    """

    def __init__(self, path: Path, key: bytes, schemas: Sequence[Schema], sealer: Sealer) -> None:
        """Open it.

        Raises:
            EnvironmentFailure: When the file cannot be opened or read with this key.
        """
        self._path = path
        self._key = key
        self._sealer = sealer
        self._schemas = schemas
        self._readers = Readers(path, key)
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        try:
            self._connection: Connection = self._writer.submit(open_for_writing, path, key).result()
        except BaseException:
            self._writer.shutdown()
            raise
        self._is_open = True
        self._acts = 0
        self._refused: str | None = None
        self.takes_nothing = False
        self._guard: Callable[[Unit], None] | None = None
        self._own_head = b""
        self._patience_seconds: float | None = None

    @property
    def only_read(self) -> bool:
        """Whether its disk can only be read, so that nothing is ever written."""
        return False

    def wait_for_others(self, seconds: float | None) -> None:
        """Wait so long for other writers from now on; as long as a window does by default."""
        self._patience_seconds = seconds

    def only_look(self, code: str) -> None:
        """Take no transaction any more: it is refused with a code."""
        self._refused, self.takes_nothing = code, True

    def guarded_by(self, check: Callable[[Unit], None]) -> None:
        """Let a check look at the last entry before a transaction builds on one that this process did not write."""
        self._guard = check

    def apart(self, job: Callable[[], T]) -> T:
        """Let go of the file while a job puts another one into its place, and open it again.

        The caller holds the exclusive lock.

        Raises:
            EnvironmentFailure: When the file cannot be opened or read afterwards; what the job raises.
        """
        return self._writer.submit(self._apart, job).result()

    def write(self, job: Callable[[Unit], T]) -> T:
        """Run a job inside one write transaction of the writer thread and return what it returns.

        Raises:
            EnvironmentFailure: Disk full, locked, failing; nothing was written. ``store.unconfirmed`` where the disk
                failed at the very end: it may be there all the same once the store is opened anew.
            Refused: The store is only looked at.
        """
        if self._refused is not None:
            raise Refused(self._refused)
        return self._writer.submit(self._transact, job).result()

    def write_later(self, job: Callable[[Unit], None], failed: Callable[[DeskError], None]) -> None:
        """Let the writer thread run a job as `write` does, and go on meanwhile; nothing where the store is only looked at.

        Args:
            job: What is written.
            failed: Told on that thread why nothing was.
        """

        def run() -> None:
            try:
                self._transact(job)
            except DeskError as failure:
                failed(failure)

        if self._refused is None:
            self._writer.submit(run)

    def read(self, job: Callable[[Connection], T]) -> T:
        """Run a job over one unmoving state of the store, on a connection that cannot write.

        Raises:
            EnvironmentFailure: When the file cannot be read.
        """
        return self._readers.read(job)

    def others(self) -> int:
        """Return a number that is another one once another process has written something.

        Raises:
            EnvironmentFailure: When the file cannot be read.
        """
        return self._writer.submit(self._data_version).result()

    def rest(self) -> None:
        """Move the write-ahead log into the file where it has grown: called between acts, never inside one."""
        self._acts += 1
        if self._acts % _REST_AFTER == 0:
            self._writer.submit(self._checkpoint).result()

    def scrub(self) -> bool:
        """Make the file anew between two acts, so that nothing of what went lies in it; say whether all of it was done.

        Raises:
            EnvironmentFailure: As `free_pages.scrub`.
        """
        from concierge_desk.store.privacy.free_pages import scrub  # noqa: PLC0415  (after a purge alone)

        return self._writer.submit(scrub, self._path, self._key).result()

    def close(self) -> None:
        """Close the writer; what was committed is on disk already."""
        self._readers.close()
        self._writer.submit(self._leave).result()
        self._writer.shutdown()

    def _leave(self) -> None:
        if not self._is_open:
            # It was let go of, and the disk did not give it back.
            return
        # Who never looked is not known to the log, and would leave it lying there as the last one to go.
        with suppress(DeskError), mapped(self._path):
            self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        self._connection.close()

    @cached_property
    def _applies(self) -> Mapping[str, Apply]:
        # With the first entry that is written (see `schema.Later`).
        return applies_of(self._schemas)

    def _transact(self, job: Callable[[Unit], T]) -> T:
        if not self._is_open:
            raise EnvironmentFailure("store.cannot_open")
        require_room(self._path)
        done = False
        try:
            with mapped(self._path):
                begin(self._connection, self._patience_seconds)
                with committed(self._connection):
                    unit = Unit(self._connection, self._sealer, self._applies)
                    if self._guard is not None and unit.head().hash != self._own_head:
                        self._guard(unit)
                    found = job(unit)
                    done = True
                self._own_head = unit.head().hash
                return found
        except EnvironmentFailure as failure:
            # All of it was handed to the disk, which did not say that it has it.
            if done and is_of_disk(failure.__cause__):
                raise EnvironmentFailure("store.unconfirmed") from failure
            raise

    def _apart(self, job: Callable[[], T]) -> T:
        self._readers.close()
        self._connection.close()
        self._is_open = False
        try:
            return job()
        finally:
            self._connection = open_for_writing(self._path, self._key)
            self._is_open = True

    def _data_version(self) -> int:
        # The writer's own entries leave its number as it is.
        with mapped(self._path):
            row: tuple[int] = in_turn(self._connection, "PRAGMA data_version").fetchone()
            return row[0]

    def _checkpoint(self) -> None:
        with mapped(self._path):
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


class ReadStore(Store):
    """A store whose disk can only be read: it is looked at and copied, and nothing else."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Look at a store that is not opened before somebody looks."""
        self._path = path
        self._key = key
        self.takes_nothing = True
        self._readers = Readers(path, key)

    @property
    @override
    def only_read(self) -> bool:
        return True

    @override
    def write(self, job: Callable[[Unit], T]) -> T:
        raise EnvironmentFailure("store.disk_read_only")

    @override
    def write_later(self, job: Callable[[Unit], None], failed: Callable[[DeskError], None]) -> None:
        """Write nothing: it is only looked at."""

    @override
    def others(self) -> int:
        """Return the same number each time: nobody writes there."""
        return 0

    @override
    def rest(self) -> None:
        """Nothing grows."""

    @override
    def close(self) -> None:
        self._readers.close()


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
            if generation == self._generation and len(self._idle) < _KEPT and reader.is_free:
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


class _Looking(dbapi2.Connection):
    """A connection that looks, and knows whether something is still being read on it.

    What is read holds the state it is read from, and a statement that is begun again meanwhile.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Open it, as the library does."""
        super().__init__(*arguments, **named)
        self._cursors: WeakSet[dbapi2.Cursor] = WeakSet()

    @override
    def cursor(self, factory: Callable[..., Any] | None = None) -> Any:
        made = super().cursor(*(() if factory is None else (factory,)))
        self._cursors.add(made)
        return made

    @property
    def is_read(self) -> bool:
        """Whether somebody holds what he may not have read to its end."""
        return len(self._cursors) > 0


class _Reader:
    """One connection that cannot write."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open it.

        Raises:
            EnvironmentFailure: When the file cannot be opened or read with this key.
        """
        self._path = path
        self._connection = cast(_Looking, open_for_reading(path, key, _Looking))

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
                # A failing disk may have ended it already.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    @property
    def is_free(self) -> bool:
        """Whether nothing holds it at a state: what a job did not read to its end would."""
        return not self._connection.is_read

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


def applies_of(schemas: Sequence[Schema]) -> Mapping[str, Apply]:
    """Return how every registered kind of entry moves its projections.

    Raises:
        ValueError: When two schemas name the same kind.
    """
    from concierge_desk.store.privacy.purging import DROPPED  # noqa: PLC0415  (see `schema.Later`)

    applies: dict[str, Apply] = {}
    for schema in schemas:
        twice = applies.keys() & schema.apply.keys()
        if twice:
            raise ValueError(f"registered twice: {', '.join(sorted(twice))}")
        applies |= schema.apply
    if DROPPED in applies:
        own, parts = applies[DROPPED], [schema.dropped for schema in schemas]
        applies[DROPPED] = lambda connection, posted: _each((own, *parts), connection, posted)
    return applies


def _each(applies: Iterable[Apply], connection: Connection, posted: Posted) -> None:
    """Move the projections of each part by one entry."""
    for apply in applies:
        apply(connection, posted)
