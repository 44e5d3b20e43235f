from datetime import date

import pytest

from concierge_desk.counter.day.holidays import TABLE, WRITTEN, is_holiday, reckoned, table
from concierge_desk.paths import resource_text


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 12, 26),
        date(2027, 3, 26),
        date(2021, 12, 26),
        date(2022, 4, 15),
        date(2023, 4, 7),
        date(2024, 3, 29),
        date(2025, 4, 18),
        date(2026, 4, 3),
        date(2028, 4, 14),
        date(2026, 5, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
        date(2027, 1, 1),
        date(2027, 5, 6),
        date(2027, 5, 17),
    ],
)
def test_closed(day: date) -> None:
    assert is_holiday(day)


@pytest.mark.parametrize("year", range(1990, 2061, 7))
def test_saint_stephen_every_year(year: int) -> None:
    assert is_holiday(date(year, 12, 26))


@pytest.mark.parametrize(
    "day", [date(2026, 11, 25), date(2026, 12, 24), date(2027, 3, 25), date(2027, 3, 28)]
)
def test_open(day: date) -> None:
    assert not is_holiday(day)


@pytest.mark.parametrize("year", [2021, 2026, 2027, 2031])
def test_thirteen_days_a_year(year: int) -> None:
    first = date(year, 1, 1).toordinal()
    assert sum(is_holiday(date.fromordinal(first + day)) for day in range(365)) == 13


def test_the_table_is_what_the_library_reckons() -> None:
    assert resource_text(TABLE) == table(), "run: python3 dev.py docs"


@pytest.mark.parametrize("year", [WRITTEN.start - 1, WRITTEN.start, WRITTEN.stop - 1, WRITTEN.stop])
def test_a_year_is_the_same_written_down_or_reckoned(year: int) -> None:
    first = date(year, 1, 1).toordinal()
    days = [date.fromordinal(first + day) for day in range(365)]
    assert {day for day in days if is_holiday(day)} == reckoned(year)
