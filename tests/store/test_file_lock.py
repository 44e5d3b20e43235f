"""The system's own lock on a file: taken, waited for, and seen by whoever takes it by the library."""

import errno
import os
import sys
import threading
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there the lock is the library's", allow_module_level=True)

import fcntl

import filelock

from concierge_desk.store.locks.file_lock import lock_on

SHORT = 0.2


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "locks" / "one.lock"


def opened() -> int:
    """Return how many files this process has open."""
    return len(list(Path("/dev/fd").iterdir()))


def test_it_is_taken_once_and_again_when_it_was_let_go(path: Path) -> None:
    first, second = lock_on(path), lock_on(path)
    first.acquire(timeout=0)
    with pytest.raises(TimeoutError):
        second.acquire(timeout=0)
    first.release()
    second.acquire(timeout=0)
    second.release()
    # Whoever holds none lets go of none.
    second.release()
    assert path.exists()


def test_its_file_is_its_owners_alone(path: Path) -> None:
    lock = lock_on(path)
    lock.acquire(timeout=0)
    assert path.stat().st_mode & 0o777 == 0o600
    lock.release()


def test_another_one_is_waited_for_as_long_as_said(path: Path) -> None:
    first, second = lock_on(path), lock_on(path)
    first.acquire(timeout=0)
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        second.acquire(timeout=SHORT)
    assert time.monotonic() - begun >= SHORT
    held = threading.Event()

    def take() -> None:
        second.acquire(timeout=60)
        held.set()

    waiting = threading.Thread(target=take)
    waiting.start()
    assert not held.is_set()
    first.release()
    waiting.join()
    assert held.is_set()
    # By another thread than the one that took it.
    second.release()
    first.acquire(timeout=0)
    first.release()


def test_the_library_sees_it_and_is_seen(path: Path) -> None:
    ours, theirs = lock_on(path), filelock.FileLock(path)
    ours.acquire(timeout=0)
    with pytest.raises(filelock.Timeout):
        theirs.acquire(timeout=0)
    ours.release()
    with theirs, pytest.raises(TimeoutError):
        ours.acquire(timeout=0)
    ours.acquire(timeout=0)
    ours.release()


def test_a_file_that_was_taken_away_is_not_locked_in_place_of_the_new_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever lets go of it takes its file away between another one's opening and locking."""
    before, after, third = lock_on(path), lock_on(path), lock_on(path)
    before.acquire(timeout=0)
    real = os.open
    names: list[Path] = []

    def open_first(name: Path, *how: int) -> int:
        descriptor = real(name, *how)
        if not names:
            path.unlink()
            before.release()
        names.append(name)
        return descriptor

    monkeypatch.setattr(os, "open", open_first)
    after.acquire(timeout=60)
    assert names == [path, path]
    with pytest.raises(TimeoutError):
        third.acquire(timeout=0)
    after.release()


def test_a_link_is_no_lock(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    (tmp_path / "elsewhere").touch()
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError) as refused:
        lock_on(path).acquire(timeout=0)
    assert refused.value.errno == errno.ELOOP


def test_nothing_stays_open_where_there_can_be_none(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int, _how: int) -> None:
        raise OSError(errno.EOPNOTSUPP, "")

    monkeypatch.setattr(fcntl, "flock", refuse)
    before = opened()
    with pytest.raises(OSError) as refused:
        lock_on(path).acquire(timeout=0)
    assert refused.value.errno == errno.EOPNOTSUPP
    assert opened() == before
