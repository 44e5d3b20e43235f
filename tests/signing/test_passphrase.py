import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.values.passphrases import drawn_phrase
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.signing.passphrase import (
    NO_PASSPHRASE,
    PassphraseSource,
    exposure_of,
    is_asked_for,
    passphrase_bytes,
    read_passphrase_file,
    readings,
)
from tests.elsewhere import another_disk


@pytest.mark.parametrize(
    ("content", "passphrase"),
    [
        (b"mot", "mot"),
        (b"mot\n", "mot"),
        (b"mot\r\n", "mot"),
        (b"\xef\xbb\xbfmot\r\n", "mot"),
        ("été à Sélestat\nseconde ligne".encode(), "été à Sélestat"),
        (b" spaces stay \n", " spaces stay "),
        (b"a\x0bb\n", "a\x0bb"),
        (b"x" * 4095 + b"\n", "x" * 4095),
        (b"mot\n\xff not UTF-8 any more", "mot"),
    ],
)
def test_the_first_line_is_the_passphrase(tmp_path: Path, content: bytes, passphrase: str) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes(content)

    assert read_passphrase_file(file) == passphrase
    assert PassphraseSource(file=file, prompt=lambda: "another").obtain() == passphrase


@pytest.mark.parametrize("content", [b"\xff\xfem\0o\0t\0", b"\xe9t\xe9\n", b"x" * 4097])
def test_a_file_that_is_no_text_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes(content)

    with pytest.raises(EnvironmentFailure) as failure:
        read_passphrase_file(file)
    assert failure.value.code == "keys.passphrase_file"


@pytest.mark.parametrize("name", ["absent", ".", "nul\0"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(EnvironmentFailure) as failure:
        read_passphrase_file(tmp_path / name)
    assert failure.value.code == "keys.passphrase_file"


@pytest.mark.parametrize("content", [b"", b"\n", b"  \t\r\n", b"\xef\xbb\xbf\n", b"\nsecond line"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes(content)

    with pytest.raises(EnvironmentFailure) as failure:
        PassphraseSource(file=file).obtain()
    assert failure.value.code == "keys.passphrase_empty"


def test_it_is_asked_for_where_no_file_is_named() -> None:
    assert PassphraseSource(prompt=lambda: "typed").obtain() == "typed"


def test_an_empty_answer_is_refused() -> None:
    with pytest.raises(EnvironmentFailure) as failure:
        PassphraseSource(prompt=lambda: " ").obtain()
    assert failure.value.code == "keys.passphrase_empty"


def test_without_file_and_prompt_one_is_needed() -> None:
    with pytest.raises(EnvironmentFailure) as failure:
        NO_PASSPHRASE.obtain()
    assert failure.value.code == "keys.passphrase_needed"


def test_two_ways_of_writing_a_letter_are_one_passphrase() -> None:
    assert passphrase_bytes("e\u0301te\u0301") == passphrase_bytes("\u00e9t\u00e9") == "été".encode()


def test_what_a_wrongly_set_terminal_yields_is_still_a_passphrase() -> None:
    assert passphrase_bytes("caf\udce9") != passphrase_bytes("caf\udce8")


# What was typed may be meant for drawn words.


@given(st.text(min_size=1, max_size=60))
def test_what_was_typed_comes_first_and_sign_for_sign(typed: str) -> None:
    first, *others = readings(typed)
    assert first == typed
    assert len(others) <= 1


@pytest.mark.parametrize(
    "released",
    [
        "ouvre-toi, Sésame",
        "Quatre mots que personne ne devine",
        "un deux trois quatre cinq six sept huit",
        "Les sept mots de cette phrase sont courts",
        "ÉTÉ",
    ],
)
def test_any_other_phrase_means_itself_alone(released: str) -> None:
    assert list(readings(released)) == [released]


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.title,
        lambda drawn: drawn.replace(" ", "-"),
        lambda drawn: f"  {drawn.replace(' ', '   ')}\t",
        lambda drawn: drawn.replace(" ", ", "),
        lambda drawn: unicodedata.normalize("NFC", drawn.replace("e", "e\N{COMBINING ACUTE ACCENT}")),
    ],
)
def test_drawn_words_open_however_they_are_typed(change: object) -> None:
    drawn = drawn_phrase()
    assert callable(change)
    assert list(readings(change(drawn))) == [change(drawn), drawn]
    assert list(readings(drawn)) == [drawn]


# Where it lies, and whether it is asked for.


def test_a_file_on_the_disk_of_the_store_is_told(tmp_path: Path) -> None:
    beside = tmp_path / "phrase.txt"
    beside.write_text("mot\n")
    beside.chmod(0o600)
    assert exposure_of(beside, tmp_path) == "keys.passphrase_beside"
    assert exposure_of(tmp_path / "nowhere", tmp_path) == ""
    assert exposure_of(beside, tmp_path / "nowhere") == ""


def test_a_file_on_another_disk_is_told_where_others_may_read_it(tmp_path: Path) -> None:
    elsewhere = another_disk(tmp_path) / f"concierge-desk-{os.getpid()}.txt"
    elsewhere.write_text("mot\n")
    try:
        for mode, told in ((0o600, ""), (0o640, "keys.passphrase_open"), (0o644, "keys.passphrase_open")):
            elsewhere.chmod(mode)
            assert exposure_of(elsewhere, tmp_path) == told
    finally:
        elsewhere.unlink()


def test_one_that_is_chosen_is_checked_and_one_that_opens_is_not(tmp_path: Path) -> None:
    file = tmp_path / "passphrase"
    file.write_text("a\n")
    assert PassphraseSource(file=file).obtain() == "a"

    def refuse(phrase: str) -> None:
        raise EnvironmentFailure("tested", phrase=phrase)

    for source in (
        PassphraseSource(file=file, check=refuse),
        PassphraseSource(prompt=lambda: "a", check=refuse),
    ):
        with pytest.raises(EnvironmentFailure) as failure:
            source.obtain()
        assert failure.value.params == {"phrase": "a"}


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        (b'{"box":"","way":"passphrase"}', True),
        (b'{"id":"","way":"keyring"}', False),
        (b"", False),
        (b"\xff\xfe", False),
        (None, False),
    ],
)
def test_a_glance_says_whether_a_passphrase_is_asked_for(
    tmp_path: Path, content: bytes | None, asked: bool
) -> None:
    file = tmp_path / "cles.json"
    if content is not None:
        file.write_bytes(content)
    assert is_asked_for(file) is asked
