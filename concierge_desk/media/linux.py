"""Removable volumes of a Linux machine: its mount table, and what the kernel tells of each disk in sysfs.

Source: docs/contract.md, "Sticks".
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from concierge_desk.media.system import Partition, room_of

SYSTEM_MOUNTS = frozenset(
    map(
        Path,
        (
            *("/", "/usr", "/var", "/home", "/opt", "/boot", "/boot/efi", "/efi"),
            # A system that was started from a medium which is still plugged in.
            *("/run/live/medium", "/lib/live/mount/medium", "/run/initramfs/live", "/run/archiso/bootmnt"),
            *("/cdrom", "/run/rootfsbase"),
        ),
    )
)
"""A disk that holds one of these is the system's, however it is plugged in."""

_USB = re.compile(r"usb\d+")
_OPTICAL = "5"
"""SCSI type of a drive for discs: it says it is removable, and takes no file."""
_CARD = "SD"
"""A memory card; MMC is soldered in."""
_ESCAPED = re.compile(rb"\\x([0-9a-f]{2})")
_OCTAL = re.compile(rb"\\([0-7]{3})")
_UNNAMED = "/dev/root"
"""What the kernel calls the device that it was started from, where nothing told it its name."""


@dataclass(frozen=True, slots=True)
class LinuxSystem:
    """The machine, or a recorded one.

    Attributes:
        root: Where ``proc``, ``sys`` and ``dev`` are found.
        loops: Whether an image mounted through a loop device counts as a stick.
    """

    root: Path = Path("/")
    loops: bool = False

    def partitions(self) -> tuple[Partition, ...]:
        """Return what is mounted from a device: no network, no memory."""
        return tuple(found for found in self.mounted() if found.device.startswith("/dev/"))

    def comes_out(self, partition: Partition) -> bool:
        """Tell whether every disk it lies on can be pulled out, and none is the system's."""
        disks = self._disks(self._block(partition.device))
        return bool(disks) and disks.isdisjoint(self._system_disks()) and all(map(self._is_loose, disks))

    def label(self, partition: Partition) -> str:
        """Return its label as udev knows it."""
        return self._name("by-label", partition)

    def identifier(self, partition: Partition) -> str:
        """Return its file system's UUID as udev knows it."""
        return self._name("by-uuid", partition)

    def room(self, partition: Partition) -> tuple[int, int]:
        """Return its size and what is free, in bytes.

        Raises:
            OSError: When the medium does not answer.
        """
        return room_of(partition)

    def mounted(self) -> Iterator[Partition]:
        """Yield everything that is mounted, of whatever kind, as the kernel tells it; nothing on a machine without such a table.

        Source: https://man7.org/linux/man-pages/man5/fstab.5.html (fields, and how a space in them is written).
        """
        for line in _lines(self.root / "proc" / "self" / "mounts"):
            device, place, kind, options = map(_spelled, line.split(b" ")[:4])
            named = self._started_from() if device == _UNNAMED else device
            yield Partition(named, Path(place), kind, frozenset(options.split(",")))

    def _started_from(self) -> str:
        number = self.root.stat().st_dev
        told = self.root / "sys" / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}"
        return f"/dev/{told.resolve().name}" if told.exists() else _UNNAMED

    def _device(self, device: str) -> Path:
        return self.root.joinpath(*Path(device).parts[1:]).resolve()

    def _block(self, device: str) -> Path:
        return self.root / "sys" / "class" / "block" / self._device(device).name

    def _disks(self, block: Path) -> frozenset[Path]:
        """Return the whole disks under a device: one, or those that an encrypted or joint volume lies on."""
        below = frozenset(disk for part in _inside(block / "slaves") for disk in self._disks(part))
        if below:
            return below
        place = block.resolve()
        if not place.is_dir():
            return frozenset()
        return frozenset({place.parent if (place / "partition").exists() else place})

    def _system_disks(self) -> frozenset[Path]:
        return frozenset(
            disk
            for found in self.partitions()
            if found.mount in SYSTEM_MOUNTS
            for disk in self._disks(self._block(found.device))
        )

    def _is_loose(self, disk: Path) -> bool:
        if disk.name.startswith("loop"):
            return self.loops
        kind = _told(disk / "device" / "type")
        if kind == _OPTICAL:
            return False
        # A disk in a USB case does not call itself removable.
        on_usb = any(_USB.fullmatch(part) for part in disk.parts)
        return on_usb or kind == _CARD or _told(disk / "removable") == "1"

    def _name(self, kind: str, partition: Partition) -> str:
        device = self._device(partition.device)
        for link in _inside(self.root / "dev" / "disk" / kind):
            if link.resolve() == device:
                return _ESCAPED.sub(
                    lambda found: bytes.fromhex(found[1].decode()),
                    link.name.encode("utf-8", "surrogateescape"),
                ).decode("utf-8", "replace")
        return ""


def _lines(table: Path) -> tuple[bytes, ...]:
    try:
        # Any other sign stands in a name as it is, a carriage return too.
        return tuple(table.read_bytes().split(b"\n")[:-1])
    except OSError:
        return ()


def _spelled(word: bytes) -> str:
    return os.fsdecode(_OCTAL.sub(lambda found: bytes([int(found[1], 8)]), word))


def _inside(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(folder.iterdir())
    except OSError:
        # Not every device has it, and one that is pulled out has nothing any more.
        return


def _told(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError:
        return ""
