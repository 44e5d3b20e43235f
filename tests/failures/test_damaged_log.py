"""The write-ahead log after a power cut: damaged, cut or gone, the desk is what it was at an earlier act, whole.

What the log lost cannot be seen in the file alone: an anchor that was printed tells it (docs/contract.md, "Anchors").
"""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.dice import dice_of
from tests.e2e.driver import CLOCK, ENTRIES, EXPECTED, FULL, LINES, Shop, contains
from tests.failures.posts import Post
from tests.sizes import few

pytestmark = few(6)


DICE = dice_of(__name__)
CUTS = 200 if FULL else 4
FLIPS = 400 if FULL else 6
NOISE = DICE.randbytes(64 * 1024)


@dataclass(frozen=True)
class Killed:
    """A desk whose process was killed after the day's closing, and what was answered and printed until then."""

    post: Post
    answered: list[bytes]
    heads: frozenset[int]
    anchor: str

    @property
    def log(self) -> Path:
        """Everything but the set-up is in it."""
        return self.post.data / "concierge.db-wal"

    @property
    def index(self) -> Path:
        """Shared by the processes, made anew from the log."""
        return self.post.data / "concierge.db-shm"

    def again(self, target: Path) -> "Killed":
        """The same in another folder."""
        return Killed(self.post.copy(target), self.answered, self.heads, self.anchor)

    def is_an_earlier_desk(self, why: object) -> int:
        """The desk is whole as it was after some act; what is missing is taken again and answered the same."""
        entries = self.post.whole()
        assert entries in self.heads, why
        told = self.post.quick("verify", "--anchor", self.anchor, "--json")
        faults = [fault["code"] for fault in told.json["faults"]]
        assert (told.status, faults) == ((0, []) if entries == ENTRIES else (5, ["tail"])), why
        again = self.post.quick("record", "-", "--json", stdin=LINES)
        assert again.status == 0, why
        assert contains(self.post.quick("day", "status", "--json").json, EXPECTED), why
        assert self.post.whole() == ENTRIES, why
        return entries


@pytest.fixture(scope="module")
def dead(new_shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Killed:
    post = Post(new_shop.data).copy(tmp_path_factory.mktemp("killed") / "poste")
    heads = {post.quick("verify", "--json").json["entries"]}
    process = post.start("record", "-", "--json", "--clock", CLOCK)
    assert process.stdin is not None and process.stdout is not None
    answered = []
    for line in LINES.splitlines(keepends=True):
        process.stdin.write(line)
        answered.append(process.stdout.readline())
    process.kill()
    process.communicate()
    heads |= {json.loads(told)["entries"][-1] for told in answered}
    anchor = post.copy(post.data.parent / "lu").quick("day", "status", "--json").json["anchor"]
    return Killed(post, answered, frozenset(heads), anchor)


@pytest.fixture
def killed(dead: Killed, tmp_path: Path) -> Killed:
    return dead.again(tmp_path / "poste")


def test_what_was_answered_is_there(killed: Killed) -> None:
    assert killed.log.stat().st_size > 0
    again = killed.post.call("record", "-", "--json", stdin=LINES)
    assert (again.status, again.out.splitlines(keepends=True)) == (0, killed.answered)
    assert killed.is_an_earlier_desk("nothing was done to it") == ENTRIES


@few(2)
@pytest.mark.parametrize(
    "content", [None, b"", b"bonjour\n", NOISE, bytes(64 * 1024)], ids=lambda c: repr(c)[:12]
)
def test_an_index_that_is_gone_or_something_else_is_made_anew(killed: Killed, content: bytes | None) -> None:
    put(killed.index, content)
    assert killed.is_an_earlier_desk("the index") == ENTRIES


@few(2)
@pytest.mark.parametrize(
    "content", [None, b"", b"bonjour\n", NOISE, bytes(64 * 1024)], ids=lambda c: repr(c)[:12]
)
def test_a_log_that_is_gone_or_something_else(killed: Killed, content: bytes | None) -> None:
    put(killed.log, content)
    assert killed.is_an_earlier_desk("the log") == min(killed.heads)


def put(path: Path, content: bytes | None) -> None:
    path.unlink()
    if content is not None:
        path.write_bytes(content)


def test_a_log_that_was_cut_off(dead: Killed, tmp_path: Path) -> None:
    size = dead.log.stat().st_size
    for length in DICE.sample(range(size), CUTS):
        killed = dead.again(tmp_path / "poste")
        os.truncate(killed.log, length)
        killed.is_an_earlier_desk(length)
        shutil.rmtree(killed.post.data)


def test_a_log_with_a_changed_byte(dead: Killed, tmp_path: Path) -> None:
    whole = dead.log.read_bytes()
    for place in [0, 10, 40, *DICE.sample(range(len(whole)), FLIPS)]:
        killed = dead.again(tmp_path / "poste")
        changed = bytearray(whole)
        changed[place] ^= 1 << DICE.randrange(8)
        killed.log.write_bytes(changed)
        killed.is_an_earlier_desk(place)
        shutil.rmtree(killed.post.data)


@pytest.mark.parametrize("acts", [1, 10, 20, 43])
def test_the_log_of_an_earlier_moment_laid_beside_a_later_file(
    new_shop: Shop, tmp_path: Path, acts: int
) -> None:
    """Two halves of a folder from two days, put together by hand: no program can open that, and verify says so."""
    post = Post(new_shop.data).copy(tmp_path / "poste")
    lines = LINES.splitlines(keepends=True)
    process = post.start("record", "-", "--json", "--clock", CLOCK)
    assert process.stdin is not None and process.stdout is not None
    for line in lines[:acts]:
        process.stdin.write(line)
        process.stdout.readline()
    process.kill()
    process.communicate()
    earlier = (post.data / "concierge.db-wal").read_bytes()
    post.quick("record", "-", "--json", stdin=LINES)
    anchor = post.quick("day", "status", "--json").json["anchor"]
    later = post.store.read_bytes()
    (post.data / "concierge.db-wal").write_bytes(earlier)
    for words in (("verify", "--rebuild"), ("verify", "--anchor", anchor)):
        done = post.call(*words, "--json")
        assert (done.status, done.json["ok"], done.err) == (5, False, ""), words
    for log in post.data.glob("concierge.db-*"):
        log.unlink()
    post.store.write_bytes(later)
    assert post.whole() == ENTRIES
