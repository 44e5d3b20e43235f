"""Deadlines that a closure moves: each by the rule of whose it is, with the closure and without it. Pure.

Source: docs/contract.md, "Calendar and deadlines"; decision 0090.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from concierge_desk.domain.calendar import Closure, OpeningCalendar, with_closure, without_closure

_ANY_REASON = "other"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A thing that has its time, under some opening hours; never with a name.

    Attributes:
        ref: What a command takes for it: a number, a code.
        label: What it is, as the counter calls it.
        day: Its last day, ISO; of a rule that counts open days, as these hours have it.
        slot: Last session up to it in which the door is open, as an ISO interval; None where there is none.
        place: Where it lies; empty where it lies nowhere.
        comes: Somebody has to come for it, and may be called before.
    """

    ref: str
    label: str
    day: str
    slot: str | None
    place: str = ""
    comes: bool = False

    @classmethod
    def due_by(cls, ref: str, label: str, day: date, calendar: OpeningCalendar) -> "Deadline":
        """Return a thing whose last day no closure moves, only the last session in which the door is open for it."""
        return cls(ref, label, day.isoformat(), calendar.last_useful_slot(day))


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """A deadline that falls into a closure.

    Attributes:
        service: Code of the service whose it is.
        before: As it is while the shop is open on these days.
        after: As it is while it is closed on them.
    """

    service: str
    before: Deadline
    after: Deadline

    @property
    def told(self) -> dict[str, Any]:
        """The same, as an answer tells it."""
        one = self.after
        return {
            "service": self.service,
            "ref": one.ref,
            "label": one.label,
            "place": one.place,
            "deadline_day": one.day,
            "slot_before": self.before.slot,
            "slot": one.slot,
            "calls": one.comes,
        }


def days_of(first: date, last: date) -> tuple[date, ...]:
    """Return the days of a span, both ends included."""
    return tuple(first + timedelta(days=step) for step in range((last - first).days + 1))


def open_and_closed(
    calendar: OpeningCalendar, days: Iterable[date]
) -> tuple[OpeningCalendar, OpeningCalendar]:
    """Return the hours as they are without a closure and with it, whether it is noted already or not."""
    without = with_it = calendar
    for day in days:
        without = without_closure(without, day)
        with_it = with_closure(with_it, Closure(day, _ANY_REASON))
    return without, with_it


def moved_ones(
    service: str, before: Iterable[Deadline], after: Iterable[Deadline]
) -> tuple[MovedDeadline, ...]:
    """Return the deadlines of a service that are other ones with the closure.

    Args:
        service: Its code.
        before: All of them, without it.
        after: All of them, with it.
    """
    known = {one.ref: one for one in before}
    return tuple(
        MovedDeadline(service, known[one.ref], one)
        for one in after
        if one.ref in known and (one.day, one.slot) != (known[one.ref].day, known[one.ref].slot)
    )


def by_session(moved: Iterable[MovedDeadline]) -> tuple[MovedDeadline, ...]:
    """Return them in the order in which the door closes for them."""
    return tuple(
        sorted(moved, key=lambda one: (one.after.slot or one.after.day, one.after.day, one.after.ref))
    )


def calls_of(moved: Sequence[MovedDeadline]) -> int:
    """Return for how many of them somebody is to be called."""
    return sum(one.after.comes for one in moved)
