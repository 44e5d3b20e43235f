"""Which line of a bank is new, and what each may be: whatever the lines, nothing is counted twice (0082)."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from concierge_desk.domain.accounting.reconciling import (
    EARLY_DAYS,
    LATE_DAYS,
    LONGEST_RUN,
    GivenLine,
    OpenDue,
    OpenLine,
    Proposal,
    is_card,
    most_commission,
    new_lines,
    proposals,
)

FIRST = date(2026, 11, 2)


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def line(cents: int, n: int = 2, code: str = "l-1") -> OpenLine:
    return OpenLine(code, day(n), cents)


def due(ref: str, cents: int, n: int = 0, part: str = "") -> OpenDue:
    return OpenDue(ref, part, day(n), cents)


def named(found: tuple[Proposal, ...]) -> list[tuple[str, list[str], int]]:
    return [(one.line.line, [part.name for part in one.of], one.commission_cents) for one in found]


CHEQUES = due("E-2026-0001", 8000, part="cheques")
CASH = due("E-2026-0001", 2000, part="cash")
MON, TUE, WED = (due(f"Z-2026-000{n}", cents, n) for n, cents in ((1, 10_000), (2, 5_000), (3, 2_000)))
BY_BANK = due("V-2026-0001", -40_000, 5)


@pytest.mark.parametrize(
    ("lines", "dues", "expected"),
    [
        # Cheques and cash of one sheet are credited apart, or together.
        ([line(8000)], [CHEQUES, CASH], [("l-1", ["E-2026-0001:cheques"], 0)]),
        ([line(10_000)], [CHEQUES, CASH], [("l-1", ["E-2026-0001:cash", "E-2026-0001:cheques"], 0)]),
        # Of a sheet of which one part is matched already the rest is no whole.
        ([line(10_000)], [CHEQUES], []),
        # Card takings: of a day, of a week-end in one line, less the commission.
        ([line(5_000, 4)], [MON, TUE, WED], [("l-1", ["Z-2026-0002"], 0)]),
        ([line(15_000, 4)], [MON, TUE, WED], [("l-1", ["Z-2026-0001", "Z-2026-0002"], 0)]),
        ([line(9_850, 3)], [MON, TUE, WED], [("l-1", ["Z-2026-0001"], 150)]),
        ([line(16_800, 4)], [MON, TUE, WED], [("l-1", ["Z-2026-0001", "Z-2026-0002", "Z-2026-0003"], 200)]),
        # More than a commission is none; what is more than was taken neither.
        ([line(9_000, 3)], [MON], []),
        ([line(10_001, 3)], [MON], []),
        # Cash is never less a commission.
        ([line(7_990)], [CHEQUES], []),
        # The bank paid out before it was noted here; what arrives never does.
        ([line(-40_000, 2)], [BY_BANK], [("l-1", ["V-2026-0001"], 0)]),
        ([line(2_000, 2)], [due("E-2026-0002", 2_000, 3, "cash")], []),
        # Too late is matched by hand.
        ([line(8000, LATE_DAYS)], [CHEQUES], [("l-1", ["E-2026-0001:cheques"], 0)]),
        ([line(8000, LATE_DAYS + 1)], [CHEQUES], []),
        # What is exact goes first, whatever the order: the commission takes nothing that another line is to the cent.
        ([line(9_900, 3, "l-1"), line(10_000, 4, "l-2")], [MON], [("l-2", ["Z-2026-0001"], 0)]),
        # Of two that are alike the oldest.
        ([line(2_000, 5)], [due("E-2026-0003", 2_000, 3, "cash"), CASH], [("l-1", ["E-2026-0001:cash"], 0)]),
    ],
)
def test_what_a_line_may_be(
    lines: list[OpenLine], dues: list[OpenDue], expected: list[tuple[str, list[str], int]]
) -> None:
    assert named(proposals(lines, dues)) == expected


AMOUNTS = st.sampled_from([-40_000, -300, 300, 1_000, 1_970, 2_000, 2_940, 3_000, 5_000])
LINES = st.lists(st.tuples(AMOUNTS, st.integers(0, 25)), max_size=12).map(
    lambda found: [line(cents, n, f"l-{place}") for place, (cents, n) in enumerate(found)]
)
KINDS = st.sampled_from([("E", "cash"), ("E", "cheques"), ("V", ""), ("Z", "")])
DUES = st.lists(st.tuples(KINDS, AMOUNTS, st.integers(0, 20)), max_size=14).map(
    lambda found: [
        due(f"{kind}-2026-{place:04d}", cents, n, part)
        for place, ((kind, part), cents, n) in enumerate(found)
    ]
)


@given(LINES, DUES, st.randoms(use_true_random=False))
def test_each_is_matched_once_at_most_and_sums_agree(
    lines: list[OpenLine], dues: list[OpenDue], dice: Random
) -> None:
    found = proposals(lines, dues)
    assert max(Counter(one.line.line for one in found).values(), default=0) <= 1
    assert max(Counter(part.name for one in found for part in one.of).values(), default=0) <= 1
    for one in found:
        total = sum(part.cents for part in one.of)
        assert total - one.line.cents == one.commission_cents >= 0
        if one.commission_cents:
            assert all(is_card(part.ref) for part in one.of) and one.line.cents > 0
            assert one.commission_cents <= most_commission(total)
        assert len(one.of) <= max(2, LONGEST_RUN)
        for part in one.of:
            after = (one.line.day - part.day).days
            assert after <= LATE_DAYS and after >= (-EARLY_DAYS if part.cents < 0 else 0)
    # The order in which they are told is no matter.
    dice.shuffle(lines)
    dice.shuffle(dues)
    assert proposals(lines, dues) == found
    # No line that is left is to the cent what is left.
    left = [part for part in dues if part not in {taken for one in found for taken in one.of}]
    for open_line in (one for one in lines if one not in {taken.line for taken in found}):
        near = [part for part in left if (part.cents < 0 or part.day <= open_line.day)]
        near = [part for part in near if abs((open_line.day - part.day).days) <= LATE_DAYS]
        assert open_line.cents not in {part.cents for part in near}


GIVEN = st.lists(
    st.builds(
        GivenLine,
        st.sampled_from(["2026-11-25", "2026-11-26"]),
        st.sampled_from([1_000, -500]),
        st.sampled_from([None, "a", "b"]),
        st.sampled_from([None, "CB", "VIR"]),
    ),
    max_size=10,
)


@given(GIVEN)
def test_the_same_file_twice_is_nothing_new(lines: list[GivenLine]) -> None:
    assert new_lines(lines, ()) == tuple(lines)
    assert new_lines(lines, lines) == ()


@given(GIVEN, GIVEN)
@example(
    [GivenLine("2026-11-26", -500, None, "VIR")],
    [GivenLine("2026-11-26", -500, "a", "CB"), GivenLine("2026-11-26", -500, None, "CB")],
)
def test_what_is_taken_in_twice_is_nothing_new_the_second_time(
    first: list[GivenLine], second: list[GivenLine]
) -> None:
    once = (*first, *new_lines(second, first))
    assert new_lines(second, once) == () and new_lines(first, once) == ()


def test_what_tells_two_lines_apart() -> None:
    one = GivenLine("2026-11-25", 1_000, None, "CB")
    with_id = GivenLine("2026-11-25", 1_000, "a", "REMISE CB")
    # The bank gives two different ids, or words: these are two lines.
    assert new_lines([GivenLine("2026-11-25", 1_000, "b", "REMISE CB")], [with_id])
    assert new_lines([GivenLine("2026-11-25", 1_000, None, "VIR")], [one])
    # The same statement as OFX and as CSV; or after the words were erased.
    assert new_lines([one], [with_id]) == () == new_lines([with_id], [one])
    assert new_lines([one], [GivenLine("2026-11-25", 1_000)]) == ()
    # Twice the same on one day are two; one of them is known.
    assert new_lines([one, one], [one]) == (one,)
    for before, after in pairwise(
        [one, GivenLine("2026-11-26", 1_000, None, "CB"), GivenLine("2026-11-26", 999)]
    ):
        assert new_lines([after], [before]) == (after,)
