"""Periods of a summary: a week from Monday to Sunday by its ISO number, or a month of the calendar.

Source: decision 0081.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from concierge_desk.domain.accounting.period import month_days
from concierge_desk.domain.errors import Refused

Span: TypeAlias = Literal["week", "month"]

_CODE = re.compile(r"(\d{4})-(?:W(\d{2})|(\d{2}))", re.ASCII)
_SUNDAY = 7
_YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Period:
    """A week or a month.

    Attributes:
        code: ``2026-W48`` or ``2026-11``.
        first_day: Its first day.
        last_day: Its last one.
    """

    code: str
    first_day: date
    last_day: date

    @property
    def span(self) -> Span:
        """Which of the two it is."""
        return "week" if "W" in self.code else "month"

    @property
    def days(self) -> tuple[date, ...]:
        """Its days, in order."""
        count = (self.last_day - self.first_day).days + 1
        return tuple(self.first_day + timedelta(days=n) for n in range(count))


def read_period(code: str) -> Period:
    """Return the period of a code.

    Raises:
        Refused: ``relay.period_invalid``.
    """
    found = _CODE.fullmatch(code)
    try:
        if found is not None and int(found[1]) in _YEARS:
            year = int(found[1])
            if found[2] is None:
                return period_of(date(year, int(found[3]), 1), "month")
            return period_of(date.fromisocalendar(year, int(found[2]), 1), "week")
    except ValueError:
        # There is no such week, or no such month.
        pass
    raise Refused("relay.period_invalid", period=code)


def period_of(day: date, span: Span) -> Period:
    """Return the week or the month that a day lies in."""
    if span == "month":
        month = f"{day:%Y-%m}"
        return Period(month, *month_days(month))
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Period(f"{year:04d}-W{week:02d}", monday, monday + timedelta(days=_SUNDAY - 1))
