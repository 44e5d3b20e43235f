"""A folder that files are put into, held from the first byte to the last.

Everything goes through the folder as it was when it was opened: when its stick is pulled out in between,
the place it was seen in becomes a folder of the system disk, and nothing must land there.
"""

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.media.failures import told

if sys.platform != "win32":
    import fcntl

PATIENCE_SECONDS = 5.0
"""How long another one may go on writing there."""

_ASK_AGAIN_SECONDS = 0.02
_BINARY = getattr(os, "O_BINARY", 0)
_RIGHTS, _OWNERS = 0o644, 0o600


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that is open; this process alone puts files into it.

    Attributes:
        path: Where it was found.
        handle: How the system knows it; None where folders are not opened (Windows).
    """

    path: Path
    handle: int | None

    def open(self, name: str, flags: int) -> int:
        """Return a handle of a file in it.

        Raises:
            OSError: When the medium refuses.
        """
        handle = os.open(self._at(name), flags | _BINARY, _RIGHTS, dir_fd=self.handle)
        if flags & os.O_CREAT and self.handle is not None:
            # Whatever this process keeps for itself: the day a copy is needed, the account is another one. It is
            # sealed, and it is open to those only that its folder is open to.
            with suppress(OSError):
                os.fchmod(handle, _OWNERS | _RIGHTS & os.fstat(self.handle).st_mode)
        return handle

    def rename(self, name: str, to: str) -> None:
        """Give a file its name, in place of one that has it.

        Raises:
            OSError: When the medium refuses.
        """
        os.replace(self._at(name), self._at(to), src_dir_fd=self.handle, dst_dir_fd=self.handle)

    def remove(self, name: str) -> None:
        """Take a file away.

        Raises:
            OSError: When the medium refuses, or there is none.
        """
        os.unlink(self._at(name), dir_fd=self.handle)

    def names(self) -> tuple[str, ...]:
        """Return the names in it, sorted.

        Raises:
            OSError: When the medium does not answer.
        """
        return tuple(sorted(os.listdir(self.path if self.handle is None else self.handle)))  # noqa: PTH208  (likewise)

    def free_bytes(self) -> int:
        """Return what its medium still takes.

        Raises:
            OSError: When the medium does not answer.
        """
        return shutil.disk_usage(self.path if self.handle is None else self.handle).free

    def sync(self) -> None:
        """Make the names in it durable.

        Raises:
            OSError: When the medium does not answer.
        """
        if self.handle is None:
            return
        try:
            os.fsync(self.handle)
        except OSError as error:
            # Some shares of a network keep their names by themselves and say that there is nothing to sync.
            if error.errno != errno.EINVAL:
                raise

    def require_here(self) -> None:
        """Make sure that it is still where it was found.

        Raises:
            OSError: When another one is, or none.
        """
        if self.handle is None:
            return
        if not os.path.samestat(os.fstat(self.handle), self.path.stat()):
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))

    def _at(self, name: str) -> str:
        return name if self.handle is not None else str(self.path / name)


@contextmanager
def opened(path: Path, cancelled: Callable[[], bool]) -> Iterator[Folder]:
    """Open a folder to put files into, alone; it is never made here.

    Args:
        path: An existing folder.
        cancelled: Asked while another one is writing there.

    Raises:
        EnvironmentFailure: ``media.vanished`` when there is none, ``media.in_use``, ``media.cancelled``,
            ``media.read_only``, ``media.cannot_write``.
    """
    with told(path.name, lambda: (0, 0)):
        handle = _handle(path)
    if handle is None:
        yield Folder(path, None)
        return
    try:
        _alone(handle, cancelled)
        yield Folder(path, handle)
    finally:
        # The lock goes with the handle, whatever a process dies of.
        os.close(handle)


def _handle(path: Path) -> int | None:
    if os.open not in os.supports_dir_fd:
        if not path.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return None
    return os.open(path, os.O_RDONLY | os.O_DIRECTORY)


def _alone(handle: int, cancelled: Callable[[], bool]) -> None:
    """Wait until no other process puts files into it; a medium without locks is taken as it is."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _locked(handle):
        if cancelled():
            raise EnvironmentFailure("media.cancelled")
        if time.monotonic() >= deadline:
            raise EnvironmentFailure("media.in_use")
        time.sleep(_ASK_AGAIN_SECONDS)


def _locked(handle: int) -> bool:
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
    return True
