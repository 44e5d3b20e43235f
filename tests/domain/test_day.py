from datetime import date, timedelta

import pytest

from concierge_desk.domain.day import (
    ClosedDay,
    Count,
    DayState,
    OpenDay,
    last_vouched,
    opening_needs_confirmation,
)

LAST = date(2026, 11, 25)


def test_today_is_the_open_day() -> None:
    state = DayState(OpenDay("2026-11-25", 9, 8000), None, 8000, Count(12, 7990, 8000))
    assert state.today == date(2026, 11, 25)


def test_without_an_open_day_there_is_no_today() -> None:
    assert DayState(None, ClosedDay("2026-11-25", "Z-2026-0001", 90, 0), 0, None).today is None


@pytest.mark.parametrize(
    ("day", "last", "expected"),
    [
        (LAST, None, False),
        (LAST, LAST, False),
        (LAST + timedelta(days=4), LAST, False),
        (LAST + timedelta(days=5), LAST, True),
        (date(2027, 1, 1), date(2026, 12, 31), True),
        (LAST - timedelta(days=9), LAST, False),
        (date(2025, 12, 31), date(2026, 1, 1), True),
    ],
)
def test_a_day_far_from_the_last_entry_is_confirmed(day: date, last: date | None, expected: bool) -> None:
    assert opening_needs_confirmation(day, last) is expected


# The last date that nobody has to doubt: (last closed day, days of the entries since) -> date.
VOUCHED: list[tuple[str | None, list[str], str | None]] = [
    (None, [], None),
    ("2026-11-25", [], "2026-11-25"),
    # The first entry of a journal has nothing to be measured by.
    (None, ["2099-01-01"], "2099-01-01"),
    (None, ["2026-11-25", "2026-11-26"], "2026-11-26"),
    ("2026-11-25", ["2026-11-25"], "2026-11-25"),
    ("2026-11-25", ["2026-11-29"], "2026-11-29"),
    ("2026-11-25", ["2026-11-30"], "2026-11-25"),
    # Step by step further than four days at once.
    ("2026-11-25", ["2026-11-29", "2026-12-03", "2026-12-07"], "2026-12-07"),
    # From the first doubt on nothing vouches any more, however small the next steps.
    ("2026-11-25", ["2026-11-29", "2099-01-01", "2099-01-02"], "2026-11-29"),
    ("2026-11-25", ["2099-01-01", "2026-11-26"], "2026-11-25"),
    # Another year is asked for, however near.
    ("2026-12-30", ["2026-12-31", "2027-01-01"], "2026-12-31"),
    ("2026-12-31", ["2027-01-01"], "2026-12-31"),
    # A forgotten day that is closed late, and one that is closed under a wild clock.
    ("2026-11-25", ["2026-11-26"], "2026-11-26"),
    ("2026-11-25", ["2099-07-01"], "2026-11-25"),
    ("2028-02-28", ["2028-02-29", "2028-03-01"], "2028-03-01"),
]


@pytest.mark.parametrize(("start", "days", "known"), VOUCHED)
def test_last_vouched(start: str | None, days: list[str], known: str | None) -> None:
    found = last_vouched(
        None if start is None else date.fromisoformat(start), [date.fromisoformat(day) for day in days]
    )
    assert found == (None if known is None else date.fromisoformat(known))


def test_a_day_has_one_session_that_goes_on_unless_something_else_is_known() -> None:
    state = DayState(OpenDay("2026-11-25", 9, 8000), None, 8000, None)
    assert (state.session, state.session_open, state.rebased) == (1, True, False)
