"""dev.py: what it sets up again, what it keeps, and the sentence it says when it cannot."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "dev.py"


@pytest.fixture
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev_under_test", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make the folder of a project that needs nothing."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "lock.txt").write_text("# nothing\n")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    return tmp_path


class Recorded:
    """Stands for pip: what it was asked for, and whether it fails."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.breaks: BaseException | None = None

    def __call__(self, _venv: Path, *arguments: str, wish: str) -> None:
        assert wish
        self.calls.append("lock" if "--require-hashes" in arguments else "project")
        if self.breaks is not None:
            raise self.breaks

    def taken(self) -> list[str]:
        calls, self.calls = self.calls, []
        return calls


@pytest.fixture
def pip(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Recorded:
    recorded = Recorded()
    monkeypatch.setattr(dev, "pip", recorded)
    return recorded


@pytest.fixture
def made(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Count the environments that are made; each is a stand-in whose Python is this one."""
    environments: list[Path] = []
    real = dev.subprocess.run

    def stand_in(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        if "venv" in command:
            venv = Path(command[-1])
            environments.append(venv)
            python = dev.venv_python(venv)
            python.parent.mkdir(parents=True)
            python.write_text("#!/bin/sh\n")
            return subprocess.CompletedProcess(command, 0, b"", b"")
        if command[-1].startswith("import pip"):
            return subprocess.CompletedProcess(command, 0, "{}.{}\n".format(*sys.version_info[:2]), "")
        done: subprocess.CompletedProcess[str] = real(command, **options)
        return done

    monkeypatch.setattr(dev.subprocess, "run", stand_in)
    return environments


def test_a_python_that_is_too_old_is_told_in_one_sentence(dev: ModuleType) -> None:
    with pytest.raises(dev.SetUpError, match=r"Ce Python est le 3\.10 ; il faut le 3\.11 ou plus récent"):
        dev.check_python((3, 10))
    dev.check_python((3, 11))
    dev.check_python((4, 0))


def test_nothing_is_done_twice(dev: ModuleType, folder: Path, pip: Recorded, made: list[Path]) -> None:
    python = dev.set_up(folder)
    assert python == dev.venv_python(folder / ".venv")
    assert pip.taken() == ["lock", "project"]
    dev.set_up(folder)
    assert pip.taken() == []
    assert len(made) == 1


def test_a_changed_lock_is_installed_again(
    dev: ModuleType, folder: Path, pip: Recorded, made: list[Path]
) -> None:
    dev.set_up(folder)
    pip.taken()
    (folder / "requirements" / "lock.txt").write_text("# something\n")
    dev.set_up(folder)
    assert pip.taken() == ["lock", "project"]
    assert len(made) == 1


def test_a_changed_project_alone_leaves_the_libraries(
    dev: ModuleType, folder: Path, pip: Recorded, made: list[Path]
) -> None:
    dev.set_up(folder)
    pip.taken()
    (folder / "pyproject.toml").write_text("[project]\nname = 'y'\n")
    dev.set_up(folder)
    assert pip.taken() == ["project"]
    assert len(made) == 1


def another_python(stamp: dict[str, str]) -> dict[str, str]:
    return stamp | {"python": "3.99"}


def another_folder(stamp: dict[str, str]) -> dict[str, str]:
    return stamp | {"folder": "/somewhere/else"}


@pytest.mark.parametrize("change", [another_python, another_folder])
def test_an_environment_of_another_python_or_place_is_rebuilt(
    dev: ModuleType,
    folder: Path,
    pip: Recorded,
    made: list[Path],
    change: Callable[[dict[str, str]], dict[str, str]],
) -> None:
    dev.set_up(folder)
    pip.taken()
    venv = folder / ".venv"
    (venv / "left-over").touch()
    dev.write_stamp(venv, change(dev.read_stamp(venv)))
    dev.set_up(folder)
    assert pip.taken() == ["lock", "project"]
    assert len(made) == 2
    assert not (venv / "left-over").exists()


def test_an_interrupted_set_up_is_rebuilt(
    dev: ModuleType, folder: Path, pip: Recorded, made: list[Path]
) -> None:
    pip.breaks = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        dev.set_up(folder)
    pip.breaks = None
    pip.taken()
    dev.set_up(folder)
    assert pip.taken() == ["lock", "project"]
    assert len(made) == 2


def test_an_interrupted_update_is_rebuilt(
    dev: ModuleType, folder: Path, pip: Recorded, made: list[Path]
) -> None:
    dev.set_up(folder)
    (folder / "requirements" / "lock.txt").write_text("# something\n")
    pip.breaks = dev.SetUpError("no network")
    with pytest.raises(dev.SetUpError):
        dev.set_up(folder)
    pip.breaks = None
    dev.set_up(folder)
    assert len(made) == 2


def test_a_sound_environment_without_a_stamp_is_kept(
    dev: ModuleType, folder: Path, pip: Recorded, made: list[Path]
) -> None:
    python = dev.venv_python(folder / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    dev.set_up(folder)
    assert made == []
    assert pip.taken() == ["lock", "project"]


@pytest.mark.parametrize("stamp", ["", "{", "[]", "null"])
def test_an_unreadable_stamp_says_nothing(dev: ModuleType, tmp_path: Path, stamp: str) -> None:
    (tmp_path / dev.STAMP).write_text(stamp)
    assert dev.read_stamp(tmp_path) == {}


def test_a_broken_environment_is_not_sound(dev: ModuleType, folder: Path) -> None:
    venv = folder / ".venv"
    want = dev.wanted(folder)
    assert not dev.is_sound(venv, {}, want)
    python = dev.venv_python(venv)
    python.parent.mkdir(parents=True)
    python.write_text("not a program")
    python.chmod(0o755)
    assert not dev.is_sound(venv, {}, want)


def test_a_missing_lock_is_told(dev: ModuleType, folder: Path) -> None:
    (folder / "requirements" / "lock.txt").unlink()
    with pytest.raises(dev.SetUpError, match=r"lock\.txt ne peut pas être lu"):
        dev.set_up(folder)


def test_without_venv_the_exact_command_is_said(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "can_make_venv", lambda: False)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    wanted = "python{}.{}-venv".format(*sys.version_info[:2])
    with pytest.raises(dev.SetUpError, match=rf"tapez : sudo apt-get install .*python3-venv {wanted}"):
        dev.provide_venv()
    monkeypatch.setattr(dev.shutil, "which", lambda _name: None)
    with pytest.raises(dev.SetUpError, match="installez un Python complet"):
        dev.provide_venv()


def test_as_root_on_debian_venv_is_installed(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    answers = iter([False, True])
    monkeypatch.setattr(dev, "can_make_venv", lambda: next(answers))
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(dev.subprocess, "run", lambda command, **_options: ran.append(command))
    dev.provide_venv()
    assert ran == [["apt-get", "update", "-qq"], dev.venv_command()]


@pytest.fixture
def bare(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """A Debian system that lacks two of the window's libraries; what is taken out of the set was installed."""
    lacking = {"libxcb-cursor.so.0", "libEGL.so.1"}

    def load(name: str) -> None:
        if name in lacking:
            raise OSError(name)

    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev.ctypes, "CDLL", load)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    return lacking


def test_without_the_windows_libraries_the_exact_command_is_said(
    dev: ModuleType, bare: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(dev.SetUpError, match=r"sudo apt-get install .*libegl1 libxcb-cursor0 "):
        dev.provide_libraries()
    monkeypatch.setattr(dev.shutil, "which", lambda _name: None)
    with pytest.raises(dev.SetUpError, match=r"libEGL\.so\.1, libxcb-cursor\.so\.0"):
        dev.provide_libraries()
    bare.clear()
    dev.provide_libraries()
    bare.add("libEGL.so.1")
    monkeypatch.setattr(dev.sys, "platform", "win32")
    dev.provide_libraries()


def test_as_root_the_windows_libraries_are_installed(
    dev: ModuleType, bare: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(dev.subprocess, "run", lambda command, **_options: ran.append(command))
    with pytest.raises(dev.SetUpError, match="regardez ce que répond"):
        dev.provide_libraries()
    assert ran[0] == ["apt-get", "update", "-qq"]
    assert ran[1][-2:] == ["libegl1", "libxcb-cursor0"]
    monkeypatch.setattr(dev, "apt", lambda _command: bare.clear())
    dev.provide_libraries()


@pytest.mark.parametrize(
    ("platform", "environment", "seen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
    ],
)
def test_where_a_window_may_be_shown(
    dev: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    environment: dict[str, str],
    seen: bool,
) -> None:
    monkeypatch.setattr(dev.sys, "platform", platform)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert dev.has_display() is seen


def test_the_commands_call_what_they_promise(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[str, ...]] = []

    def call(*command: str) -> int:
        called.append(command)
        return 7

    monkeypatch.setattr(dev, "set_up", lambda: Path("PY"))
    monkeypatch.setattr(dev, "call", call)
    monkeypatch.setattr(dev, "provide_libraries", lambda: called.append(("libraries",)))
    monkeypatch.setattr(dev, "has_display", lambda: True)
    assert dev.main(["run"]) == 7
    assert [words[:1] for words in called] == [("libraries",), ("PY",)]
    # A week on the command line asks nothing of the system.
    called.clear()
    monkeypatch.setattr(dev, "has_display", lambda: False)
    assert dev.main(["run", "--lang", "en"]) == 7
    assert dev.main(["test"]) == 7
    assert dev.main(["test", "-k", "vat"]) == 7
    assert called[0] == ("PY", "-m", "concierge_desk.practice", "--to", "practice", "--lang", "en")
    assert [words[:1] for words in called] == [("PY",), ("libraries",), ("PY",), ("libraries",), ("PY",)]
    assert called[2][:3] == ("PY", "-m", "pytest")
    assert called[2][3:5] == (f"--numprocesses={dev.cores()}", "--dist=loadfile")
    assert "--cov" in called[2]
    assert called[4] == ("PY", "-m", "pytest", "-k", "vat")
    called.clear()
    assert dev.main(["lint"]) == 1
    assert len(called) == 4


def test_without_uv_the_lock_command_is_said(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda _name: None)
    assert dev.main(["lock"]) == 4
    said = capsys.readouterr().err
    assert "uv pip compile pyproject.toml" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["nonsense"]])
def test_wrong_usage_prints_the_commands(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    assert done.returncode == 2
    assert "python3 dev.py run" in done.stderr


def test_a_real_environment_is_made_and_found_sound(dev: ModuleType, folder: Path) -> None:
    venv = folder / ".venv"
    dev.make_venv(venv)
    (venv / dev.UNDER_WAY).unlink()
    assert dev.is_sound(venv, {}, dev.wanted(folder))
    dev.pip(venv, "--require-hashes", "-r", str(folder / "requirements" / "lock.txt"), wish="-")
    dev.write_stamp(venv, dev.wanted(folder))
    assert json.loads((venv / dev.STAMP).read_text(encoding="utf-8")) == dev.wanted(folder)
