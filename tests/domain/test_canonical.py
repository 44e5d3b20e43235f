import json
import unicodedata
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.canonical import MAX_INTEGER, NotCanonical, decode, encode, encoded

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
KEYS = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | TEXTS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


def normalised(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [normalised(item) for item in value]
    if isinstance(value, dict):
        return {key: normalised(item) for key, item in value.items()}
    return value


@given(VALUES)
def test_what_is_encoded_decodes_to_the_same(value: Any) -> None:
    data = encode(value)
    assert decode(data) == normalised(value)
    assert encode(decode(data)) == data


@given(VALUES)
def test_what_is_told_beside_the_bytes_is_what_is_read_of_them(value: Any) -> None:
    data, told = encoded(value)
    # To the order of keys: an answer that is made of an entry is the same bytes as of one that was read.
    assert repr(told) == repr(json.loads(data))


class Word(StrEnum):
    HELD = "held"


class Number(IntEnum):
    ONE = 1


class Shelf(str):
    pass


@pytest.mark.parametrize(
    "value", [Word.HELD, Number.ONE, Shelf("\u00e9"), (1, 2), MappingProxyType({"b": 1, "a": 2})]
)
def test_of_other_types_plain_ones_are_told(value: Any) -> None:
    data, told = encoded({"of": value})
    assert repr(told) == repr(json.loads(data))


@given(VALUES)
def test_it_is_json_for_everybody(value: Any) -> None:
    assert json.loads(encode(value)) == normalised(value)


@given(st.binary(max_size=60))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        value = decode(data)
    except NotCanonical:
        return
    assert encode(value) == data


@given(VALUES, st.data())
def test_a_changed_byte_never_means_the_same(value: Any, data: st.DataObject) -> None:
    whole = bytearray(encode(value))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    try:
        other = decode(bytes(whole))
    except NotCanonical:
        return
    assert json.dumps(other) != json.dumps(normalised(value))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b": 1, "a_2": [True, None, -5, ""]}, b'{"a_2":[true,null,-5,""],"b":1}'),
        ({}, b"{}"),
        ((1, 2), b"[1,2]"),
        ("é – €\n\x1f/", '"é – €\\n\\u001f/"'.encode()),
        (MAX_INTEGER, b"9007199254740992"),
        (-MAX_INTEGER, b"-9007199254740992"),
        (IntEnum("N", {"one": 1}).one, b"1"),
        (StrEnum("S", {"one": "eins"}).one, b'"eins"'),
    ],
)
def test_the_form(value: Any, expected: bytes) -> None:
    assert encode(value) == expected


def test_decomposed_accents_are_normalised() -> None:
    assert encode({"shelf": "cafe\u0301"}) == encode({"shelf": "caf\u00e9"}) == '{"shelf":"café"}'.encode()


def nested(depth: int) -> Any:
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        float("inf"),
        {"a": [0.1]},
        MAX_INTEGER + 1,
        -MAX_INTEGER - 1,
        "\ud800",
        {"a": "x\udfff"},
        {"A": 1},
        {"é": 1},
        {"a-b": 1},
        {"a\n": 1},
        {"": 1},
        {1: 1},
        b"bytes",
        {1, 2},
        object(),
        nested(100_000),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_cj_1_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonical):
        encode(value)


@pytest.mark.parametrize(
    "data",
    [
        b"1.0",
        b"1e2",
        b"NaN",
        b"Infinity",
        b"-Infinity",
        '{"a":"cafe\u0301"}'.encode(),
        b'{"A":1}',
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b' {"a":1}',
        b'{"a":1}\n',
        b"9007199254740993",
        b"9" * 5000,
        b"-0",
        b'"\\u00e9"',
        b'"\\/"',
        b'"\\ud800"',
        b'"\xed\xa0\x80"',
        b'"\xff"',
        b"\xef\xbb\xbf1",
        "1".encode("utf-16"),
        b"[" * 100_000 + b"]" * 100_000,
        b"",
        b"{",
        b"nul",
    ],
    ids=lambda data: repr(data[:16]),
)
def test_bytes_that_are_no_cj_1_are_refused(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        decode(data)
