"""Read-back of a file from its medium, not from what the machine remembers of having written it.

Source: docs/contract.md, "Backup".
"""

import errno
import io
import mmap
import os
import sys
from collections.abc import Callable, Generator
from typing import TypeAlias

if sys.platform == "darwin":
    import fcntl

Opener: TypeAlias = Callable[[int], int]
"""Opens the file anew with these flags and returns its handle."""

PIECE_BYTES = 1 << 20

_SECTOR_BYTES = 512
_PROBE_BYTES = 4096
_PLAIN = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_DIRECT = getattr(os, "O_DIRECT", 0)
_NOT_DIRECT = frozenset({errno.EINVAL, errno.EOPNOTSUPP})


def read_back(open_again: Opener) -> Generator[bytes, None, None]:
    """Yield the pieces of a file that was written and synced.

    They come directly from the medium where its file system can, else after the system was asked to
    forget them. Windows has no way to ask; it keeps little of a drive that may be pulled out.

    Raises:
        OSError: When the medium does not answer.
    """
    # A mapping begins on a page, as direct reading asks for.
    with mmap.mmap(-1, PIECE_BYTES) as page, io.FileIO(_opened(open_again, page)) as file:
        while got := file.readinto(page):
            yield page[:got]
            if got % _SECTOR_BYTES:
                # Only the end of a file is half a sector, and direct reading does not go on from there.
                return


def _opened(open_again: Opener, page: mmap.mmap) -> int:
    handle = _opened_directly(open_again, page) if _DIRECT else None
    if handle is None:
        handle = open_again(_PLAIN)
        _forget(handle)
    return handle


def _opened_directly(open_again: Opener, page: mmap.mmap) -> int | None:
    """Return a handle that reads from the medium; None where its file system does not do that."""
    handle = None
    try:
        handle = open_again(_PLAIN | _DIRECT)
        with memoryview(page) as whole, whole[:_PROBE_BYTES] as start:
            # Some take the flag and stumble over the first read.
            os.readv(handle, [start])
        os.lseek(handle, 0, os.SEEK_SET)
    except OSError as error:
        if handle is not None:
            os.close(handle)
        if error.errno not in _NOT_DIRECT:
            raise
        return None
    return handle


def _forget(handle: int) -> None:
    """Ask the system to forget what it keeps of a file that is on its medium."""
    if sys.platform == "darwin":
        fcntl.fcntl(handle, fcntl.F_NOCACHE, 1)
    elif hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
