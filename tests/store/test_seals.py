"""Seals are the same bytes under every Python, and tell any two rows apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.store.seals import Row, _hashing

KEY = bytes(range(32))
VALUES = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.text(max_size=8), st.binary(max_size=8))
ROWS = st.lists(VALUES, min_size=1, max_size=4).map(tuple)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("a", 1, -1, b"\x00"), "8c1ff4bbdfd458efc1b7a5aed6e3d3e6056e51c6be8643b7adca23354511db1a"),
        ((None, 2**40, "é😀", b""), "f9675c4eb7dea25c72762f7948b42c9d14e37095097e7a95c873ad1983a3299d"),
    ],
)
def test_a_row_is_hashed_to_the_byte(row: Row, expected: str) -> None:
    assert _hashing("operation", KEY)(row).to_bytes(32, "big").hex() == expected


@given(ROWS, ROWS)
def test_no_two_rows_are_the_same(one: Row, other: Row) -> None:
    hashed = _hashing("operation", KEY)
    assert (hashed(one) == hashed(other)) == (one == other)


@given(ROWS)
def test_no_two_tables_are_the_same(row: Row) -> None:
    assert _hashing("operation", KEY)(row) != _hashing("personal", KEY)(row)
