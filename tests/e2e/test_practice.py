"""`python -m concierge_desk.practice`: the example day without a window."""

import sys
from pathlib import Path

import pytest

from tests.e2e.driver import EXPECTED, Ended, Shop, call, contains, environment


def practice(*words: str | Path, cwd: Path | None = None, **more: str) -> Ended:
    command = [sys.executable, "-m", "concierge_desk.practice", *map(str, words)]
    return call(command, env=environment(**more), cwd=cwd)


def told_paths(out: bytes, folder: Path) -> list[Path]:
    words = [line.split(maxsplit=1) for line in out.decode().splitlines() if str(folder) in line]
    return [Path(line[line.index(str(folder)) :].strip()) for line in map(" ".join, words)]


def test_it_lives_the_day_and_says_where_its_papers_lie(tmp_path: Path) -> None:
    done = practice("--to", tmp_path / "essai")
    assert (done.status, done.err) == (0, "")
    ticket, zed, export = told_paths(done.out, tmp_path / "essai")[:3]
    assert ticket.read_bytes().startswith(b"%PDF-")
    assert zed.read_bytes().startswith(b"%PDF-")
    assert Shop(tmp_path).run("verify", export).status == 0
    assert export.name == "laposte-AMP1-F-2026-11-25.zip"
    assert "308,78" in done.out.decode().replace("\N{NO-BREAK SPACE}", " ")
    status = Shop(export.parent / "poste").status()
    assert contains(status, EXPECTED)


def test_each_time_in_a_folder_of_its_own(tmp_path: Path) -> None:
    first, second = (practice("--to", "essai", cwd=tmp_path) for _ in range(2))
    assert first.status == second.status == 0
    assert first.out != second.out
    assert len(list((tmp_path / "essai").iterdir())) == 2


@pytest.mark.parametrize("display", [{"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_with_a_display_it_says_that_the_window_comes_later(tmp_path: Path, display: dict[str, str]) -> None:
    with_, without = practice("--to", tmp_path / "a", **display), practice("--to", tmp_path / "b")
    assert with_.status == without.status == 0
    assert with_.out.splitlines()[-1] != without.out.splitlines()[-1]
    assert "fenêtre" in with_.out.decode()
    assert "écran" in without.out.decode()
    assert len(told_paths(with_.out, tmp_path / "a")) >= 3


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for target, status in ((tmp_path / "file", 2), (tmp_path / "file" / "below", 4)):
        done = practice("--to", target)
        assert done.status == status, done
        assert "Traceback" not in done.err
