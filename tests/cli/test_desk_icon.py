"""The icon of a shop and its start with the PC: files that desktops read, and that start the program as it was started."""

import configparser
import os
import subprocess
import sys
from pathlib import Path

import pytest

from concierge_desk import __version__, paths
from concierge_desk.counter.shop_steps import IconStand
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.jobs import desk_icon
from concierge_desk.jobs.desk_icon import IconShop
from tests.e2e.driver import environment

CODE = "LPL1"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, folder in (
        ("XDG_DATA_HOME", "share"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DESKTOP_DIR", "bureau"),
    ):
        monkeypatch.setenv(name, str(tmp_path / folder))
    return tmp_path


def entry(path: Path) -> configparser.SectionProxy:
    read = configparser.RawConfigParser()
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(path, "utf-8")
    return read["Desktop Entry"]


def words_of(line: str) -> list[str]:
    """Read ``Exec`` as the specification says: first as any text of the file, then its quotes, then the field codes.

    Within quotes the same signs are escaped as in a shell.
    """
    text = line.replace("\\\\", "\\")
    told = subprocess.run(["sh", "-c", f"printf '%s\\0' {text}"], capture_output=True, check=True).stdout
    return [word.replace("%%", "%") for word in told.decode().split("\0")[:-1]]


def places(home: Path) -> list[Path]:
    return [
        home / "share/applications/concierge-desk-lpl1.desktop",
        home / "bureau/concierge-desk-lpl1.desktop",
        home / "config/autostart/concierge-desk-lpl1.desktop",
    ]


def shop(folder: Path) -> IconShop:
    return IconShop(CODE, "La Petite Loge", folder)


def test_it_is_made_and_taken_away(home: Path) -> None:
    menu, desktop, start = places(home)
    ours = shop(home / "poste")
    assert desk_icon.look(ours) == IconStand()
    desk_icon.make(ours)
    assert desk_icon.look(ours) == IconStand(made=True)
    assert all(os.access(path, os.X_OK) for path in (menu, desktop)), "a desktop asks for that"
    assert menu.read_bytes() == desktop.read_bytes()
    assert Path(entry(menu)["Icon"]).read_bytes() == paths.resource("desktop/concierge-desk.svg")
    desk_icon.start_with_pc(ours, starts=True)
    assert desk_icon.look(ours) == IconStand(made=True, starts=True) and start.is_file()
    desk_icon.take_away(ours)
    assert desk_icon.look(ours) == IconStand(starts=True)
    desk_icon.start_with_pc(ours, starts=False)
    desk_icon.take_away(ours)
    assert desk_icon.look(ours) == IconStand() and not list(home.rglob("*.desktop"))


def test_two_shops_on_one_pc_have_an_icon_each(home: Path) -> None:
    other = IconShop("CSA1", "Une autre", home / "autre")
    desk_icon.make(shop(home / "poste"))
    desk_icon.make(other)
    desk_icon.take_away(other)
    assert desk_icon.look(shop(home / "poste")).made


@pytest.mark.parametrize(
    "name", ["poste", "Ma conciergerie à moi", 'a"b$c`d\\e', "100 % réel", "~;&|<>*?#()"]
)
def test_whatever_its_folder_is_called_it_is_named_whole(home: Path, name: str) -> None:
    desk_icon.make(shop(home / name))
    assert words_of(entry(places(home)[0])["Exec"])[-2:] == ["--data", str(home / name)]


def test_what_is_started_by_python_starts_in_the_folder_of_the_program(home: Path) -> None:
    desk_icon.make(shop(home / "poste"))
    found = entry(places(home)[0])
    command = words_of(found["Exec"])
    assert command[1:3] == ["-m", "concierge_desk"]
    told = subprocess.run(
        [*command, "--version"],
        cwd=found["Path"],
        env={name: value for name, value in environment().items() if name != "PYTHONPATH"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 0 and __version__ in told.stdout, told


def test_an_installed_one_starts_its_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "bin" / "concierge-desk"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\n")
    monkeypatch.setattr(sys, "argv", [str(script), "--data", "x"])
    assert desk_icon.started_by()[0][1:] == ["-m", "concierge_desk"], "what may not be run starts nothing"
    script.chmod(0o755)
    assert desk_icon.started_by() == ([str(script)], None)


def test_a_built_one_starts_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "concierge-desk"))
    assert desk_icon.started_by() == ([str(tmp_path / "concierge-desk")], None)


def test_a_disk_that_takes_nothing_is_told(home: Path) -> None:
    (home / "share").write_text("a file where a folder should be")
    with pytest.raises(EnvironmentFailure, match=r"file\.cannot_write"):
        desk_icon.make(shop(home / "poste"))
    with pytest.raises(EnvironmentFailure, match=r"file\.cannot_write"):
        desk_icon.take_away(shop(home / "poste"))


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_elsewhere_nothing_is_claimed(home: Path, monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert desk_icon.look(shop(home / "poste")) == IconStand(known=False)
