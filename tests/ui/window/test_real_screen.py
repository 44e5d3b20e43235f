"""The window on real screens, with a title bar and a task bar: nothing of it lies beyond what can be seen."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMargins, QRect

from concierge_desk.bootstrap.preferences_file import PreferencesFile
from concierge_desk.frame.window_place import fitted
from tests.sizes import few
from tests.ui.window.on_a_screen import PATIENCE, TITLE
from tests.ui.xserver import XServer, require_x

LARGEST = (1366, 800)
SCREENS = ((1366, 768), (1280, 800), (1024, 600))
TASK_BAR = 40
PICTURES = ("found", "paying")


@pytest.fixture(scope="module")
def screen() -> Iterator[XServer]:
    require_x("openbox")
    with XServer(size=LARGEST) as server:
        yield server


def manage(server: XServer, folder: Path, screen: tuple[int, int]) -> None:
    """Let the window manager leave a screen of that size, and keep a task bar at its foot."""
    right, bottom = LARGEST[0] - screen[0], LARGEST[1] - screen[1] + TASK_BAR
    (folder / "rc.xml").write_text(
        '<openbox_config xmlns="http://openbox.org/3.4/rc"><margins><top>0</top><left>0</left>'
        f"<right>{right}</right><bottom>{bottom}</bottom></margins></openbox_config>",
        encoding="utf-8",
    )


def test_nothing_lies_beyond_the_screen(screen: XServer, tmp_path: Path) -> None:
    """Each screen, filled and not, at both sizes of the text, with one window: it follows what the screen becomes."""
    manage(screen, tmp_path, SCREENS[0])
    manager = screen.run(["openbox", "--sm-disable", "--config-file", tmp_path / "rc.xml"])
    time.sleep(0.5)
    window = screen.run([sys.executable, "-m", "tests.ui.window.on_a_screen"])
    screen.wait_window(TITLE)
    assert window.stdin is not None and window.stdout is not None

    def ask(line: str) -> dict[str, Any]:
        window.stdin.write(f"{line}\n")
        window.stdin.flush()
        told: dict[str, Any] = json.loads(window.stdout.readline())
        return told

    for scale in ("1.0", "2.0"):
        ask(f"text {scale}")
        for size in SCREENS:
            manage(screen, tmp_path, size)
            subprocess.run(["openbox", "--reconfigure"], env=screen.environment, check=True)
            for state in ("full", "small"):
                left = [size[0], size[1] - TASK_BAR]
                told = next(
                    (one for one in (ask(state) for _ in range(PATIENCE)) if one["room"][2:] == left), None
                )
                assert told is not None, "what this screen leaves"
                assert told["full"] is (state == "full")
                for name in PICTURES:
                    told = ask(f"show {name}")
                    assert told["shown"] > 20
                    assert told["beyond"] == [], (size, state, scale, name)
                    assert told["cut"] == [], (size, state, scale, name)
                if state == "full":
                    assert told["inner"][2] == told["room"][2], "it fills the screen"
    manager.terminate()


@pytest.mark.parametrize(
    ("place", "stands"),
    [
        ((100, 50, 800, 600), (100, 50, 800, 600)),
        ((0, 0, 1280, 800), (4, 24, 1272, 692)),
        ((-300, -20, 800, 600), (4, 24, 800, 600)),
        ((2000, 900, 800, 600), (476, 116, 800, 600)),
    ],
)
def test_a_window_stands_within_its_screen_with_its_frame(
    place: tuple[int, ...], stands: tuple[int, ...]
) -> None:
    """Also where the screen it stood on was larger, or is there no longer."""
    room, frame = QRect(0, 0, 1280, 720), QMargins(4, 24, 4, 4)
    assert fitted(QRect(*place), room, frame).getRect() == stands


def test_where_the_window_stands_is_kept_at_this_pc(tmp_path: Path) -> None:
    kept = PreferencesFile(tmp_path / "preferences.json")
    assert kept.kept.place == ()
    kept.keep({"place": (40, 60, 900, 640)})
    assert PreferencesFile(tmp_path / "preferences.json").kept.place == (40, 60, 900, 640)


@few(2)
@pytest.mark.parametrize("place", [[1, 2, 3], [0, 0, 0, 600], [0, 0, "800", 600], "full", [0, 0, 10**9, 600]])
def test_a_place_that_is_none_counts_for_nothing(tmp_path: Path, place: Any, expected_log: Any) -> None:
    file = tmp_path / "preferences.json"
    file.write_text(json.dumps({"place": place}), encoding="utf-8")
    found = PreferencesFile(file)
    assert found.unread and found.kept.place == ()
