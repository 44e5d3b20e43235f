"""A file of the desk that is not what was written: told by its sentence, never by a wrong figure, never mended in silence."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.dice import dice_of
from tests.e2e.driver import DAY, ENTRIES, FULL, LINES
from tests.failures.cases import CASES
from tests.failures.posts import Post, check, half_made, sentence
from tests.sizes import few

PAGE_BYTES = 4096
BEGINNING = "the beginning of the file was changed"
OTHER = "the file is something else"
FURTHER = "the file was changed further on"
CUT = "the end of the file is gone"
EMPTY = "the file is empty"
DICE = dice_of(__name__)
READING = (("day", "status"), ("verify",), ("verify", "--signatures"))
WRITING = (("verify", "--rebuild"), ("record", "-"), ("day", "open"))


def flipped(whole: bytes, place: int) -> bytes:
    """The same bytes, one of them changed by one bit."""
    changed = bytearray(whole)
    changed[place] ^= 1 << DICE.randrange(8)
    return bytes(changed)


def some() -> list[tuple[str, ...]]:
    """Words that all open the desk; one of them for every change."""
    return [*READING, *WRITING] if FULL else [DICE.choice((*READING, *WRITING))]


def places(size: int) -> list[int]:
    """A byte of each page; for every change of the second, of one in the middle, of the last, and of some drawn."""
    pages = range(1, size // PAGE_BYTES)
    chosen = list(pages) if FULL else sorted({1, len(pages) // 2, pages[-1], *DICE.sample(pages, 3)})
    return [page * PAGE_BYTES + DICE.randrange(PAGE_BYTES) for page in chosen]


# ------------------------------------------------------------------ a changed byte


@pytest.mark.parametrize("place", [0, 15, 16, 100, PAGE_BYTES - 1] if FULL else [3, 100])
def test_a_changed_byte_at_the_beginning(played: Post, place: int) -> None:
    whole = played.store.read_bytes()
    damaged = flipped(whole, place)
    played.store.write_bytes(damaged)
    for words in some():
        played.fails(BEGINNING, *words, stdin=LINES)
    assert played.store.read_bytes() == damaged
    played.tidy()
    played.store.write_bytes(whole)
    assert played.whole() == ENTRIES


def test_a_changed_byte_anywhere_further_on(played: Post, tmp_path: Path) -> None:
    """`verify --signatures` finds every one; the other words say so, or what they say is right."""
    whole = played.store.read_bytes()
    right = played.quick("day", "status", "--json").out
    export = ("export", "laposte", "--day", DAY, "--to", tmp_path, "--json")
    sha256 = played.copy(tmp_path / "autre").quick(*export).json["sha256"]
    for n, place in enumerate(places(len(whole))):
        damaged = flipped(whole, place)
        played.store.write_bytes(damaged)
        verified = played.call("verify", "--signatures", *(["--json"] if n % 2 else []))
        assert_found(verified, as_json=bool(n % 2), place=place)
        looked = played.quick("day", "status", "--json")
        assert looked.out == right if looked.status == 0 else damage_told(looked), place
        # Nothing of the file was touched by looking at it.
        assert played.store.read_bytes() == damaged, place
        assert damage_told(played.quick("verify", "--rebuild", "--json")), place
        exported = played.quick(*export)
        assert exported.json["sha256"] == sha256 if exported.status == 0 else damage_told(exported), place
        played.tidy()
        assert not half_made(tmp_path), place
    played.store.write_bytes(whole)
    assert played.whole() == ENTRIES


def assert_found(done: Any, *, as_json: bool, place: int) -> None:
    """Damage is a failure of its own, or one of the faults that a verdict lists."""
    assert done.status == CASES[FURTHER][1], (place, done)
    if as_json and "faults" in done.json:
        assert done.json["faults"] == [{"code": "store.damaged", "seq": None, "detail": ""}], place
    elif not as_json and not done.err:
        assert f"- {sentence('store.damaged', {})}\n" in done.out.decode(), place
    else:
        check(done, FURTHER, as_json=as_json)


def damage_told(done: Any) -> bool:
    """Whether a word that ran inside this process ended as damage does."""
    told = done.json
    code = told["refused"]["code"] if "refused" in told else told["faults"][0]["code"]
    return (code, done.status) == CASES[FURTHER]


def test_a_desk_with_a_page_that_nobody_asks_for_goes_on(played: Post) -> None:
    """And a page that is asked for stops the act: nothing of it is written."""
    whole = played.store.read_bytes()
    line = b'{"op":"01970000-0000-7000-8000-00000000ffff","do":"day.open","confirmed_day":"2026-11-26"}\n'
    for place in places(len(whole)):
        played.store.write_bytes(flipped(whole, place))
        done = played.quick("record", "-", "--json", "--clock", "2026-11-26T09:00", stdin=line)
        if done.status == 0:
            assert done.json["entries"] == [ENTRIES + 1], place
        else:
            assert damage_told(done), place
        for log in played.data.glob("concierge.db-*"):
            log.unlink()
    played.store.write_bytes(whole)
    assert played.whole() == ENTRIES


# ------------------------------------------------------------------ another content


def contents(whole: bytes) -> dict[str, tuple[str, bytes]]:
    """What may lie in the place of the file, and the case it is."""
    half = len(whole) // 2
    return {
        "nothing": (EMPTY, b""),
        "one byte": (EMPTY, whole[:1]),
        "less than the salt": (OTHER, whole[:15]),
        # Without one byte alone it would be whole whenever that byte is none.
        "less than a page": (OTHER, whole[: PAGE_BYTES - 8]),
        "one page": (CUT, whole[:PAGE_BYTES]),
        "one page and a little": (CUT, whole[: PAGE_BYTES + 100]),
        "half of it": (CUT, whole[:half]),
        "all but its last page": (CUT, whole[:-PAGE_BYTES]),
        "all but its last byte": (CUT, whole[:-1]),
        "a list for the baker": (OTHER, "Farine, œufs, levure\n".encode() * 500),
        "a word": (OTHER, b"bonjour\n"),
        "as many zeros": (OTHER, bytes(len(whole))),
        "as much noise": (OTHER, os.urandom(len(whole))),
        "a database in clear": (OTHER, b"SQLite format 3\0" + bytes(2 * PAGE_BYTES)),
    }


@few(5)
@pytest.mark.parametrize("what", contents(bytes(4 * PAGE_BYTES)))
def test_another_content(played: Post, what: str) -> None:
    whole = played.store.read_bytes()
    case, content = contents(whole)[what]
    played.store.write_bytes(content)
    for word in some():
        played.fails(case, *word, stdin=LINES)
    assert played.store.read_bytes() == content
    played.tidy()
    assert list((played.data / "copies").glob("avant-*")) == []
    assert played.quick("init", "--site", "ampere", "--practice", "--json").status == 3
    assert played.store.read_bytes() == content
    played.store.write_bytes(whole)
    for log in played.data.glob("concierge.db-*"):
        log.unlink()
    assert played.whole() == ENTRIES


def test_no_file_at_all(played: Post) -> None:
    whole = played.store.read_bytes()
    played.store.unlink()
    played.fails("the file is gone", "day", "status", folder=str(played.data))
    played.fails("the file is gone", "record", "-", folder=str(played.data), stdin=LINES)
    assert not played.store.exists()
    played.store.write_bytes(whole)
    assert played.whole() == ENTRIES


def test_a_folder_in_the_place_of_the_file(played: Post) -> None:
    whole = played.store.read_bytes()
    played.store.unlink()
    played.store.mkdir()
    played.fails("the file is gone", "day", "status", folder=str(played.data))
    played.store.rmdir()
    played.store.write_bytes(whole)
    assert played.whole() == ENTRIES


def test_an_update_makes_no_copy_of_a_damaged_file(played: Post) -> None:
    """It stops at the copy: neither the file nor a copy of it is left half-way."""
    whole = played.store.read_bytes()
    for place in places(len(whole))[:: 1 if FULL else 3]:
        damaged = flipped(whole, place)
        played.store.write_bytes(damaged)
        done = played.as_("migration").call("day", "status")
        check(done, FURTHER, as_json=False)
        assert played.store.read_bytes() == damaged
        assert list((played.data / "copies").glob("avant-*")) == []
        played.tidy()
    played.store.write_bytes(whole)
    assert played.whole() == ENTRIES
