"""A desk that a newer version of the program has used: left as it is, to the byte."""

from pathlib import Path

import pytest

from tests.dice import dice_of
from tests.e2e.driver import CLOCK, DAY, ENTRIES, FULL, LINES, Shop
from tests.failures.posts import Post
from tests.real_site import REAL_SITE

NEWER = "a newer version has used the desk"
DICE = dice_of(__name__)
WORDS = (
    ("day", "status"),
    ("record", "-"),
    ("day", "close"),
    ("verify",),
    ("verify", "--rebuild"),
    ("export", "laposte", "--day", DAY, "--to", "PLACE"),
    ("print", "z:Z-2026-0001", "--as", "pdf", "--to", "PLACE/z.pdf"),
)


@pytest.fixture(scope="module")
def _newer(played_shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Post:
    post = Post(played_shop.data).copy(tmp_path_factory.mktemp("newer") / "poste")
    post.as_("migration").runs("day", "status")
    return post


@pytest.fixture
def newer(_newer: Post, tmp_path: Path) -> Post:
    """A desk that a later version has opened once."""
    return _newer.copy(tmp_path / "poste")


def test_a_newer_store(newer: Post, tmp_path: Path) -> None:
    (copy,) = (newer.data / "copies").glob("avant-*")
    before = {path: path.read_bytes() for path in (newer.store, copy)}
    place = tmp_path / "sortie"
    for words in WORDS if FULL else DICE.sample(WORDS, 2):
        newer.fails(NEWER, *(word.replace("PLACE", str(place)) for word in words), stdin=LINES)
        assert {path: path.read_bytes() for path in before} == before
        assert [copy] == list((newer.data / "copies").glob("avant-*"))
        assert not place.exists()
        newer.tidy()
    # The newer version goes on; so does this one over the copy that was made before.
    assert newer.as_("migration").runs("verify", "--signatures", "--rebuild")["entries"] == ENTRIES
    copy.replace(newer.store)
    assert newer.whole() == ENTRIES


def test_a_newer_store_is_not_made_anew(newer: Post) -> None:
    before = newer.store.read_bytes()
    words = ("init", "--site", "ampere", "--practice", "--clock", CLOCK)
    newer.fails("a desk is made where one is", *words, folder=str(newer.data))
    assert newer.store.read_bytes() == before


def test_a_newer_key_file(tmp_path: Path) -> None:
    phrase = tmp_path / "phrase.txt"
    phrase.write_text("ouvre-toi, Sésame\n", "utf-8")
    for name, site, kind in (("exercice", "ampere", ("--practice",)), ("vrai", REAL_SITE, ())):
        post = Post(tmp_path / name, more=("--key-passphrase-file", phrase))
        later = post.as_("keyfile")
        later.runs("init", "--site", site, *kind)
        files = {path: path.read_bytes() for path in post.data.iterdir() if path.is_file()}
        post.fails("a newer version has made the key", "day", "open", version=2)
        assert {path: path.read_bytes() for path in files} == files
        later.runs("verify", "--signatures", "--rebuild")
