"""Files that are put whole or not at all, on any folder; what real sticks do stands in `test_real_sticks.py`."""

import errno
import hashlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.media import folder as folders
from concierge_desk.media import readback, writer
from concierge_desk.media.failures import failure_of
from concierge_desk.media.writer import PARTIAL, append_lines, put_file, sweep

PIECE = readback.PIECE_BYTES
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="folders are held open elsewhere than on Windows")


def never() -> bool:
    return False


def fails(code: str, act: Callable[[], object]) -> dict[str, object]:
    with pytest.raises(EnvironmentFailure) as told:
        act()
    assert told.value.code == code
    return dict(told.value.params)


class After:
    """Says stop at a certain time of asking, and keeps how often it was asked."""

    def __init__(self, times: int, look: Callable[[], object] = lambda: None) -> None:
        self.left, self.asked, self.look = times, 0, look

    def __call__(self) -> bool:
        self.look()
        self.asked += 1
        self.left -= 1
        return self.left < 0


@given(st.lists(st.binary(max_size=2000) | st.integers(0, 3 * 2**20).map(bytes), max_size=4))
def test_what_is_put_is_what_is_there(tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]) -> None:
    target = tmp_path_factory.mktemp("clé") / "copie.zip"
    digest = put_file(target, iter(pieces), cancelled=never)
    assert target.read_bytes() == b"".join(pieces)
    assert digest == hashlib.sha256(b"".join(pieces)).hexdigest()
    assert [path.name for path in target.parent.iterdir()] == ["copie.zip"]


@pytest.mark.parametrize("size", [0, 1, 511, 512, 4096, PIECE - 1, PIECE, PIECE + 1, 9 * PIECE + 7])
def test_a_file_is_copied(tmp_path: Path, size: int) -> None:
    source, target = tmp_path / "source", tmp_path / "copie"
    source.write_bytes(os.urandom(size))
    assert put_file(target, source, cancelled=never) == hashlib.sha256(source.read_bytes()).hexdigest()
    assert target.read_bytes() == source.read_bytes()


@pytest.mark.parametrize("times", range(7))
def test_stopping_at_any_time_leaves_the_old_file_and_nothing_else(tmp_path: Path, times: int) -> None:
    target = tmp_path / "copie.zip"
    target.write_bytes(b"old")
    stop = After(times)
    fails("media.cancelled", lambda: put_file(target, iter([b"a" * PIECE] * 3), cancelled=stop))
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["copie.zip"]


def test_it_is_asked_at_every_piece_written_and_read_and_before_the_name_is_given(tmp_path: Path) -> None:
    target = tmp_path / "copie.zip"
    target.write_bytes(b"old")
    seen: list[tuple[bytes, int]] = []
    ask = After(
        99, lambda: seen.append((target.read_bytes(), (tmp_path / f"copie.zip{PARTIAL}").stat().st_size))
    )
    put_file(target, iter([b"a" * PIECE] * 3), cancelled=ask)
    assert ask.asked == 3 + 3 + 1
    assert {old for old, _ in seen} == {b"old"}, "the old file stays until the new one is known to be good"
    assert [size // PIECE for _, size in seen] == [0, 1, 2, 3, 3, 3, 3]


def test_what_the_source_says_passes_as_it_is(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"a" * 10
        raise OSError(errno.ENOSPC, "the source's own")

    with pytest.raises(OSError, match="the source's own"):
        put_file(tmp_path / "copie.zip", pieces(), cancelled=never)
    assert list(tmp_path.iterdir()) == []


def test_a_stop_by_the_keyboard_leaves_nothing(tmp_path: Path) -> None:
    def interrupted() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put_file(tmp_path / "copie.zip", iter([b"a"]), cancelled=interrupted)
    assert list(tmp_path.iterdir()) == []


def test_a_source_that_cannot_be_read(tmp_path: Path) -> None:
    told = fails(
        "media.source_unreadable", lambda: put_file(tmp_path / "copie", tmp_path / "rien", cancelled=never)
    )
    assert told == {"file": "rien"}
    folder = tmp_path / "dossier"
    folder.mkdir()
    fails("media.source_unreadable", lambda: put_file(tmp_path / "copie", folder, cancelled=never))
    assert [path.name for path in tmp_path.iterdir()] == ["dossier"]


def test_a_folder_is_never_made(tmp_path: Path) -> None:
    """It may be where a stick was: what is made there lands on the system disk."""
    fails("media.vanished", lambda: put_file(tmp_path / "CLE/copie", iter([b"a"]), cancelled=never))
    fails("media.vanished", lambda: append_lines(tmp_path / "CLE/ancres.ndjson", ["a"]))
    fails("media.vanished", lambda: sweep(tmp_path / "CLE", "*"))
    assert list(tmp_path.iterdir()) == []


def test_the_name_of_a_folder_is_no_name_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "copie").mkdir()
    told = fails("media.cannot_write", lambda: put_file(tmp_path / "copie", iter([b"a"]), cancelled=never))
    assert told == {"file": "copie"}
    assert [path.name for path in tmp_path.iterdir()] == ["copie"]


def test_what_a_killed_process_left_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / f"copie{PARTIAL}").write_bytes(b"long rest of another copy" * 99)
    put_file(tmp_path / "copie", iter([b"new"]), cancelled=never)
    assert (tmp_path / "copie").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["copie"]


@POSIX
def test_a_folder_that_is_exchanged_under_the_writer(tmp_path: Path) -> None:
    """As a stick that goes: its place becomes a folder of the system disk, where nothing must land."""
    place, away = tmp_path / "CLE", tmp_path / "away"
    place.mkdir()
    (place / "copie").write_bytes(b"old")

    def exchange() -> bool:
        if not away.exists():
            place.rename(away)
            place.mkdir()
        return False

    fails("media.vanished", lambda: put_file(place / "copie", iter([b"a", b"b"]), cancelled=exchange))
    assert list(place.iterdir()) == []
    assert [(path.name, path.read_bytes()) for path in away.iterdir()] == [("copie", b"old")]


@POSIX
def test_a_file_bigger_than_the_medium_takes(tmp_path: Path) -> None:
    """FAT32 stops at 4 GB with the same word as a limit of the system."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (PIECE, hard))
    try:
        told = fails(
            "media.file_too_big",
            lambda: put_file(tmp_path / "copie", iter([b"a" * PIECE, b"a"]), cancelled=never),
        )
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert told == {"file": "copie"}
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_another_one_who_writes_there_is_waited_for(tmp_path: Path) -> None:
    begun, go_on, order = threading.Event(), threading.Event(), []

    def slow() -> Iterator[bytes]:
        begun.set()
        go_on.wait(10)
        order.append("first")
        yield b"first"

    def second() -> Iterator[bytes]:
        order.append("second")
        yield b"second"

    first = threading.Thread(target=lambda: put_file(tmp_path / "copie", slow(), cancelled=never))
    first.start()
    assert begun.wait(10)
    put_file(tmp_path / "copie", second(), cancelled=After(99, go_on.set))
    first.join()
    assert order == ["first", "second"]
    assert (tmp_path / "copie").read_bytes() == b"second"


@POSIX
def test_the_wait_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with folders.opened(tmp_path, never):
        fails("media.cancelled", lambda: put_file(tmp_path / "copie", iter([b"a"]), cancelled=lambda: True))
        monkeypatch.setattr(folders, "PATIENCE_SECONDS", 0.05)
        fails("media.in_use", lambda: put_file(tmp_path / "copie", iter([b"a"]), cancelled=never))
        fails("media.in_use", lambda: append_lines(tmp_path / "ancres.ndjson", ["a"]))
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_a_medium_without_locks_is_taken_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(folders.fcntl, "flock", no_locks)
    put_file(tmp_path / "copie", iter([b"a"]), cancelled=never)
    assert (tmp_path / "copie").read_bytes() == b"a"


@POSIX
@pytest.mark.parametrize(("why", "code"), [(errno.EINVAL, None), (errno.EIO, "media.vanished")])
def test_a_folder_that_is_not_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: int, code: str | None
) -> None:
    """A share of a network has nothing to sync; a stick that does not answer has."""
    sync = os.fsync

    def refuse(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").is_dir():
            raise OSError(why, os.strerror(why))
        sync(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    if code is None:
        put_file(tmp_path / "copie", iter([b"a"]), cancelled=never)
    else:
        fails(code, lambda: put_file(tmp_path / "copie", iter([b"a"]), cancelled=never))
    assert [path.name for path in tmp_path.iterdir()] == ["copie"]


def test_where_folders_are_not_opened_files_go_by_their_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows."""
    monkeypatch.setattr(os, "supports_dir_fd", set())
    put_file(tmp_path / "copie", iter([b"a" * PIECE, b"b"]), cancelled=never)
    append_lines(tmp_path / "ancres.ndjson", ["one"])
    append_lines(tmp_path / "ancres.ndjson", ["two"])
    (tmp_path / f"reste{PARTIAL}").touch()
    assert sweep(tmp_path, "*") == (f"reste{PARTIAL}",)
    assert (tmp_path / "ancres.ndjson").read_bytes() == b"one\ntwo\n"
    source = tmp_path / "copie"
    assert (
        put_file(tmp_path / "deux", source, cancelled=never)
        == hashlib.sha256(source.read_bytes()).hexdigest()
    )
    fails("media.cancelled", lambda: put_file(tmp_path / "trois", source, cancelled=After(1)))
    fails("media.vanished", lambda: put_file(tmp_path / "rien/copie", source, cancelled=never))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ancres.ndjson", "copie", "deux"]


def test_what_is_written_is_synced_before_it_piles_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the desk's own disk waits behind a slow stick."""
    at: list[int] = []
    monkeypatch.setattr(writer, "_sync_content", lambda handle: at.append(os.fstat(handle).st_size))
    put_file(tmp_path / "copie", iter([b"a" * (30 * PIECE), b"b"]), cancelled=never)
    assert all(size - before <= writer._SYNC_BYTES for before, size in pairwise([0, *at, 30 * PIECE + 1]))


# --- reading back -------------------------------------------------------------------------------------------


def opener(path: Path, *, refuse: int = 0, code: int = errno.EINVAL) -> Callable[[int], int]:
    def open_again(flags: int) -> int:
        if flags & refuse:
            raise OSError(code, os.strerror(code))
        return os.open(path, flags)

    return open_again


@pytest.mark.parametrize("size", [0, 1, 4096, PIECE, 2 * PIECE + 513])
@pytest.mark.parametrize("direct", [True, False])
def test_every_byte_is_read_back_on_either_way(tmp_path: Path, size: int, direct: bool) -> None:
    """R-4.12: a copy is read from its medium before it counts."""
    path = tmp_path / "copie"
    path.write_bytes(os.urandom(size))
    refuse = 0 if direct else readback._DIRECT
    assert b"".join(readback.read_back(opener(path, refuse=refuse))) == path.read_bytes()


@pytest.mark.skipif(not readback._DIRECT, reason="this system reads no file directly")
def test_one_that_stumbles_over_the_first_read_is_read_the_other_way(tmp_path: Path) -> None:
    path = tmp_path / "copie"
    path.write_bytes(os.urandom(9000))

    def stumbling(flags: int) -> int:
        handle = os.open(path, flags)
        if flags & readback._DIRECT:
            # Reading directly from within a sector is what a file system refuses.
            os.lseek(handle, 1, os.SEEK_SET)
        return handle

    open_before = len(list(Path("/proc/self/fd").iterdir()))
    assert b"".join(readback.read_back(stumbling)) == path.read_bytes()
    assert len(list(Path("/proc/self/fd").iterdir())) == open_before


@pytest.mark.skipif(not readback._DIRECT, reason="this system reads no file directly")
def test_a_medium_that_does_not_answer_is_not_asked_again(tmp_path: Path) -> None:
    with pytest.raises(OSError) as told:
        list(readback.read_back(opener(tmp_path, refuse=readback._DIRECT, code=errno.EIO)))
    assert told.value.errno == errno.EIO


# --- lines --------------------------------------------------------------------------------------------------

LINES = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), max_size=4)


@given(st.lists(LINES, max_size=4))
def test_lines_are_added_behind_those_that_are_there(
    tmp_path_factory: pytest.TempPathFactory, turns: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("clé") / "ancres.ndjson"
    for lines in turns:
        append_lines(path, iter(lines))
    every = [line for lines in turns for line in lines]
    assert path.exists() == bool(every)
    assert not every or path.read_bytes() == "".join(f"{line}\n" for line in every).encode()


@pytest.mark.parametrize(
    ("there", "after"),
    [
        (b"", b"new\n"),
        (b'{"a":1}\n', b'{"a":1}\nnew\n'),
        (b'{"a":1}\n{"b":', b'{"a":1}\n{"b":\nnew\n'),
        (b"\xff\x00\n", b"\xff\x00\nnew\n"),
        (b"\r\n", b"\r\nnew\n"),
    ],
)
def test_what_is_there_stays_byte_for_byte(tmp_path: Path, there: bytes, after: bytes) -> None:
    """A torn last line too: what comes next stands on a line of its own."""
    path = tmp_path / "ancres.ndjson"
    path.write_bytes(there)
    append_lines(path, ["new"])
    assert path.read_bytes() == after


@pytest.mark.parametrize("line", ["", "a\nb", "a\n", "\r", "a\rb"])
def test_a_line_is_one_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        append_lines(tmp_path / "ancres.ndjson", ["good", line])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("times", range(4))
def test_adding_that_is_stopped_keeps_the_old_lines(tmp_path: Path, times: int) -> None:
    path = tmp_path / "ancres.ndjson"
    path.write_bytes(b"old\n")
    fails("media.cancelled", lambda: append_lines(path, ["new"], cancelled=After(times)))
    assert path.read_bytes() == b"old\n"


@POSIX
def test_two_who_add_lines_at_once_lose_none(tmp_path: Path) -> None:
    path = tmp_path / "ancres.ndjson"

    def add(who: str) -> None:
        for n in range(10):
            append_lines(path, [f"{who}{n}"])

    threads = [threading.Thread(target=add, args=(who,)) for who in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(path.read_text().split()) == sorted(f"{who}{n}" for who in "abc" for n in range(10))


def test_half_written_files_of_ours_are_swept_and_others_stay(tmp_path: Path) -> None:
    for name in (
        "AMP1-1.zip",
        f"AMP1-1.zip{PARTIAL}",
        f"AMP1-2.zip{PARTIAL}",
        f"film{PARTIAL}",
        f"B.zip{PARTIAL}",
    ):
        (tmp_path / name).touch()
    assert sweep(tmp_path, "AMP1-*.zip") == (f"AMP1-1.zip{PARTIAL}", f"AMP1-2.zip{PARTIAL}")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "AMP1-1.zip",
        f"B.zip{PARTIAL}",
        f"film{PARTIAL}",
    ]


# --- what the system says -----------------------------------------------------------------------------------

MB = 1_000_000


def gone() -> tuple[int, int]:
    raise OSError(errno.ENOTCONN, "gone")


@pytest.mark.parametrize(
    ("word", "room", "code"),
    [
        # What is there while it happens: needed, free.
        ("ENOSPC", (5, 2), "media.full"),
        ("EDQUOT", (5, 2), "media.full"),
        ("EIO", (5, 2), "media.full"),
        ("EIO", (5, 5), "media.vanished"),
        ("EIO", None, "media.vanished"),
        ("ENOSPC", None, "media.vanished"),
        ("EFBIG", (5, 9), "media.file_too_big"),
        ("EROFS", (5, 9), "media.read_only"),
        ("EACCES", (5, 9), "media.read_only"),
        ("EPERM", (5, 9), "media.read_only"),
        ("ENOENT", (5, 9), "media.vanished"),
        ("ENODEV", (5, 9), "media.vanished"),
        ("ENXIO", (5, 9), "media.vanished"),
        ("ENOTCONN", (5, 9), "media.vanished"),
        ("ENAMETOOLONG", (5, 9), "media.cannot_write"),
        ("EISDIR", (5, 9), "media.cannot_write"),
    ],
)
def test_each_word_of_the_system_has_its_failure(word: str, room: tuple[int, int] | None, code: str) -> None:
    asked = gone if room is None else lambda: (room[0] * MB, room[1] * MB)
    assert failure_of(OSError(getattr(errno, word), word), "copie", asked).code == code


@pytest.mark.parametrize(
    ("number", "code"), [(21, "media.vanished"), (1167, "media.vanished"), (5, "media.cannot_write")]
)
def test_windows_has_words_of_its_own(number: int, code: str) -> None:
    error = OSError(errno.EINVAL, "refused")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    assert failure_of(error, "copie", lambda: (0, 0)).code == code


def test_what_is_needed_is_never_told_as_free() -> None:
    told = failure_of(OSError(errno.ENOSPC, ""), "copie", lambda: (MB + 1, MB - 1)).params
    assert told == {"needed_mb": 2, "free_mb": 0}


@pytest.mark.skipif(os.name == "nt", reason="rights of files, as other systems keep them")
@pytest.mark.parametrize(("folder", "file"), [(0o755, 0o644), (0o700, 0o600), (0o777, 0o644), (0o750, 0o640)])
def test_a_copy_is_open_to_whoever_its_folder_is_open_to(folder: int, file: int, tmp_path: Path) -> None:
    """The day it is needed the account is another one; the process keeps all else to itself."""
    place = tmp_path / "cle"
    place.mkdir()
    place.chmod(folder)
    before = os.umask(0o077)
    try:
        put_file(place / "AMP1-x.zip", iter([b"sealed"]), cancelled=lambda: False)
        append_lines(place / "ancres.ndjson", ["{}"])
    finally:
        os.umask(before)
    assert [path.stat().st_mode & 0o777 for path in sorted(place.iterdir())] == [file, file]
