"""A disk that is full at any write: each word stops at the page it did not get, says so, and loses nothing.

The program writes to the last byte here (`brim`); left to itself it stops before: `test_tight_disk.py`.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.dice import dice_of
from tests.e2e.driver import CLOCK, DAY, ENTRIES, EXPECTED, FULL, LINES, Ended, Shop, contains
from tests.failures.disks import PAGE_BYTES, Disk
from tests.failures.posts import Post, answers, check, entries, half_made
from tests.sizes import few

pytestmark = few(3)


DESK_FULL = "the disk of the desk is full"
PAPER_FULL = "the disk of a paper or an export is full"
SHARED_PAGES = 8
"""The log's index takes as many pages as soon as the desk is opened."""
DICE = dice_of(__name__)
PAPER = "z:Z-2026-0001"


@dataclass(frozen=True)
class Tried:
    """A word that had so many pages left, and what came of it. There is room again.

    Attributes:
        left: How many pages.
        post: The desk, under the program as it is.
        done: How the word ended.
        failed: Whether it went without.
    """

    left: int
    post: Post
    done: Ended
    failed: bool


@pytest.fixture
def full(small_disk: Callable[..., Disk]) -> Disk:
    return small_disk("memory")


def pages_of(shop: Shop) -> int:
    """How many pages a store takes, which grows with every service."""
    return Post(shop.data).store.stat().st_size // PAGE_BYTES


def places(most: int) -> list[int]:
    """How many pages are left: each number, or some about the edges and some drawn."""
    if FULL:
        return list(range(most + 1))
    drawn = DICE.sample(range(SHARED_PAGES + 1, most), 4)
    return sorted({0, SHARED_PAGES - 1, SHARED_PAGES, most, *drawn})


def tried(
    disk: Disk,
    begin: Shop | None,
    most: int,
    *words: str | Path,
    stdin: bytes = b"",
    changes: str = "brim",
    paper: Path | None = None,
) -> Iterator[Tried]:
    """Run a word over a fresh desk with more and more pages left, in plain French and as JSON by turns.

    Args:
        disk: Where the desk lies.
        begin: The desk it is copied from.
        most: So many pages are enough for the word.
        words: The word.
        stdin: What it reads.
        changes: Of the program.
        paper: What the word writes beside the store.
    """
    failed = True
    for n, left in enumerate(places(most)):
        post = Post(disk.folder / f"poste-{left}", changes)
        if begin is None:
            post.data.mkdir()
        else:
            Post(begin.data).copy(post.data)
        disk.fill(left * PAGE_BYTES)
        as_json = n % 2 == 1 or words[0] == "record"
        done = post.call(*words, *(["--json"] if as_json else []), stdin=stdin)
        disk.make_room()
        failed = done.status != 0
        if failed:
            if paper is not None and str(paper) in done.out.decode() + done.err:
                check(done, PAPER_FULL, as_json=as_json, file=str(paper))
            else:
                check(done, DESK_FULL, as_json=as_json)
            assert not half_made(disk.folder), left
            post.tidy()
        yield Tried(left, post.as_(), done, failed)
        shutil.rmtree(post.data)
    assert not failed, "most is too small: the sweep does not reach the end of the word"


def test_init(full: Disk, new_shop: Shop) -> None:
    # The store, and its log before it is in the store.
    most = 2 * pages_of(new_shop) + 48
    words = ("init", "--site", "ampere", "--practice", "--clock", CLOCK)
    for one in tried(full, None, most, *words):
        assert one.post.store.exists() is not one.failed, one.left
        if one.failed:
            assert one.post.quick(*words).status == 0
        assert one.post.quick("record", "-", "--json", "--clock", CLOCK, stdin=LINES).status == 0
        assert one.post.whole() == ENTRIES, one.left


def test_a_days_record(full: Disk, new_shop: Shop) -> None:
    """R-1.64: whatever was answered is in the journal, whatever was not is nowhere."""
    before = Post(new_shop.data).whole()
    for one in tried(full, new_shop, 900, "record", "-", "--json", stdin=LINES):
        kept = answers(one.done)
        assert one.post.whole() == before + entries(kept), one.left
        again = one.post.quick("record", "-", "--json", stdin=LINES)
        assert again.status == 0
        assert again.answers[: len(kept)] == kept, one.left
        assert contains(one.post.quick("day", "status", "--json").json, EXPECTED), one.left
        assert one.post.whole() == ENTRIES, one.left


def test_the_days_closing(full: Disk, open_shop: Shop) -> None:
    before = Post(open_shop.data).whole()
    words = ("day", "close", "--gap-reason", "counting_error")
    for one in tried(full, open_shop, 60, *words):
        assert one.post.whole() == (before if one.failed else ENTRIES), one.left
        if one.failed:
            assert one.post.quick(*words).status == 0
        assert contains(one.post.quick("day", "status", "--json").json, EXPECTED), one.left
        assert one.post.whole() == ENTRIES, one.left


def test_the_export(full: Disk, played_shop: Shop, tmp_path: Path) -> None:
    whole = Post(played_shop.data).copy(tmp_path / "poste")
    told = whole.quick("export", "laposte", "--day", DAY, "--to", tmp_path / "sortie", "--json").json
    target = full.folder / "sortie"
    words = ("export", "laposte", "--day", DAY, "--to", target)
    for one in tried(full, played_shop, 140, *words, paper=target / f"laposte-AMP1-F-{DAY}.zip"):
        assert bool(list(target.glob("*"))) is not one.failed, one.left
        assert one.post.whole() == ENTRIES + (not one.failed), one.left
        again = one.post.quick(*words, "--json").json
        assert (again["sha256"], again["again"]) == (told["sha256"], not one.failed), one.left
        assert one.post.quick("verify", again["path"]).status == 0
        assert one.post.whole() == ENTRIES + 1, one.left
        Path(again["path"]).unlink()


def test_a_paper(full: Disk, played_shop: Shop, tmp_path: Path) -> None:
    """A print that was not had is not counted: the first that is had is the original."""
    whole = Post(played_shop.data).copy(tmp_path / "poste")
    assert whole.quick("print", PAPER, "--as", "pdf", "--to", tmp_path / "z.pdf").status == 0
    target = full.folder / "z.pdf"
    words = ("print", PAPER, "--as", "pdf", "--to", target)
    for one in tried(full, played_shop, 60, *words, paper=target):
        assert target.exists() is not one.failed, one.left
        if one.failed:
            assert one.post.whole() == ENTRIES, one.left
            assert one.post.quick(*words, "--json").json["copy"] == 0, one.left
        assert target.read_bytes() == (tmp_path / "z.pdf").read_bytes(), one.left
        assert one.post.whole() == ENTRIES + 1, one.left
        target.unlink()


def test_the_tables_made_anew(full: Disk, played_shop: Shop) -> None:
    before = Post(played_shop.data).quick("day", "status", "--json").out
    most = pages_of(played_shop) * 3 // 2
    for one in tried(full, played_shop, most, "verify", "--rebuild"):
        assert one.post.quick("day", "status", "--json").out == before, one.left
        assert one.post.whole() == ENTRIES, one.left


def test_the_update_of_an_older_store(full: Disk, played_shop: Shop) -> None:
    """The copy that is made first is whole or not there; what was not updated opens as before."""
    before = Post(played_shop.data).quick("day", "status", "--json").out
    most = pages_of(played_shop) + 120
    for one in tried(full, played_shop, most, "day", "status", changes="brim,migration"):
        for copy in (one.post.data / "copies").glob("*"):
            opened = Post(full.folder / "copie")
            opened.data.mkdir()
            shutil.copy(one.post.data / "FACTICE.key", opened.data)
            copy.rename(opened.store)
            assert opened.whole() == ENTRIES, one.left
            shutil.rmtree(opened.data)
        if one.failed:
            assert one.post.quick("day", "status", "--json").out == before, one.left
            assert one.post.whole() == ENTRIES, one.left
        later = one.post.as_("migration")
        assert later.runs("verify", "--signatures", "--rebuild")["entries"] == ENTRIES, one.left
        if one.left == most:
            one.post.fails("a newer version has used the desk", "day", "status")
