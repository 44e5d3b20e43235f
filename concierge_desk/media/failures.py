"""Failures of a medium: the system's words, turned once into the failure the concierge is told."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from concierge_desk.domain.errors import EnvironmentFailure

Room: TypeAlias = Callable[[], tuple[int, int]]
"""The bytes needed and those free, asked for when a medium is full."""

_MEGABYTE = 1_000_000
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_VANISHED = frozenset(
    getattr(errno, name)
    for name in (
        *("EIO", "ENOENT", "ENODEV", "ENXIO", "ENOTDIR", "ENOTCONN", "ESTALE", "ESHUTDOWN"),
        *("ENOMEDIUM", "EREMOTEIO", "ETIMEDOUT", "EUCLEAN"),
    )
    if hasattr(errno, name)
)
# Windows: not ready, no such device, general failure, removed, not connected.
_VANISHED_WINDOWS = frozenset({21, 31, 55, 433, 483, 1006, 1110, 1112, 1117, 1167})


@contextmanager
def told(file: str, room: Room) -> Iterator[None]:
    """Turn what the medium did into its failure.

    Args:
        file: Name of the file that is being written.
        room: What is needed and what is free, in bytes.

    Raises:
        EnvironmentFailure: ``media.full``, ``media.file_too_big``, ``media.read_only``, ``media.vanished``,
            ``media.cannot_write``.
    """
    try:
        yield
    except OSError as error:
        raise failure_of(error, file, room) from error


def failure_of(error: OSError, file: str, room: Room) -> EnvironmentFailure:
    """Return the failure that an error of the system stands for."""
    if error.errno in {*_FULL, errno.EIO}:
        try:
            needed, free = room()
        except OSError:
            return EnvironmentFailure("media.vanished")
        # Some drivers of FAT call it a failed write when there is no room left.
        if error.errno in _FULL or free < needed:
            return full(needed, free)
    if error.errno == errno.EFBIG:
        return EnvironmentFailure("media.file_too_big", file=file)
    if error.errno in _READ_ONLY:
        return EnvironmentFailure("media.read_only")
    if error.errno in _VANISHED or getattr(error, "winerror", None) in _VANISHED_WINDOWS:
        return EnvironmentFailure("media.vanished")
    return EnvironmentFailure("media.cannot_write", file=file)


def full(needed_bytes: int, free_bytes: int) -> EnvironmentFailure:
    """Return the failure of a medium without room: what is needed is rounded up, what is free down."""
    return EnvironmentFailure(
        "media.full", needed_mb=-(-needed_bytes // _MEGABYTE), free_mb=free_bytes // _MEGABYTE
    )
