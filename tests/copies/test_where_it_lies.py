"""A copy beside the store is told: a folder where a stick should be is one of this PC as long as none is plugged in."""

from pathlib import Path

from tests.cli.helpers import say
from tests.copies.medium import Saved
from tests.failures.disks import mount as mount_disk
from tests.failures.disks import unmount

BESIDE = "est sur le disque de ce PC"


def test_an_empty_mount_point_is_told(saved: Saved, tmp_path: Path) -> None:
    """She named the stick's folder and the stick is in her pocket: it lies on the disk that it should outlive."""
    mount = tmp_path / "media" / "CLE"
    mount.mkdir(parents=True)
    words = ("--data", saved.shop.data, "backup", "--to", mount)
    done = say(*words)
    assert done.status == 0 and BESIDE in done.out and "branchez-la" in done.out, done
    mount_disk("-t", "tmpfs", "-o", "size=16m", "tmpfs", mount)
    try:
        done = say(*words)
        assert done.status == 0 and BESIDE not in done.out, done
    finally:
        unmount(mount)
    assert say(*words, "--json").json["medium"] == "pc"
