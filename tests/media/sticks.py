"""Sticks for the test: an image that is mounted, filled, locked, torn off; needs root, on Linux.

FAT32 by the kernel where it knows it, else by a driver of its own (fusefat); ext4 beside it, since some sticks
are, and every Linux mounts one.
"""

import mmap
import os
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.failures.disks import complaint, mount, not_tried, unmount

SIZES = {"FAT32": 300 * 2**20, "ext4": 40 * 2**20}
"""What they hold: the smallest that is FAT32 by right."""
KINDS = tuple(SIZES)
SHUT_DOWN = 0x8004_587D
"""What ext4 and FAT take as word that their medium is gone; nothing that waits is written any more."""
AT_ONCE = struct.pack("I", 2)
BAD_CLUSTER = 0x0FFF_FFF7
DRIVER_SECONDS = 10.0


@dataclass
class Stick:
    """A medium of its own, in or out."""

    kind: str
    image: Path
    folder: Path
    driver: subprocess.Popen[bytes] | None = None
    replaces: bool = True

    def plug_in(self, *, locked: bool = False) -> None:
        """Mount it where it belongs."""
        if self.kind == "ext4" or _kernel_knows_fat():
            mount("-o", "loop,ro" if locked else "loop", self.image, self.folder)
            return
        # It gives no file the name of another.
        self.replaces = False
        words = ("fusefat", "-f", "-o", "ro" if locked else "rw+", str(self.image), str(self.folder))
        try:
            self.driver = subprocess.Popen(words, stderr=subprocess.DEVNULL)
        except OSError as error:
            not_tried(f"this machine mounts no FAT32, neither by itself nor by fusefat: {error}")
        deadline = time.monotonic() + DRIVER_SECONDS
        while not os.path.ismount(self.folder):
            if self.driver.poll() is not None or time.monotonic() > deadline:
                not_tried("this machine mounts no FAT32: fusefat gave up")
            time.sleep(0.01)

    def tear_off(self) -> None:
        """Pull it out, whatever is being written on it."""
        if self.driver is not None:
            self.driver.kill()
            self.driver.wait()
            return
        import fcntl

        handle = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, SHUT_DOWN, AT_ONCE)
        except OSError as error:
            not_tried(f"this kernel tears no {self.kind} off: {error}")
        finally:
            os.close(handle)

    def slip_away(self) -> None:
        """Take it from its place; what has something open on it goes on writing there."""
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True)

    def put_away(self) -> None:
        """Unmount it, in whatever state it is."""
        with suppress(subprocess.CalledProcessError):
            if os.path.ismount(self.folder) or self.driver is not None:
                unmount(self.folder)
        if self.driver is not None:
            self.driver.wait()
            self.driver = None

    def again(self) -> None:
        """Plug it in once more."""
        self.put_away()
        self.plug_in()

    def fill(self, left_bytes: int) -> None:
        """Fill it with something else, until no more than so much is left."""
        if self.kind == "FAT32":
            self.put_away()
            _cross_out(self.image, left_bytes)
            self.plug_in()
            return
        more = self.free_bytes() - left_bytes
        with (self.folder / "photos").open("wb") as file:
            file.write(b"\x5a" * more)
            file.flush()
            os.fsync(file.fileno())

    def free_bytes(self) -> int:
        """What it still takes."""
        found = os.statvfs(self.folder)
        return found.f_bavail * found.f_frsize

    def names(self) -> list[str]:
        """What people see on it."""
        return sorted({path.name for path in self.folder.iterdir()} - {"photos", "lost+found"})

    def corrupt(self, good: bytes, bad: bytes) -> None:
        """Change what it holds behind the system's back, as a worn stick does."""
        assert len(good) == len(bad)
        with self.image.open("r+b") as file, mmap.mmap(file.fileno(), 0) as held:
            at = held.find(good)
            assert at >= 0, "it is not on the medium"
            held[at : at + len(bad)] = bad


def _cross_out(image: Path, left_bytes: int) -> None:
    """Mark clusters as bad, as an old stick has them: only so much can still be written (writing it full is slow)."""
    with image.open("r+b") as file, mmap.mmap(file.fileno(), 0) as held:
        sector, per_cluster, before, tables = struct.unpack_from("<HBHB", held, 11)
        (sectors,) = struct.unpack_from("<I", held, 32)
        (table_sectors,) = struct.unpack_from("<I", held, 36)
        (about,) = struct.unpack_from("<H", held, 48)
        clusters = (sectors - before - tables * table_sectors) // per_cluster
        places = struct.Struct(f"<{clusters + 2}I")
        found = list(places.unpack_from(held, before * sector))
        free = [n for n in range(2, clusters + 2) if found[n] == 0]
        for n in free[left_bytes // (sector * per_cluster) :]:
            found[n] = BAD_CLUSTER
        for table in range(tables):
            places.pack_into(held, (before + table * table_sectors) * sector, *found)
        # How many are free, and where the next one is, is to be counted again.
        struct.pack_into("<II", held, about * sector + 488, 0xFFFF_FFFF, 0xFFFF_FFFF)


def _kernel_knows_fat() -> bool:
    complaint("modprobe", "-q", "vfat")
    return "vfat" in Path("/proc/filesystems").read_text(encoding="ascii").split()


@contextmanager
def stick(kind: str, folder: Path) -> Iterator[Stick]:
    """Make a stick of a kind and plug it in."""
    place, image = folder / "CLE", folder / "cle.img"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(SIZES[kind])
    make = {
        "FAT32": ("mkfs.vfat", "-F", "32", "-s", "8", "-n", "CLE"),
        "ext4": ("mkfs.ext4", "-q", "-m", "0", "-F"),
    }[kind]
    why = complaint(*make, str(image))
    if why is not None:
        not_tried(f"this machine makes no {kind}: {why}")
    made = Stick(kind, image, place)
    try:
        made.plug_in()
        yield made
    finally:
        made.put_away()
