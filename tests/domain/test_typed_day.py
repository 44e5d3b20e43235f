"""A day as it is typed at the counter."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.typed_day import day_of

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24/11", "2026-11-24"),
        ("24.11", "2026-11-24"),
        ("24-11-26", "2026-11-24"),
        ("24 11 2026", "2026-11-24"),
        ("2026-11-24", "2026-11-24"),
        ("3/1", "2027-01-03"),
        ("29/2/28", "2028-02-29"),
        ("29/2", None),
        ("31/6", None),
        ("32/1/2026", None),
        ("2026-13-01", None),
        ("20261124", None),
        ("2026-W48-2", None),
        ("24/11/026", None),
        ("demain", None),
        ("", None),
    ],
)
def test_a_day_as_it_is_typed(typed: str, day: str | None) -> None:
    assert day_of(typed, TODAY) == (None if day is None else date.fromisoformat(day))


def test_of_two_equally_near_the_coming_one_is_meant() -> None:
    # Half a leap year away on both sides.
    assert day_of("1/7", date(2028, 12, 30)) == date(2028, 7, 1)
    assert day_of("30/6", date(2027, 12, 30)) == date(2028, 6, 30)


@given(st.dates(date(2001, 1, 1), date(2098, 1, 1)), st.integers(-180, 180))
def test_without_a_year_it_is_the_nearest(today: date, days: int) -> None:
    meant = today + timedelta(days=days)
    assert day_of(meant.strftime("%d/%m"), today) == meant
