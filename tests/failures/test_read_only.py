"""Folders and files that can only be read, or not even that: by their rights, and by a disk mounted so."""

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.dice import dice_of
from tests.e2e.driver import CLOCK, DAY, ENTRIES, FULL, LINES
from tests.failures.disks import bound_by_rights, read_only
from tests.failures.posts import Post
from tests.sizes import few

pytestmark = few(4)


FOLDER = "the folder of the desk can only be read"
DISK = "the disk of the desk can only be read"
PAPER = "the folder of a paper or an export can only be read"
DICE = dice_of(__name__)
WORDS: tuple[tuple[str | Path, ...], ...] = (
    ("day", "status"),
    ("day", "open"),
    ("verify",),
    ("verify", "--rebuild"),
    ("record", "-"),
    ("export", "laposte", "--day", DAY, "--to", "PLACE"),
    ("print", "z:Z-2026-0001", "--as", "pdf", "--to", "PLACE/z.pdf"),
)


WRITING = tuple(
    words for words in WORDS if words not in (("day", "status"), ("verify",), ("verify", "--rebuild"))
)


def some(place: Path, known: tuple[tuple[str | Path, ...], ...] = WORDS) -> Iterator[tuple[str | Path, ...]]:
    """Words that all need the desk's folder; one of them for every change."""
    for words in known if FULL else [DICE.choice(known)]:
        yield tuple(str(word).replace("PLACE", str(place)) for word in words)


def set_rights(folder: Path, rights: int) -> None:
    """Take rights of writing away from a folder and all in it, or give them back."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222 | rights)


@pytest.fixture
def bound(played: Post) -> Post:
    """The desk at the end of the day, under a program that rights bind."""
    return played.as_(prefix=bound_by_rights())


def test_a_folder_by_its_rights(bound: Post, tmp_path: Path) -> None:
    before = bound.store.read_bytes()
    set_rights(bound.data, 0)
    for words in some(tmp_path):
        bound.fails(FOLDER, *words, stdin=LINES)
    assert bound.store.read_bytes() == before
    assert not list(tmp_path.glob("*.zip"))
    set_rights(bound.data, 0o200)
    bound.runs("day", "status")
    assert bound.whole() == ENTRIES


def test_a_folder_that_may_not_be_looked_into(bound: Post) -> None:
    rights = bound.data.stat().st_mode
    bound.data.chmod(0)
    for words in (("day", "status"), ("record", "-")):
        bound.fails("the folder of the desk may not be looked into", *words, stdin=LINES)
    bound.data.chmod(rights)
    assert bound.whole() == ENTRIES


def test_a_folder_where_only_the_locks_cannot_be_left(bound: Post) -> None:
    locks = bound.data / "verrous"
    locks.chmod(0o500)
    bound.fails(FOLDER, "verify", "--rebuild")
    locks.chmod(0o700)
    assert bound.whole() == ENTRIES


def test_a_disk_that_is_mounted_to_be_read(played: Post, tmp_path: Path) -> None:
    """What writes is refused and leaves nothing; what only looks goes on: `test_read_only_disk.py`."""
    before = played.store.read_bytes()
    with read_only(played.data):
        for words in some(tmp_path, WRITING):
            played.fails(DISK, *words, stdin=LINES)
        played.fails(FOLDER, "verify", "--rebuild")
    assert played.store.read_bytes() == before
    assert list(tmp_path.glob("z.pdf")) == list(tmp_path.glob("*.zip")) == []
    played.runs("day", "status")
    assert played.whole() == ENTRIES


def test_a_store_that_can_only_be_read(new: Post) -> None:
    """It can be looked at; what would be written is refused whole."""
    bound = new.as_(prefix=bound_by_rights())
    before = bound.store.read_bytes()
    bound.store.chmod(0o444)
    bound.fails("the file of the desk can only be read", "record", "-", "--clock", CLOCK, stdin=LINES)
    bound.fails("the file of the desk can only be read", "day", "open", "--clock", CLOCK)
    bound.runs("verify")
    assert bound.store.read_bytes() == before
    # The log took the rights of the store.
    for path in bound.data.glob("concierge.db*"):
        path.chmod(0o644)
    assert bound.quick("record", "-", "--json", stdin=LINES).status == 0
    assert bound.whole() == ENTRIES


@pytest.mark.parametrize(
    ("name", "case", "params"),
    [
        ("concierge.db", "the file of the desk may not be read", {}),
        ("FACTICE.key", "the file of the key may not be read", {"errno": errno.EACCES}),
    ],
)
def test_a_file_that_may_not_be_read(bound: Post, name: str, case: str, params: dict[str, Any]) -> None:
    path = bound.data / name
    path.chmod(0)
    bound.fails(case, "day", DICE.choice(("status", "close")), **params)
    path.chmod(0o600)
    bound.runs("day", "status")
    assert bound.whole() == ENTRIES


def test_a_place_for_papers_that_can_only_be_read(bound: Post, tmp_path: Path) -> None:
    """Nothing is written down of what could not be handed over: the next print is the original."""
    place = tmp_path / "papiers"
    place.mkdir()
    place.chmod(0o555)
    file = place / f"laposte-AMP1-F-{DAY}.zip"
    bound.fails(PAPER, "export", "laposte", "--day", DAY, "--to", place, file=str(file))
    paper = place / "neuf" / "z.pdf"
    bound.fails(PAPER, "print", "z:Z-2026-0001", "--as", "pdf", "--to", paper, file=str(paper))
    assert bound.whole() == ENTRIES
    place.chmod(0o755)
    assert bound.runs("print", "z:Z-2026-0001", "--as", "pdf", "--to", paper)["copy"] == 0
    assert bound.runs("export", "laposte", "--day", DAY, "--to", place)["again"] is False
    assert bound.whole() == ENTRIES + 2


def test_a_place_for_papers_on_a_disk_mounted_to_be_read(played: Post, tmp_path: Path) -> None:
    place = tmp_path / "papiers"
    place.mkdir()
    with read_only(place):
        file = place / "z.txt"
        played.fails(PAPER, "print", "z:Z-2026-0001", "--as", "text", "--to", file, file=str(file))
    assert list(place.iterdir()) == []
    assert played.whole() == ENTRIES


def test_a_new_desk_where_nothing_can_be_written(tmp_path: Path) -> None:
    inside = tmp_path / "dossier"
    inside.mkdir()
    inside.chmod(0o555)
    words = ("init", "--site", "ampere", "--practice", "--clock", CLOCK)
    post = Post(inside, prefix=bound_by_rights())
    post.fails("the folder of a new desk can only be read", *words)
    below = post.as_(data=inside / "poste")
    below.fails("the folder of a new desk cannot be made", *words, folder=str(below.data))
    assert list(inside.iterdir()) == []
    inside.chmod(0o755)
    below.runs(*words)
    assert below.whole() > 0
