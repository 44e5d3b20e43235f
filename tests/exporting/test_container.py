"""The container: same members, same bytes; any other byte is damage."""

import hashlib
import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.exporting import container
from concierge_desk.exporting.container import pack, unpack

SMALL = [("LISEZMOI.txt", b"Bonjour.\n"), ("signature", b"\x00\x01"), ("vide.csv", b"")]
NAMES = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,20}", fullmatch=True)
MEMBERS = st.lists(st.tuples(NAMES, st.binary(max_size=200)), max_size=5, unique_by=lambda member: member[0])


def zipped(compression: int = zipfile.ZIP_STORED) -> bytes:
    """The same members through `zipfile`, pinned as far as it goes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in SMALL:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            info.compress_type = compression
            archive.writestr(info, content)
    return buffer.getvalue()


def damaged(data: bytes) -> IntegrityFailure:
    with pytest.raises(IntegrityFailure) as caught:
        unpack(data)
    assert caught.value.code == "file.damaged"
    return caught.value


@given(MEMBERS)
def test_what_was_packed_is_unpacked(members: list[tuple[str, bytes]]) -> None:
    assert unpack(pack(members)) == members


def test_the_bytes_never_change() -> None:
    assert hashlib.sha256(pack(SMALL)).hexdigest() == (
        "9a4d36a382d494b7235ea001f630c8f1fd643e7fa4bb344a79c671c9d31d9f6a"
    )


def test_the_bytes_are_those_of_zipfile() -> None:
    assert pack(SMALL) == zipped()


def test_any_zip_program_opens_it() -> None:
    with zipfile.ZipFile(io.BytesIO(pack(SMALL))) as archive:
        assert archive.testzip() is None
        assert [(info.filename, archive.read(info)) for info in archive.infolist()] == SMALL
        for info in archive.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert info.create_system == 3
            assert info.external_attr == 0o100644 << 16
            assert info.compress_type == zipfile.ZIP_STORED
            assert (info.extra, info.comment, info.flag_bits) == (b"", b"", 0)


@pytest.mark.parametrize("name", ["", "é.txt", "a/b", "../x", "..", ".x", "a\\b", "a\n", "a" * 101, "a b"])
def test_only_plain_file_names_are_packed(name: str) -> None:
    with pytest.raises(ValueError, match="plain file name"):
        pack([(name, b"")])


def test_a_name_stands_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        pack([("a", b"1"), ("a", b"2")])


def test_no_more_than_the_format_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "_MAX_SIZE", 100)
    with pytest.raises(ValueError, match="4 GiB"):
        pack([("a", bytes(100))])


@given(st.binary(max_size=300))
def test_random_bytes_are_refused(data: bytes) -> None:
    damaged(data)


@given(
    st.binary(max_size=120), st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", pack(SMALL)[:60], pack(SMALL)])
)
def test_random_bytes_after_a_true_beginning_are_refused(data: bytes, beginning: bytes) -> None:
    if beginning + data not in (pack(SMALL), pack([])):
        damaged(beginning + data)


@given(st.integers(0, len(pack(SMALL)) - 1), st.binary(max_size=8), st.integers(0, 20))
def test_no_splice_is_accepted_as_anything_but_itself(at: int, inserted: bytes, dropped: int) -> None:
    data = pack(SMALL)
    spliced = data[:at] + inserted + data[at + dropped :]
    if spliced != data:
        damaged(spliced)


def test_every_flipped_bit_is_refused() -> None:
    data = pack(SMALL)
    for at in range(len(data)):
        for bit in range(8):
            damaged(data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])


def test_every_shorter_or_longer_file_is_refused() -> None:
    data = pack(SMALL)
    for size in range(len(data)):
        damaged(data[:size])
    damaged(data + b"\0")
    damaged(b"\0" + data)
    damaged(data + data)


def test_a_changed_content_is_named() -> None:
    data = pack(SMALL)
    assert damaged(data.replace(b"Bonjour", b"Bonsoir")).params == {"member": "LISEZMOI.txt"}
    assert damaged(data[:-1]).params == {"member": None}


def test_a_compressed_member_is_refused() -> None:
    assert damaged(zipped(zipfile.ZIP_DEFLATED)).params == {"member": "LISEZMOI.txt"}


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(pack(SMALL))
    struct.pack_into("<H", data, 6, 1)
    assert damaged(bytes(data)).params == {"member": "LISEZMOI.txt"}


def test_a_name_that_stands_twice_is_refused() -> None:
    data = pack([("aa", b"1"), ("ab", b"2")])
    damaged(data.replace(b"ab", b"aa"))


def test_a_member_hidden_from_the_directory_is_refused() -> None:
    whole, one = pack([("a", b"1"), ("b", b"2")]), pack([("a", b"1")])
    local_of_b = whole[whole.index(b"PK\x03\x04", 4) : whole.index(b"PK\x01\x02")]
    directory = one.index(b"PK\x01\x02")
    damaged(one[:directory] + local_of_b + one[directory:])


def test_a_zip_comment_is_refused() -> None:
    data = bytearray(pack(SMALL))
    struct.pack_into("<H", data, len(data) - 2, 5)
    damaged(bytes(data) + b"hello")


def test_an_empty_container() -> None:
    assert unpack(pack([])) == []


def test_a_content_that_looks_like_a_header() -> None:
    members = [("a", b"PK\x03\x04" * 20), ("b", pack(SMALL))]
    assert unpack(pack(members)) == members


def test_crc_is_that_of_zlib() -> None:
    assert struct.unpack_from("<L", pack([("a", b"abc")]), 14)[0] == zlib.crc32(b"abc")
