"""A real shop whose PC has no keystore, started by its icon: its words are asked for in the window, and nowhere else."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.driver import command, environment
from tests.real_site import REAL_SITE
from tests.ui.window.started import Icons, desktop
from tests.ui.xserver import XServer, require_x

PHRASE = "quatre mots que personne ne devine"
SCANNED = "6A15602676300"


@pytest.fixture(scope="module")
def managed() -> Iterator[XServer]:
    """A screen with a window manager, as every PC has one."""
    require_x("openbox")
    with XServer() as server:
        manager = server.run(["openbox", "--sm-disable"])
        yield server
        manager.terminate()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real desk behind a passphrase."""
    folder = tmp_path_factory.mktemp("made")
    phrase = folder / "phrase.txt"
    phrase.write_text(f"{PHRASE}\n")
    words = ("--data", folder / "desk", "init", "--site", REAL_SITE, "--key-passphrase-file", phrase)
    subprocess.run(command(*words), env=environment(), check=True, capture_output=True)
    return folder / "desk"


@pytest.fixture
def icons(managed: XServer, made: Path, tmp_path: Path) -> Iterator[Icons]:
    """Icons of that desk; what one test does to it no other sees."""
    shutil.copytree(made, tmp_path / "desk")
    with desktop(managed, tmp_path / "desk") as icons:
        yield icons


def test_it_is_opened_with_its_words_closed_and_opened_again(icons: Icons) -> None:
    for _ in range(2):
        program = icons.start()
        icons.shown()
        icons.until((icons.data / "verrous" / "sonnette").exists, "it is not being prepared")
        assert not icons.is_open(), "nothing of it is read before"
        icons.type(PHRASE)
        icons.until(icons.is_open, "it does not open")
        # The words are nowhere but in the window.
        found = [path for path in icons.data.rglob("*") if path.is_file() and _holds(path, PHRASE)]
        assert found == []
        icons.until(lambda: icons.active() in icons.windows())
        icons.server.key("alt+F4")
        assert icons.ended(program) == 0
        assert not icons.is_open() and not (icons.data / "verrous" / "sonnette").exists()


def test_words_that_are_wrong_are_asked_for_again(icons: Icons) -> None:
    program = icons.start()
    icons.shown()
    for number in range(3):
        icons.type(f"d'autres mots {number}")
        icons.until(lambda: _cpu_rests(program.pid), "it never rests")
        assert program.poll() is None and not icons.is_open()
        icons.server.key("ctrl+a")
    # Seen, on the screen, for whoever wants to see them; then typed right, and as a sign of life in capitals.
    icons.type(PHRASE)
    icons.until(icons.is_open, "it does not open")
    icons.server.key("alt+F4")
    assert icons.ended(program) == 0
    assert "unexpected" not in icons.log()


def test_leaving_the_question_is_no_failure(icons: Icons) -> None:
    program = icons.start()
    icons.shown()
    icons.type("d'autres mots")
    icons.until(lambda: _cpu_rests(program.pid), "it never rests")
    icons.server.key("Escape")
    assert icons.ended(program) == 0
    assert icons.windows() == []


def test_a_scan_is_none_of_the_words_and_waits_for_the_counter(icons: Icons) -> None:
    program = icons.start()
    window = icons.shown()
    icons.server.type(PHRASE[:10], 60)
    subprocess.run(
        [
            "xdotool",
            *(step for sign in SCANNED for step in ("key", "--delay", "0", sign, "sleep", "0.004")),
            "key",
            "Return",
        ],
        env=icons.server.environment,
        check=True,
    )
    icons.until(lambda: _cpu_rests(program.pid), "it never rests")
    assert not icons.is_open(), "a scan that ends with Enter gives nothing away"
    icons.server.focus(window)
    icons.type(PHRASE[10:])
    icons.until(icons.is_open, "the scan is none of the words")
    icons.server.key("alt+F4")
    assert icons.ended(program) == 0


def test_a_second_start_brings_the_window_to_the_front(icons: Icons) -> None:
    """Asked for or open, once and once more; the second process says nothing and is gone."""
    first = icons.start()
    window = icons.shown()
    icons.until((icons.data / "verrous" / "sonnette").exists)
    for opens in (False, True):
        if opens:
            icons.type(PHRASE)
            icons.until(icons.is_open)
        icons.server._tool("xdotool", "windowminimize", "--sync", window)
        assert icons.windows() == []
        second = icons.start()
        assert icons.ended(second) == 0
        icons.until(lambda: icons.windows() == [window], "it stays minimised")
        icons.until(lambda: icons.active() == window, "it is not in front")
        assert not (icons.data / "verrous" / "sonnette-tiree").exists()
    assert first.poll() is None


def test_after_a_kill_it_starts_as_ever(icons: Icons) -> None:
    first = icons.start()
    icons.shown()
    icons.until((icons.data / "verrous" / "sonnette").exists)
    first.kill()
    first.wait()
    program = icons.start()
    icons.shown()
    icons.type(PHRASE)
    icons.until(icons.is_open, "what was left of the other one stands in its way")
    icons.server.key("alt+F4")
    assert icons.ended(program) == 0


def _holds(path: Path, words: str) -> bool:
    return words.encode() in path.read_bytes()


def _cpu_rests(pid: int) -> bool:
    import psutil

    program = psutil.Process(pid)
    return program.cpu_percent(0.5) < 5
