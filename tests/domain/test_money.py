from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.money import (
    Money,
    NotAnAmount,
    apportion,
    cumulated,
    format_amount,
    half_away,
    parse_amount,
    pro_rata,
)

CENTS = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("12", 1200),
        ("12,5", 1250),
        ("12.50", 1250),
        ("0,05", 5),
        ("0", 0),
        ("007", 700),
        ("1234,50", 123450),
        ("1 234,50", 123450),
        ("1\u00a0234,50\u00a0€", 123450),
        ("1\u202f234\u202f567,8€", 123456780),
        ("  3,10 € ", 310),
        ("999999999999", 99999999999900),
    ],
)
def test_parse(text: str, cents: int) -> None:
    assert parse_amount(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "€",
        "abc",
        "1.234",
        "1,234",
        "1.234,50",
        "12,",
        ",5",
        "1 23",
        "12 34,50",
        "1  234",
        "1e3",
        "12 $",
        "€ 12",
        "+3",
        "-5",
        "--5",
        "1²",
        "\N{ARABIC-INDIC DIGIT ONE}",
        "\N{FULLWIDTH DIGIT ONE}",
        "1234567890123",
        "9" * 5000,
        "NaN",
        "12,5\n6",
    ],
)
def test_no_amount(text: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_amount(text)


def test_negative_only_where_allowed() -> None:
    assert parse_amount("-5,20", allow_negative=True) == -520
    assert parse_amount("\N{MINUS SIGN}5", allow_negative=True) == -500
    assert parse_amount("5", allow_negative=True) == 500
    with pytest.raises(ValueError, match="-5"):
        parse_amount("-5")


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "0,00\u00a0€"),
        (5, "0,05\u00a0€"),
        (-5, "−0,05\u00a0€"),
        (123450, "1\u00a0234,50\u00a0€"),
        (-123456789, "−1\u00a0234\u00a0567,89\u00a0€"),
    ],
)
def test_format(cents: int, text: str) -> None:
    assert format_amount(cents) == text
    assert str(Money(cents)) == text


@given(CENTS)
def test_what_is_written_is_read_back(cents: int) -> None:
    assert parse_amount(format_amount(cents), allow_negative=True) == cents


@given(CENTS, CENTS)
def test_money_is_its_cents(left: int, right: int) -> None:
    assert Money(left) + Money(right) == Money(left + right)
    assert Money(left) - Money(right) == Money(left - right)
    assert -Money(left) == Money(-left)
    assert (Money(left) < Money(right)) == (left < right)
    assert len({Money(left), Money(left)}) == 1


@pytest.mark.parametrize("wrong", [True, 1.0, "1", None])
def test_money_is_whole(wrong: object) -> None:
    with pytest.raises(TypeError):
        Money(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("total", "weights", "prefer", "parts"),
    [
        (100, [1, 1, 1], [], [34, 33, 33]),
        (100, [1, 1, 1], [False, False, True], [33, 33, 34]),
        (101, [1, 1], [False, True], [50, 51]),
        (-101, [1, 1], [False, True], [-50, -51]),
        (200, [1, 1, 1], [False, True, True], [66, 67, 67]),
        (1000, [2500, 30878], [False, True], [75, 925]),
        (5, [0, 3, 0], [True, False, True], [0, 5, 0]),
        (0, [0, 0], [], [0, 0]),
        (0, [], [], []),
        (0, [3, 4], [], [0, 0]),
        (0, [3, -3], [], [0, 0]),
        (-800, [-500, -300], [], [-500, -300]),
        (-1000, [1000, -2000], [False, False], [1000, -2000]),
        (3, [10, 20], [True, False], [1, 2]),
        (5, [1], [], [5]),
        (5, [-1], [], [5]),
        (5, [2, -1], [], [10, -5]),
    ],
)
def test_pro_rata(total: int, weights: list[int], prefer: list[bool], parts: list[int]) -> None:
    assert pro_rata(total, weights, prefer) == parts


@pytest.mark.parametrize(
    ("total", "weights", "prefer"),
    [(1, [], []), (1, [0, 0], []), (-1, [2, -2], []), (1, [1, 1], [True])],
)
def test_pro_rata_refuses(total: int, weights: list[int], prefer: list[bool]) -> None:
    with pytest.raises(ValueError, match=r"proportion|preference"):
        pro_rata(total, weights, prefer)


@pytest.mark.parametrize("total", [2, 5])
def test_apportion_refuses_a_total_that_is_not_the_sum(total: int) -> None:
    with pytest.raises(ValueError, match="rounded sum"):
        apportion(total, [3, 4], 2)


@given(
    CENTS,
    st.lists(st.tuples(st.integers(-(10**6), 10**6), st.booleans()), min_size=1, max_size=8),
)
def test_pro_rata_is_fair(total: int, parts: list[tuple[int, bool]]) -> None:
    weights, prefer = [weight for weight, _ in parts], [preferred for _, preferred in parts]
    whole = sum(weights)
    if whole == 0:
        return
    found = pro_rata(total, weights, prefer)
    assert sum(found) == total
    for part, weight in zip(found, weights, strict=True):
        assert abs(part - Fraction(total * weight, whole)) < 1
    assert pro_rata(-total, weights, prefer) == [-part for part in found]
    assert pro_rata(total, [-weight for weight in weights], prefer) == found


@given(st.integers(0, 10**9), st.integers(1, 10**6), st.integers(2, 6), st.data())
def test_a_tie_goes_to_the_mandate(total: int, weight: int, size: int, data: st.DataObject) -> None:
    mandate = data.draw(st.integers(0, size - 1))
    found = pro_rata(total, [weight] * size, [index == mandate for index in range(size)])
    assert found[mandate] == max(found)


# What is refunded by and by.


@pytest.mark.parametrize(
    ("numerator", "denominator", "nearest"),
    [(0, 3, 0), (1, 1, 1), (1, 2, 1), (-1, 2, -1), (1, 3, 0), (-2, 3, -1), (5, 2, 3), (-5, 2, -3), (7, 5, 1)],
)
def test_half_goes_away_from_nothing(numerator: int, denominator: int, nearest: int) -> None:
    assert half_away(numerator, denominator) == nearest


@pytest.mark.parametrize(
    ("total", "done", "whole", "share"),
    [
        (300, 0, 3, 0),
        (300, 1, 3, 100),
        (300, 3, 3, 300),
        (100, 1, 3, 33),
        (100, 2, 3, 67),
        (100, 3, 3, 100),
        # Half a cent is rounded away from zero, on either side.
        (1, 1, 2, 1),
        (-1, 1, 2, -1),
        (3, 1, 2, 2),
        (-3, 1, 2, -2),
        (1, 499, 1000, 0),
        (1, 500, 1000, 1),
        (-1, 499, 1000, 0),
        (-1, 500, 1000, -1),
        # A coffee's VAT in three parts: 11, 10 and 11 cents.
        (32, 1, 3, 11),
        (32, 2, 3, 21),
        (32, 3, 3, 32),
        (0, 1, 7, 0),
        (0, 7, 7, 0),
        (5, 1, 1, 5),
    ],
)
def test_cumulated(total: int, done: int, whole: int, share: int) -> None:
    assert cumulated(total, done, whole) == share


@pytest.mark.parametrize(("done", "whole"), [(-1, 3), (4, 3), (0, 0), (1, 0), (1, -1), (0, -1), (-2, -1)])
def test_a_part_lies_within_its_whole(done: int, whole: int) -> None:
    with pytest.raises(ValueError, match="within its whole"):
        cumulated(100, done, whole)


@given(CENTS, st.integers(1, 10**6), st.data())
def test_parts_add_up_in_whatever_steps(total: int, whole: int, data: st.DataObject) -> None:
    """However a line is given back, by one, by many, all but one: the last takes the rest."""
    stops = sorted(data.draw(st.sets(st.integers(0, whole), max_size=12)) | {0, whole})
    shares = [cumulated(total, stop, whole) for stop in stops]
    parts = [after - before for before, after in pairwise(shares)]
    assert sum(parts) == total
    # No part runs against the whole: nobody pays for giving something back.
    assert all(part * total >= 0 for part in parts)


@given(CENTS, st.integers(1, 10**6), st.data())
def test_a_share_is_the_exact_one_rounded(total: int, whole: int, data: st.DataObject) -> None:
    done = data.draw(st.integers(0, whole))
    share, exact = cumulated(total, done, whole), Fraction(total * done, whole)
    assert abs(share - exact) <= Fraction(1, 2)
    assert abs(share) >= abs(exact) or abs(share - exact) < Fraction(1, 2)
    assert cumulated(-total, done, whole) == -share
    assert 0 <= abs(share) <= abs(total)
