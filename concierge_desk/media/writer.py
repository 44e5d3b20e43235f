"""Files that are on their medium whole, or not at all.

Written under a temporary name, synced, read back from the medium, compared, then given their name. The old
file of that name stays until the new one is known to be good.

Source: docs/contract.md, "Backup", "Sticks".
"""

import hashlib
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, closing, suppress
from fnmatch import fnmatchcase
from pathlib import Path

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.media.failures import full, told
from concierge_desk.media.folder import Folder, opened
from concierge_desk.media.readback import PIECE_BYTES, read_back

PARTIAL = ".partiel"
"""What the name of a file ends with until it is known to be good."""

_SYNC_BYTES = 8 << 20
"""A stick is slow: what waits for it must never grow so much that the desk's own disk waits behind it."""
_sync_content = getattr(os, "fdatasync", os.fsync)


def put_file(target: Path, content: Iterator[bytes] | Path, *, cancelled: Callable[[], bool]) -> str:
    """Put a file on a medium and read it back from there.

    The folder must exist: it is never made, for it may be where a stick was. Nothing half-written stays where
    the medium still answers, and what had the name before is untouched until the new file is good.

    Args:
        target: The file.
        content: Its pieces, or a file to copy. What the iterator raises passes as it is.
        cancelled: Asked at every piece.

    Returns:
        The SHA-256 of what was read back, in hex.

    Raises:
        EnvironmentFailure: ``media.full``, ``media.file_too_big``, ``media.read_only``, ``media.vanished``,
            ``media.differs``, ``media.cancelled``, ``media.in_use``, ``media.cannot_write``,
            ``media.source_unreadable``.
    """
    with opened(target.parent, cancelled) as folder:
        return _put(folder, target.name, content, cancelled)


def append_lines(path: Path, lines: Iterable[str], *, cancelled: Callable[[], bool] = lambda: False) -> None:
    """Add lines to a file of lines, which is written anew: what tears it never takes the old lines along.

    A last line that was torn before stays as it is, on a line of its own.

    Args:
        path: The file; made where there is none, its folder is not.
        lines: Each without its end.
        cancelled: Asked at every piece.

    Raises:
        EnvironmentFailure: As `put_file`.
        ValueError: For a line that is several, or none.
    """
    added = tuple(lines)
    if any(not line or "\n" in line or "\r" in line for line in added):
        raise ValueError("a line is one line")
    if not added:
        return
    with opened(path.parent, cancelled) as folder:
        with told(path.name, lambda: (0, 0)):
            kept = _content(folder, path.name)
        if kept and not kept.endswith(b"\n"):
            kept += b"\n"
        more = "".join(f"{line}\n" for line in added).encode()
        _put(folder, path.name, iter((kept, more)), cancelled)


def sweep(folder: Path, pattern: str) -> tuple[str, ...]:
    """Take away what a process that was killed left half-written; nobody writes there meanwhile.

    Args:
        folder: Where it was put.
        pattern: Of the names that were meant, such as ``AMP1-*.zip``: files of others stay.

    Returns:
        The names that were taken away.

    Raises:
        EnvironmentFailure: As `put_file`.
    """
    with opened(folder, lambda: False) as held, told(folder.name, lambda: (0, 0)):
        left = tuple(name for name in held.names() if fnmatchcase(name, pattern + PARTIAL))
        for name in left:
            held.remove(name)
        held.sync()
    return left


def _content(folder: Folder, name: str) -> bytes:
    try:
        handle = folder.open(name, os.O_RDONLY)
    except FileNotFoundError:
        return b""
    with os.fdopen(handle, "rb") as file:
        return file.read()


def _put(folder: Folder, name: str, content: Iterator[bytes] | Path, cancelled: Callable[[], bool]) -> str:
    copy = _Copy(folder, name, cancelled)
    try:
        copy.make_way()
        if isinstance(content, Path):
            with closing(_pieces(content)) as pieces:
                copy.expect(_size(content))
                copy.write(pieces)
        else:
            copy.write(content)
        digest = copy.read_back()
        copy.name_it()
    except BaseException:
        copy.take_away()
        raise
    return digest


class _Copy:
    """One file on its way."""

    def __init__(self, folder: Folder, name: str, cancelled: Callable[[], bool]) -> None:
        self._folder = folder
        self._name = name
        self._partial = name + PARTIAL
        self._cancelled = cancelled
        self._expected_bytes = 0
        self._written_bytes = 0
        self._digest = hashlib.sha256()

    def make_way(self) -> None:
        """Take away what a killed process left: where it is still being written Windows does not let go."""
        with self._told(), suppress(FileNotFoundError):
            self._folder.remove(self._partial)

    def expect(self, size_bytes: int) -> None:
        """Refuse to begin what would not find room."""
        self._expected_bytes = size_bytes
        with self._told():
            free = self._folder.free_bytes()
        if free < size_bytes:
            raise full(size_bytes, free)

    def write(self, pieces: Iterator[bytes]) -> None:
        """Write all of it; what returns is on the medium."""
        with self._told():
            handle = self._folder.open(self._partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            for piece in pieces:
                self._go_on()
                with self._told():
                    self._write(handle, piece)
            with self._told():
                os.fsync(handle)
        finally:
            with suppress(OSError):
                os.close(handle)

    def _write(self, handle: int, piece: bytes) -> None:
        self._digest.update(piece)
        view = memoryview(piece)
        while view:
            taken = os.write(handle, view[:PIECE_BYTES])
            view = view[taken:]
            synced, self._written_bytes = self._written_bytes, self._written_bytes + taken
            if synced // _SYNC_BYTES != self._written_bytes // _SYNC_BYTES:
                _sync_content(handle)

    def read_back(self) -> str:
        """Return the hash of what the medium holds, once it is known to be what was written."""
        found = hashlib.sha256()
        with self._told(), closing(read_back(self._open_again)) as pieces:
            for piece in pieces:
                self._go_on()
                found.update(piece)
        if found.digest() != self._digest.digest():
            raise EnvironmentFailure("media.differs", file=self._name)
        return found.hexdigest()

    def name_it(self) -> None:
        """Give it its name, durably, in the folder that is still the one asked for."""
        self._go_on()
        with self._told():
            self._folder.require_here()
            self._folder.rename(self._partial, self._name)
            self._folder.sync()
            self._folder.require_here()

    def take_away(self) -> None:
        """Leave nothing half-written, where the medium still answers."""
        with suppress(OSError):
            self._folder.remove(self._partial)
            self._folder.sync()

    def _go_on(self) -> None:
        if self._cancelled():
            raise EnvironmentFailure("media.cancelled")

    def _open_again(self, flags: int) -> int:
        return self._folder.open(self._partial, flags)

    def _told(self) -> AbstractContextManager[None]:
        return told(self._name, self._room)

    def _room(self) -> tuple[int, int]:
        # What was written so far goes away again.
        free = self._folder.free_bytes() + self._written_bytes
        return max(self._expected_bytes, self._written_bytes + PIECE_BYTES), free


def _size(source: Path) -> int:
    try:
        return source.stat().st_size
    except OSError as error:
        raise EnvironmentFailure("media.source_unreadable", file=source.name) from error


def _pieces(source: Path) -> Generator[bytes, None, None]:
    try:
        with source.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                yield piece
    except OSError as error:
        raise EnvironmentFailure("media.source_unreadable", file=source.name) from error
