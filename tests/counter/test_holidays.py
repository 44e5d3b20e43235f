"""Public holidays by region, as written down and as the library reckons them."""

from datetime import date

import pytest

from concierge_desk.counter.day.holidays import (
    REGIONS,
    TABLE,
    WRITTEN,
    holidays_of,
    is_holiday,
    reckoned,
    table,
)
from concierge_desk.paths import resource_text

ALSACE = "FR-6AE"


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
def test_closed_in_alsace(day: date) -> None:
    assert is_holiday(day, ALSACE)


@pytest.mark.parametrize("year", range(1994, 2061, 6))
def test_saint_stephen_every_year(year: int) -> None:
    assert is_holiday(date(year, 12, 26), ALSACE)
    assert is_holiday(date(year, 12, 26), "DE-BW")
    assert not is_holiday(date(year, 12, 26), "FR")


@pytest.mark.parametrize(
    "day", [date(2026, 11, 25), date(2026, 12, 24), date(2027, 3, 25), date(2027, 3, 28)]
)
def test_open_everywhere_near(day: date) -> None:
    assert not [region for region in ("FR", ALSACE, "DE-BW") if is_holiday(day, region)]


@pytest.mark.parametrize(
    ("day", "kept", "worked"),
    [
        # Good Friday.
        (date(2027, 3, 26), {ALSACE, "DE-BW", "FR-971", "FR-PF"}, {"FR", "FR-974", "FR-973"}),
        # The end of slavery, at another day on each island.
        (date(2027, 12, 20), {"FR-974"}, {"FR", ALSACE, "FR-972"}),
        (date(2027, 5, 22), {"FR-972"}, {"FR", ALSACE, "FR-974"}),
        # 8 and 11 of France, Epiphany and Unity across the Rhine.
        (date(2027, 5, 8), {"FR", ALSACE, "FR-971"}, {"DE-BW"}),
        (date(2027, 11, 11), {"FR", ALSACE, "FR-NC"}, {"DE-BW"}),
        (date(2027, 1, 6), {"DE-BW"}, {"FR", ALSACE}),
        (date(2027, 10, 3), {"DE-BW"}, {"FR", ALSACE}),
        (date(2027, 9, 24), {"FR-NC"}, {"FR", "FR-PF"}),
    ],
)
def test_where_the_shop_stands(day: date, kept: set[str], worked: set[str]) -> None:
    assert {region for region in kept | worked if is_holiday(day, region)} == kept


@pytest.mark.parametrize(
    ("region", "days"), [("FR", 11), (ALSACE, 13), ("FR-974", 12), ("FR-976", 12), ("DE-BW", 12)]
)
@pytest.mark.parametrize("year", [2021, 2026, 2027, 2031])
def test_so_many_days_a_year(region: str, days: int, year: int) -> None:
    first, kept = date(year, 1, 1).toordinal(), holidays_of(region)
    assert sum(kept(date.fromordinal(first + day)) for day in range(365)) == days


def test_no_region_of_france_is_left_out() -> None:
    """What the library tells apart beyond our regions has the days of one of them."""
    from holidays import country_holidays

    known = {region.partition("-")[2] for region in REGIONS if region.startswith("FR-")}
    ours = {reckoned(region, 2027) for region in REGIONS}
    for part in country_holidays("FR").subdivisions:
        if part not in known:
            assert frozenset(country_holidays("FR", subdiv=part, years=2027)) in ours, part
    assert known <= set(country_holidays("FR").subdivisions)


def test_the_table_is_what_the_library_reckons() -> None:
    assert resource_text(TABLE) == table(), "run: python3 dev.py docs"


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("year", [WRITTEN.start - 1, WRITTEN.start, WRITTEN.stop - 1, WRITTEN.stop])
def test_a_year_is_the_same_written_down_or_reckoned(region: str, year: int) -> None:
    first = date(year, 1, 1).toordinal()
    days = [date.fromordinal(first + day) for day in range(365)]
    assert {day for day in days if is_holiday(day, region)} == {
        day for day in reckoned(region, year) if day != date(year, 12, 31)
    }


@pytest.mark.parametrize("year", [2019, 2026])
def test_a_region_that_nobody_knows(year: int) -> None:
    with pytest.raises(KeyError):
        is_holiday(date(year, 12, 25), "FR-99")
    with pytest.raises(KeyError):
        reckoned("FR-99", year)
