"""A recorded Windows machine: which drives are offered, what they are called, how one is released."""

import ctypes
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.media import windows
from concierge_desk.media.system import Partition
from concierge_desk.media.volumes import removable_volumes
from concierge_desk.media.windows import WindowsSystem, release

# As psutil lists them, the type of each drive among its options.
TABLE = tuple(
    Partition(f"{letter}:\\", Path(f"{letter}:\\"), kind, frozenset(options.split(",")))
    for letter, kind, options in (
        ("C", "NTFS", "rw,fixed"),
        ("D", "", "cdrom"),
        ("E", "FAT32", "rw,removable"),
        ("F", "", "removable"),
        ("G", "exFAT", "ro,removable"),
        ("Z", "NTFS", "rw,remote"),
    )
)
NAMES = {"E:\\": ("COPIES", 0x4A219F0C), "G:\\": ("", 0x0B7E11D2)}
LOCK, DISMOUNT, EJECT = 0x0009_0018, 0x0009_0020, 0x002D_4808
INVALID = ctypes.c_void_p(-1).value


class Kernel:
    """Answers as ``kernel32`` does, and keeps what it was asked."""

    def __init__(self, handle: int | None = 7, refuses: tuple[int, ...] = (), once: bool = False) -> None:
        self.handle, self.refuses, self.once = handle, refuses, once
        self.asked: list[int] = []
        self.opened: list[str] = []
        self.closed: list[int] = []

    def GetVolumeInformationW(self, root: str, name: Any, size: int, serial: Any, *rest: Any) -> int:  # noqa: N802
        if root not in NAMES:
            return 0
        assert size == len(name)
        name.value, serial._obj.value = NAMES[root]
        return 1

    def CreateFileW(self, place: str, *rest: Any) -> int | None:  # noqa: N802
        self.opened.append(place)
        return self.handle

    def DeviceIoControl(self, handle: int, what: int, *rest: Any) -> int:  # noqa: N802
        assert handle == self.handle
        again = self.once and what in self.asked
        self.asked.append(what)
        return int(what not in self.refuses or again)

    def CloseHandle(self, handle: int) -> int:  # noqa: N802
        self.closed.append(handle)
        return 1


def machine(drive: str = "C:", table: tuple[Partition, ...] = TABLE) -> WindowsSystem:
    return WindowsSystem(Kernel(), lambda: table, lambda found: (8_000, 5_000), drive)


def test_removable_drives_with_a_medium_are_offered() -> None:
    found = removable_volumes(machine())
    assert [(v.device, v.label, v.identifier, v.filesystem) for v in found] == [
        ("E:\\", "COPIES", "4A219F0C", "FAT32"),
        ("G:\\", str(Path("G:\\").name or "G:\\"), "0B7E11D2", "exFAT"),
    ]
    assert {(v.size_bytes, v.free_bytes) for v in found} == {(8_000, 5_000)}


def test_a_windows_that_lives_on_a_stick_does_not_offer_it() -> None:
    assert [v.device for v in removable_volumes(machine("e:"))] == ["G:\\"]


def test_a_drive_that_does_not_tell_has_no_name() -> None:
    system, drive = machine(), Partition("H:\\", Path("H:\\"), "FAT32", frozenset({"rw", "removable"}))
    assert (system.label(drive), system.identifier(drive)) == ("", "")


def test_the_letter_windows_lies_on_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SystemDrive", "E:")
    assert WindowsSystem(Kernel()).system_drive == "E:"
    monkeypatch.delenv("SystemDrive")
    assert WindowsSystem(Kernel()).system_drive == "C:"


def test_a_stick_is_locked_dismounted_and_thrown_out() -> None:
    kernel = Kernel()
    release("E:\\", "COPIES", kernel)
    assert kernel.opened == ["\\\\.\\E:"]
    assert kernel.asked == [LOCK, DISMOUNT, EJECT]
    assert kernel.closed == [7]


def test_what_an_indexer_holds_is_asked_for_again() -> None:
    kernel = Kernel(refuses=(LOCK,), once=True)
    release("E:\\", "COPIES", kernel)
    assert kernel.asked == [LOCK, LOCK, DISMOUNT, EJECT]


@pytest.mark.parametrize(
    ("refuses", "code", "asked"),
    [((LOCK,), "media.busy", [LOCK]), ((DISMOUNT,), "media.eject_by_hand", [LOCK, DISMOUNT])],
)
def test_what_is_in_use_is_not_torn_off(
    monkeypatch: pytest.MonkeyPatch, refuses: tuple[int, ...], code: str, asked: list[int]
) -> None:
    monkeypatch.setattr(windows, "PATIENCE_SECONDS", 0)
    kernel = Kernel(refuses=refuses)
    with pytest.raises(EnvironmentFailure) as told:
        release("E:\\", "COPIES", kernel)
    assert (told.value.code, told.value.params) == (code, {"medium": "COPIES"})
    assert kernel.asked == asked
    assert kernel.closed == [7]


def test_a_stick_that_only_cannot_be_thrown_out_is_released() -> None:
    release("E:\\", "COPIES", Kernel(refuses=(EJECT,)))


@pytest.mark.parametrize("handle", [INVALID, None])
def test_a_drive_that_does_not_open(handle: int | None, tmp_path: Path) -> None:
    for device, code in ((str(tmp_path), "media.eject_by_hand"), (str(tmp_path / "Q"), "media.vanished")):
        with pytest.raises(EnvironmentFailure) as told:
            release(device, "COPIES", Kernel(handle))
        assert told.value.code == code
