"""A day as it is typed at the counter."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.typed_day import day_of, moment_of

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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10:40", "2026-11-25T10:40"),
        ("10h40", "2026-11-25T10:40"),
        ("10 h 40", "2026-11-25T10:40"),
        ("10 h", "2026-11-25T10:00"),
        ("10.40", "2026-11-25T10:40"),
        ("1040", "2026-11-25T10:40"),
        ("840", "2026-11-25T08:40"),
        ("8", "2026-11-25T08:00"),
        (" 0:05 ", "2026-11-25T00:05"),
        ("24/11 10:40", "2026-11-24T10:40"),
        ("24.11 1040", "2026-11-24T10:40"),
        ("2026-11-23 8h", "2026-11-23T08:00"),
        ("24:00", None),
        ("10:60", None),
        ("10:4", None),
        ("10:400", None),
        ("31/02 10:40", None),
        ("hier 10:40", None),
        ("", None),
        ("٨:٤٠", None),
    ],
)
def test_a_moment(typed: str, meant: str | None) -> None:
    found = moment_of(typed, date(2026, 11, 25), date(2026, 11, 25))
    assert (None if found is None else found.isoformat(timespec="minutes")) == meant


def test_a_moment_of_the_day_before_is_proposed() -> None:
    found = moment_of("10:50", date(2026, 11, 24), date(2026, 11, 25))
    assert found is not None
    assert found.date() == date(2026, 11, 24)
