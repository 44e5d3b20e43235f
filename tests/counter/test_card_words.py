"""Words of cards: days as they are said."""

from datetime import date

import pytest

from concierge_desk.counter.cards import words

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("day", "lang", "told"),
    [
        (TODAY, "en", "today"),
        (date(2026, 11, 24), "en", "yesterday"),
        (date(2026, 11, 1), "en", "on 1 November"),
        (date(2025, 12, 31), "en", "on 31 December 2025"),
    ],
)
def test_when(day: date, lang: str, told: str) -> None:
    assert words.when(day, TODAY, lang).replace("\u00a0", " ") == told


def test_french_days() -> None:
    assert words.long_day(date(2026, 5, 1), TODAY, "fr") == "1er\u00a0mai"
    assert words.long_day(date(2027, 5, 2), TODAY, "fr") == "2\u00a0mai\u00a02027"
    assert words.until(None, date(2026, 12, 9), TODAY, "fr") == "jusqu’au mer. 9\u00a0déc."
