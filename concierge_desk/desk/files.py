"""Files and folders that are there whole or not at all.

What is under way lies beside its place, in a folder that no other account opens, under a lock of its maker:
what a process that was killed left there is taken away by the next one, what another still makes is not.
"""

import errno
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.paths import sync_folder
from concierge_desk.store.locks import try_lock
from concierge_desk.store.locks.file_lock import FileLock

_UNDER_WAY = re.compile(r"\.concierge-desk-[0-9a-f]{16}\.partiel")
_CONTENT, _LOCK = "contenu", "verrou"
_OWN_FOLDER = 0o700
_OWN_FILE, _ANY_FILE = 0o600, 0o666


class TooLargeError(OSError):
    """A file of others holds more than what is asked for ever does."""


def foreign_bytes(path: Path, most_bytes: int) -> bytes:
    """Return what a file of others holds, which is never read whole where it is too large.

    Raises:
        TooLargeError: It holds more.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise TooLargeError(errno.EFBIG, os.strerror(errno.EFBIG))
    return data


def made_folder(folder: Path) -> Path:
    """Return a folder, made where it is missing.

    Raises:
        EnvironmentFailure: ``folder.cannot_make``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFailure("folder.cannot_make", folder=str(folder)) from error
    return folder


@dataclass(slots=True)
class WholeFile:
    """A file being made under a temporary name.

    Attributes:
        path: Where it will lie; may be changed until it is done.
    """

    path: Path
    _file: IO[bytes]

    def write(self, data: bytes) -> None:
        """Write all of it, in place of what was written before; what returns is on the disk.

        Raises:
            OSError: Told by `whole_file`.
        """
        self._file.seek(0)
        self._file.truncate()
        self._file.write(data)
        self._file.flush()
        os.fsync(self._file.fileno())


@contextmanager
def whole_file(path: Path, *, private: bool = False) -> Iterator[WholeFile]:
    """Make a file: half a file never stays.

    The body may write entries that say the file was made: after its content, before it lies in its place.

    Args:
        path: Where it will lie.
        private: No other account reads it there either.

    Raises:
        EnvironmentFailure: ``file.cannot_write``, ``file.not_regular``.
    """
    mode = _OWN_FILE if private else _ANY_FILE
    try:
        _require_file(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        with _under_way(path) as partial:
            with open(partial, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
                whole = WholeFile(path, file)
                yield whole
            _require_file(whole.path)
            partial.replace(whole.path)
            sync_folder(whole.path.parent)
    except OSError as error:
        raise EnvironmentFailure("file.cannot_write", file=str(path)) from error


def _require_file(path: Path) -> None:
    """Make sure that only a file, or nothing, is where one shall lie: a device or a pipe would be gone for good.

    Raises:
        EnvironmentFailure: ``file.not_regular``.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        # What is wrong with the place is told by what is made there.
        return
    if not stat.S_ISREG(mode):
        raise EnvironmentFailure("file.not_regular", file=str(path))


def keep_beside(path: Path) -> Path:
    """Let a file lie on under a name that is its own, and return where: another takes its place.

    Raises:
        OSError: It stays where it is.
    """
    kept = path.with_name(f"{path.stem}-autre-{os.urandom(4).hex()}{path.suffix}")
    path.rename(kept)
    return kept


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Make a folder of files that no other account opens: half a folder never stays.

    The body may write entries that say the folder was made: after its content, before it lies in its place.

    Raises:
        Refused: ``folder.not_empty``.
        EnvironmentFailure: ``file.cannot_write``.
    """
    place = folder.resolve()
    try:
        if place.exists() and any(place.iterdir()):
            raise Refused("folder.not_empty", folder=str(folder))
        place.parent.mkdir(parents=True, exist_ok=True)
        with _under_way(place) as partial:
            partial.mkdir(mode=_OWN_FOLDER)
            yield partial
            for below in (partial, *[found for found in partial.rglob("*") if found.is_dir()]):
                sync_folder(below)
            # Windows renames no folder onto another, not even an empty one.
            with suppress(FileNotFoundError):
                place.rmdir()
            partial.rename(place)
            sync_folder(place.parent)
    except OSError as error:
        raise EnvironmentFailure("file.cannot_write", file=str(folder)) from error


@contextmanager
def _under_way(place: Path) -> Iterator[Path]:
    """Yield where to make something that will lie in a place; it is gone afterwards where it did not move.

    Raises:
        OSError: Nothing can be made there.
    """
    sweep(place.parent)
    root, lock = _begin(place.parent)
    try:
        (root / _CONTENT).mkdir()
        # Under its own name: one that cannot be is told before anything is written down.
        yield root / _CONTENT / place.name
    finally:
        _end(root, lock)


def sweep(parent: Path) -> None:
    """Take away what killed processes left half-made in a folder: names may be in it, or what opens backups."""
    with suppress(OSError):
        for root in [found for found in parent.iterdir() if _UNDER_WAY.fullmatch(found.name)]:
            # Its maker has the lock before there is anything else: without one it is empty.
            if (root / _LOCK).exists():
                _end_of_killed(root)
            else:
                _remove_empty(root)


def _end_of_killed(root: Path) -> None:
    with suppress(OSError):
        lock = try_lock(root / _LOCK)
        if lock is not None:
            _end(root, lock)


def _begin(parent: Path) -> tuple[Path, FileLock]:
    while True:
        root = parent / f".concierge-desk-{os.urandom(8).hex()}.partiel"
        root.mkdir(mode=_OWN_FOLDER)
        # Whoever sweeps may take it for one of a killed process, before it is locked.
        with suppress(FileNotFoundError):
            lock = try_lock(root / _LOCK)
            if lock is not None:
                if (root / _LOCK).exists():
                    _keep_to_oneself(root)
                    return root, lock
                lock.release()
        _remove_empty(root)


def _keep_to_oneself(root: Path) -> None:
    # The lock makes the folder again where it was swept away, and lets others look into it. A stick knows no owners.
    with suppress(OSError):
        root.chmod(_OWN_FOLDER)


def _end(root: Path, lock: FileLock) -> None:
    shutil.rmtree(root / _CONTENT, ignore_errors=True)
    _remove(root)
    lock.release()
    # Windows removes no file that is open, such as a lock that is held.
    _remove(root)


def _remove(root: Path) -> None:
    with suppress(OSError):
        # What the disk did not take away is found again by its lock.
        if not (root / _CONTENT).exists():
            (root / _LOCK).unlink()
    _remove_empty(root)


def _remove_empty(root: Path) -> None:
    with suppress(OSError):
        root.rmdir()
