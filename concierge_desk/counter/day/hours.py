"""Opening hours in force: grids and closures of the store, with the holidays of the shop's region.

Source: docs/contract.md, "Calendar and deadlines".
"""

from functools import lru_cache

from concierge_desk.counter.context import Settings
from concierge_desk.counter.day.holidays import holidays_of
from concierge_desk.counter.rows import Rows
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.store import settings


def opening_calendar(rows: Rows, shop: Settings) -> OpeningCalendar:
    """Return the opening hours of the running transaction, where a shop stands."""
    return _calendar(settings.opening_hours(rows), shop.holidays)


@lru_cache(maxsize=4)
def _calendar(hours: settings.OpeningHours, region: str) -> OpeningCalendar:
    return OpeningCalendar(hours.grid, hours.closures, holidays_of(region), hours.empty_from)
