"""Disks that are full, or can only be read: mounted for the test, which needs root."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.not_tried import NOT_TRIED

PAGE_BYTES = 4096
DISK_BYTES = 16 * 2**20
KINDS = {
    "memory": None,
    "ext4": ("-b", "4096"),
    "ext4 of small blocks": ("-b", "1024"),
}


def not_tried(why: str) -> None:
    """Skip a test, and say so where nobody overlooks it (see `conftest.py`)."""
    pytest.skip(f"{NOT_TRIED}: {why}")


def mount(*words: str | Path) -> None:
    """Mount a disk.

    It is no failure of the program that a machine does not let us.
    """
    if sys.platform != "linux" or os.geteuid() != 0:
        not_tried("a full or read-only disk is mounted for the test, which only root may, on Linux")
    why = complaint("mount", *map(str, words))
    if why is not None:
        not_tried(f"this machine mounts no disk: {why}")


def unmount(folder: Path) -> None:
    """Take a disk away, at once or as soon as nobody looks at it any more."""
    if subprocess.run(["umount", str(folder)], capture_output=True, check=False).returncode:
        subprocess.run(["umount", "--lazy", str(folder)], capture_output=True, check=True)


class Disk:
    """A small disk of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "autres-fichiers"

    @property
    def left_bytes(self) -> int:
        """What it still takes."""
        found = os.statvfs(self.folder)
        return found.f_bavail * found.f_frsize

    def fill(self, left_bytes: int) -> None:
        """Fill it with something else until so much is left."""
        handle = os.open(self._filler, os.O_WRONLY | os.O_CREAT)
        size, more = 0, self.left_bytes - left_bytes
        try:
            while more > 0:
                try:
                    os.posix_fallocate(handle, size, more)
                    size += more
                    # What the filler itself is listed in takes room too.
                    more = self.left_bytes - left_bytes
                except OSError:
                    more //= 2
        finally:
            os.fsync(handle)
            os.close(handle)

    def make_room(self) -> None:
        """Take the other things away."""
        self._filler.unlink(missing_ok=True)


@contextmanager
def disk(kind: str, folder: Path) -> Iterator[Disk]:
    """Mount a small disk of a kind."""
    place, image = folder / "disque", folder / "disque.img"
    place.mkdir()
    blocks = KINDS[kind]
    if blocks is None:
        mount("-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", place)
    else:
        with image.open("wb") as file:
            file.truncate(DISK_BYTES)
        why = complaint("mkfs.ext4", "-q", "-m", "0", "-F", *blocks, str(image))
        if why is not None:
            not_tried(f"this machine makes no ext4: {why}")
        mount("-o", "loop", image, place)
    try:
        yield Disk(place)
    finally:
        unmount(place)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Mount a folder over itself, to be read only."""
    mount("--bind", folder, folder)
    try:
        mount("-o", "remount,ro,bind", folder)
        yield
    finally:
        unmount(folder)


def bound_by_rights() -> tuple[str, ...]:
    """Words that start a process which rights bind: root's own are not looked at."""
    if sys.platform == "win32":
        not_tried("rights of files are tried as other systems keep them")
    if os.geteuid() != 0:
        return ()
    without = "--bounding-set=-dac_override,-dac_read_search"
    words = ("setpriv", without, "--inh-caps=-dac_override,-dac_read_search")
    why = complaint(*words, "true")
    if why is not None:
        not_tried(f"this machine does not let root give rights away: {why}")
    return words


def complaint(*words: str) -> str | None:
    """Run a tool of the system; what it complains of, None when all went well."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    except OSError as error:
        return str(error)
    return f"{words[0]}: {done.stderr.strip()}" if done.returncode else None
