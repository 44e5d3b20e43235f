"""What the system has to bring: by apt where we are root, else one line to type."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from provisioning import system
from provisioning.system import PARTS, ROOT_TESTS, TESTS
from provisioning.terminal import SetUpError

TESTS_FOLDER = Path(__file__).resolve().parents[1]
ASKED_BY = {"which", "require_x", "program", "complaint"}
"""How the tests ask for a program of the system."""

BROUGHT_OTHERWISE = {
    "apt-get": "what everything else is brought with",
    "import": "for whoever looks at a screen by hand",
    "modprobe": "where there is none, fusefat is brought",
    "setsid": "util-linux, without which no Debian starts",
}


def test_without_venv_the_exact_command_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "can_make_venv", lambda: False)
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system, "is_root", lambda: False)
    wanted = "python{}.{}-venv".format(*sys.version_info[:2])
    with pytest.raises(SetUpError, match=rf"tapez : sudo apt-get install .*python3-venv {wanted}"):
        system.provide_venv()
    monkeypatch.setattr(system.shutil, "which", lambda _name: None)
    with pytest.raises(SetUpError, match="installez un Python complet"):
        system.provide_venv()


def test_as_root_on_debian_venv_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    answers = iter([False, True])
    monkeypatch.setattr(system, "can_make_venv", lambda: next(answers))
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system, "is_root", lambda: True)
    monkeypatch.setattr(system.subprocess, "run", lambda command, **_options: ran.append(command))
    system.provide_venv()
    assert ran == [["apt-get", "update", "-qq"], system.venv_command()]


class Bare:
    """A Debian system that lacks parts.

    Attributes:
        lacking: Their names; apt takes out what it installed.
        ran: What apt was called with.
        works: Whether it helps.
    """

    def __init__(self, lacking: set[str]) -> None:
        self.lacking = lacking
        self.ran: list[list[str]] = []
        self.works = True

    def load(self, name: str) -> None:
        if name in self.lacking:
            raise OSError(name)

    def which(self, name: str) -> str | None:
        return None if name in self.lacking else f"/usr/bin/{name}"

    def run(self, command: list[str], **_options: object) -> None:
        if command[0] == "apt-get":
            self.ran.append(command)
            if self.works:
                self.lacking -= {part.name for part in PARTS if part.package in command}


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Bare:
    made = Bare({"libxcb-cursor.so.0", "libEGL.so.1"})
    monkeypatch.setattr(system.sys, "platform", "linux")
    monkeypatch.setattr(system.ctypes, "CDLL", made.load)
    monkeypatch.setattr(system.shutil, "which", made.which)
    monkeypatch.setattr(system.subprocess, "run", made.run)
    monkeypatch.setattr(system, "kernel_knows_fat", lambda: False)
    monkeypatch.setattr(system, "is_root", lambda: False)
    return made


def test_without_the_windows_libraries_the_exact_command_is_said(
    bare: Bare, monkeypatch: pytest.MonkeyPatch
) -> None:
    for provide in (system.provide_libraries, system.provide_for_tests):
        with pytest.raises(SetUpError, match=r"tapez : sudo apt-get install .*libegl1 libxcb-cursor0\n"):
            provide()
    bare.lacking.add("apt-get")
    with pytest.raises(SetUpError, match=r"installez libEGL\.so\.1, libxcb-cursor\.so\.0"):
        system.provide_libraries()
    monkeypatch.setattr(system.sys, "platform", "win32")
    system.provide_libraries()
    assert system.provide_for_tests() == []
    assert bare.ran == []


def test_as_root_the_windows_libraries_are_installed(bare: Bare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "is_root", lambda: True)
    bare.works = False
    with pytest.raises(SetUpError, match="tapez : apt-get install"):
        system.provide_libraries()
    assert bare.ran[0] == ["apt-get", "update", "-qq"]
    assert bare.ran[1][-2:] == ["libegl1", "libxcb-cursor0"]
    bare.works = True
    system.provide_libraries()


def test_what_only_the_tests_need_is_no_reason_to_stop(
    bare: Bare, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor does anybody who only wants the window need it."""
    bare.lacking = {"Xvfb", "age", "mkfs.vfat"}
    system.provide_libraries()
    left = system.provide_for_tests()
    # Only root mounts anything: it is no use to others.
    assert [part.name for part in left] == ["age", "Xvfb"]
    said = capsys.readouterr().out
    assert "age, Xvfb. Ce qui en a besoin ne sera pas essayé" in said
    assert "tapez : sudo apt-get install -y --no-install-recommends age xvfb" in said
    assert said.count("\n") == 1


def test_as_root_all_that_the_tests_need_is_installed(bare: Bare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "is_root", lambda: True)
    bare.lacking = {part.name for part in PARTS}
    assert system.provide_for_tests() == []
    packages = bare.ran[1][bare.ran[1].index("--no-install-recommends") + 1 :]
    assert packages == list(dict.fromkeys(part.package for part in PARTS))


def test_a_driver_that_the_kernel_makes_needless_is_not_asked_for(
    bare: Bare, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare.lacking = {"fusefat"}
    assert [part.name for part in system.missing((ROOT_TESTS,))] == ["fusefat"]
    driver = next(part for part in PARTS if part.name == "fusefat")
    assert not system.Part(driver.name, driver.package, driver.purpose).is_there()
    assert system.Part(driver.name, driver.package, driver.purpose, lambda: True).is_there()


def test_what_the_kernel_says_of_fat_is_read() -> None:
    known = Path("/proc/filesystems")
    told = system.kernel_knows_fat()
    assert told == (known.exists() and "vfat" in known.read_text("ascii").split())


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
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], seen: bool
) -> None:
    monkeypatch.setattr(system.sys, "platform", platform)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert system.has_display() is seen


def asked_for(path: Path) -> Iterator[str]:
    """Programs that a module of the tests looks for or calls by name."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
            if called in ASKED_BY:
                yield from _first_text(node)
        elif isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == [
            "PROGRAMS"
        ]:
            yield from ast.literal_eval(node.value)


def _first_text(call: ast.Call) -> Iterator[str]:
    first = call.args[0] if call.args else None
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        yield first.value


def test_whatever_a_test_asks_for_is_brought() -> None:
    """A program that no list names would be skipped on a new machine, for ever."""
    asked = {
        name for path in TESTS_FOLDER.rglob("*.py") for name in asked_for(path) if path != Path(__file__)
    }
    brought = {part.name for part in PARTS if part.purpose in {TESTS, ROOT_TESTS}}
    assert {"age", "Xvfb", "mount", "mkfs.ext4"} <= asked, "they are no longer found by reading the tests"
    assert asked - brought - set(BROUGHT_OTHERWISE) == set()


def test_the_gate_has_no_list_of_its_own() -> None:
    gate = (TESTS_FOLDER.parent / ".ci" / "run").read_text("utf-8")
    assert "dev.py system" in gate
    assert not [part.package for part in PARTS if part.package in gate.split()]
    assert "apt-get" not in gate
