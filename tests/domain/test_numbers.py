import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.numbers import CLOSING, CROCKFORD, SLIP, TICKET, number_of, own_code


@pytest.mark.parametrize(
    ("series", "n", "epoch", "expected"),
    [
        (TICKET, 1, "A", "T-2026-000001"),
        (TICKET, 124, "B", "T-2026-B-000124"),
        (TICKET, 1_000_000, "AA", "T-2026-AA-1000000"),
        (CLOSING, 1, "A", "Z-2026-0001"),
        (CLOSING, 366, "C", "Z-2026-C-0366"),
        (SLIP, 12, "A", "B-2026-0012"),
    ],
)
def test_numbers_as_printed(series: str, n: int, epoch: str, expected: str) -> None:
    assert number_of(series, 2026, n, epoch) == expected


def test_an_unknown_series_has_no_numbers() -> None:
    with pytest.raises(KeyError):
        number_of("Q", 2026, 1, "A")


def test_a_code_of_our_own_is_drawn_sign_by_sign() -> None:
    places = iter(range(12))
    asked: list[int] = []

    def draw(below: int) -> int:
        asked.append(below)
        return next(places)

    assert own_code("c", draw) == "c-0123456789ab"
    assert asked == [32] * 12


@given(st.lists(st.integers(0, 31), min_size=12, max_size=12))
def test_a_code_holds_no_sign_that_is_misread(places: list[int]) -> None:
    drawn = iter(places)
    code = own_code("e", lambda _below: next(drawn))
    assert re.fullmatch(r"e-[0-9a-hjkmnp-tv-z]{12}", code)
    assert not set("ilou") & set(CROCKFORD)
