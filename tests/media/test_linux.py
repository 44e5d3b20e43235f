"""The finder of volumes on recorded machines: what is offered, and above all what never is."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.media.linux import LinuxSystem
from concierge_desk.media.volumes import Volume, removable_volumes, require_present
from tests.media.recorded import MOUNTS, build

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="sysfs is Linux' own")

Machine = Callable[..., LinuxSystem]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Returns a recorded machine."""

    def recorded(sheet: str, *, loops: bool = False) -> LinuxSystem:
        tree = build(sheet, tmp_path / "machine")
        return LinuxSystem(root=tree, loops=loops)

    return recorded


def by_device(system: LinuxSystem) -> dict[str, Volume]:
    return {volume.device: volume for volume in removable_volumes(system)}


def test_what_a_hand_plugs_in_is_offered_and_nothing_else(machine: Machine) -> None:
    assert {device: volume.label for device, volume in by_device(machine("counter-pc")).items()} == {
        "/dev/sdb1": "Copies du comptoir",
        "/dev/sdc": "0B7E-11D2",
        "/dev/mmcblk0p1": "CARTE",
        "/dev/mapper/luks-6f1c": "Coffre",
        "/dev/sdg1": "Été/1",
    }


def test_a_stick_is_told_with_its_place_kind_and_room(machine: Machine, tmp_path: Path) -> None:
    stick = by_device(machine("counter-pc"))["/dev/sdb1"]
    assert stick.mount == tmp_path / "machine/media/zoe/Copies du comptoir"
    assert (stick.filesystem, stick.writable, stick.identifier) == ("vfat", True, "4A21-9F0C")
    found = psutil.disk_usage(str(tmp_path))
    assert stick.size_bytes == found.total
    assert 0 < stick.free_bytes <= stick.size_bytes


def test_this_machine_is_read_as_the_library_reads_it() -> None:
    told = {
        (found.device, found.mountpoint, found.fstype, frozenset(found.opts.split(",")))
        for found in psutil.disk_partitions(all=True)
        if found.device.startswith("/dev/")
    }
    found = LinuxSystem().partitions()
    assert {(part.device, str(part.mount), part.filesystem, part.options) for part in found} == told


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (rb"a\040b", "a b"),
        (rb"a\011b\012c", "a\tb\nc"),
        (rb"a\134040", r"a\040"),
        (b"a\rb\x0cc", "a\rb\x0cc"),
        ("Été".encode(), "Été"),
        (b"a\xff", "a\udcff"),
    ],
)
def test_a_name_is_read_as_it_was_given(tmp_path: Path, written: bytes, name: str) -> None:
    table = tmp_path / MOUNTS
    table.parent.mkdir(parents=True)
    table.write_bytes(b"/dev/sdb1 /media/%s vfat rw,nosuid 0 0\nproc /proc proc rw 0 0\n" % written)
    found = LinuxSystem(root=tmp_path).partitions()
    assert [(part.mount, part.options) for part in found] == [
        (Path("/media") / name, frozenset({"rw", "nosuid"}))
    ]


def test_a_machine_without_a_mount_table_has_no_stick(tmp_path: Path) -> None:
    assert LinuxSystem(root=tmp_path).partitions() == ()


def test_the_disk_that_the_kernel_was_started_from_has_its_name_from_the_kernel(tmp_path: Path) -> None:
    """Without a system in memory to begin with, the table calls it by no name of its own."""
    table = tmp_path / MOUNTS
    table.parent.mkdir(parents=True)
    table.write_text("/dev/root / ext4 rw 0 0\n")
    system = LinuxSystem(root=tmp_path)
    assert [part.device for part in system.partitions()] == ["/dev/root"]
    number = tmp_path.stat().st_dev
    disk = tmp_path / "sys/devices/pci/usb1/block/sdb/sdb2"
    disk.mkdir(parents=True)
    place = tmp_path / "sys/dev/block" / f"{os.major(number)}:{os.minor(number)}"
    place.parent.mkdir(parents=True)
    place.symlink_to(disk)
    assert [part.device for part in system.partitions()] == ["/dev/sdb2"]


def test_a_locked_stick_is_told_as_such(machine: Machine) -> None:
    assert not by_device(machine("counter-pc"))["/dev/sdc"].writable


def test_they_stand_in_the_order_of_their_places(machine: Machine) -> None:
    places = [str(volume.mount) for volume in removable_volumes(machine("counter-pc"))]
    assert places == sorted(places)


def test_a_stick_shown_twice_is_one_stick_at_its_own_place(machine: Machine) -> None:
    found = [v.mount.name for v in removable_volumes(machine("counter-pc")) if v.device == "/dev/sdb1"]
    assert found == ["Copies du comptoir"]


def test_a_loop_is_a_stick_only_for_who_asks(machine: Machine, tmp_path: Path) -> None:
    system = machine("counter-pc", loops=True)
    mounts = tmp_path / "machine" / MOUNTS
    image = tmp_path / "image"
    image.mkdir()
    mounts.write_text(mounts.read_text().replace("/snap/core22/1033", str(image)))
    assert by_device(system)["/dev/loop3"].mount == image
    assert "/dev/loop3" not in by_device(LinuxSystem(root=system.root))


def test_the_stick_that_the_system_lives_on_is_not_offered(machine: Machine) -> None:
    assert set(by_device(machine("started-from-a-stick"))) == {"/dev/sdb1"}


@pytest.mark.parametrize("place", ["/", "/usr", "/home", "/boot", "/boot/efi", "/var"])
def test_no_disk_of_the_system_is_ever_offered(machine: Machine, tmp_path: Path, place: str) -> None:
    """Even when it hangs on USB: the mount table says what it holds."""
    system = machine("counter-pc")
    mounts = tmp_path / "machine" / MOUNTS
    mounts.write_text(mounts.read_text() + f"/dev/sdb1 {place} ext4 rw 0 0\n")
    assert "/dev/sdb1" not in by_device(system)
    assert "/dev/sdc" in by_device(system)


def test_a_stick_is_still_in_or_was_pulled_out(machine: Machine, tmp_path: Path) -> None:
    system = machine("counter-pc")
    stick = by_device(system)["/dev/sdb1"]
    require_present(stick, system)
    mounts = tmp_path / "machine" / MOUNTS
    mounts.write_text("".join(x for x in mounts.read_text().splitlines(keepends=True) if "sdb1" not in x))
    assert stick.mount.is_dir(), "the folder it was seen in stays behind, on the system disk"
    with pytest.raises(EnvironmentFailure) as told:
        require_present(stick, system)
    assert told.value.code == "media.vanished"


def test_another_stick_at_the_same_place_is_not_the_one(machine: Machine, tmp_path: Path) -> None:
    system = machine("counter-pc")
    stick = by_device(system)["/dev/sdb1"]
    names = tmp_path / "machine/dev/disk/by-uuid"
    (names / "4A21-9F0C").rename(names / "FFFF-0001")
    with pytest.raises(EnvironmentFailure):
        require_present(stick, system)


def test_where_udev_tells_no_name_the_place_has_one(machine: Machine, tmp_path: Path) -> None:
    system = machine("counter-pc")
    for link in (tmp_path / "machine/dev/disk/by-label").iterdir():
        link.unlink()
    assert by_device(system)["/dev/sdb1"].label == "Copies du comptoir"
    assert by_device(system)["/dev/sdg1"].label == "boitier"


def test_a_medium_that_does_not_answer_is_left_out(machine: Machine, tmp_path: Path) -> None:
    system = machine("counter-pc")
    (tmp_path / "machine/media/zoe/Coffre").rmdir()
    assert "/dev/mapper/luks-6f1c" not in by_device(system)


def test_this_machine_can_be_looked_at() -> None:
    """Whatever is plugged in where the test runs, the system disk is not among it."""
    assert all(volume.mount != Path("/") for volume in removable_volumes())
