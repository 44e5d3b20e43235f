"""The environment: what is set up again, what is kept, and what is said when it cannot be."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from provisioning import environment, locks
from provisioning.environment import STAMP, UNDER_WAY
from provisioning.locks import RUN, TEST
from provisioning.pip import Pip, venv_python
from provisioning.terminal import SetUpError
from tests.failures.disks import mount, unmount

either = pytest.mark.parametrize("lock", [RUN, TEST])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make the folder of a project that needs nothing."""
    (tmp_path / "requirements").mkdir()
    for name in (RUN, TEST, "old-pip"):
        (tmp_path / "requirements" / f"{name}.txt").write_text("# nothing\n")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    return tmp_path


def change(folder: Path, lock: str, text: str = "# something\n") -> None:
    locks.lock_path(folder, lock).write_text(text)


class Recorded:
    """Stands for pip: what it was asked for, and whether it fails."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.breaks: dict[str, BaseException] = {}

    def note(self, call: str) -> None:
        self.calls.append(call)
        if call in self.breaks:
            raise self.breaks[call]

    def taken(self) -> list[str]:
        calls, self.calls = self.calls, []
        return calls


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> Recorded:
    recorded = Recorded()

    class StandIn(Pip):
        def install_lock(self, path: Path) -> None:
            recorded.note(path.stem)

        def fetch_old_pips(self, path: Path) -> None:
            recorded.note(path.stem)

        def install_project(self, root: Path) -> None:
            recorded.note("project")

        def check(self) -> None:
            recorded.note("check")

    monkeypatch.setattr(environment, "Pip", StandIn)
    return recorded


ALL = {RUN: ["run", "project", "check"], TEST: ["test", "old-pip", "project", "check"]}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Count the environments that are made; each is a stand-in whose Python is this one."""
    environments: list[Path] = []
    real = subprocess.run

    def stand_in(command: list[str], **options: object) -> "subprocess.CompletedProcess[bytes | str]":
        if "venv" in command:
            venv = Path(command[-1])
            environments.append(venv)
            python = venv_python(venv)
            python.parent.mkdir(parents=True)
            python.write_text("#!/bin/sh\n")
            return subprocess.CompletedProcess(command, 0, b"", b"")
        if command[-1].startswith("import pip"):
            return subprocess.CompletedProcess(command, 0, "{}.{}\n".format(*sys.version_info[:2]), "")
        return real(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(environment.subprocess, "run", stand_in)
    return environments


@either
def test_nothing_is_done_twice(lock: str, folder: Path, pip: Recorded, made: list[Path]) -> None:
    assert environment.set_up(folder, lock) == venv_python(folder / ".venv")
    assert pip.taken() == ALL[lock]
    environment.set_up(folder, lock)
    assert pip.taken() == []
    assert len(made) == 1


def test_one_made_for_the_tests_runs_the_program(folder: Path, pip: Recorded, made: list[Path]) -> None:
    environment.set_up(folder, TEST)
    pip.taken()
    environment.set_up(folder, RUN)
    assert pip.taken() == []
    # What developers need may change meanwhile: the program needs nothing of it.
    change(folder, TEST)
    environment.set_up(folder, RUN)
    assert pip.taken() == []
    environment.set_up(folder, TEST)
    assert pip.taken() == ALL[TEST]
    assert len(made) == 1


def test_one_made_for_the_program_is_added_to(folder: Path, pip: Recorded, made: list[Path]) -> None:
    environment.set_up(folder, RUN)
    pip.taken()
    environment.set_up(folder, TEST)
    assert pip.taken() == ALL[TEST]
    environment.set_up(folder, RUN)
    assert pip.taken() == []
    assert len(made) == 1


@either
def test_a_changed_lock_is_installed_again(lock: str, folder: Path, pip: Recorded, made: list[Path]) -> None:
    environment.set_up(folder, TEST)
    pip.taken()
    change(folder, RUN)
    change(folder, TEST)
    environment.set_up(folder, lock)
    assert pip.taken() == ALL[lock]
    # The smaller one took away what the tests need.
    environment.set_up(folder, TEST)
    assert pip.taken() == ([] if lock == TEST else ALL[TEST])
    assert len(made) == 1


def test_another_old_pip_is_fetched(folder: Path, pip: Recorded, made: list[Path]) -> None:
    environment.set_up(folder, TEST)
    pip.taken()
    (folder / locks.OLD_PIP).write_text("# another\n")
    environment.set_up(folder, RUN)
    assert pip.taken() == []
    environment.set_up(folder, TEST)
    assert pip.taken() == ALL[TEST]


@either
def test_a_changed_project_alone_leaves_the_libraries(
    lock: str, folder: Path, pip: Recorded, made: list[Path]
) -> None:
    environment.set_up(folder, lock)
    pip.taken()
    (folder / "pyproject.toml").write_text("[project]\nname = 'y'\n")
    environment.set_up(folder, RUN)
    assert pip.taken() == ["project", "check"]
    environment.set_up(folder, lock)
    assert pip.taken() == []
    assert len(made) == 1


def another_python(stamp: dict[str, str]) -> dict[str, str]:
    return stamp | {"python": "3.99"}


def another_folder(stamp: dict[str, str]) -> dict[str, str]:
    return stamp | {"folder": "/somewhere/else"}


@pytest.mark.parametrize("of_another", [another_python, another_folder])
def test_an_environment_of_another_python_or_place_is_rebuilt(
    folder: Path,
    pip: Recorded,
    made: list[Path],
    of_another: Callable[[dict[str, str]], dict[str, str]],
) -> None:
    environment.set_up(folder, RUN)
    pip.taken()
    venv = folder / ".venv"
    (venv / "left-over").touch()
    environment.write_stamp(venv, of_another(environment.read_stamp(venv)))
    environment.set_up(folder, RUN)
    assert pip.taken() == ALL[RUN]
    assert len(made) == 2
    assert not (venv / "left-over").exists()


@pytest.mark.parametrize("step", ["test", "old-pip", "project"])
def test_an_interrupted_set_up_is_rebuilt(step: str, folder: Path, pip: Recorded, made: list[Path]) -> None:
    pip.breaks[step] = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        environment.set_up(folder, TEST)
    pip.breaks.clear()
    pip.taken()
    environment.set_up(folder, TEST)
    assert pip.taken() == ALL[TEST]
    assert len(made) == 2


def test_an_interrupted_update_is_rebuilt(folder: Path, pip: Recorded, made: list[Path]) -> None:
    environment.set_up(folder, RUN)
    change(folder, RUN)
    pip.breaks["run"] = SetUpError("no network")
    with pytest.raises(SetUpError):
        environment.set_up(folder, RUN)
    pip.breaks.clear()
    environment.set_up(folder, RUN)
    assert len(made) == 2


def test_a_lock_that_does_not_go_together_is_told_each_time(
    folder: Path, pip: Recorded, made: list[Path]
) -> None:
    """Whole it is: it need not be made anew once the lock is right."""
    pip.breaks["check"] = SetUpError("it does not go together")
    for _ in range(2):
        with pytest.raises(SetUpError, match="go together"):
            environment.set_up(folder, RUN)
        assert pip.taken() == ALL[RUN]
    pip.breaks.clear()
    environment.set_up(folder, RUN)
    assert len(made) == 1


def test_a_sound_environment_without_a_stamp_is_kept(folder: Path, pip: Recorded, made: list[Path]) -> None:
    python = venv_python(folder / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    environment.set_up(folder, RUN)
    assert made == []
    assert pip.taken() == ALL[RUN]


@pytest.mark.parametrize("stamp", ["", "{", "[]", "null"])
def test_an_unreadable_stamp_says_nothing(tmp_path: Path, stamp: str) -> None:
    (tmp_path / STAMP).write_text(stamp)
    assert environment.read_stamp(tmp_path) == {}


def test_a_broken_environment_is_not_sound(folder: Path) -> None:
    venv = folder / ".venv"
    want = environment.wanted(folder)
    assert not environment.is_sound(venv, {}, want)
    python = venv_python(venv)
    python.parent.mkdir(parents=True)
    python.write_text("not a program")
    python.chmod(0o755)
    assert not environment.is_sound(venv, {}, want)


@pytest.mark.parametrize("missing", ["requirements/run.txt", "requirements/old-pip.txt", "pyproject.toml"])
def test_a_missing_file_is_told(missing: str, folder: Path) -> None:
    (folder / missing).unlink()
    with pytest.raises(SetUpError, match=rf"{Path(missing).name} ne peut pas être lu"):
        environment.set_up(folder, RUN)


def test_a_disk_that_is_full_from_the_start_is_told(folder: Path) -> None:
    place = folder / "disk"
    place.mkdir()
    mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", place)
    try:
        for name in ("requirements", "pyproject.toml"):
            (folder / name).rename(folder / f"{name}.away")
            (place / name).symlink_to(folder / f"{name}.away")
        with pytest.raises(SetUpError, match=r"^Le disque est plein"):
            environment.set_up(place, RUN)
    finally:
        unmount(place)


def test_a_real_environment_is_made_and_found_sound(folder: Path) -> None:
    venv = folder / ".venv"
    environment.make_venv(venv)
    (venv / UNDER_WAY).unlink()
    assert environment.is_sound(venv, {}, environment.wanted(folder))
    pip = Pip(venv)
    pip.install_lock(locks.lock_path(folder, RUN))
    pip.check()
    environment.write_stamp(venv, environment.wanted(folder))
    assert json.loads((venv / STAMP).read_text(encoding="utf-8")) == environment.wanted(folder)
