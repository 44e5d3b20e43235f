"""Media that are full, locked or gone: no partial file stays, older copies are as they were, and it is told."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from concierge_desk.counter.texts.messages import render
from concierge_desk.desk import catalogue
from tests.copies.medium import Saved, content, copies, refused, rows, whole
from tests.dice import dice_of
from tests.e2e.driver import FULL, Ended, environment
from tests.failures.disks import Disk, bound_by_rights, disk, mount, not_tried, read_only, unmount
from tests.failures.posts import ROOT
from tests.sizes import few

pytestmark = few(3)


STOPS_SECONDS = 60.0
LEFT_BYTES = (0, 4096, 200_000)
DICE = dice_of(__name__)


def on(saved: Saved, folder: Path) -> dict[str, bytes]:
    """Put the copies that there are on a medium, and return all of it."""
    for name, data in content(saved.medium).items():
        (folder / name).write_bytes(data)
    return content(folder)


def untouched(saved: Saved) -> None:
    """The desk wrote nothing down and is whole; nothing half-made lies there."""
    assert rows(saved.shop, "SELECT file FROM backup") == [(saved.path.name,)]
    assert list((saved.shop.data / "copies").glob("sauvegarde-*")) == []
    whole(saved.shop)


@pytest.mark.parametrize("left_bytes", LEFT_BYTES if FULL else [DICE.choice(LEFT_BYTES)])
def test_a_full_medium(saved: Saved, tmp_path: Path, left_bytes: int) -> None:
    with disk("memory", tmp_path) as medium:
        before = on(saved, medium.folder)
        medium.fill(left_bytes)
        done = saved.shop.try_("backup", "--to", medium.folder, "--json")
        assert (done.status, done.json["refused"]["code"]) == (4, "media.full"), done
        medium.make_room()
        assert content(medium.folder) == before
        untouched(saved)
        # With room again, the next one is whole, beside the old one.
        assert saved.shop.run("backup", "--to", medium.folder, "--json").json["ok"]
        assert len(copies(medium.folder)) == 2


def test_a_full_disk_of_the_desk(saved: Saved, tmp_path: Path) -> None:
    """The copy finds no room beside the store: nothing is left of it, and the medium was not even looked at."""
    with disk("memory", tmp_path) as own:
        shop = saved.shop.copy(own.folder / "poste")
        mine = Saved(shop, saved.path, saved.anchor, saved.phrase, saved.sheet)
        before = content(saved.medium)
        fill_but(own, 100_000)
        refused(shop.try_("backup", "--to", saved.medium), "store.disk_full", 4)
        assert content(saved.medium) == before
        # Neither does a restore: the present store stays.
        was = shop.data.joinpath("concierge.db").read_bytes()
        words = ("restore", saved.path, "--passphrase-file", saved.sheet, "--yes")
        refused(shop.try_(*words), "store.disk_full", 4)
        assert shop.data.joinpath("concierge.db").read_bytes() == was
        own.make_room()
        untouched(mine)


def fill_but(own: Disk, left_bytes: int) -> None:
    own.fill(left_bytes)
    assert own.left_bytes <= left_bytes


def test_a_medium_that_is_mounted_to_be_read(saved: Saved) -> None:
    before = content(saved.medium)
    with read_only(saved.medium):
        refused(saved.shop.try_("backup", "--to", saved.medium), "media.read_only", 4)
    assert content(saved.medium) == before
    untouched(saved)


def test_a_folder_that_rights_close(saved: Saved) -> None:
    before = content(saved.medium)
    saved.medium.chmod(0o555)
    bound = saved.shop.copy(saved.medium.parent / "lie")
    bound.prefix = bound_by_rights()
    refused(bound.try_("backup", "--to", saved.medium), "media.read_only", 4)
    saved.medium.chmod(0o755)
    assert content(saved.medium) == before


def test_a_restore_from_a_medium_that_is_mounted_to_be_read(saved: Saved, tmp_path: Path) -> None:
    with read_only(saved.medium):
        shop, told = saved.restore(tmp_path / "nu")
        # The next restore will not find this one's epoch there: she is told now.
        assert told["alone"]
        words = ("rehearse", saved.path, "--passphrase-file", saved.sheet)
        assert shop.run(*words).status == 0
    whole(shop)


# ------------------------------------------------------------------ gone in mid-write


@contextmanager
def stopped(times: int, *words: str | Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A backup that stands still while the half-written file lies on the medium; it goes on afterwards."""
    said = [sys.executable, "-m", "tests.copies.struck", f"stop:{times}", *map(str, words)]
    env = environment(PYTHONPATH=str(ROOT))
    with subprocess.Popen(said, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=ROOT) as running:
        until = time.monotonic() + STOPS_SECONDS
        while Path(f"/proc/{running.pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "T":
            assert running.poll() is None and time.monotonic() < until, "it never came there"
            time.sleep(0.01)
        try:
            yield running
        finally:
            # Whoever leaves while it stands still would wait for it for ever.
            if running.poll() is None:
                running.kill()


def goes_on(running: "subprocess.Popen[bytes]") -> Ended:
    running.send_signal(signal.SIGCONT)
    out, err = running.communicate(timeout=60)
    return Ended(running.returncode, out, err.decode())


@pytest.mark.skipif(sys.platform != "linux", reason="a process is stopped and a medium taken as Linux does")
@pytest.mark.parametrize("times", [1, 2], ids=["before it is written", "before it is read back"])
def test_a_medium_that_vanishes_in_mid_write(saved: Saved, tmp_path: Path, times: int) -> None:
    if os.geteuid() != 0:
        not_tried("a medium is mounted for the test, which only root may")
    place = tmp_path / "disque"
    image = tmp_path / "support"
    image.mkdir()
    place.mkdir()
    before = on(saved, image)
    mount("--bind", image, place)
    gone = False
    try:
        words = ("--data", saved.shop.data, "backup", "--to", place)
        with stopped(times, *words) as running:
            subprocess.run(["umount", "--lazy", str(place)], check=True)
            gone = True
            done = goes_on(running)
    finally:
        if not gone:
            unmount(place)
    assert done.status == 4, done
    said = render("media.vanished", {}, catalogue.messages(), "fr")
    assert done.err.splitlines()[-1] == said, done
    # What it wrote went to no folder of the PC, and the medium holds what it held.
    assert list(place.iterdir()) == []
    assert {name: data for name, data in content(image).items() if name in before} == before
    assert len(copies(image)) == 1
    assert [name for name in content(image) if name.endswith(".partiel")] == []
    untouched(saved)
