"""Whatever stops a start is a window that says what to do: started by an icon, nothing else would be seen of it."""

import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from concierge_desk.bootstrap import native_box, stopped
from concierge_desk.bootstrap.appearance import Look
from concierge_desk.desk.options import Options
from concierge_desk.domain.errors import DeskError, EnvironmentFailure, IntegrityFailure, Refused
from concierge_desk.frame.stopped_window import Stopped, StoppedWindow
from concierge_desk.signing.passphrase import NO_PASSPHRASE, PassphraseSource
from concierge_desk.store.locks import ExclusiveUse
from tests import easily
from tests.e2e.driver import command, environment
from tests.failures import keystores
from tests.real_site import REAL_SITE
from tests.ui.shell.geometry import cut
from tests.ui.window.started import Icons, desktop
from tests.ui.xserver import XServer, require_x

PHRASE = "quatre mots que personne ne devine"
BACKEND = "PYTHON_KEYRING_BACKEND"


@pytest.fixture(scope="module")
def managed() -> Iterator[XServer]:
    require_x("openbox")
    with XServer() as server:
        manager = server.run(["openbox", "--sm-disable"])
        yield server
        manager.terminate()


def made(folder: Path, *more: str | Path, **extra: str) -> Path:
    """Make a real desk."""
    words = ("--data", folder, "init", "--site", REAL_SITE, *more)
    subprocess.run(command(*words), env=environment(**extra), check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real desk behind a passphrase."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "phrase.txt").write_text(f"{PHRASE}\n")
    desk = made(folder / "desk", "--key-passphrase-file", folder / "phrase.txt")
    easily.lock_keys(desk, folder / "phrase.txt")
    return desk


@pytest.fixture
def icons(managed: XServer, locked: Path, tmp_path: Path) -> Iterator[Icons]:
    shutil.copytree(locked, tmp_path / "desk")
    with desktop(managed, tmp_path / "desk") as icons:
        yield icons


def stopped_by(icons: Icons, code: str) -> None:
    """Wait until a start was stopped, and told in a window."""
    icons.until(lambda: f"a start was stopped: {code}" in icons.log(), f"{code} is not told: {icons.log()}")
    icons.until(lambda: len(icons.windows()) == 1, "no window says so")
    icons.shown()


def test_a_locked_keystore(managed: XServer, tmp_path: Path) -> None:
    """Unlocked meanwhile, it opens with one key."""
    kept = {keystores.FILE: str(tmp_path / "keystore.json"), BACKEND: "tests.failures.keystores.Open"}
    data = made(tmp_path / "desk", **kept)
    switch = tmp_path / "locked"
    switch.touch()
    extra = {**kept, BACKEND: "tests.failures.keystores.Switched", keystores.SWITCH: str(switch)}
    with desktop(managed, data, **extra) as icons:
        program = icons.start()
        stopped_by(icons, "keys.keystore_locked")
        switch.unlink()
        icons.server.key("slash")
        icons.until(icons.is_open, "it is not tried again")
        icons.shown()
        icons.server.key("alt+F4")
        assert icons.ended(program) == 0


def test_the_words_of_a_file_are_others_and_can_be_typed(icons: Icons, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("ce ne sont pas les mots\n")
    program = icons.start("--key-passphrase-file", other)
    stopped_by(icons, "keys.wrong_passphrase")
    icons.server.key("slash")
    icons.until((icons.data / "verrous" / "sonnette").exists, "the words are not asked for")
    icons.shown()
    icons.type(PHRASE)
    icons.until(icons.is_open, "what was typed opens it")
    assert program.poll() is None


def test_a_damaged_store(icons: Icons) -> None:
    store = icons.data / "concierge.db"
    content = bytearray(store.read_bytes())
    content[: len(content) // 2] = bytes(len(content) // 2)
    store.write_bytes(content)
    program = icons.start()
    icons.shown()
    icons.until((icons.data / "verrous" / "sonnette").exists)
    icons.type(PHRASE)
    stopped_by(icons, "store.unreadable")
    # Nothing is better a moment later: there is nothing to press but to close.
    icons.server.key("slash")
    icons.server.key("Return")
    assert program.poll() is None
    icons.server.key("Escape")
    assert icons.ended(program) in {EnvironmentFailure.exit_status, IntegrityFailure.exit_status}


def test_the_desk_is_worked_on_by_another_command(icons: Icons) -> None:
    with ExclusiveUse(icons.data / "verrous"):
        program = icons.start()
        icons.shown()
        icons.until((icons.data / "verrous" / "sonnette").exists)
        icons.type(PHRASE)
        stopped_by(icons, "store.busy_exclusive")
    icons.server.key("slash")
    icons.until((icons.data / "verrous" / "sonnette").exists)
    icons.shown()
    icons.type(PHRASE)
    icons.until(icons.is_open, "it is tried again")
    assert program.poll() is None


def test_two_that_are_started_at_once(icons: Icons) -> None:
    """One window, whichever of them shows it; nobody is told of a failure."""
    first, second = icons.start(), icons.start()
    icons.until(lambda: (first.poll() is None) != (second.poll() is None), "both go on, or none")
    left, gone = (first, second) if first.poll() is None else (second, first)
    assert icons.ended(gone) == 0
    icons.until(lambda: len(icons.windows()) == 1)
    assert left.poll() is None and "stopped" not in icons.log()


def test_what_cannot_be_drawn_is_said_by_the_system(icons: Icons, tmp_path: Path) -> None:
    """Qt is not to be had: the box of the system is shown, with our sentence in it."""
    said = tmp_path / "said.txt"
    box = tmp_path / "bin" / "zenity"
    box.parent.mkdir()
    box.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{said}"\n')
    box.chmod(box.stat().st_mode | stat.S_IXUSR)
    hidden = tmp_path / "hidden" / "PySide6"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text("raise ImportError('libEGL.so.1: cannot open shared object file')\n")
    path = f"{box.parent}:{icons.server.environment['PATH']}"
    roots = f"{hidden.parent}:{icons.server.environment.get('PYTHONPATH', '')}"
    icons.extra.update({"PATH": path, "PYTHONPATH": roots})
    assert icons.ended(icons.start()) == EnvironmentFailure.exit_status
    assert "libEGL.so.1" in said.read_text("utf-8")
    assert icons.windows() == []


# Without a screen.


@pytest.mark.parametrize(
    ("failure", "again"),
    [
        (EnvironmentFailure("store.disk_full"), "Try again"),
        (EnvironmentFailure("store.read_only"), "Try again"),
        (EnvironmentFailure("store.busy_exclusive", pid=4711), "Try again"),
        (EnvironmentFailure("keys.keystore_locked"), "Try again"),
        (EnvironmentFailure("store.newer"), ""),
        (EnvironmentFailure("keys.damaged"), ""),
        (EnvironmentFailure("window.library", library="libEGL.so.1"), ""),
        (IntegrityFailure("store.damaged"), ""),
        (Refused("clock.real"), ""),
    ],
)
def test_what_is_said_and_what_can_be_tried(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, failure: EnvironmentFailure, again: str
) -> None:
    shown: list[Stopped] = []
    monkeypatch.setattr(stopped, "is_seen", lambda: True)
    monkeypatch.setattr(
        "concierge_desk.frame.stopped_window.show_stopped", lambda told, _pc: shown.append(told)
    )
    options = Options(tmp_path)
    assert stopped.is_told(failure, options, Look("en")) is None
    (told,) = shown
    assert told.why and told.again == again
    assert failure.code in told.more[-1]
    lost = failure.code in {"store.damaged", "keys.damaged"}
    assert any("restore backup.zip" in line for line in told.more) is lost


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(
    ("failure", "chapter", "says"),
    [
        (EnvironmentFailure("store.disk_full"), "amiss", "Plus de courant"),
        (IntegrityFailure("store.damaged"), "put_back", "Sur un PC neuf"),
    ],
)
def test_f1_opens_the_chapter_that_fits(
    qtbot: QtBot,
    dress: Callable[[str, float], None],
    failure: DeskError,
    chapter: str,
    says: str,
    scale: float,
) -> None:
    dress("light", scale)
    assert stopped.chapter_for(failure) == chapter
    window = StoppedWindow(Stopped("Pourquoi.", ("Et après.",), "Try again", stopped.chapter_for(failure)))
    qtbot.addWidget(window)
    window.show()
    assert not any(one.text() == says for one in window.findChildren(QLabel))
    QTest.keyClick(window, Qt.Key.Key_F1)
    # What stands where it will is known a moment later.
    qtbot.waitUntil(lambda: window._area.verticalScrollBar().value() > 0)
    (title,) = [one for one in window.findChildren(QLabel) if one.text() == says]
    assert title.isVisible() and window._read.isHidden()
    for _ in range(5):
        QApplication.processEvents()
    assert cut(window) == []
    # A second press shows nothing twice; the arrows and whole pages read on.
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert len([one for one in window.findChildren(QLabel) if one.text() == says]) == 1
    bar = window._area.verticalScrollBar()
    bar.setValue(0)
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert bar.value() > 0 and window.isVisible() and not window.tries


def test_a_file_with_other_words_is_left_aside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(stopped, "is_seen", lambda: True)
    monkeypatch.setattr("concierge_desk.frame.stopped_window.show_stopped", lambda _told, _pc: True)
    options = Options(tmp_path, passphrase=PassphraseSource(file=tmp_path / "phrase.txt"))
    failure = EnvironmentFailure("keys.wrong_passphrase")
    again = stopped.is_told(failure, options, Look("en"))
    assert again is not None and again.passphrase == NO_PASSPHRASE
    assert stopped.is_told(EnvironmentFailure("store.disk_full"), options, Look("en")) == options


@pytest.mark.parametrize("platform", ["offscreen", "minimal"])
def test_where_nobody_looks_nothing_is_shown(platform: str) -> None:
    assert not stopped.is_seen({"QT_QPA_PLATFORM": platform, "DISPLAY": ":0"})


def test_boxes_of_the_systems() -> None:
    text = "Le disque est plein : faites de la place."
    boxes = native_box.commands(text, "linux")
    assert [box[0] for box in boxes] == ["zenity", "kdialog", "xmessage", "notify-send"]
    assert all(text in box for box in boxes)
    # What is told is an argument, and never read as a program.
    assert native_box.commands('" & quit', "darwin")[0][-1] == '" & quit'


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_all_of_it_is_seen(dress: object, qtbot: object, scale: float) -> None:
    assert callable(dress)
    dress("light", scale)
    window = StoppedWindow(Stopped("Das Wort. " * 30, ("Mehr. " * 40, "Noch mehr. " * 20), "Try again"))
    window.show()
    room = window.screen().availableGeometry()
    assert window.width() <= room.width() and window.height() <= room.height()
    window.close()
