"""`python -m concierge_desk.practice` where there is no display: a week without a window."""

import sys
from pathlib import Path

import pytest

from tests.e2e.driver import Ended, Shop, call, environment


def practice(*words: str | Path, cwd: Path | None = None, **more: str) -> Ended:
    command = [sys.executable, "-m", "concierge_desk.practice", *map(str, words)]
    return call(command, env=environment(**more), cwd=cwd)


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Ended, Ended]]:
    """Two weeks, one after another, begun in one folder; the second time a display is named that is no more."""
    begun = tmp_path_factory.mktemp("begun")
    return begun, (
        practice("--to", "essai", cwd=begun),
        practice("--to", "essai", cwd=begun, DISPLAY=":4711"),
    )


def homes_of(begun: Path) -> list[Path]:
    """The folders of both weeks, the first one before."""
    return sorted((begun / "essai").iterdir(), key=lambda home: home.stat().st_ctime_ns)


def test_it_lives_a_week_and_says_what_to_open(weeks: tuple[Path, tuple[Ended, Ended]]) -> None:
    begun, (done, _again) = weeks
    assert (done.status, done.err) == (0, "")
    (home,) = (one for one in homes_of(begun) if one.name in done.out.decode())
    lines = [line for line in done.out.decode().splitlines() if line.startswith("  ")]
    found = [home / line.split("  (")[0].strip() for line in lines]
    assert {path.name.partition("-")[0] for path in found} >= {"ticket", "z", "bordereau", "slip", "laposte"}
    for path in found:
        if path.suffix == ".pdf":
            assert path.read_bytes().startswith(b"%PDF-"), path
    (statement,) = (path for path in found if path.name == "laposte-AMP1-F-2026-11-28.zip")
    (backup,) = (path for path in found if path.parent.name == "sauvegardes")
    for file in (statement, backup):
        assert Shop(begun).run("verify", file).status == 0
    assert Shop(home / "poste-restaure").verified()["anchor"].startswith("B")
    days = [line for line in done.out.decode().splitlines() if line.startswith("2026-11-2")]
    assert [line.split()[0][-2:] for line in days] == ["23", "24", "25", "26", "27", "28"]
    shop = Shop(home / "poste")
    assert shop.status("2026-11-28")["number"] == "Z-2026-0006"
    assert shop.verified()["entries"] > 300


def test_each_time_in_a_folder_of_its_own_and_the_same_week(
    weeks: tuple[Path, tuple[Ended, Ended]],
) -> None:
    begun, ended = weeks
    homes = [home.name for home in homes_of(begun)]
    assert [done.status for done in ended] == [0, 0] and len(homes) == 2
    said = [done.out.decode() for done in ended]
    for home in homes:
        said = [text.replace(home, "") for text in said]
    assert said[0] == said[1]


def test_a_display_that_is_no_more_is_none(weeks: tuple[Path, tuple[Ended, Ended]]) -> None:
    _begun, (_first, done) = weeks
    assert (done.status, done.err) == (0, "")
    assert "écran" in done.out.decode().splitlines()[-1]


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for target, status in ((tmp_path / "file", 2), (tmp_path / "file" / "below", 4)):
        done = practice("--to", target)
        assert done.status == status, done
        assert "Traceback" not in done.err
