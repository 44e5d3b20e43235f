"""Whatever kills an export with names or a recovery sheet: nobody else reads what it left, and the next one sweeps it."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.desk import files
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.store.locks import try_lock
from tests.copies.medium import Saved, content, quick
from tests.copies.test_killed import seconds, struck
from tests.copies.test_no_names import found, names_of
from tests.dice import dice_of
from tests.e2e.driver import FULL, environment
from tests.sizes import few

pytestmark = [
    few(5),
    pytest.mark.skipif(sys.platform == "win32", reason="processes are killed and stopped by signals"),
]

ROOT = Path(__file__).parents[2]
DICE = dice_of(__name__)
RUNS = 30 if FULL else 1
SECONDS = 60.0


def everything(saved: Saved, place: Path) -> tuple[str | Path, ...]:
    return ("--data", saved.shop.data, "export", "everything", "--names", "--to", place)


def sheet(saved: Saved, place: Path) -> tuple[str | Path, ...]:
    return ("--data", saved.shop.data, "recovery-sheet", "--passphrase-file", saved.phrase, "--to", place)


def halted(signal_name: str, words: tuple[str | Path, ...]) -> "subprocess.Popen[bytes]":
    said = [sys.executable, "-m", "tests.copies.halted", signal_name, *map(str, words)]
    env = environment(PYTHONPATH=str(ROOT))
    return subprocess.Popen(said, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env, cwd=ROOT)


def killed(words: tuple[str | Path, ...]) -> None:
    """Run words that are killed when all is there but the name."""
    with halted("KILL", words) as running:
        _, told = running.communicate(timeout=SECONDS)
    assert running.returncode == -signal.SIGKILL, told


@contextmanager
def living(words: tuple[str | Path, ...]) -> Iterator[None]:
    """Run words that stand still there, and let them go on to their end afterwards."""
    with halted("STOP", words) as running:
        until = time.monotonic() + SECONDS
        while Path(f"/proc/{running.pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "T":
            assert running.poll() is None and time.monotonic() < until, "it never came there"
            time.sleep(0.01)
        try:
            yield
        finally:
            running.send_signal(signal.SIGCONT)
        _, told = running.communicate(timeout=SECONDS)
    assert running.returncode == 0, told


def hidden(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.startswith("."))


def test_an_export_with_names_that_was_killed(saved: Saved, tmp_path: Path) -> None:
    place = tmp_path / "dehors" / "tout"
    killed(everything(saved, place))
    (left,) = hidden(place.parent)
    # All names lie there, and this account alone gets at them.
    assert found(names_of(saved), left)
    assert left.stat().st_mode & 0o777 == 0o700

    quick(saved.shop, *everything(saved, place)[2:], "--json")
    assert [path.name for path in place.parent.iterdir()] == ["tout"]
    assert place.stat().st_mode & 0o777 == 0o700


def test_a_recovery_sheet_that_was_killed(saved: Saved, tmp_path: Path) -> None:
    place = tmp_path / "dehors" / "fiche.pdf"
    killed(sheet(saved, place))
    (left,) = hidden(place.parent)
    half = left / "contenu" / "fiche.pdf"
    assert half.read_bytes().startswith(b"%PDF")
    assert (left.stat().st_mode & 0o777, half.stat().st_mode & 0o777) == (0o700, 0o600)
    # What is made there next takes it away, whatever it is called.
    killed(everything(saved, place.parent / "tout"))
    assert hidden(place.parent) and not left.exists()

    quick(saved.shop, *sheet(saved, place)[2:], "--json")
    assert [path.name for path in place.parent.iterdir()] == ["fiche.pdf"]
    # It opens the backups: it is nobody else's afterwards either.
    assert place.stat().st_mode & 0o777 == 0o600


def test_what_another_still_makes_is_left_to_it(saved: Saved, tmp_path: Path) -> None:
    out = tmp_path / "dehors"
    killed(everything(saved, out / "tout"))
    with living(everything(saved, out / "tout")):
        quick(saved.shop, *everything(saved, out / "autre")[2:], "--json")
        assert len(hidden(out)) == 1
    assert {path.name for path in out.iterdir()} == {"tout", "autre"}
    assert content(out / "tout").keys() == content(out / "autre").keys()


@pytest.fixture(scope="module")
def export_seconds(kept_saved: Saved, tmp_path_factory: pytest.TempPathFactory) -> float:
    folder = tmp_path_factory.mktemp("everything")
    return seconds(*everything(kept_saved.copy(folder), folder / "tout"))


@pytest.mark.parametrize("_run", range(RUNS))
def test_killed_at_any_moment(saved: Saved, export_seconds: float, tmp_path: Path, _run: int) -> None:
    place, moment = tmp_path / "dehors" / "tout", DICE.uniform(0, export_seconds)
    struck(moment, *everything(saved, place))
    if place.exists():
        assert (place / "LISEZMOI.txt").exists(), moment
    place.parent.mkdir(exist_ok=True)
    quick(saved.shop, *everything(saved, place.parent / "autre")[2:], "--json")
    assert {path.name for path in place.parent.iterdir()} <= {"tout", "autre"}, moment


# What lies in the folder and is none of ours, or is not to be taken away.


def abandoned(parent: Path, sign: str) -> Path:
    left = parent / f".concierge-desk-{sign * 16}.partiel"
    left.mkdir()
    (left / "verrou").touch()
    return left


def test_the_sweeper_follows_no_link_and_takes_nothing_of_others(tmp_path: Path) -> None:
    other = tmp_path / "ailleurs"
    other.mkdir()
    (other / "photo.jpg").touch()
    left = abandoned(tmp_path, "a")
    (left / "contenu").symlink_to(other)
    (tmp_path / ".concierge-desk-notes").mkdir()
    (tmp_path / f".concierge-desk-{'b' * 16}.partiel").touch()
    files.sweep(tmp_path)
    assert content(other).keys() == {"photo.jpg"}
    assert (tmp_path / ".concierge-desk-notes").is_dir()
    assert (tmp_path / f".concierge-desk-{'b' * 16}.partiel").is_file()


def test_a_folder_that_nobody_may_look_into_keeps_nobody_from_writing(tmp_path: Path) -> None:
    files.sweep(tmp_path / "nowhere")
    with files.whole_file(tmp_path / "nowhere" / "papier") as file:
        file.write(b"papier")
    assert content(tmp_path) == {"nowhere/papier": b"papier"}


def test_what_was_swept_before_it_was_locked_begins_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process sweeps in the very moment between a folder and its lock."""
    met: list[Path] = []

    def too_late(path: Path) -> object:
        met.append(path)
        if len(met) == 1:
            return None
        lock = try_lock(path)
        if len(met) == 2:
            path.unlink()
        return lock

    monkeypatch.setattr(files, "try_lock", too_late)
    with files.whole_file(tmp_path / "papier") as file:
        file.write(b"papier")
    assert (tmp_path / "papier").read_bytes() == b"papier"
    assert len(met) == 3
    assert [path.name for path in tmp_path.iterdir() if path != met[0].parent] == ["papier"]
    monkeypatch.undo()
    files.sweep(tmp_path)
    with pytest.raises(EnvironmentFailure), files.whole_file(tmp_path / "papier" / "dessous"):
        pass


@pytest.mark.parametrize("swept", ["before", "at"])
def test_an_empty_folder_is_taken_away_and_one_that_is_being_locked_begins_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swept: str
) -> None:
    """Whoever is killed before the lock, or after it was taken away, leaves nothing but a folder."""
    met: list[Path] = []

    def swept_first(path: Path) -> object:
        met.append(path)
        if len(met) == 1:
            files.sweep(tmp_path)
            assert not path.parent.exists()
            if swept == "at":
                raise FileNotFoundError(path)
        return try_lock(path)

    monkeypatch.setattr(files, "try_lock", swept_first)
    with files.whole_file(tmp_path / "papier") as file:
        file.write(b"papier")
        assert met[-1].parent.stat().st_mode & 0o777 == 0o700
    assert content(tmp_path) == {"papier": b"papier"}
    assert len(met) == (2 if swept == "at" else 1)


def test_what_a_disk_did_not_take_away_is_taken_by_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = abandoned(tmp_path, "a")
    (left / "contenu").mkdir()
    (left / "contenu" / "noms.csv").write_bytes(b"Kessler")
    monkeypatch.setattr("shutil.rmtree", lambda *_path, **_how: None)
    files.sweep(tmp_path)
    monkeypatch.undo()
    assert content(left).keys() == {"verrou", "contenu/noms.csv"}
    files.sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("make", [files.whole_file, files.whole_folder])
def test_a_name_that_cannot_be_is_told_before_anything_is_written_down(tmp_path: Path, make: Any) -> None:
    with pytest.raises(EnvironmentFailure, match=r"file\.cannot_write"), make(tmp_path / ("a" * 300)):
        pytest.fail("it was begun")
    assert list(tmp_path.iterdir()) == []
