"""Disk that can only be read any more: whether it is one, and the store on it, read without a byte beside it.

A disk with errors is set so by the system in the middle of a day: the store then has a log that belongs to it, and
nothing of both may be written. Nobody else writes there either, so that no lock is needed.

Source: decision 0058.
"""

import errno
import os
import sys
from pathlib import Path
from urllib.parse import quote

from concierge_desk.store.failures import size_of

_NO_LOCKS = "win32-none" if sys.platform == "win32" else "unix-none"


def is_read_only(folder: Path) -> bool:
    """Say whether the disk of a folder can only be read; one whose rights alone forbid writing is none."""
    try:
        found = folder.stat()
        # The times that it has: some systems say of such a disk that it may be written, until somebody does.
        os.utime(folder, ns=(found.st_atime_ns, found.st_mtime_ns))
    except OSError as error:
        return error.errno == errno.EROFS
    return False


def address(path: Path) -> tuple[str, tuple[str, ...]]:
    """Return how a store on such a disk is opened, and what is set before its first page is read.

    Where it has a log the index of that is made in memory, which a database does that nobody else may use; where it
    has none the file alone is all there is.
    """
    if size_of(path.with_name(f"{path.name}-wal")):
        return f"file:{quote(str(path))}?mode=ro&vfs={_NO_LOCKS}", ("locking_mode = EXCLUSIVE",)
    return f"file:{quote(str(path))}?mode=ro&immutable=1", ()
