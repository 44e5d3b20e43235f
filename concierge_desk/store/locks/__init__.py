"""The processes that share one data folder: many use the store, one may have it alone.

Every process holds a lock file of its own while it has the store open. Whoever needs the store alone
(migrate, restore, rebuild) closes the gate that all pass on entering, then looks whether a lock of the
others is still held. The system lets go of the locks of a process that dies, whatever it died of.

Source: docs/contract.md, "Processes and threads".
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from concierge_desk.domain.errors import EnvironmentFailure, failure_of_system
from concierge_desk.store.locks.file_lock import POLL_SECONDS, FileLock, lock_on

GATE = "exclusif.lock"
GATE_HOLDER = "exclusif.pid"
BACKUP = "sauvegarde.lock"
WINDOW = "fenetre.lock"
DEFAULT_TIMEOUT_SECONDS = 10.0
_USE = re.compile(r"([0-9]{1,19})-[0-9a-f]{16}\.lock")


class SharedUse:
    """Held by a process as long as it has the store open. One object is entered by one holder at a time."""

    def __init__(self, folder_locks: Path, *, timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS) -> None:
        self._folder = folder_locks
        self._timeout_seconds = timeout_seconds
        self._path: Path | None = None
        self._lock: FileLock | None = None

    @property
    def path(self) -> Path | None:
        """The lock file while it is held, else None."""
        return self._path

    def __enter__(self) -> Self:
        """Pass the gate and leave a lock.

        Raises:
            EnvironmentFailure: ``store.busy_exclusive`` with the ``pid`` (or None) of who has the store
                alone, when it takes longer than the timeout; ``store.disk_full``, ``store.read_only``,
                ``store.locks_unusable``.
            RuntimeError: When it is held already.
        """
        if self._lock is not None:
            raise RuntimeError("this use of the store is held already")
        with _gate(self._folder, self._timeout_seconds), _usable():
            path = self._folder / f"{os.getpid()}-{os.urandom(8).hex()}.lock"
            lock = lock_on(path)
            lock.acquire(timeout=0)
            self._path, self._lock = path, lock
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the lock and take its file away."""
        if self._lock is not None and self._path is not None:
            self._lock.release()
            _remove(self._path)
        self._path = self._lock = None


class ExclusiveUse:
    """Held while nobody else may have the store open."""

    def __init__(
        self,
        folder_locks: Path,
        *,
        own: SharedUse | None = None,
        timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS,
    ) -> None:
        """Prepare to have the store alone.

        Args:
            folder_locks: The folder of the locks.
            own: The use this process itself holds, which does not stand in its way.
            timeout_seconds: How long the others are waited for.
        """
        self._folder = folder_locks
        self._own = own
        self._timeout_seconds = timeout_seconds
        self._held = ExitStack()

    def __enter__(self) -> Self:
        """Close the gate and wait until the others have left.

        Raises:
            EnvironmentFailure: ``store.in_use`` with the ``pid`` of a process that has the store open,
                ``store.busy_exclusive`` with the ``pid`` (or None) of one that has it alone, when they
                stay longer than the timeout; ``store.disk_full``, ``store.read_only``,
                ``store.locks_unusable``.
        """
        deadline = time.monotonic() + self._timeout_seconds
        with ExitStack() as held:
            held.enter_context(_gate(self._folder, self._timeout_seconds))
            holder = self._folder / GATE_HOLDER
            with _usable():
                holder.write_text(f"{os.getpid()}\n", encoding="ascii")
            held.callback(_remove, holder)
            self._wait_alone(deadline)
            self._held = held.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Open the gate again."""
        self._held.close()

    def _wait_alone(self, deadline: float) -> None:
        while True:
            with _usable():
                pid = _living(self._folder, self._own.path if self._own is not None else None)
            if pid is None:
                return
            if time.monotonic() >= deadline:
                raise EnvironmentFailure("store.in_use", pid=pid)
            time.sleep(POLL_SECONDS)


def try_lock(path: Path) -> FileLock | None:
    """Return a lock that is held until it is released or its process dies; None while another process has it.

    Raises:
        OSError: When there can be no lock.
    """
    lock = lock_on(path)
    try:
        lock.acquire(timeout=0)
    except TimeoutError:
        return None
    return lock


@contextmanager
def one_backup(folder_locks: Path, *, timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS) -> Iterator[None]:
    """Held while a backup is made: each takes away what those before it left half-made.

    Args:
        folder_locks: The folder of the locks; it is there, for the store is open.
        timeout_seconds: How long another one is waited for.

    Raises:
        EnvironmentFailure: ``backup.running`` when it takes longer; ``store.disk_full``, ``store.read_only``,
            ``store.locks_unusable``.
    """
    lock = lock_on(folder_locks / BACKUP)
    with _usable():
        try:
            lock.acquire(timeout=timeout_seconds)
        except TimeoutError:
            raise EnvironmentFailure("backup.running") from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def one_window(folder_locks: Path) -> Iterator[None]:
    """Held while the window of a desk is open: two would each take the other's visit for their own.

    Args:
        folder_locks: The folder of the locks; it is there, for the store is open.

    Raises:
        EnvironmentFailure: ``window.open_already``; ``store.disk_full``, ``store.read_only``,
            ``store.locks_unusable``.
    """
    with _usable():
        lock = try_lock(folder_locks / WINDOW)
    if lock is None:
        raise EnvironmentFailure("window.open_already")
    try:
        yield
    finally:
        lock.release()


def _living(folder: Path, own: Path | None) -> int | None:
    """Return the process of a lock that is held; locks nobody holds any more are taken away.

    Only names of a use are looked at: other locks may lie in the same folder.
    """
    for path in sorted(folder.iterdir()):
        use = _USE.fullmatch(path.name)
        if use is None or path == own:
            continue
        lock = lock_on(path)
        try:
            lock.acquire(timeout=0)
        except (TimeoutError, PermissionError):
            # Refused is not known to be free: another account's lock, or one Windows is taking away.
            return int(use[1])
        lock.release()
        _remove(path)
    return None


@contextmanager
def _gate(folder: Path, timeout_seconds: float) -> Iterator[None]:
    gate = lock_on(folder / GATE)
    with _usable():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            gate.acquire(timeout=timeout_seconds)
        except TimeoutError:
            raise EnvironmentFailure("store.busy_exclusive", pid=_gate_holder(folder)) from None
    try:
        # Whoever passes the gate knows that a name left here is that of a process which died.
        _remove(folder / GATE_HOLDER)
        yield
    finally:
        gate.release()


def _gate_holder(folder: Path) -> int | None:
    try:
        return int((folder / GATE_HOLDER).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


@contextmanager
def _usable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        known = failure_of_system(error)
        raise known or EnvironmentFailure("store.locks_unusable", errno=error.errno) from error


def _remove(path: Path) -> None:
    # Windows refuses while another process looks at it; what stays behind is taken for stale later.
    with suppress(OSError):
        path.unlink()
