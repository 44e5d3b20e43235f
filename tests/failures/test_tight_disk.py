"""A disk with next to nothing left: the program stops before it begins, on every kind of disk, and says so."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_desk.store.failures import ROOM_BYTES
from tests.dice import dice_of
from tests.e2e.driver import CLOCK, DAY, ENTRIES, EXPECTED, FULL, LINES, Shop, contains
from tests.failures.disks import KINDS, PAGE_BYTES, Disk
from tests.failures.posts import Post, answers, check, entries, half_made
from tests.real_site import REAL_SITE
from tests.sizes import few

pytestmark = few(4)


DESK_FULL = "the disk of the desk is full"
PAPER_FULL = "the disk of a paper or an export is full"
DICE = dice_of(__name__)
PAPER = "z:Z-2026-0001"
TRIED = tuple(KINDS) if FULL else ("memory", "ext4 of small blocks")
SMALL = tuple(KINDS) if FULL else ("ext4 of small blocks",)
"""Where a process that writes to the last byte would be killed without a word."""
MORE_PAGES = range(0, 320, 8) if FULL else [DICE.randrange(320)]
"""What is left beside the room that the program asks for: the day takes more."""


@pytest.mark.parametrize("kind", TRIED)
def test_where_there_is_no_room_nothing_is_begun(
    small_disk: Callable[..., Disk], kind: str, played_shop: Shop, tmp_path: Path
) -> None:
    disk = small_disk(kind)
    post = Post(played_shop.data).copy(disk.folder / "poste")
    before = post.store.read_bytes()
    words: list[tuple[str | Path, ...]] = [
        ("day", "status"),
        ("verify", "--rebuild"),
        ("day", "close"),
        ("export", "laposte", "--day", DAY, "--to", tmp_path / "sortie"),
        ("print", PAPER, "--as", "text", "--to", tmp_path / "z.txt"),
    ]
    for n, word in enumerate(words if FULL else DICE.sample(words, 1)):
        # Nothing, a little, or all but what would be enough.
        disk.fill((0, ROOM_BYTES // 8, ROOM_BYTES - PAGE_BYTES)[n % 3 if FULL else DICE.randrange(3)])
        post.fails(DESK_FULL, *word)
        disk.make_room()
        assert post.store.read_bytes() == before
        post.tidy()
        assert not half_made(tmp_path / "sortie")
    post.runs("day", "status")
    assert post.whole() == ENTRIES


@pytest.mark.parametrize("kind", TRIED)
def test_a_disk_that_fills_up_during_the_day(
    small_disk: Callable[..., Disk], kind: str, new_shop: Shop
) -> None:
    """What was answered is kept; the act that found no room is not, and is accepted afterwards."""
    disk = small_disk(kind)
    post = Post(new_shop.data).copy(disk.folder / "poste")
    before = post.whole()
    lines = LINES.splitlines(keepends=True)
    wanted = DICE.randrange(1, len(lines) - 1)
    process = post.start("record", "-", "--json", "--clock", CLOCK)
    assert process.stdin is not None and process.stdout is not None
    flushed = b""
    for line in lines[:wanted]:
        process.stdin.write(line)
        flushed += process.stdout.readline()
    disk.fill(0)
    out, err = process.communicate(lines[wanted])
    disk.make_room()
    done = post.ended(process, flushed + out, err)
    check(done, DESK_FULL, as_json=True)
    assert len(answers(done)) == wanted
    post.tidy()
    assert post.whole() == before + entries(answers(done))
    again = post.quick("record", "-", "--json", stdin=LINES)
    assert (again.status, again.answers[:wanted]) == (0, answers(done)), wanted
    assert contains(post.quick("day", "status", "--json").json, EXPECTED)


@pytest.mark.parametrize("kind", SMALL)
def test_a_day_that_has_room_for_its_beginning_only(
    small_disk: Callable[..., Disk], kind: str, new_shop: Shop
) -> None:
    disk = small_disk(kind)
    for more in MORE_PAGES:
        post = Post(new_shop.data).copy(disk.folder / f"poste-{more}")
        before = post.quick("verify", "--json").json["entries"]
        disk.fill(ROOM_BYTES + more * PAGE_BYTES)
        done = post.call("record", "-", "--json", stdin=LINES)
        disk.make_room()
        check(done, DESK_FULL, as_json=True)
        post.tidy()
        assert post.whole() == before + entries(answers(done)), more
        assert post.quick("record", "-", "--json", stdin=LINES).status == 0, more
        assert post.whole() == ENTRIES, more
        shutil.rmtree(post.data)


@pytest.mark.parametrize("kind", SMALL)
def test_a_new_desk_where_there_is_no_room(
    small_disk: Callable[..., Disk], kind: str, tmp_path: Path
) -> None:
    disk = small_disk(kind)
    phrase = tmp_path / "phrase.txt"
    phrase.write_text("ouvre-toi, Sésame\n", "utf-8")
    post = Post(disk.folder / "poste", more=("--key-passphrase-file", phrase))
    post.data.mkdir()
    disk.fill(0)
    post.fails(DESK_FULL, "init", "--site", REAL_SITE)
    disk.make_room()
    post.tidy()
    post.runs("init", "--site", REAL_SITE)
    assert post.whole() > 0


@pytest.mark.parametrize("kind", SMALL)
def test_an_update_that_has_no_room_for_its_copy(
    small_disk: Callable[..., Disk], kind: str, played_shop: Shop
) -> None:
    """However often it is tried, no copy is left that would fill the disk the more."""
    disk = small_disk(kind)
    post = Post(played_shop.data).copy(disk.folder / "poste")
    before = post.store.read_bytes()
    later = post.as_("migration")
    for more in (0, 1, 2):
        disk.fill(ROOM_BYTES + more * len(before) - (PAGE_BYTES if more == 2 else 0))
        later.fails(DESK_FULL, "day", "status")
        disk.make_room()
        assert post.store.read_bytes() == before
        assert list((post.data / "copies").glob("avant-*")) == []
        post.tidy()
    assert post.whole() == ENTRIES
    assert later.runs("verify", "--signatures", "--rebuild")["entries"] == ENTRIES


def test_a_stick_that_is_full(small_disk: Callable[..., Disk], played: Post) -> None:
    """The desk itself has room: nothing is written down of a paper that the stick did not take."""
    stick = small_disk()
    for left in range(4) if FULL else [DICE.randrange(4)]:
        paper = stick.folder / "z.pdf"
        file = stick.folder / f"laposte-AMP1-F-{DAY}.zip"
        stick.fill(left * PAGE_BYTES)
        played.fails(PAPER_FULL, "print", PAPER, "--as", "pdf", "--to", paper, file=str(paper))
        played.fails(PAPER_FULL, "export", "laposte", "--day", DAY, "--to", stick.folder, file=str(file))
        stick.make_room()
        assert list(stick.folder.iterdir()) == []
    assert played.whole() == ENTRIES
    assert played.runs("print", PAPER, "--as", "pdf", "--to", stick.folder / "z.pdf")["copy"] == 0
    assert played.runs("export", "laposte", "--day", DAY, "--to", stick.folder)["again"] is False
    assert played.whole() == ENTRIES + 2
