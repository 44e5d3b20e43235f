"""``eject``: the one stick is released and the concierge told; what keeps it is told too, and nothing is forced."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_desk.cli import ejection
from concierge_desk.counter.texts.messages import render
from concierge_desk.desk import catalogue
from concierge_desk.media import volumes
from concierge_desk.media.linux import LinuxSystem
from tests.cli.helpers import Told, say
from tests.media.recorded import MOUNTS, build
from tests.media.sticks import KINDS, Stick
from tests.media.test_real_sticks import volume_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="sysfs and mounts are Linux' own")


def refused(done: Told, code: str, status: int, **params: str) -> None:
    assert (done.status, done.out) == (status, ""), done
    assert done.err == render(code, params, catalogue.messages(), "fr") + "\n"


@pytest.fixture
def counter_pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The recorded PC of a counter, with everything plugged in that it was recorded with."""
    tree = build("counter-pc", tmp_path / "machine")
    monkeypatch.setattr(volumes, "this_system", lambda: LinuxSystem(root=tree))
    return tree


def leave_in(tree: Path, *devices: str) -> None:
    """Pull out every stick but these; the PC's own disks stay."""
    own = ("/dev/nvme", "/dev/sda", "proc", "tmpfs")
    lines = (tree / MOUNTS).read_text().splitlines(keepends=True)
    (tree / MOUNTS).write_text("".join(line for line in lines if line.startswith((*own, *devices))))


def test_two_sticks_are_told_and_none_is_touched(counter_pc: Path) -> None:
    leave_in(counter_pc, "/dev/sdb1", "/dev/sdg1")
    places = counter_pc / "media" / "zoe"
    names = f"Copies du comptoir ({places}/Copies du comptoir), Été/1 ({places}/boitier)"
    refused(say("eject"), "media.several_sticks", 3, names=names)


def test_no_stick_is_told(counter_pc: Path) -> None:
    leave_in(counter_pc)
    refused(say("eject"), "media.no_stick", 3)
    assert say("eject", "--json").json["refused"]["code"] == "media.no_stick"


def test_one_that_went_meanwhile_is_not_called_safe(counter_pc: Path) -> None:
    """The mount table still lists it; its place is an ordinary folder."""
    leave_in(counter_pc, "/dev/sdb1")
    refused(say("eject"), "media.vanished", 4)


@pytest.fixture(params=KINDS)
def stick(
    plugged_in: Callable[[str], Stick], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Stick:
    """The only stick that is in: a real file system, mounted."""
    made = plugged_in(request.param)
    monkeypatch.setattr(ejection, "removable_volumes", lambda: (volume_of(made),))
    return made


def test_what_is_open_keeps_it_and_then_it_may_be_pulled(stick: Stick) -> None:
    with (stick.folder / "copie.zip").open("wb") as file:
        file.write(b"copie" * 1000)
        refused(say("eject"), "media.busy", 4, medium="CLE")
        assert os.path.ismount(stick.folder)
    done = say("eject", "--lang", "en")
    assert (done.status, done.out) == (0, "CLE may be pulled out now.\n"), done
    assert not os.path.ismount(stick.folder)
    # What was written is on it, and not in the folder it was seen in.
    assert not list(stick.folder.iterdir())
    stick.again()
    assert (stick.folder / "copie.zip").read_bytes() == b"copie" * 1000


def test_a_machine_is_told_which_one(stick: Stick) -> None:
    done = say("eject", "--json")
    assert done.json == {"ok": True, "label": "CLE", "path": str(stick.folder)}


def test_where_the_machine_lets_nobody_the_hand_is_told(
    stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    refused(say("eject"), "media.eject_by_hand", 4, medium="CLE")
    assert os.path.ismount(stick.folder)
