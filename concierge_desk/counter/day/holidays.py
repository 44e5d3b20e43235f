"""The public holidays of Alsace-Moselle, where Good Friday and 26 December are days of rest.

Source: https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006902599 (local law kept in force in the three
departments: Code du travail, art. L3134-13); docs/trade.md, "Holidays of Alsace-Moselle". Good Friday is one in
communes with a Protestant church: Strasbourg has several.

The years a desk is likely to live are written down as the kept library reckons them (``python3 dev.py docs``; a test
compares them): loaded for thirteen days, it is 300 modules that stay for as long as the window is open. The other
years are asked of it.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

from concierge_desk.paths import resource_text

WRITTEN = range(2020, 2061)
TABLE = "holidays.csv"
_HEAD = "day"


def is_holiday(day: date) -> bool:
    """Say whether a day is a public holiday in Strasbourg."""
    return day in _of_year(day.year)


@cache
def _of_year(year: int) -> frozenset[date]:
    return _written()[year] if year in WRITTEN else reckoned(year)


@cache
def _written() -> Mapping[int, frozenset[date]]:
    days = [date.fromisoformat(line) for line in resource_text(TABLE).splitlines()[1:]]
    return {year: frozenset(day for day in days if day.year == year) for year in WRITTEN}


def reckoned(year: int) -> frozenset[date]:
    """Return the holidays of a year as the library reckons them."""
    from holidays import country_holidays  # noqa: PLC0415  (as above)

    return frozenset(country_holidays("FR", subdiv="6AE", years=year))


def table() -> str:
    """Return the table as it is to be written down."""
    days = [day.isoformat() for year in WRITTEN for day in sorted(reckoned(year))]
    return "\n".join([_HEAD, *days, ""])
