"""The public holidays of Alsace-Moselle, where Good Friday and 26 December are days of rest.

Source: Code du travail, art. L3133-1 (holidays of France) and L3134-13 (local law kept in force in the three
departments); domain.md §8. Good Friday is one in communes with a Protestant church: Strasbourg has several.
"""

from datetime import date, timedelta
from functools import cache

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26))
"""Month and day."""
_AFTER_EASTER = (-2, 1, 39, 50)
"""Good Friday, Easter Monday, Ascension, Whit Monday."""


def is_holiday(day: date) -> bool:
    """Say whether a day is a public holiday in Strasbourg."""
    return day in _of_year(day.year)


@cache
def _of_year(year: int) -> frozenset[date]:
    # A start asks for today; a table of the world's holidays takes as long and as much memory as all the rest.
    from dateutil.easter import easter  # noqa: PLC0415

    moving = (easter(year) + timedelta(days=days) for days in _AFTER_EASTER)
    return frozenset((*(date(year, month, day) for month, day in _FIXED), *moving))
