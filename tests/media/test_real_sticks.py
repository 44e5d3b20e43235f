"""Sticks as they are: FAT32 and ext4, mounted, filled, locked, torn off, worn, killed upon, ejected."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.media import readback
from concierge_desk.media.ejection import eject
from concierge_desk.media.linux import LinuxSystem
from concierge_desk.media.volumes import Volume, removable_volumes, require_present, the_stick
from concierge_desk.media.writer import PARTIAL, append_lines, put_file, sweep
from tests.dice import dice_of
from tests.e2e.driver import FULL
from tests.failures.disks import not_tried
from tests.media.sticks import KINDS, SIZES, Stick

PlugIn = Callable[[str], Stick]
PIECE = readback.PIECE_BYTES
MB = 1_000_000
DICE = dice_of(__name__)
KILLS = 25 if FULL else 5

pytestmark = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def stick(plugged_in: PlugIn, kind: str) -> Stick:
    """A stick with an old copy and old anchors on it."""
    found = plugged_in(kind)
    put_file(found.folder / "ancienne.zip", iter([b"old" * 1000]), cancelled=never)
    append_lines(found.folder / "ancres.ndjson", ["old"])
    return found


OLD = ["ancienne.zip", "ancres.ndjson"]


def never() -> bool:
    return False


def fails(code: str, act: Callable[[], object]) -> dict[str, object]:
    with pytest.raises(EnvironmentFailure) as told:
        act()
    assert told.value.code == code
    return dict(told.value.params)


def old_is_whole(stick: Stick) -> None:
    assert (stick.folder / "ancienne.zip").read_bytes() == b"old" * 1000
    assert (stick.folder / "ancres.ndjson").read_bytes() == b"old\n"


def pieces(count: int, between: Callable[[int], object] = lambda n: None) -> Iterator[bytes]:
    for n in range(count):
        between(n)
        yield bytes([n]) * PIECE


def volume_of(stick: Stick) -> Volume:
    """The stick as the finder finds it; as it would be found, where a driver hides the device."""
    for volume in removable_volumes(LinuxSystem(loops=True)):
        if volume.mount == stick.folder:
            return volume
    assert stick.driver is not None
    return Volume(stick.folder, "CLE", "/dev/none", 1, 1, "vfat", writable=True)


def test_a_copy_is_on_the_stick_when_it_comes_back(stick: Stick) -> None:
    digest = put_file(stick.folder / "copie.zip", pieces(12), cancelled=never)
    # Torn off the moment it is told to be there.
    stick.tear_off()
    stick.again()
    assert stick.names() == [*OLD[:1], "ancres.ndjson", "copie.zip"]
    assert hashlib.sha256((stick.folder / "copie.zip").read_bytes()).hexdigest() == digest
    old_is_whole(stick)


def test_a_stick_that_fills_up(stick: Stick) -> None:
    stick.fill(4 * MB)
    free = stick.free_bytes()
    told = fails("media.full", lambda: put_file(stick.folder / "copie.zip", pieces(12), cancelled=never))
    assert int(str(told["needed_mb"])) > int(str(told["free_mb"]))
    assert 3 <= int(str(told["free_mb"])) <= 4
    assert stick.names() == OLD
    assert stick.free_bytes() == free, "what was begun gives its room back"
    old_is_whole(stick)


def test_a_copy_that_will_not_fit_is_not_begun(stick: Stick, tmp_path: Path) -> None:
    source = tmp_path / "copie.db"
    source.write_bytes(bytes(12 * MB))
    stick.fill(4 * MB)
    begun: list[bool] = []
    told = fails(
        "media.full",
        lambda: put_file(stick.folder / "copie.zip", source, cancelled=lambda: begun.append(True) or False),
    )
    assert told["needed_mb"] == 12
    assert begun == []
    assert stick.names() == OLD


def test_lines_that_find_no_room_leave_the_old_ones(stick: Stick) -> None:
    stick.fill(64 * 1024)
    fails("media.full", lambda: append_lines(stick.folder / "ancres.ndjson", ["x" * 200_000]))
    old_is_whole(stick)
    assert stick.names() == OLD


def test_lines_are_added(stick: Stick) -> None:
    if not stick.replaces:
        not_tried(
            "fusefat gives no file the name of another: lines are added to FAT32 where the kernel mounts it"
        )
    append_lines(stick.folder / "ancres.ndjson", ["new"])
    stick.tear_off()
    stick.again()
    assert (stick.folder / "ancres.ndjson").read_bytes() == b"old\nnew\n"


def test_where_one_name_cannot_take_the_place_of_another_the_old_lines_stay(stick: Stick) -> None:
    if stick.replaces:
        pytest.skip("this one can")
    fails("media.cannot_write", lambda: append_lines(stick.folder / "ancres.ndjson", ["new"]))
    old_is_whole(stick)
    assert stick.names() == OLD


def test_a_locked_stick(stick: Stick) -> None:
    stick.put_away()
    stick.plug_in(locked=True)
    if stick.driver is None:
        assert not volume_of(stick).writable
    fails("media.read_only", lambda: put_file(stick.folder / "copie.zip", pieces(1), cancelled=never))
    fails("media.read_only", lambda: append_lines(stick.folder / "ancres.ndjson", ["new"]))
    old_is_whole(stick)


@pytest.mark.parametrize("when", [0, 1, 6])
def test_a_stick_torn_off_in_mid_write(stick: Stick, when: int) -> None:
    def tear(n: int) -> None:
        if n == when:
            stick.tear_off()

    fails("media.vanished", lambda: put_file(stick.folder / "copie.zip", pieces(8, tear), cancelled=never))
    stick.again()
    old_is_whole(stick)
    sweep(stick.folder, "copie*.zip")
    assert stick.names() == OLD


def test_a_stick_torn_off_while_it_is_read_back(stick: Stick) -> None:
    asked: list[int] = []

    def tear() -> bool:
        asked.append(1)
        if len(asked) == 8 + 2:
            stick.tear_off()
        return False

    fails("media.vanished", lambda: put_file(stick.folder / "copie.zip", pieces(8), cancelled=tear))
    stick.again()
    old_is_whole(stick)
    sweep(stick.folder, "copie*.zip")
    assert stick.names() == OLD


def test_a_stick_that_leaves_its_place_in_mid_write(stick: Stick) -> None:
    """Nothing lands in the folder that is left of it on the system disk."""

    def leave(n: int) -> None:
        if n == 3:
            stick.slip_away()

    fails("media.vanished", lambda: put_file(stick.folder / "copie.zip", pieces(8, leave), cancelled=never))
    assert not list(stick.folder.iterdir())
    stick.again()
    assert stick.names() == OLD
    old_is_whole(stick)


@pytest.mark.parametrize("direct", [True, False])
def test_a_stick_that_does_not_keep_what_it_was_given(
    stick: Stick, direct: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system remembers what it wrote and would say that all is well; the stick is asked."""
    if not direct:
        monkeypatch.setattr(readback, "_DIRECT", 0)
    good, bad = b"the last piece, well written", b"the last piece, badly kept.."
    asked: list[int] = []

    def wear() -> bool:
        asked.append(1)
        if len(asked) == 3 + 1:
            stick.corrupt(good, bad)
        return False

    told = fails(
        "media.differs",
        lambda: put_file(
            stick.folder / "copie.zip", iter([b"a" * PIECE, b"b" * 7 * PIECE, good]), cancelled=wear
        ),
    )
    assert told == {"file": "copie.zip"}
    assert stick.names() == OLD
    old_is_whole(stick)


WRITER = """
import sys
from pathlib import Path
from concierge_desk.media.writer import put_file
folder = Path(sys.argv[1])
print("ready", flush=True)
for n in range(99):
    put_file(folder / f"copie-{n}.zip", (bytes([n]) * 65536 for _ in range(48)), cancelled=lambda: False)
"""


def test_a_writer_that_is_killed_leaves_whole_copies_only(stick: Stick) -> None:
    for _ in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-P", "-c", WRITER, str(stick.folder)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        )
        with writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(DICE.random() * 0.15)
            writer.send_signal(signal.SIGKILL)
        for path in stick.folder.glob("copie-*.zip"):
            n = int(path.stem.removeprefix("copie-"))
            assert path.read_bytes() == bytes([n]) * 65536 * 48, path.name
            path.unlink()
        left = {path.name for path in stick.folder.glob(f"copie-*{PARTIAL}")}
        assert set(sweep(stick.folder, "copie-*.zip")) == left
        assert stick.names() == OLD
    old_is_whole(stick)


def test_it_is_found_and_is_the_one_only_for_who_asks_for_loops(stick: Stick, kind: str) -> None:
    if stick.driver is not None:
        not_tried("fusefat hides the device: the finder meets FAT32 where the kernel mounts it")
    found = [v for v in removable_volumes(LinuxSystem(loops=True)) if v.mount == stick.folder]
    volume = the_stick(found)
    assert volume.filesystem == {"FAT32": "vfat"}.get(kind, kind)
    assert volume.device.startswith("/dev/loop")
    assert volume.label == "CLE"
    assert 0 < volume.free_bytes <= volume.size_bytes <= SIZES[kind]
    assert stick.folder not in {v.mount for v in removable_volumes()}
    require_present(volume, LinuxSystem(loops=True))
    stick.put_away()
    fails("media.vanished", lambda: require_present(volume, LinuxSystem(loops=True)))


def test_a_stick_in_use_is_not_ejected_and_one_at_rest_is(stick: Stick) -> None:
    volume = volume_of(stick)
    with (stick.folder / "ancienne.zip").open("rb"):
        assert fails("media.busy", lambda: eject(volume)) == {"medium": "CLE"}
        assert os.path.ismount(stick.folder)
    eject(volume)
    assert not os.path.ismount(stick.folder)
    assert not list(stick.folder.iterdir())
    fails("media.vanished", lambda: eject(volume))
    stick.again()
    old_is_whole(stick)


def test_a_stick_that_was_torn_off_is_not_called_safe(stick: Stick) -> None:
    volume = volume_of(stick)
    stick.tear_off()
    fails("media.vanished", lambda: eject(volume))


def test_where_nothing_can_eject_the_hand_is_told(stick: Stick, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither tool is there, as on a machine that lets no program do it."""
    volume = volume_of(stick)
    monkeypatch.setenv("PATH", "/nowhere")
    assert fails("media.eject_by_hand", lambda: eject(volume)) == {"medium": "CLE"}
    assert os.path.ismount(stick.folder)


DESKTOP = """#!/bin/sh
echo "$*" >>"{log}"
case "$1" in unmount) exec umount "{place}" ;; *) exit 1 ;; esac
"""


def test_on_a_desktop_its_own_tool_is_asked_first_and_the_stick_sent_to_sleep(
    stick: Stick, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that cannot be sent to sleep is released all the same."""
    volume = volume_of(stick)
    tools, log = tmp_path / "outils", tmp_path / "log"
    tools.mkdir()
    (tools / "udisksctl").write_text(DESKTOP.format(log=log, place=stick.folder))
    (tools / "udisksctl").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    eject(volume)
    assert not os.path.ismount(stick.folder)
    assert log.read_text().splitlines() == [
        f"unmount --block-device {volume.device} --no-user-interaction",
        f"power-off --block-device {volume.device} --no-user-interaction",
    ]
