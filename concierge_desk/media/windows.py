"""Removable volumes of a Windows machine: the type of each drive, its label, and how it is released.

Source: docs/contract.md, "Sticks";
https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-getvolumeinformationw;
https://learn.microsoft.com/en-us/windows/win32/api/winioctl/ni-winioctl-fsctl_lock_volume (and dismount, eject).
"""

import ctypes
import os
import sys
import time
from collections.abc import Callable
from ctypes import wintypes
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.media.system import Partition, room_of

REMOVABLE = "removable"
"""How psutil writes Windows' own DRIVE_REMOVABLE."""
PATIENCE_SECONDS = 5.0
"""How long a volume that others look at is asked again: an indexer or a virus scanner lets go soon."""

_ASK_AGAIN_SECONDS = 0.25
_NAME_CHARACTERS = 261
_READ_AND_WRITE = 0x8000_0000 | 0x4000_0000
_SHARED = 0x1 | 0x2
_OPEN_EXISTING = 3
_LOCK_VOLUME = 0x0009_0018
_DISMOUNT_VOLUME = 0x0009_0020
_EJECT_MEDIA = 0x002D_4808
_INVALID_HANDLE = ctypes.c_void_p(-1).value


class Kernel(Protocol):
    """Functions of ``kernel32`` that are used; a test brings a recorded one."""

    # The names are Windows' own.
    GetVolumeInformationW: Callable[..., Any]
    CreateFileW: Callable[..., Any]
    DeviceIoControl: Callable[..., Any]
    CloseHandle: Callable[..., Any]


def this_kernel() -> Kernel:  # pragma: no cover: there is one on Windows only
    """Return the functions of this machine.

    Raises:
        OSError: On any other system.
    """
    if sys.platform == "win32":
        library = ctypes.WinDLL("kernel32")
        library.CreateFileW.restype = wintypes.HANDLE
        library.DeviceIoControl.argtypes = (
            *(wintypes.HANDLE, wintypes.DWORD, wintypes.LPVOID, wintypes.DWORD),
            *(wintypes.LPVOID, wintypes.DWORD, wintypes.LPDWORD, wintypes.LPVOID),
        )
        library.CloseHandle.argtypes = (wintypes.HANDLE,)
        return library
    raise OSError("kernel32 is Windows' own")


def mounted() -> tuple[Partition, ...]:  # pragma: no cover: this machine's are asked on Windows only
    """Return everything that is mounted, of whatever kind."""
    # Elsewhere it would stay in memory all day for what the kernel tells in a file.
    import psutil  # noqa: PLC0415

    return tuple(
        Partition(found.device, Path(found.mountpoint), found.fstype, frozenset(found.opts.split(",")))
        for found in psutil.disk_partitions(all=True)
    )


@dataclass(frozen=True, slots=True)
class WindowsSystem:
    """The machine, or a recorded one.

    Attributes:
        kernel: The functions asked for names.
        table: What is mounted.
        space: Size and free bytes of what is mounted.
        system_drive: The letter that Windows lies on.
    """

    kernel: Kernel = field(default_factory=this_kernel)
    table: Callable[[], tuple[Partition, ...]] = mounted
    space: Callable[[Partition], tuple[int, int]] = room_of
    system_drive: str = field(default_factory=lambda: os.environ.get("SystemDrive", "C:"))  # noqa: SIM112  (Windows writes it so)

    def partitions(self) -> tuple[Partition, ...]:
        """Return the drives with a medium in them: no network, no disc."""
        # A card reader without a card has no file system.
        return tuple(found for found in self.table() if found.filesystem)

    def comes_out(self, partition: Partition) -> bool:
        """Tell whether Windows calls it removable, and does not lie on it."""
        on_system = partition.device.upper().startswith(self.system_drive.upper())
        return REMOVABLE in partition.options and not on_system

    def label(self, partition: Partition) -> str:
        """Return its label."""
        return self._information(partition)[0]

    def identifier(self, partition: Partition) -> str:
        """Return the serial number that its file system was given."""
        return self._information(partition)[1]

    def room(self, partition: Partition) -> tuple[int, int]:
        """Return its size and what is free, in bytes.

        Raises:
            OSError: When the medium does not answer.
        """
        return self.space(partition)

    def _information(self, partition: Partition) -> tuple[str, str]:
        name, serial = ctypes.create_unicode_buffer(_NAME_CHARACTERS), wintypes.DWORD()
        if not self.kernel.GetVolumeInformationW(
            partition.device, name, len(name), ctypes.byref(serial), None, None, None, 0
        ):
            return "", ""
        return name.value, f"{serial.value:08X}"


def release(device: str, medium: str, kernel: Kernel) -> None:
    r"""Take a volume off the machine: nobody else has anything open on it, and nothing is left to write.

    Args:
        device: Its drive, such as ``E:\``.
        medium: What people call it.
        kernel: The functions that do it.

    Raises:
        EnvironmentFailure: ``media.busy``, ``media.vanished``, ``media.eject_by_hand``.
    """
    place = "\\\\.\\" + device.rstrip("\\")
    handle = kernel.CreateFileW(place, _READ_AND_WRITE, _SHARED, None, _OPEN_EXISTING, 0, None)
    if handle in {None, _INVALID_HANDLE}:
        present = Path(device).exists()
        raise EnvironmentFailure("media.eject_by_hand" if present else "media.vanished", medium=medium)
    try:
        if not _locked(handle, kernel):
            raise EnvironmentFailure("media.busy", medium=medium)
        if not _done(handle, _DISMOUNT_VOLUME, kernel):
            raise EnvironmentFailure("media.eject_by_hand", medium=medium)
        # A stick that cannot be thrown out is off the machine all the same.
        _done(handle, _EJECT_MEDIA, kernel)
    finally:
        kernel.CloseHandle(handle)


def _locked(handle: int, kernel: Kernel) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _done(handle, _LOCK_VOLUME, kernel):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_ASK_AGAIN_SECONDS)
    return True


def _done(handle: int, what: int, kernel: Kernel) -> bool:
    returned = wintypes.DWORD()
    return bool(kernel.DeviceIoControl(handle, what, None, 0, None, 0, ctypes.byref(returned), None))
