"""Public holidays by region: every one of France, and the neighbour's across the Rhine.

In Alsace-Moselle Good Friday and 26 December are days of rest. Good Friday is one in communes with a Protestant church:
Strasbourg has several. Source: https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006902599 (local law kept in
force in the three departments: Code du travail, art. L3134-13); docs/trade.md, "Holidays of Alsace-Moselle".

The years a desk is likely to live are written down as the kept library reckons them (``python3 dev.py docs``; a test
compares them): loaded for a dozen days, it is 300 modules that stay for as long as the window is open. The other
years are asked of it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial

from concierge_desk.i18n import N_
from concierge_desk.paths import resource_text

REGIONS: Mapping[str, str] = {
    "FR": N_("Mainland France, but for Alsace and Moselle"),
    "FR-6AE": N_("Alsace and Moselle"),
    "FR-971": N_("Guadeloupe"),
    "FR-972": N_("Martinique"),
    "FR-973": N_("French Guiana"),
    "FR-974": N_("Réunion"),
    "FR-976": N_("Mayotte"),
    "FR-BL": N_("Saint Barthélemy"),
    "FR-MF": N_("Saint Martin"),
    "FR-NC": N_("New Caledonia"),
    "FR-PF": N_("French Polynesia"),
    "FR-PM": N_("Saint Pierre and Miquelon"),
    "FR-TF": N_("French Southern Territories"),
    "FR-WF": N_("Wallis and Futuna"),
    "DE-BW": N_("Germany, Baden-Württemberg"),
}
"""By code, in English: what a shop says where it stands. A code once released stays.

Moselle has the days of Alsace, and the zones of school holidays those of France: they are no regions of their own.
"""

WRITTEN = range(2020, 2061)
TABLE = "holidays.csv"
_HEAD = "day,regions"
_ALL = "*"


def is_holiday(day: date, region: str) -> bool:
    """Say whether a day is a public holiday in a region.

    Raises:
        KeyError: For a region that is not known here.
    """
    return day in _of_year(region, day.year)


def holidays_of(region: str) -> Callable[[date], bool]:
    """Return what says whether a day is a public holiday in a region, as an opening calendar asks it."""
    return partial(_is_holiday_in, region)


def _is_holiday_in(region: str, day: date) -> bool:
    return is_holiday(day, region)


@cache
def _of_year(region: str, year: int) -> frozenset[date]:
    return _written(region)[year] if year in WRITTEN else reckoned(region, year)


@cache
def _written(region: str) -> Mapping[int, frozenset[date]]:
    if region not in REGIONS:
        raise KeyError(region)
    days: dict[int, list[date]] = {year: [] for year in WRITTEN}
    for line in resource_text(TABLE).splitlines()[1:]:
        day, _, regions = line.partition(",")
        if regions == _ALL or region in regions.split(" "):
            read = date.fromisoformat(day)
            days[read.year].append(read)
    return {year: frozenset(found) for year, found in days.items()}


def reckoned(region: str, year: int) -> frozenset[date]:
    """Return the holidays of a year as the library reckons them.

    Raises:
        KeyError: For a region that is not known here.
    """
    from holidays import country_holidays  # noqa: PLC0415  (as above)

    if region not in REGIONS:
        raise KeyError(region)
    country, _, part = region.partition("-")
    return frozenset(country_holidays(country, subdiv=part or None, years=year))


def table() -> str:
    """Return the table as it is to be written down: each day with the regions that keep it, ``*`` for all of them."""
    found: dict[date, list[str]] = {}
    for region in REGIONS:
        for year in WRITTEN:
            for day in reckoned(region, year):
                found.setdefault(day, []).append(region)
    lines = [f"{day.isoformat()},{_kept_by(found[day])}" for day in sorted(found)]
    return "\n".join([_HEAD, *lines, ""])


def _kept_by(regions: list[str]) -> str:
    return _ALL if len(regions) == len(REGIONS) else " ".join(regions)
