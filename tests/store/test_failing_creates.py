"""Files that cannot be made while the store is copied: each is told as what it is, wherever in the copying it is."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from concierge_desk.domain.errors import DeskError
from concierge_desk.store import failures
from concierge_desk.store.copies import Locked, copy_store, copy_under
from concierge_desk.store.failures import failure_of
from tests.counter.desks import Play

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the files of a process are counted by Linux")

TOLD = {"store.cannot_open", "store.disk_failed"}
MOST = 60


@contextmanager
def room_for(more: int) -> Iterator[None]:
    """Let this process open so many files more, and no file beyond: the next create fails, SQLite's own too."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    known = max(int(path.name) for path in Path("/proc/self/fd").iterdir())
    fillers = []
    # Numbers that were given back are taken first: with those filled, the limit is what it says.
    while not fillers or fillers[-1] < known:
        fillers.append(os.open(os.devnull, os.O_RDONLY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (fillers[-1] + 1 + more, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for filler in fillers:
            os.close(filler)


def failing(way: Callable[[], object], target: Path) -> list[str]:
    """Copy with room for more and more files, until it succeeds; return how each attempt was told."""
    told = []
    for more in range(MOST):
        try:
            with room_for(more):
                way()
        except DeskError as failure:
            told.append(failure.code)
            assert not list(target.parent.glob(f"{target.name}*")), (more, "something half-made stays")
        else:
            assert target.exists()
            return told
    raise AssertionError("it never succeeds")


def test_each_file_that_cannot_be_made_is_told(shop: Play, tmp_path: Path) -> None:
    source, target = shop.desk.folder.store, tmp_path / "copie.db"
    told = failing(lambda: copy_store(source, shop.desk.keys.store_key, target), target)
    assert len(told) >= 3 and set(told) <= TOLD, told


def test_under_another_key_too(shop: Play, tmp_path: Path) -> None:
    from concierge_desk.jobs.verify import request_of

    target, asked = tmp_path / "copie.db", request_of(shop.desk)
    mine = Locked(shop.desk.folder.store, shop.desk.keys.store_key)
    told = failing(lambda: copy_under(mine, Locked(target, bytes(32)), asked), target)
    assert len(told) >= 3 and set(told) <= TOLD, told


def test_the_copying_has_words_and_no_code() -> None:
    """What the driver's own copying raises bears no number: its sentence is all that tells."""
    known = failure_of(dbapi2.OperationalError("unable to open database file"))
    assert known is not None and known.code == "store.cannot_open"


class ReadOnly(dbapi2.OperationalError):
    sqlite_errorcode = dbapi2.SQLITE_READONLY


def test_a_disk_that_opens_for_reading_alone_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite opens for reading what the disk did not let it open for writing: the rights are as they should be."""
    path = tmp_path / "concierge.db"
    path.write_bytes(b"")
    codes = []
    for writable in (True, False):
        monkeypatch.setattr(failures.os, "access", lambda _path, _mode, writable=writable: writable)
        known = failure_of(ReadOnly("attempt to write a readonly database"), path)
        codes.append(None if known is None else known.code)
    assert codes == ["store.disk_failed", "store.read_only"]


@pytest.mark.parametrize("number", [errno.EIO, errno.ENXIO, errno.ENODEV])
def test_a_disk_that_answers_with_errors_is_not_taken_for_missing_rights(
    shop: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fails(_path: Path, _target: Path) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(DeskError) as found:
        copy_store(shop.desk.folder.store, shop.desk.keys.store_key, tmp_path / "copie.db")
    assert found.value.code == "store.disk_failed"
