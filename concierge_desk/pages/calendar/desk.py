"""The calendar of a service as its page sees it: read, and nothing decided here.

Source: decision 0095.
"""

from datetime import date, timedelta

from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.privacy.looks import CARD
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.short_dates import day_and_year, short_day, short_weekday, whole_day
from concierge_desk.desk import catalogue
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_, translate
from concierge_desk.jobs.page_desk import PortDesk
from concierge_desk.pages.calendar.face import CalendarDay, CalendarFace, CalendarSheet
from concierge_desk.ui.presenter.door_label import DoorLabel


class CalendarDesk(PortDesk, CalendarFace):
    """The desk of a calendar's page."""

    @override
    def days_of(self, service: str, first: date | None, count: int) -> CalendarSheet:
        part = catalogue.counter_parts().get(service, AtCounter())
        return self._port.read(lambda rows, now: sheet_of(part, rows, now, first or now.today, count))

    @override
    def card(self, code: str) -> Offer | None:
        found = next(iter(self._port.found(code)), None)
        if found is not None and found.person:
            self._port.looked(CARD)
        return found


def sheet_of(part: AtCounter, rows: Rows, now: Now, first: date, count: int) -> CalendarSheet:
    """Return how all of a service stands on some days, within a transaction.

    Args:
        part: Its part of the counter.
        rows: The running transaction.
        now: The day, the hours, the language.
        first: The first of the days.
        count: How many days.
    """
    days = [first + timedelta(days=step) for step in range(count)]
    span = translate(N_("{first} to {last}"), now.lang)
    return CalendarSheet(
        days=tuple(_day(day, now) for day in days),
        span=span.format(first=short_day(days[0], now.lang), last=day_and_year(days[-1], now.lang)),
        rows=() if part.days is None else part.days(rows, now, days[0], days[-1]),
        doors=tuple(
            DoorLabel(door.code, translate(door.label, now.lang))
            for door in part.doors
            if door.offers(rows, now)
        ),
    )


def _day(day: date, now: Now) -> CalendarDay:
    return CalendarDay(
        day.isoformat(),
        short_weekday(day, now.lang),
        str(day.day),
        whole_day(day, now.lang),
        now.calendar.is_open(day),
        day == now.today,
    )
