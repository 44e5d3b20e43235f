"""`python -m concierge_desk.practice` where there is no display: a week without a window."""

import sys
from pathlib import Path

from tests.e2e.driver import Ended, Shop, call, environment


def practice(*words: str | Path, cwd: Path | None = None, **more: str) -> Ended:
    command = [sys.executable, "-m", "concierge_desk.practice", *map(str, words)]
    return call(command, env=environment(**more), cwd=cwd)


def told_paths(out: bytes, folder: Path) -> list[Path]:
    """The files that it says are to be opened, below the week's own folder."""
    (home,) = folder.iterdir()
    lines = [line for line in out.decode().splitlines() if line.startswith("  ")]
    return [home / line.split("  (")[0].strip() for line in lines]


def test_it_lives_a_week_and_says_what_to_open(tmp_path: Path) -> None:
    done = practice("--to", tmp_path / "essai")
    assert (done.status, done.err) == (0, "")
    found = told_paths(done.out, tmp_path / "essai")
    (home,) = (tmp_path / "essai").iterdir()
    assert str(home) in done.out.decode()
    assert {path.name.partition("-")[0] for path in found} >= {"ticket", "z", "bordereau", "slip", "laposte"}
    for path in found:
        if path.suffix == ".pdf":
            assert path.read_bytes().startswith(b"%PDF-"), path
    (statement,) = (path for path in found if path.name == "laposte-AMP1-F-2026-11-28.zip")
    (backup,) = (path for path in found if path.parent.name == "sauvegardes")
    for file in (statement, backup):
        assert Shop(tmp_path).run("verify", file).status == 0
    assert Shop(home / "poste-restaure").verified()["anchor"].startswith("B")
    days = [line for line in done.out.decode().splitlines() if line.startswith("2026-11-2")]
    assert [line.split()[0][-2:] for line in days] == ["23", "24", "25", "26", "27", "28"]
    shop = Shop(home / "poste")
    assert shop.status("2026-11-28")["number"] == "Z-2026-0006"
    assert shop.verified()["entries"] > 300


def test_each_time_in_a_folder_of_its_own_and_the_same_week(tmp_path: Path) -> None:
    first, second = (practice("--to", "essai", cwd=tmp_path) for _ in range(2))
    assert first.status == second.status == 0
    homes = sorted(path.name for path in (tmp_path / "essai").iterdir())
    assert len(homes) == 2
    said = [done.out.decode() for done in (first, second)]
    for home in homes:
        said = [text.replace(home, "") for text in said]
    assert said[0] == said[1]


def test_a_display_that_is_no_more_is_none(tmp_path: Path) -> None:
    done = practice("--to", tmp_path / "essai", DISPLAY=":4711")
    assert (done.status, done.err) == (0, "")
    assert "écran" in done.out.decode().splitlines()[-1]


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for target, status in ((tmp_path / "file", 2), (tmp_path / "file" / "below", 4)):
        done = practice("--to", target)
        assert done.status == status, done
        assert "Traceback" not in done.err
