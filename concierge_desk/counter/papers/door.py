"""Poster for the door: until when the shop stays closed, and when it opens again. Pure, but for what it is asked.

Source: docs/contract.md, "Documents"; decision 0016.
"""

from datetime import date, timedelta

from concierge_desk.counter.papers.posters import Poster, PosterRow
from concierge_desk.counter.texts.paper_dates import NO_BREAK
from concierge_desk.counter.texts.short_dates import short_hour, whole_day
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.calendar import OpeningCalendar, Slot
from concierge_desk.i18n import fr

PREFIX = "closed-"
"""Begins the name of one: ``closed-2026-12-24``, by the first day of the closure."""

_OTHER = "other"


def closed_day(name: str) -> date | None:
    """Return the day of the closure that a poster is asked for; None for the name of another one."""
    try:
        return date.fromisoformat(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
    except ValueError:
        return None


def door_poster(calendar: OpeningCalendar, day: date) -> Poster | None:
    """Return what hangs at the door for the closure that holds a day; None where there is none.

    Args:
        calendar: The opening hours.
        day: A day of the closure.
    """
    closed = {closure.day: closure.reason_code for closure in calendar.closures}
    if day not in closed:
        return None
    first = last = day
    while first - timedelta(days=1) in closed:
        first -= timedelta(days=1)
    while last + timedelta(days=1) in closed:
        last += timedelta(days=1)
    told = [("display", fr("The shop is closed")), ("frame", _span(first, last))]
    reason = closed[day]
    if reason != _OTHER:
        # What was typed instead may be nobody's business.
        told.append(("lead", label_of("closure", reason, "fr")))
    slot = calendar.first_slot(last + timedelta(days=1))
    if slot is not None:
        told.append(("lead", _again(slot)))
    name = f"{PREFIX}{first.isoformat()}"
    return Poster(name, tuple(PosterRow(name, style, text, first, last) for style, text in told))


def _span(first: date, last: date) -> str:
    if first == last:
        return fr("On {day}").format(day=_day(first))
    return fr("From {day} to {until_day}").format(day=_day(first), until_day=_day(last))


def _again(slot: Slot) -> str:
    words = fr("We open again on {day}, at {hour}.")
    return words.format(day=_day(slot.day), hour=short_hour(slot.opens, "fr"))


def _day(day: date) -> str:
    """Return a day as it is said, its figure and its month on one line."""
    before, _, month = whole_day(day, "fr").rpartition(" ")
    return f"{before}{NO_BREAK}{month}"
