"""Lock on a file: the system lets go of it when the process dies, whatever it died of.

On Windows it is the library's. Elsewhere it is one call to the system; around the same call the library has sixty
modules, a MiB of a window at rest and as long to load as the store. Either sees what the other one holds.

Source: https://man7.org/linux/man-pages/man2/flock.2.html; docs/contract.md, "Processes and threads".
"""

import os
import sys
import time
from pathlib import Path
from typing import Protocol

POLL_SECONDS = 0.02
_OWN_FILE = 0o600


class FileLock(Protocol):
    """Lock of the process, not of a thread: the window opens the store in one and may close it from another."""

    def acquire(self, timeout: float) -> object:
        """Take it.

        Args:
            timeout: Seconds that another one who holds it is waited for.

        Raises:
            TimeoutError: He held it for longer.
            OSError: There can be no lock.
        """

    def release(self) -> None:
        """Let go of it; its file stays."""


def lock_on(path: Path) -> FileLock:
    """Return a lock on a file, which is made, with its folder, when it is taken."""
    if sys.platform == "win32":  # pragma: no cover: not tried
        import filelock  # noqa: PLC0415  (see above)

        return filelock.FileLock(path, thread_local=False, poll_interval=POLL_SECONDS)
    return _SystemLock(path)


class _SystemLock:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self, timeout: float) -> None:
        until = time.monotonic() + timeout
        while self._descriptor is None:
            self._descriptor = _taken(self._path)
            if self._descriptor is None:
                if time.monotonic() >= until:
                    raise TimeoutError
                time.sleep(POLL_SECONDS)

    def release(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            # With its file the system lets go of the lock.
            os.close(descriptor)


def _taken(path: Path) -> int | None:
    """Return the open file that is locked now; None where somebody else holds it."""
    import fcntl  # noqa: PLC0415  (no module of Windows)

    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, _OWN_FILE)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Who had it before may have taken its file away since it was opened: what is locked then is nothing.
        if os.path.samestat(path.stat(), os.fstat(descriptor)):
            return descriptor
    except (BlockingIOError, PermissionError, FileNotFoundError):
        # Disks of a network say in either way that it is held.
        pass
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None
