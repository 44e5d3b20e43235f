import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.store import locks
from concierge_desk.store.locks import ExclusiveUse, SharedUse, one_backup, one_window

ROOT = Path(__file__).resolve().parents[2]
SHORT = 0.2

CHILD = """
import pathlib, sys
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.store.locks import ExclusiveUse, SharedUse, one_backup, one_window
kind = {"shared": SharedUse, "exclusive": ExclusiveUse}[sys.argv[1]]
try:
    with kind(pathlib.Path(sys.argv[2]), timeout_seconds=float(sys.argv[3])):
        print("held", flush=True)
        sys.stdin.readline()
except EnvironmentFailure as failure:
    print(failure.code, failure.params.get("pid"), flush=True)
print("left", flush=True)
"""


class Other:
    """A second process that uses the store."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.pid = process.pid

    def says(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def leave(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def other(kind: str, folder: Path, timeout_seconds: float = 10) -> Iterator[Other]:
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, kind, str(folder), str(timeout_seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with process:
        try:
            yield Other(process)
        finally:
            process.kill()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk" / "verrous"


def failure_of(act: Callable[[], object]) -> tuple[str, object]:
    with pytest.raises(EnvironmentFailure) as failure:
        act()
    return failure.value.code, failure.value.params.get("pid")


def enter(use: SharedUse | ExclusiveUse) -> None:
    with use:
        pass


def uses(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.partition("-")[0].isdigit())


# ------------------------------------------------------------------ alone in the house


def test_a_use_leaves_a_lock_and_takes_it_away(folder: Path) -> None:
    use = SharedUse(folder)
    assert use.path is None
    with use as held:
        assert held is use
        assert use.path is not None
        assert uses(folder) == [use.path.name]
        assert use.path.name.startswith(f"{os.getpid()}-")

    assert use.path is None
    assert uses(folder) == []


def test_a_use_can_be_taken_again_but_not_twice(folder: Path) -> None:
    use = SharedUse(folder)
    for _ in range(2):
        with use:
            with pytest.raises(RuntimeError):
                use.__enter__()
            assert len(uses(folder)) == 1
    use.__exit__(None, None, None)


def test_a_failure_inside_lets_go(folder: Path) -> None:
    for use in (SharedUse(folder), ExclusiveUse(folder)):
        with pytest.raises(ZeroDivisionError), use:
            raise ZeroDivisionError
    with ExclusiveUse(folder, timeout_seconds=0):
        assert uses(folder) == []


def test_it_may_be_let_go_by_another_thread(folder: Path) -> None:
    with ExitStack() as stack:
        stack.enter_context(SharedUse(folder))
        thread = threading.Thread(target=stack.pop_all().close)
        thread.start()
        thread.join()

    with ExclusiveUse(folder, timeout_seconds=0):
        assert uses(folder) == []


def test_exclusive_use_leaves_nothing_behind(folder: Path) -> None:
    with ExclusiveUse(folder):
        assert (folder / "exclusif.pid").read_text().strip() == str(os.getpid())

    assert {path.name for path in folder.iterdir()} <= {"exclusif.lock"}


def test_the_own_use_does_not_count(folder: Path) -> None:
    with SharedUse(folder) as own, ExclusiveUse(folder, own=own, timeout_seconds=0):
        assert own.path is not None
        assert own.path.exists()
    with ExclusiveUse(folder, own=SharedUse(folder), timeout_seconds=0):
        pass


def test_a_second_use_of_the_same_process_counts(folder: Path) -> None:
    with SharedUse(folder) as own, SharedUse(folder):
        found = failure_of(lambda: enter(ExclusiveUse(folder, own=own, timeout_seconds=0)))

    assert found == ("store.in_use", os.getpid())


def test_other_locks_in_the_folder_are_left_alone(folder: Path) -> None:
    folder.mkdir(parents=True)
    names = ["fenetre.lock", "12-xyz.lock", "12.lock", "notes.txt"]
    for name in names:
        (folder / name).touch()
    with FileLock(folder / "fenetre.lock", timeout=0), ExclusiveUse(folder, timeout_seconds=0):
        assert all((folder / name).exists() for name in names)


# ------------------------------------------------------------------ with others


def test_many_use_the_store_at_once(folder: Path) -> None:
    with SharedUse(folder), other("shared", folder) as first, other("shared", folder) as second:
        assert [first.says(), second.says()] == ["held", "held"]
        assert len(uses(folder)) == 3


def test_who_has_it_open_stands_in_the_way_of_having_it_alone(folder: Path) -> None:
    with SharedUse(folder) as own, other("shared", folder) as child:
        assert child.says() == "held"
        before = time.monotonic()

        found = failure_of(lambda: enter(ExclusiveUse(folder, own=own, timeout_seconds=SHORT)))

        assert found == ("store.in_use", child.pid)
        assert time.monotonic() - before >= SHORT
        # The gate is open again, and the other is not disturbed.
        enter(SharedUse(folder, timeout_seconds=0))
        child.leave()
        assert child.says() == "left"
        enter(ExclusiveUse(folder, own=own, timeout_seconds=0))


def test_the_others_are_waited_for(folder: Path) -> None:
    with other("shared", folder) as child:
        assert child.says() == "held"
        threading.Timer(SHORT, child.leave).start()

        with ExclusiveUse(folder, timeout_seconds=30):
            assert uses(folder) == []
        assert child.says() == "left"


def test_who_has_it_alone_is_named(folder: Path) -> None:
    with other("exclusive", folder) as child:
        assert child.says() == "held"

        assert failure_of(lambda: enter(SharedUse(folder, timeout_seconds=SHORT))) == (
            "store.busy_exclusive",
            child.pid,
        )
        assert failure_of(lambda: enter(ExclusiveUse(folder, timeout_seconds=SHORT))) == (
            "store.busy_exclusive",
            child.pid,
        )
        assert uses(folder) == []

        threading.Timer(SHORT, child.leave).start()
        enter(SharedUse(folder, timeout_seconds=30))


def test_a_newcomer_is_told_by_name_in_its_own_process(folder: Path) -> None:
    with ExclusiveUse(folder), other("shared", folder, SHORT) as child:
        assert child.says() == f"store.busy_exclusive {os.getpid()}"
    with SharedUse(folder), other("exclusive", folder, SHORT) as child:
        assert child.says() == f"store.in_use {os.getpid()}"


@pytest.mark.parametrize("content", [None, "", "none of your business"])
def test_an_unnamed_holder_of_the_gate_is_told_without_name(folder: Path, content: str | None) -> None:
    folder.mkdir(parents=True)
    if content is not None:
        (folder / "exclusif.pid").write_text(content)
    with FileLock(folder / "exclusif.lock"):
        assert failure_of(lambda: enter(SharedUse(folder, timeout_seconds=0))) == (
            "store.busy_exclusive",
            None,
        )


def test_a_killed_use_does_not_stand_in_the_way(folder: Path) -> None:
    with other("shared", folder) as killed, other("shared", folder) as alive:
        assert [killed.says(), alive.says()] == ["held", "held"]
        killed.kill()
        assert len(uses(folder)) == 2

        assert failure_of(lambda: enter(ExclusiveUse(folder, timeout_seconds=SHORT))) == (
            "store.in_use",
            alive.pid,
        )

        alive.kill()
        with ExclusiveUse(folder, timeout_seconds=SHORT):
            assert uses(folder) == []


def test_a_killed_holder_of_the_gate_opens_it(folder: Path) -> None:
    with other("exclusive", folder) as killed:
        assert killed.says() == "held"
        killed.kill()
        assert (folder / "exclusif.pid").exists()

        with SharedUse(folder, timeout_seconds=SHORT) as own:
            # Its name is gone too, so that nobody dead is ever named.
            assert not (folder / "exclusif.pid").exists()
            enter(ExclusiveUse(folder, own=own, timeout_seconds=0))


def test_they_never_meet(folder: Path, tmp_path: Path) -> None:
    """Four processes enter in both ways as fast as they can: nobody is inside with one who is alone."""
    code = """
import pathlib, random, sys, time
from concierge_desk.store.locks import ExclusiveUse, SharedUse, one_backup
folder, inside, number = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
mine = inside / sys.argv[3]
for turn in range(25):
    alone = (turn + number) % 3 == 0
    with (ExclusiveUse if alone else SharedUse)(folder, timeout_seconds=60):
        mine.write_text("alone" if alone else "shared")
        time.sleep(random.random() / 200)
        seen = []
        for path in inside.iterdir():
            if path != mine:
                try:
                    seen.append(path.read_text())
                except FileNotFoundError:
                    pass
        assert not (alone and seen), seen
        assert "alone" not in seen, seen
        mine.unlink()
"""
    inside = tmp_path / "inside"
    inside.mkdir()
    with ExitStack() as stack:
        running = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", code, str(folder), str(inside), str(number)], cwd=ROOT
                )
            )
            for number in range(4)
        ]
        assert [process.wait(timeout=120) for process in running] == [0, 0, 0, 0]
    assert uses(folder) == []


# ------------------------------------------------------------------ a folder that cannot be used


@pytest.mark.parametrize("kind", [SharedUse, ExclusiveUse])
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, kind: type[SharedUse | ExclusiveUse]) -> None:
    (tmp_path / "file").touch()

    assert failure_of(lambda: enter(kind(tmp_path / "file" / "verrous"))) == ("store.locks_unusable", None)
    assert failure_of(lambda: enter(kind(tmp_path / "file"))) == ("store.locks_unusable", None)


def test_one_backup_at_a_time(folder: Path, tmp_path: Path) -> None:
    """It keeps nobody from the store itself."""
    folder.mkdir(parents=True)

    def back_up() -> None:
        with one_backup(folder, timeout_seconds=0.05):
            pass

    with one_backup(folder):
        assert failure_of(back_up) == ("backup.running", None)
        enter(SharedUse(folder))
        enter(ExclusiveUse(folder, timeout_seconds=0.5))
    back_up()
    (tmp_path / "file").touch()
    assert failure_of(lambda: one_backup(tmp_path / "file").__enter__()) == ("store.locks_unusable", None)


def test_one_window_of_a_desk(folder: Path, tmp_path: Path) -> None:
    """It keeps nobody from recording beside it."""
    folder.mkdir(parents=True)

    def open_another() -> None:
        with one_window(folder):
            pass

    with one_window(folder):
        assert failure_of(open_another) == ("window.open_already", None)
        enter(SharedUse(folder))
    open_another()
    (tmp_path / "file").touch()
    assert failure_of(lambda: one_window(tmp_path / "file").__enter__()) == ("store.locks_unusable", None)


def test_a_lock_that_cannot_be_looked_at_is_not_taken_for_free(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir(parents=True)
    (folder / f"4711-{'0' * 16}.lock").touch()
    real = locks.lock_on

    def refusing(path: Path) -> FileLock:
        lock = real(path)
        if path.name.startswith("4711-"):

            def refuse(timeout: float) -> None:
                raise PermissionError

            monkeypatch.setattr(lock, "acquire", refuse)
        return lock

    monkeypatch.setattr(locks, "lock_on", refusing)

    assert failure_of(lambda: enter(ExclusiveUse(folder, timeout_seconds=0))) == ("store.in_use", 4711)
