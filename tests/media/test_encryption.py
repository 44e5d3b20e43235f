"""Encryption of the disk that a folder lies on, on a machine as the kernel shows it."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_desk.media import encryption
from concierge_desk.media.encryption import encryption_of
from concierge_desk.media.system import Partition

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="sysfs is Linux's")
Device = Callable[..., None]


@pytest.fixture
def device(tmp_path: Path) -> Device:
    """Lay a block device under a folder: its name, what it lies on, what the device mapper calls it."""

    def lay(name: str, *below: str, uuid: str = "") -> None:
        block = tmp_path / "sys" / "class" / "block" / name
        (block / "slaves").mkdir(parents=True)
        (tmp_path / "dev").mkdir(exist_ok=True)
        (tmp_path / "dev" / name).touch()
        for one in below:
            (block / "slaves" / one).symlink_to(block.parent / one)
        if uuid:
            (block / "dm").mkdir()
            (block / "dm" / "uuid").write_text(f"{uuid}\n")

    return lay


def found(tmp_path: Path, *mounts: tuple[str, str, str], folder: str = "home/desk") -> str:
    place = tmp_path / folder
    place.mkdir(parents=True, exist_ok=True)
    partitions = [
        Partition(device, tmp_path / mount, kind, frozenset({"rw"})) for device, mount, kind in mounts
    ]
    return encryption_of(place, root=tmp_path, partitions=partitions)


ROOT = ("/dev/sda2", "", "ext4")
HOME = ("/dev/dm-0", "home", "ext4")


@LINUX
def test_a_plain_partition_is_read_by_whoever_takes_it(tmp_path: Path, device: Device) -> None:
    device("sda2")
    assert found(tmp_path, ROOT) == "clear"


@LINUX
def test_luks_is_known_below_a_logical_volume_too(tmp_path: Path, device: Device) -> None:
    device("sda2")
    device("dm-1", "sda2", uuid="CRYPT-LUKS2-6f1c-luks")
    device("dm-0", "dm-1", uuid="LVM-abc")
    assert found(tmp_path, ROOT, HOME) == "encrypted"
    assert found(tmp_path, ("/dev/dm-1", "", "ext4")) == "encrypted"


@LINUX
def test_one_part_in_clear_is_enough_to_read(tmp_path: Path, device: Device) -> None:
    device("sda2")
    device("sdb1")
    device("dm-1", "sda2", uuid="CRYPT-LUKS2-6f1c-luks")
    device("dm-0", "dm-1", "sdb1", uuid="LVM-abc")
    assert found(tmp_path, HOME) == "clear"


@LINUX
def test_the_place_that_is_mounted_deepest_counts(tmp_path: Path, device: Device) -> None:
    device("sda2")
    device("dm-0", "sda2", uuid="CRYPT-PLAIN-x")
    assert found(tmp_path, ROOT, HOME) == "encrypted"
    assert found(tmp_path, ROOT, HOME, folder="srv/desk") == "clear"
    # Of two on one place the last is seen.
    assert found(tmp_path, HOME, ("/dev/sda2", "home", "ext4")) == "clear"


@LINUX
@pytest.mark.parametrize(
    ("mount", "told"),
    [
        (("tmpfs", "", "tmpfs"), "unknown"),
        (("server:/share", "", "nfs4"), "unknown"),
        (("/dev/nowhere", "", "ext4"), "unknown"),
        (("/home/.ecryptfs", "", "ecryptfs"), "encrypted"),
    ],
)
def test_what_the_system_does_not_tell_is_not_guessed(
    tmp_path: Path, mount: tuple[str, str, str], told: str
) -> None:
    assert found(tmp_path, mount) == told
    assert found(tmp_path) == "unknown"


def test_elsewhere_it_is_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encryption.sys, "platform", "win32")
    assert encryption_of(tmp_path) == "unknown"


def test_this_machine_answers(tmp_path: Path) -> None:
    assert encryption_of(tmp_path) in {"encrypted", "clear", "unknown"}
