import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from concierge_desk.domain.errors import DeskError, EnvironmentFailure, IntegrityFailure, failure_of_system
from concierge_desk.store import connection as connections
from concierge_desk.store import failures
from concierge_desk.store.connection import open_for_reading, open_for_writing, open_unguarded
from concierge_desk.store.copies import copy_store
from concierge_desk.store.database import Store, read_store
from concierge_desk.store.failures import failure_of, mapped
from concierge_desk.store.migrations import migrate
from concierge_desk.store.rebuild import rebuild
from tests.not_tried import NOT_TRIED
from tests.store.stores import KEY, ROOT, SCHEMAS, Draft, Lived, dump, entries, post, small_store


@pytest.fixture
def filled(path: Path) -> Path:
    with small_store(path) as store:
        post(store, *[Draft(data={"text": "x" * 3000}) for _ in range(400)])
    return path


def code_of(error: pytest.ExceptionInfo[DeskError]) -> tuple[str, int]:
    return error.value.code, error.value.exit_status


# ------------------------------------------------------------------ another process holds the lock

HOLDER = """
import sys
from pathlib import Path
from tests.not_tried import NOT_TRIED
from tests.store.stores import KEY
from concierge_desk.store.connection import open_for_writing
connection = open_for_writing(Path(sys.argv[1]), KEY)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("ROLLBACK")
connection.close()
"""


@contextmanager
def held_by_another(path: Path) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    try:
        yield
    finally:
        process.communicate("\n", timeout=60)


def test_another_process_that_writes_is_waited_for_and_then_told(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.2)
    before = dump(filled)
    with small_store(filled) as store:
        with held_by_another(filled):
            for job in (
                lambda: post(store, Draft()),
                lambda: migrate(filled, KEY, SCHEMAS),
                lambda: rebuild(filled, KEY, SCHEMAS),
            ):
                with pytest.raises(EnvironmentFailure) as found:
                    job()
                assert code_of(found) == ("store.locked", 4)
            # Reading and copying go on.
            assert dump(filled) == before
            copy_store(filled, KEY, filled.parent / "copy.db")
        assert post(store, Draft()) == [401]


# ------------------------------------------------------------------ disks


def mount(*words: str) -> None:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip(f"{NOT_TRIED}: a full and a read-only disk need root to mount one")
    done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"{NOT_TRIED}: this machine mounts no disk: {done.stderr.strip()}")


def unmount(folder: Path) -> None:
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder))
    yield folder
    unmount(folder)


def fill(store: Store) -> tuple[int, EnvironmentFailure]:
    """Write until the disk says no; return the last entry that was kept, and how it said it."""
    kept = 0
    try:
        while True:
            kept = post(store, Draft(data={"text": "x" * 20_000}))[0]
    except EnvironmentFailure as failure:
        return kept, failure


def test_a_full_disk_is_told_and_keeps_what_was_written(small_disk: Path) -> None:
    path = small_disk / "concierge.db"
    with small_store(path) as store:
        kept, found = fill(store)
        assert (found.code, found.exit_status) == ("store.disk_full", 4)
        assert kept > 10
        # The next one is told again; nothing is half written.
        again, found = fill(store)
        assert (again, found.code) == (0, "store.disk_full")
        whole = [entry.seq for entry in entries(path)]
        assert whole == list(range(1, kept + 1))
        with pytest.raises(EnvironmentFailure) as full:
            copy_store(path, KEY, small_disk / "copies" / "avant.db")
        assert full.value.code == "store.disk_full"
        assert list((small_disk / "copies").iterdir()) == []


@pytest.fixture
def read_only(filled: Path) -> Iterator[Path]:
    folder = filled.parent
    mount("--bind", str(folder), str(folder))
    mount("-o", "remount,ro,bind", str(folder))
    yield filled
    unmount(folder)


def test_a_folder_that_cannot_be_written_is_told(read_only: Path) -> None:
    for opened in (open_for_writing, open_unguarded):
        with pytest.raises(EnvironmentFailure) as found:
            opened(read_only, KEY).execute("BEGIN IMMEDIATE")
        assert code_of(found) == ("store.read_only", 4)
    with pytest.raises(EnvironmentFailure) as found:
        copy_store(read_only, KEY, read_only.parent / "copies" / "avant.db")
    assert code_of(found) == ("store.read_only", 4)


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    for opened in (open_for_reading, open_for_writing):
        with pytest.raises(EnvironmentFailure) as found:
            opened(tmp_path, KEY)
        assert code_of(found) in {("store.cannot_open", 4), ("store.disk_failed", 4)}
        with pytest.raises(EnvironmentFailure) as found:
            opened(tmp_path / "nowhere" / "x.db", KEY)
        assert code_of(found) == ("store.cannot_open", 4)


# ------------------------------------------------------------------ a damaged file


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 0x10
    path.write_bytes(data)


def test_flipped_bytes_in_the_middle_of_the_file_are_told(filled: Path) -> None:
    flip(filled, filled.stat().st_size // 2)
    with pytest.raises(IntegrityFailure) as found:
        dump(filled)
    assert code_of(found) == ("store.damaged", 5)
    with pytest.raises(IntegrityFailure) as found:
        rebuild(filled, KEY, SCHEMAS)
    assert code_of(found) == ("store.damaged", 5)


def test_a_flipped_byte_at_the_beginning_reads_like_another_key(filled: Path) -> None:
    flip(filled, 100)
    with pytest.raises(EnvironmentFailure) as found:
        open_for_reading(filled, KEY)
    assert code_of(found) == ("store.unreadable", 4)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(8192), bytes(8192)])
def test_a_file_that_is_no_store_is_told(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    if not content:
        # SQLite takes an empty file for an empty store.
        assert dump(path) == {"sqlite_master": []}
        return
    with pytest.raises(EnvironmentFailure) as found:
        open_for_reading(path, KEY)
    assert code_of(found) == ("store.unreadable", 4)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_a_damaged_desk_ends_with_its_family_and_one_sentence(lived: Lived, share: float) -> None:
    for place in range(0, 8192 * 4, 4096):
        flip(lived.store, int(lived.store.stat().st_size * share) // 4096 * 4096 + 100 - place)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "concierge_desk",
            "--data",
            str(lived.root),
            "verify",
            "--signatures",
            "--rebuild",
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 5
    assert "Traceback" not in done.stderr
    assert "sqlcipher" not in done.stderr.lower()


def test_a_text_that_is_no_utf_8_is_damage(filled: Path) -> None:
    connection = open_unguarded(filled, KEY)
    connection.execute("INSERT INTO printed VALUES(CAST(x'ff' AS TEXT), 1)")
    connection.close()
    with pytest.raises(IntegrityFailure) as found:
        read_store(filled, KEY, lambda rows: rows.execute("SELECT * FROM printed").fetchall())
    assert code_of(found) == ("store.damaged", 5)


# ------------------------------------------------------------------ the mapping


CODES = {
    "SQLITE_BUSY": (EnvironmentFailure, "store.locked"),
    "SQLITE_LOCKED": (EnvironmentFailure, "store.locked"),
    "SQLITE_FULL": (EnvironmentFailure, "store.disk_full"),
    "SQLITE_READONLY": (EnvironmentFailure, "store.read_only"),
    "SQLITE_PERM": (EnvironmentFailure, "store.read_only"),
    "SQLITE_CANTOPEN": (EnvironmentFailure, "store.cannot_open"),
    "SQLITE_IOERR": (EnvironmentFailure, "store.disk_failed"),
    "SQLITE_NOMEM": (EnvironmentFailure, "store.no_memory"),
    "SQLITE_NOTADB": (EnvironmentFailure, "store.unreadable"),
    "SQLITE_CORRUPT": (IntegrityFailure, "store.damaged"),
}


@pytest.mark.parametrize(("name", "expected"), CODES.items())
@pytest.mark.parametrize("variant", [0, 1, 23])
def test_every_variant_of_a_cause_has_its_failure(name: str, expected: tuple[Any, str], variant: int) -> None:
    error = dbapi2.OperationalError("x")
    error.sqlite_errorcode = getattr(dbapi2, name) | variant << 8
    found = failure_of(error)
    assert found is not None
    assert (type(found), found.code) == expected
    with pytest.raises(expected[0]) as raised, mapped():
        raise error
    assert raised.value.__cause__ is error


@pytest.mark.parametrize("name", ["SQLITE_ERROR", "SQLITE_CONSTRAINT", "SQLITE_MISUSE", "SQLITE_AUTH"])
def test_a_bug_of_ours_passes_as_it_is(name: str) -> None:
    error = dbapi2.DatabaseError("x")
    error.sqlite_errorcode = getattr(dbapi2, name)
    assert failure_of(error) is None
    with pytest.raises(dbapi2.DatabaseError) as found, mapped():
        raise error
    assert found.value is error
    with pytest.raises(ZeroDivisionError), mapped():
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("database or disk is full", "store.disk_full"),
        ("database is locked", "store.locked"),
        ("disk I/O error", "store.disk_failed"),
        ("database disk image is malformed", "store.damaged"),
        ("attempt to write a readonly database", "store.read_only"),
        ("no such table: x", None),
    ],
)
@pytest.mark.parametrize("code", [None, ...])
def test_what_copying_tells_in_words_alone(words: str, expected: str | None, code: object) -> None:
    error = dbapi2.OperationalError(words)
    if code is None:
        error.sqlite_errorcode = None  # type: ignore[assignment]
    found = failure_of(error)
    assert (found.code if found else None) == expected


def test_an_error_of_the_driver_itself_has_no_code(filled: Path) -> None:
    connection = open_for_reading(filled, KEY)
    connection.close()
    with pytest.raises(dbapi2.ProgrammingError), mapped():
        connection.execute("SELECT 1")


# ------------------------------------------------------------------ room on the disk


def test_what_a_disk_does_not_tell_is_no_reason_to_stop(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failures.require_room(path)
    failures.require_room(path.parent / "nowhere" / "x.db")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(total=0, free=0))
    failures.require_room(path)


def test_more_room_is_asked_for_than_a_disk_has(path: Path) -> None:
    with pytest.raises(EnvironmentFailure) as found:
        failures.require_room(path, shutil.disk_usage(path.parent).total)
    assert code_of(found) == ("store.disk_full", 4)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, "store.disk_full"),
        (errno.EDQUOT, "store.disk_full"),
        (errno.EROFS, "store.read_only"),
        (errno.EACCES, "store.read_only"),
        (errno.EIO, "store.disk_failed"),
        (errno.EISDIR, None),
    ],
)
def test_what_the_system_says_of_a_disk(number: int, expected: str | None) -> None:
    found = failure_of_system(OSError(number, "x"))
    assert (found.code if found else None) == expected
