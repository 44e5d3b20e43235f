"""The public holidays of Alsace-Moselle, where Good Friday and 26 December are days of rest.

Source: local law kept in force in the three departments (Code du travail, art. L3134-13);
domain.md §8. Good Friday is one in communes with a Protestant church: Strasbourg has several.
"""

from datetime import date
from functools import cache


def is_holiday(day: date) -> bool:
    """Say whether a day is a public holiday in Strasbourg."""
    return day in _of_year(day.year)


@cache
def _of_year(year: int) -> frozenset[date]:
    # Loading the library takes as long as half the budget of a start: it waits for the first question.
    from holidays import country_holidays  # noqa: PLC0415

    return frozenset(country_holidays("FR", subdiv="6AE", years=year))
