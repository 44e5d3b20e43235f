from datetime import date, timedelta

import pytest

from concierge_desk.domain.day import ClosedDay, Count, DayState, OpenDay, opening_needs_confirmation

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
