from pathlib import Path

import pytest

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.signing.passphrase import (
    NO_PASSPHRASE,
    PassphraseSource,
    passphrase_bytes,
    read_passphrase_file,
)


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
