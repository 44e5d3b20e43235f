"""dev.py: its commands, and what it says to a Python that is too old."""

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "dev.py"
UNDERSTANDS = (3, 8)
"""The oldest Python that reads dev.py as far as the sentence which says that it is too old."""


@pytest.fixture
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev_under_test", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_python_that_is_too_old_is_told_in_one_sentence(dev: ModuleType) -> None:
    assert "Ce Python est le 3.10 ; il faut le 3.11 ou plus récent" in dev.too_old((3, 10))
    assert dev.too_old((3, 11)) == dev.too_old((4, 0)) == ""


def test_it_is_told_before_anything_else_is_read() -> None:
    """What it set up with is written for the Pythons that will do."""
    source = SCRIPT.read_text("utf-8")
    ast.parse(source, feature_version=UNDERSTANDS)
    code = (
        "import runpy, sys\n"
        "sys.version_info = (3, 8, 10)\n"
        "sys.modules['provisioning'] = None\n"
        f"runpy.run_path({str(SCRIPT)!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith("Ce Python est le 3.8 ;")
    assert done.stderr.count("\n") == 1


def test_the_commands_call_what_they_promise(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[str, ...]] = []

    def call(*command: str) -> int:
        called.append(command)
        return 7

    def set_up(_root: Path, lock: str) -> Path:
        called.append((lock,))
        return Path("PY")

    monkeypatch.setattr(dev.environment, "set_up", set_up)
    monkeypatch.setattr(dev, "call", call)
    monkeypatch.setattr(dev.system, "provide_libraries", lambda: called.append(("libraries",)))
    monkeypatch.setattr(dev.system, "provide_for_tests", lambda: called.append(("tools",)))
    monkeypatch.setattr(dev.system, "has_display", lambda: True)
    # Where the tests of this run write stays where it is.
    monkeypatch.setenv("PYTEST_DEBUG_TEMPROOT", str(ROOT))
    assert dev.main(["run"]) == 7
    assert [words[0] for words in called] == ["run", "libraries", "PY"]
    # A week on the command line asks nothing of the system.
    called.clear()
    monkeypatch.setattr(dev.system, "has_display", lambda: False)
    assert dev.main(["run", "--lang", "en"]) == 7
    assert called == [
        ("run",),
        ("PY", "-m", "concierge_desk.practice", "--to", "practice", "--lang", "en"),
    ]
    called.clear()
    assert dev.main(["test"]) == 7
    assert [words[0] for words in called] == ["test", "tools", "PY"]
    assert called[2][:5] == ("PY", "-m", "pytest", f"--numprocesses={dev.cores() + 1}", "--dist=loadfile")
    assert "--cov" in called[2]
    called.clear()
    assert dev.main(["test", "-k", "vat"]) == 7
    assert called[2] == ("PY", "-m", "pytest", "-k", "vat")
    # What a rule needs asks nothing of the system.
    called.clear()
    assert dev.main(["test", "--quick", "-x"]) == 7
    assert [words[0] for words in called] == ["test", "PY"]
    assert called[1][3:] == (*dev.spread(dev.cores()), *dev.QUICK_PARTS, "-x")
    assert all((ROOT / part).exists() for part in dev.QUICK_PARTS) and "--cov" not in called[1]


@pytest.mark.parametrize(
    ("size", "room", "where"), [("ci", True, "memory"), ("ci", False, None), ("full", True, None)]
)
def test_the_tests_write_in_memory_where_there_is_room_at_the_small_size(
    dev: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    size: str,
    room: bool,
    where: str | None,
) -> None:
    # Whatever is set meanwhile is taken back.
    monkeypatch.setenv("PYTEST_DEBUG_TEMPROOT", "")
    monkeypatch.delenv("PYTEST_DEBUG_TEMPROOT")
    monkeypatch.setenv("CONCIERGE_DESK_SIZE", size)
    monkeypatch.setattr(dev.environment, "set_up", lambda _root, _lock: Path("PY"))
    monkeypatch.setattr(dev.system, "provide_for_tests", lambda: None)
    monkeypatch.setattr(dev, "MEMORY", tmp_path / "memory")
    monkeypatch.setattr(dev, "has_room", lambda memory: room and memory == tmp_path / "memory")
    seen: list[str | None] = []
    monkeypatch.setattr(dev, "call", lambda *_words: seen.append(os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    dev.main(["test"])
    assert seen == [where and str(tmp_path / where)]


def test_what_is_no_memory_or_too_little_has_no_room(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert not dev.has_room(tmp_path / "nowhere")
    monkeypatch.setattr(dev, "ROOM_BYTES", 1 << 60)
    assert not dev.has_room(tmp_path)


def test_every_check_is_made_whatever_another_says(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What failed is told whole, of the others the last line alone."""
    checked: list[str] = []

    def heard(*command: str) -> tuple[int, str]:
        checked.append(command[2])
        return int(command[2] == "mypy"), f"first of {command[2]}\nlast"

    monkeypatch.setattr(dev.environment, "set_up", lambda _root, _lock: Path("PY"))
    monkeypatch.setattr(dev, "heard", heard)
    assert dev.main(["lint"]) == 1
    assert sorted(checked)[1:] == ["mypy", "pytest", "ruff", "ruff"] and "importlinter" in sorted(checked)[0]
    told = "".join(capsys.readouterr())
    assert "first of mypy" in told and "first of ruff" not in told
    assert told.endswith("À reprendre : types.\n")
    monkeypatch.setattr(dev, "heard", lambda *_command: (0, ""))
    assert dev.main(["lint"]) == 0


@pytest.mark.parametrize(("left", "status"), [([], 0), (["age"], 4)])
def test_what_is_left_of_the_system_fails_the_command_that_brings_it(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, left: list[str], status: int
) -> None:
    monkeypatch.setattr(dev.system, "provide_for_tests", lambda: left)
    assert dev.main(["system"]) == status


def test_without_uv_the_lock_commands_are_said(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda _name: None)
    assert dev.main(["lock", "--upgrade"]) == 4
    said = capsys.readouterr().err
    assert said.count("uv pip compile pyproject.toml") == said.count("--upgrade") == 2
    assert said.count("\n") == 1


def test_both_locks_are_made_the_larger_one_first(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")

    def call(*command: str) -> int:
        made.append(command[command.index("-o") + 1])
        return 0

    monkeypatch.setattr(dev, "call", call)
    assert dev.main(["lock"]) == 0
    assert made == ["requirements/test.txt", "requirements/run.txt"]


@pytest.mark.parametrize("arguments", [[], ["nonsense"]])
def test_wrong_usage_prints_the_commands(dev: ModuleType, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    assert done.returncode == 2
    for command in dev.COMMANDS:
        assert f"python3 dev.py {command} " in done.stderr
