"""SIGKILL at any moment of a backup and of a restore: the old one or the new one, whole."""

import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from concierge_desk.bootstrap.appearance import Look
from concierge_desk.bootstrap.opening import open_face
from concierge_desk.bootstrap.second_start import WindowSeat
from concierge_desk.desk.options import Options
from concierge_desk.store.locks import one_backup
from tests.copies.medium import Saved, content, copies, figures, quick, rows, whole
from tests.dice import dice_of
from tests.e2e.driver import DAY, FULL, Ended, Shop, call, environment
from tests.sizes import few

pytestmark = few(7)


RUNS = 50 if FULL else 4
DICE = dice_of(__name__)
ROOT = Path(__file__).parents[2]
MOST_SECONDS = 5.0


def struck(how: str | float, *words: str | Path) -> Ended:
    said = [sys.executable, "-m", "tests.copies.struck", str(how), *map(str, words)]
    return call(said, env=environment(PYTHONPATH=str(ROOT)), cwd=ROOT)


def seconds(*words: str | Path) -> float:
    """How long a word works, loading left out."""
    done = struck("whole", *words)
    assert done.status == 0, done
    return min(float(done.err.splitlines()[-1]), MOST_SECONDS)


def backup(saved: Saved) -> tuple[str | Path, ...]:
    return ("--data", saved.shop.data, "backup", "--to", saved.medium)


def restore(saved: Saved, data: Path) -> tuple[str | Path, ...]:
    return ("--data", data, "restore", saved.path, "--passphrase-file", saved.sheet, "--yes")


@pytest.fixture(scope="module")
def backup_seconds(kept_saved: Saved, tmp_path_factory: pytest.TempPathFactory) -> float:
    return seconds(*backup(kept_saved.copy(tmp_path_factory.mktemp("backup"))))


@pytest.fixture(scope="module")
def restore_seconds(kept_saved: Saved, tmp_path_factory: pytest.TempPathFactory) -> float:
    mine = kept_saved.copy(tmp_path_factory.mktemp("restore"))
    return seconds(*restore(mine, mine.shop.data))


@pytest.mark.parametrize("_run", range(RUNS))
def test_backup_killed(saved: Saved, backup_seconds: float, _run: int) -> None:
    moment = DICE.uniform(0, backup_seconds)
    old, said = content(saved.medium), figures(saved.shop, DAY)
    killed = struck(moment, *backup(saved))
    assert killed.status in (0, -9), killed

    # Every name on the medium is that of a whole copy, and what was there is there, byte for byte.
    found = copies(saved.medium)
    assert len(found) <= 2, moment
    now = content(saved.medium)
    assert now[saved.path.name] == old[saved.path.name], moment
    assert now["ancres.ndjson"].startswith(old["ancres.ndjson"]), moment
    half = [name for name in now if name.endswith(".partiel")]
    made = rows(saved.shop, "SELECT file FROM backup")
    assert {name for (name,) in made} <= set(found), (moment, "told before it was there")

    # The next one works, takes away what was left half-written, here and there, and the desk is whole.
    told = saved.backup()
    assert Path(told["path"]).name in copies(saved.medium), moment
    assert not [path for path in saved.medium.iterdir() if path.name.endswith(".zip.partiel")], (moment, half)
    assert list((saved.shop.data / "copies").glob("sauvegarde-*")) == [], moment
    assert figures(saved.shop, DAY) == said, moment
    whole(saved.shop)


@pytest.mark.parametrize("_run", range(RUNS))
def test_restore_killed(saved: Saved, restore_seconds: float, _run: int) -> None:
    """The present store holds more than the backup: which of them is there can be told."""
    quick(saved.shop, "day", "close", "--gap-reason", "counting_error", "--json")
    medium = content(saved.medium)
    was = rows(saved.shop, "SELECT seq, hash FROM journal ORDER BY seq")
    anchors = saved.shop.data / "ancres.ndjson"
    kept = anchors.read_bytes()
    moment = DICE.uniform(0, restore_seconds)
    killed = struck(moment, *restore(saved, saved.shop.data))
    assert killed.status in (0, -9), killed

    held = int(saved.anchor[1:].partition(":")[0])
    found = rows(saved.shop, "SELECT seq, hash FROM journal ORDER BY seq")
    if found == was:
        assert figures(saved.shop, DAY)["state"] == "closed", moment
    else:
        assert found[:held] == was[:held], moment
        assert rows(saved.shop, "SELECT max(seq), epoch FROM journal") == [(held + 1, "B")], moment
        assert figures(saved.shop, DAY)["state"] == "open", moment
    taken = the_rest_is_as_it_was(medium, content(saved.medium))
    assert taken or found == was, moment
    # It is told here first, then there.
    here = anchors.read_bytes() != kept
    assert here or not taken, moment
    assert quick(saved.shop, "verify", "--signatures", "--rebuild", "--json")["faults"] == [], moment

    # Once more, over whatever is there, and nothing half-made stays.
    again, told = saved.restore(saved.shop.data, "--yes")
    assert told["epoch"] == ("C" if here else "B"), moment
    whole(again)


@pytest.mark.parametrize("_run", range(RUNS // 3))
def test_restore_killed_on_a_bare_pc(saved: Saved, restore_seconds: float, tmp_path: Path, _run: int) -> None:
    """There is no store, or there is the new one with its keys."""
    data = tmp_path / "nu"
    medium = content(saved.medium)
    moment = DICE.uniform(0, restore_seconds)
    struck(moment, *restore(saved, data))
    made = (data / "concierge.db").exists()
    taken = the_rest_is_as_it_was(medium, content(saved.medium))
    assert taken or not made, moment
    here = (data / "ancres.ndjson").exists()
    assert here or not taken, moment
    again, told = saved.restore(data, "--yes")
    assert told["epoch"] == ("C" if here else "B"), moment
    assert (told["kept"] is not None) == made, moment
    whole(again)


KEY = ".cles-"


def test_a_key_file_that_a_killed_restore_left_is_swept_by_the_next(saved: Saved, tmp_path: Path) -> None:
    data = tmp_path / "nu"
    assert struck(f"unlink:{KEY}", *restore(saved, data)).status == -9
    assert len(list(data.glob(f"{KEY}*"))) == 1
    again, _told = saved.restore(data, "--yes")
    whole(again)


def test_and_by_a_window_that_opens_there(saved: Saved) -> None:
    left = saved.shop.data / f"{KEY}0"
    left.write_bytes((saved.shop.data / "FACTICE.key").read_bytes())
    with ExitStack() as held, WindowSeat() as seat:
        open_face(Options(saved.shop.data), Look("fr"), held, seat, first=True)
    assert not left.exists()


def test_lines_that_a_killed_copy_was_writing_are_swept_by_a_window_unless_a_copy_is_being_made(
    saved: Saved,
) -> None:
    data, left = saved.shop.data, saved.shop.data / "ancres.ndjson.partiel"
    left.write_bytes(b"x")

    def opened() -> bool:
        with ExitStack() as held, WindowSeat() as seat:
            open_face(Options(data), Look("fr"), held, seat, first=True)
        return left.exists()

    with one_backup(data / "verrous"):
        assert opened()
    assert not opened()


def test_a_key_file_that_a_killed_init_left_is_swept_by_the_next(tmp_path: Path) -> None:
    data = tmp_path / "poste"
    words = ("--data", data, "init", "--practice", "--site", "ampere", "--json")
    assert struck(f"unlink:{KEY}", *words).status == -9
    assert len(list(data.glob(f"{KEY}*"))) == 1
    quick(Shop(data), *words[2:])
    whole(Shop(data))


HALF = "avant-restauration-*.partiel*"


def copies_half_made(saved: Saved) -> list[Path]:
    return list((saved.shop.data / "copies").glob(HALF))


def half_made(saved: Saved) -> list[Path]:
    """Kill a restore once the old store lies aside, names and all, but for its name; return what it leaves."""
    killed = struck("kill:avant-restauration", *restore(saved, saved.shop.data))
    assert killed.status == -9, killed
    left = copies_half_made(saved)
    assert left and sum(path.stat().st_size for path in left) > 100_000
    return left


def test_what_a_killed_restore_set_aside_is_swept_by_the_next(saved: Saved) -> None:
    left = half_made(saved)
    saved.restore(saved.shop.data, "--yes")
    assert not [path for path in left if path.exists()]
    assert copies_half_made(saved) == []


def test_and_by_the_next_backup(saved: Saved) -> None:
    half_made(saved)
    saved.backup()
    assert copies_half_made(saved) == []


def test_and_by_a_window_that_opens(saved: Saved) -> None:
    half_made(saved)
    with ExitStack() as held, WindowSeat() as seat:
        open_face(Options(saved.shop.data), Look("fr"), held, seat, first=True)
        assert copies_half_made(saved) == []


def test_one_of_which_no_page_was_written_yet_is_swept_with_its_journal(saved: Saved) -> None:
    """The pages of a small store go out at the end, all at once: before that a journal lies beside nothing."""
    killed = struck("first:avant-restauration", *restore(saved, saved.shop.data))
    assert killed.status == -9, killed
    left = {path.name.partition(".db")[2]: path.stat().st_size for path in copies_half_made(saved)}
    assert left[".partiel"] == 0 and left[".partiel-journal"] > 0
    saved.backup()
    assert copies_half_made(saved) == []


def test_what_a_killed_closing_left_is_swept_by_the_next(saved: Saved) -> None:
    """The copy beside the store has the name of its closing: no other one takes its place."""
    half = saved.shop.data / "copies" / "cloture-Z-2026-0099.db.partiel-journal"
    half.parent.mkdir(exist_ok=True)
    half.write_bytes(b"x")
    quick(saved.shop, "day", "close", "--gap-reason", "counting_error", "--json")
    assert [path.name for path in half.parent.iterdir()] == ["cloture-Z-2026-0001.db"]


def the_rest_is_as_it_was(before: dict[str, bytes], now: dict[str, bytes]) -> bool:
    """Say whether the epoch was told on the medium, where nothing else has changed.

    It is told before the store is in its place: an epoch that nobody lives is the price of none lived twice.
    """
    half = {name for name in now if name.endswith(".partiel")}
    assert half <= {"ancres.ndjson.partiel"}
    told, old = now["ancres.ndjson"], before["ancres.ndjson"]
    assert told.startswith(old) and told.count(b"\n") <= old.count(b"\n") + 1
    assert {name: now[name] for name in now.keys() - half - {"ancres.ndjson"}} == {
        name: before[name] for name in before if name != "ancres.ndjson"
    }
    return told != old
