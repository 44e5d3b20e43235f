"""Files and folders that are there whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.paths import sync_folder


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
def whole_file(path: Path) -> Iterator[WholeFile]:
    """Make a file: half a file never stays.

    The body may write entries that say the file was made: after its content, before it lies in its place.

    Raises:
        EnvironmentFailure: ``file.cannot_write``.
    """
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("xb") as file:
            whole = WholeFile(path, file)
            yield whole
        partial.replace(whole.path)
        sync_folder(whole.path.parent)
    except OSError as error:
        raise EnvironmentFailure("file.cannot_write", file=str(path)) from error
    finally:
        with suppress(OSError):
            partial.unlink()


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Make a folder of files under a temporary name beside it: half a folder never stays.

    The body may write entries that say the folder was made: after its content, before it lies in its place.

    Raises:
        Refused: ``folder.not_empty``.
        EnvironmentFailure: ``file.cannot_write``.
    """
    place = folder.resolve()
    partial = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    try:
        if place.exists() and any(place.iterdir()):
            raise Refused("folder.not_empty", folder=str(folder))
        partial.mkdir(parents=True)
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
    finally:
        shutil.rmtree(partial, ignore_errors=True)
