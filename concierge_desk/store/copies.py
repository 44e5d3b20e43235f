"""Copies of the whole store in a new file: one state of it, checked on the copy, nobody kept waiting.

The copy goes page by page out of a snapshot, so that it ends whatever is written meanwhile. Everything that
takes long lets the counter in between: pages are copied and forced out in small heaps, and the checks stop
for a moment every few thousand steps. What is checked is the copy, and the copy only has its name once it holds.

Source: docs/contract.md, "Backup", "The store at rest"; docs/requirements.md, "Protection of the table" 3.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from sqlcipher3 import dbapi2

from concierge_desk.domain.contents import Contents
from concierge_desk.domain.errors import EnvironmentFailure, IntegrityFailure, failure_of_system
from concierge_desk.domain.journal import anchor_of
from concierge_desk.paths import sync_folder
from concierge_desk.store import journal, settings
from concierge_desk.store.connection import Connection, is_whole, open_for_reading, open_unguarded
from concierge_desk.store.failures import mapped, require_room, size_of
from concierge_desk.store.findings import Fault, Request
from concierge_desk.store.migrations import applied_names
from concierge_desk.store.verify import verify

T = TypeVar("T")

PAGES = 64
"""Pages copied at a time: some milliseconds of work."""

_PAGES_FORCED_OUT = 256
# Steps of the database's machine between two breaths of a check, and how long a breath is.
_STEPS = 20_000
_BREATH_SECONDS = 0.0005


@dataclass(frozen=True, slots=True)
class Locked:
    """A store's file and the 32 raw bytes it is locked with."""

    path: Path
    key: bytes


def _nobody_looks(_done: int, _total: int) -> None:
    """Show nothing."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Watcher of a copy while it is made.

    Attributes:
        progress: Told the pages that were copied, and of how many.
        cancelled: Asked often whether to stop.
        pages: Copied at a time.
    """

    progress: Callable[[int, int], None] = _nobody_looks
    cancelled: Callable[[], bool] = _never
    pages: int = PAGES


UNWATCHED = Watch()


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was made and read.

    Attributes:
        contents: What it holds.
        head_hash: Hash of its last entry.
        faults: What verify finds in its journal. They stand in the store itself: a store with a fault is
            copied all the same, or nothing of it would be left the day the disk dies.
    """

    contents: Contents
    head_hash: bytes
    faults: tuple[Fault, ...]


def copy_under(source: Locked, target: Locked, asked: Request, watch: Watch = UNWATCHED) -> Copied:
    """Copy a whole store, log, working state and secrets included, into a new file under another key.

    A backup is made and a restore is put under its own key by it. The file has its name once it is on the
    disk and was checked; it needs no other file beside it.

    Args:
        source: The store; others may use it meanwhile.
        target: A file that is made, or taken the place of, in a folder that is made where it is missing.
        asked: How the journal of the copy is verified.
        watch: See `Watch`.

    Raises:
        EnvironmentFailure: When the source cannot be read with its key, or the target cannot be written;
            ``backup.cancelled``.
        IntegrityFailure: ``store.damaged`` when what was copied does not read.
        After each of them no partial file stays.
    """

    def look(copy: Connection) -> Copied:
        found = verify(copy, asked)
        return Copied(contents_of(copy), journal.head(copy).hash, tuple(found.faults))

    return _copied(source, target, watch, look)


def copy_store(path: Path, key: bytes, target: Path) -> None:
    """Copy the whole store under the same key, before it is touched: its journal may have any fault.

    Raises:
        EnvironmentFailure: When the target cannot be written; no partial file stays.
        IntegrityFailure: ``store.damaged`` when what was copied does not read; no copy stays.
    """
    # For the copy, and for what it is made for: a copy of each attempt would fill the disk the more.
    _copied(Locked(path, key), Locked(target, key), UNWATCHED, lambda _copy: None, more_bytes=size_of(path))


def settle(path: Path, key: bytes) -> None:
    """Leave the whole store in its one file: no frame of its log may meet a file that takes its place.

    The caller holds the exclusive lock.

    Raises:
        EnvironmentFailure: Disk full, failing; ``store.locked`` while another program reads it. The store is
        as it was.
    """
    connection = open_unguarded(path, key)
    try:
        with mapped(path):
            ((busy, *_frames),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        # The last one to leave takes the empty log away.
        connection.close()
    # A reader that keeps our locks out of sight is told by a row, not by an error.
    if busy or size_of(path.with_name(f"{path.name}-wal")):
        raise EnvironmentFailure("store.locked")


@contextmanager
def leaving_no_log(path: Path, key: bytes) -> Iterator[None]:
    """Read a store that may be at rest, and leave no log and no index of one beside it that was not there.

    A connection that only reads makes them and may not take them away. One that could write does, when it is
    the last to leave: the database itself sees to it that nobody else has the store open.
    """
    logs = [path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm")]
    there = any(log.exists() for log in logs)
    try:
        yield
    finally:
        if not there and any(log.exists() for log in logs):
            # Nothing depends on it: what cannot be opened keeps what lies beside it.
            with suppress(dbapi2.Error):
                _come_and_go(path, key)


def _come_and_go(path: Path, key: bytes) -> None:
    connection = dbapi2.connect(f"file:{quote(str(path))}?mode=rw", uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        connection.close()


def contents_of(connection: Connection) -> Contents:
    """Return what a store holds, in short.

    Raises:
        IntegrityFailure: ``store.damaged`` when no entry says whose it is.
    """
    try:
        with _tables_of_a_desk():
            shop = settings.settings_in_force(connection)
    except LookupError as error:
        raise IntegrityFailure("store.damaged") from error
    head = journal.head(connection)
    last = connection.execute(
        "SELECT day, number FROM business_day WHERE closed_seq IS NOT NULL ORDER BY closed_seq DESC LIMIT 1"
    ).fetchone()
    counts = connection.execute(
        "SELECT (SELECT count(*) FROM journal), (SELECT count(*) FROM ticket), count(closed_seq)"
        " FROM business_day"
    ).fetchone()
    return Contents(
        desk=shop["desk"],
        practice=shop["practice"],
        epoch=head.epoch,
        seq=head.seq,
        anchor=anchor_of(head.epoch, head.seq, head.hash),
        last_day=last[0] if last else None,
        last_number=last[1] if last else None,
        entries=counts[0],
        tickets=counts[1],
        days=counts[2],
        schema=applied_names(connection),
    )


@contextmanager
def _tables_of_a_desk() -> Iterator[None]:
    """Tell a file that lost its tables: an emptied one reads like a new database."""
    try:
        yield
    except dbapi2.OperationalError as error:
        if not str(error).startswith("no such table"):
            raise
        raise IntegrityFailure("store.damaged") from error


def _copied(
    source: Locked, target: Locked, watch: Watch, look: Callable[[Connection], T], more_bytes: int = 0
) -> T:
    partial = Locked(target.path.with_name(target.path.name + ".partiel"), target.key)
    try:
        target.path.parent.mkdir(parents=True, exist_ok=True)
        require_room(target.path, size_of(source.path) + more_bytes)
        _remove(partial.path)
        try:
            found = _copy(source, partial, watch, look)
            with partial.path.open("rb+") as file:
                os.fsync(file.fileno())
            partial.path.replace(target.path)
            sync_folder(target.path.parent)
        finally:
            _remove(partial.path)
    except OSError as error:
        raise failure_of_system(error) or EnvironmentFailure("store.cannot_open") from error
    return found


def _remove(partial: Path) -> None:
    for leftover in partial.parent.glob(partial.name + "*"):
        leftover.unlink()


def _copy(source: Locked, target: Locked, watch: Watch, look: Callable[[Connection], T]) -> T:
    reader = open_for_reading(source.path, source.key)
    try:
        with mapped(target.path):
            copy = dbapi2.connect(str(target.path), isolation_level=None)
            try:
                copy.execute("PRAGMA cipher_log_level = NONE")
                copy.execute(f"PRAGMA key = \"x'{target.key.hex()}'\"")
                reader.execute("BEGIN")
                with _tables_of_a_desk():
                    reader.execute("SELECT max(seq) FROM journal").fetchone()
                _fill(reader, copy, target.path, watch)
                return _checked(copy, watch, look)
            finally:
                copy.close()
    finally:
        reader.close()


def _fill(reader: Connection, copy: Connection, path: Path, watch: Watch) -> None:
    forced = 0

    def step(_status: int, remaining: int, total: int) -> None:
        nonlocal forced
        done = total - remaining
        watch.progress(done, total)
        if watch.cancelled():
            raise EnvironmentFailure("backup.cancelled")
        if done - forced >= _PAGES_FORCED_OUT:
            # A heap of pages left to the system would go out with the next act, which would wait for it.
            forced = done
            _force_out(path)

    reader.backup(copy, pages=watch.pages, progress=step)


def _force_out(path: Path) -> None:
    # What fails here is told at the end. The lock that closing lets go of guards a file nobody else knows.
    with suppress(OSError), path.open("rb+") as file:
        os.fsync(file.fileno())


def _checked(copy: Connection, watch: Watch, look: Callable[[Connection], T]) -> T:
    def breathe() -> bool:
        time.sleep(_BREATH_SECONDS)
        return watch.cancelled()

    copy.set_progress_handler(breathe, _STEPS)
    try:
        # A damaged page is copied without a word: reading the copy tells.
        if not is_whole(copy):
            raise IntegrityFailure("store.damaged")
        found = look(copy)
    except dbapi2.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) == dbapi2.SQLITE_INTERRUPT:
            raise EnvironmentFailure("backup.cancelled") from error
        raise
    finally:
        copy.set_progress_handler(None, 0)
    # One file is the whole copy: it is read from where nothing can be written, too.
    copy.execute("PRAGMA journal_mode = DELETE").fetchall()
    return found
