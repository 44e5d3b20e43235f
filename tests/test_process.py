"""What a process that holds keys and names leaves behind when it dies, and for whom its files are."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_desk import practice
from concierge_desk.practice import main as practice_word
from tests.cli.helpers import say
from tests.e2e.driver import CLOCK, DAY, FULL, LINES, Shop, environment, new_shop, played_shop, to_lines
from tests.e2e.ready import ROOT
from tests.failures.disks import not_tried

__all__ = ["new_shop", "played_shop"]

if sys.platform == "win32":
    pytest.skip("images of a memory and rights of files, as other systems keep them", allow_module_level=True)

NAME = "Mme Grundwasser"
OPENED = {"op": "o-process-1", "do": "day.open", "float_cents": 5000}
VISIT = {
    "op": "o-process-2",
    "do": "relay.received",
    "tracking": "6A15602676300",
    "addressee": NAME,
    "shelf": "A1",
}


UNLIMITED = ("sh", "-c", 'ulimit -c unlimited; exec "$0" "$@"')


def started(words: list[str | Path], folder: Path) -> "subprocess.Popen[bytes]":
    """Start a program that may leave an image of its memory, in a folder of its own."""
    folder.mkdir()
    return subprocess.Popen(
        [*UNLIMITED, sys.executable, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(PYTHONPATH=str(ROOT), QT_QPA_PLATFORM="offscreen"),
        cwd=folder,
        bufsize=0,
    )


def aborted(running: "subprocess.Popen[bytes]") -> bool:
    """Kill a program as a fault in a library does, and say whether the system kept its memory."""
    running.send_signal(signal.SIGABRT)
    _pid, status = os.waitpid(running.pid, 0)
    running.returncode = -signal.SIGABRT
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGABRT
    for pipe in (running.stdin, running.stdout):
        assert pipe is not None
        pipe.close()
    return os.WCOREDUMP(status)


@pytest.fixture(scope="module")
def _kept_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Make sure that this machine keeps the memory of a program that does nothing against it."""
    folder = tmp_path_factory.mktemp("kept") / "la"
    running = started(["-c", "print(1, flush=True); import time; time.sleep(60)"], folder)
    assert running.stdout is not None
    running.stdout.readline()
    kept = aborted(running)
    for image in folder.iterdir():
        image.unlink()
    if not kept:
        not_tried("this machine keeps no image of the memory of a program that dies")


@pytest.mark.usefixtures("_kept_elsewhere")
def test_what_dies_at_the_counter_leaves_no_image_of_its_memory(new_shop: Shop, tmp_path: Path) -> None:
    """R-4.10: the keys are read and a name was typed: neither lies in the working folder afterwards."""
    shop = new_shop.copy(tmp_path / "poste")
    place = tmp_path / "la"
    running = started(["-m", "concierge_desk", "--data", shop.data, "record", "-"], place)
    assert running.stdin is not None
    assert running.stdout is not None
    for command in (OPENED, VISIT):
        running.stdin.write(to_lines([command]))
        assert running.stdout.readline()
    assert not aborted(running)
    assert list(place.iterdir()) == []
    # Nor anywhere beside the store.
    assert not any(NAME.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


ENTRIES: dict[str, list[str | Path]] = {
    "a word": ["-m", "concierge_desk", "--data", "DATA", "record", "-"],
    "the window": ["-m", "concierge_desk", "--data", "DATA"],
    "the practice start": ["-m", "concierge_desk.practice", "--to", "DATA"],
}


@pytest.mark.skipif(sys.platform != "linux", reason="what a process may is read where Linux tells it")
@pytest.mark.parametrize("entry", ENTRIES)
def test_every_way_in_gives_its_memory_away_to_nobody(entry: str, new_shop: Shop, tmp_path: Path) -> None:
    shop = new_shop.copy(tmp_path / "poste")
    words = [shop.data if word == "DATA" else word for word in ENTRIES[entry]]
    running = started(words, tmp_path / "la")
    try:
        limits = Path(f"/proc/{running.pid}/limits")
        wait_until(lambda: " 0                    0 " in core_limit(limits.read_text("ascii")), running)
    finally:
        running.kill()
        running.communicate()


def core_limit(limits: str) -> str:
    """The line of the limits that tells of the image."""
    return next((line for line in limits.splitlines() if line.startswith("Max core file size")), "")


def wait_until(holds: Callable[[], bool], running: "subprocess.Popen[bytes]") -> None:
    """Wait until something holds of a program that runs."""
    for _ in range(600):
        if holds():
            return
        assert running.poll() is None
        with pytest.raises(subprocess.TimeoutExpired):
            running.wait(0.05)
    pytest.fail("it never held")


def test_the_practice_start_is_guarded_before_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(practice.process, "guard", lambda: done.append("guarded"))
    monkeypatch.setattr(practice, "has_display", lambda: bool(done.append("looked")))
    monkeypatch.setattr(practice, "play", lambda **_asked: done.append("played"))
    practice_word(["--to", "x"], standalone_mode=False)
    assert done == ["guarded", "looked", "played"]


WORDS: tuple[tuple[str, ...], ...] = (
    ("init", "--site", "ampere", "--practice", "--clock", CLOCK),
    ("record", "-"),
    ("export", "laposte", "--day", DAY, "--to", "OUT/laposte"),
    ("export", "everything", "--to", "OUT/tout"),
    ("export", "verifier", "--to", "OUT/page"),
    ("print", "z:Z-2026-0001", "--as", "pdf", "--to", "OUT/z.pdf"),
    ("print", "z:Z-2026-0001", "--as", "text", "--to", "OUT/neuf/z.txt"),
)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077] if FULL else [0o000])
def test_no_other_account_opens_what_the_program_makes(umask: int, tmp_path: Path) -> None:
    """Whatever the session lets others do: store, copies, journals, locks, exports, papers and their folders."""
    data, out = tmp_path / "neuf" / "poste", tmp_path / "sorties"
    for words in WORDS:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "concierge_desk", "--data", str(data)),
                *(word.replace("OUT", str(out)) for word in words),
            ],
            input=LINES,
            capture_output=True,
            env=environment(PYTHONPATH=str(ROOT)),
            cwd=tmp_path,
            umask=umask,
            check=False,
        )
        assert done.returncode == 0, (words, done.stderr)
    made = [path for top in (data.parent, out) for path in (top, *top.rglob("*"))]
    assert {data / "concierge.db", data / "copies", out / "tout" / "journal.ndjson"} <= {*made}
    assert [path for path in made if path.stat().st_mode & 0o077] == []


def opened_to_others(data: Path) -> None:
    """Leave a desk as earlier versions did under a session that lets others look."""
    for path in (data, *data.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_desk_that_others_could_open_is_hers_again_once_it_is_opened(
    played_shop: Shop, tmp_path: Path
) -> None:
    shop = played_shop.copy(tmp_path / "poste")
    opened_to_others(shop.data)
    assert say("--data", shop.data, "day", "status").status == 0
    assert rights(shop.data) == 0o700
    assert [path for path in shop.data.iterdir() if rights(path) & 0o077] == []


def _given_to_a_group(data: Path) -> None:
    data.chmod(0o2775)


def _of_another_group(data: Path) -> None:
    if os.geteuid() != 0:
        not_tried("a folder is given to a group, which only root may")
    os.chown(data, -1, 12345)
    data.chmod(0o775)


@pytest.mark.parametrize("share", [_given_to_a_group, _of_another_group])
def test_a_folder_that_is_shared_on_purpose_stays_shared_with_them(
    share: Callable[[Path], None], played_shop: Shop, tmp_path: Path
) -> None:
    shop = played_shop.copy(tmp_path / "poste")
    opened_to_others(shop.data)
    share(shop.data)
    before = rights(shop.data)
    (shop.data / "concierge.db").chmod(0o664)
    for log in (shop.data / "journaux").glob("*.log"):
        log.unlink()
    words = (
        *(sys.executable, "-m", "concierge_desk", "--data"),
        str(shop.data),
        "day",
        "open",
        "--float",
        "5",
    )
    done = subprocess.run(words, capture_output=True, env=environment(PYTHONPATH=str(ROOT)), check=False)
    assert done.returncode == 3
    assert rights(shop.data) == before & ~0o007
    assert rights(shop.data / "concierge.db") == 0o660
    # What this one made is for the others too.
    assert [rights(log) for log in (shop.data / "journaux").glob("*.log")] == [0o660]


def test_a_folder_with_a_list_of_rights_is_left_as_it_is(played_shop: Shop, tmp_path: Path) -> None:
    shop = played_shop.copy(tmp_path / "poste")
    opened_to_others(shop.data)
    # Version 2, then (tag, rights, id): owner, user 12345, group, mask, others.
    rows = ((1, 7, -1), (2, 7, 12345), (4, 5, -1), (16, 7, -1), (32, 5, -1))
    held = (2).to_bytes(4, "little") + b"".join(
        tag.to_bytes(2, "little") + may.to_bytes(2, "little") + (whom & 0xFFFFFFFF).to_bytes(4, "little")
        for tag, may, whom in rows
    )
    try:
        os.setxattr(shop.data, "system.posix_acl_access", held)
    except OSError as error:
        not_tried(f"this disk keeps no list of rights: {error}")
    before = rights(shop.data)
    assert say("--data", shop.data, "day", "status").status == 0
    assert rights(shop.data) == before


def test_what_a_link_leads_to_is_left_as_it_is(played_shop: Shop, tmp_path: Path) -> None:
    shop = played_shop.copy(tmp_path / "poste")
    elsewhere = tmp_path / "ailleurs"
    elsewhere.write_text("x", "ascii")
    elsewhere.chmod(0o644)
    (shop.data / "lien").symlink_to(elsewhere)
    assert say("--data", shop.data, "day", "status").status == 0
    assert rights(elsewhere) == 0o644
