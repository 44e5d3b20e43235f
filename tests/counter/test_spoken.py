"""Days and hours said in passing."""

from datetime import date, time, timedelta

import pytest
from babel.dates import format_date

from concierge_desk.counter.texts.short_dates import short_day, short_hour


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_days_are_named_as_everywhere(lang: str) -> None:
    """As CLDR names them, in a text that does not pay for reading all of it."""
    for days in range(365):
        day = date(2026, 1, 1) + timedelta(days)
        assert short_day(day, lang) == format_date(day, "EEE d\u00a0MMM", locale=lang)


@pytest.mark.parametrize(
    ("at", "french", "english"),
    [
        (time(9), "9\u00a0h", "9:00"),
        (time(11, 30), "11\u00a0h\u00a030", "11:30"),
        (time(8, 5), "8\u00a0h\u00a005", "8:05"),
        (time(0), "0\u00a0h", "0:00"),
    ],
)
def test_hours_are_short(at: time, french: str, english: str) -> None:
    assert (short_hour(at, "fr"), short_hour(at, "en")) == (french, english)
