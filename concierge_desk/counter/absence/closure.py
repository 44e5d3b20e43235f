"""Deadlines that fall into a closure, of every service: looked at before it is noted, and told with it.

Source: docs/contract.md, "Calendar and deadlines"; decision 0090.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import Service
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.deadlines import (
    Deadline,
    MovedDeadline,
    by_session,
    calls_of,
    days_of,
    moved_ones,
    open_and_closed,
)
from concierge_desk.domain.errors import Param
from concierge_desk.domain.journal import Data
from concierge_desk.i18n import N_, translate

CORE: Final = "till"
"""Code of what is the core's own, as its cards bear it."""
PAPER: Final = "closure"
"""Prefix of the paper that tells what falls into one."""
LONGEST_DAYS: Final = 366
"""A closure of more is a grid without a session."""
THINGS_DUE: Final = "calendar.things_due"
CLOSE_ANYWAY: Final = "calendar.close_anyway"
"""It is warned of with the closure, or asked about before."""

Deadlines: TypeAlias = Callable[[Rows, OpeningCalendar], Iterable[Deadline]]


def no_deadlines(_rows: Rows, _calendar: OpeningCalendar) -> Iterable[Deadline]:
    """Have nothing with a deadline."""
    return ()


@dataclass(frozen=True, slots=True)
class DeadlineHolders:
    """Whoever has things with a deadline.

    Attributes:
        known: By the code of a service, or of the core, what tells them.
        call_lists: By the code of a service, the prefix of its paper of whom to call.
    """

    known: Mapping[str, Deadlines]
    call_lists: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, services: Sequence[Service], own: Deadlines) -> "DeadlineHolders":
        """Return the core, and those of the services that have any."""
        known = {one.code: one.deadlines for one in services if one.deadlines is not None}
        return cls({CORE: own, **known}, {one.code: one.call_list for one in services if one.call_list})

    def papers(self, days: Sequence[date], moved: Sequence[MovedDeadline]) -> list[str]:
        """Return the papers about a closure: whom to call before, and what falls into it; none where nothing does."""
        called = dict.fromkeys(one.service for one in moved if one.after.comes)
        lists = [self.call_lists[code] for code in called if code in self.call_lists]
        return [paper_of(prefix, days) for prefix in (*lists, PAPER)] if moved else []

    def all_of(self, rows: Rows, calendar: OpeningCalendar) -> Iterator[Deadline]:
        """Yield every deadline, as some hours have it."""
        for deadlines in self.known.values():
            yield from deadlines(rows, calendar)

    def falling_in(
        self, rows: Rows, calendar: OpeningCalendar, days: Sequence[date]
    ) -> tuple[MovedDeadline, ...]:
        """Return what falls into a closure, in the order in which the door closes for it.

        Args:
            rows: The running transaction.
            calendar: The opening hours; the closure may be noted in them already.
            days: Of the closure.
        """
        without, with_it = open_and_closed(calendar, days)
        return by_session(
            one
            for code, deadlines in self.known.items()
            for one in moved_ones(code, deadlines(rows, without), deadlines(rows, with_it))
        )


def paper_of(prefix: str, days: Sequence[date]) -> str:
    """Return the name of a paper about a closure: ``closure:2026-12-24/2027-01-02``."""
    return f"{prefix}:{days[0].isoformat()}/{days[-1].isoformat()}"


def closure_days(place: str) -> tuple[date, ...] | None:
    """Return the days of a closure that a paper is asked for; None for what names none."""
    first, _, last = place.partition("/")
    try:
        begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return days_of(begins, ends) if 0 <= (ends - begins).days < LONGEST_DAYS else None


def counted(moved: Sequence[MovedDeadline]) -> dict[str, Param]:
    """Return how many deadlines fall into a closure, and for how many of them somebody is to be called."""
    return {"count": len(moved), "calls": calls_of(moved)}


def told_of(days: Sequence[date], moved: Sequence[MovedDeadline]) -> Data:
    """Return what falls into a closure, as it is answered."""
    span = {"day": days[0].isoformat(), "until_day": days[-1].isoformat()}
    return {**span, **counted(moved), "rows": [one.told for one in moved]}


def words_of(result: Data, lang: str) -> str:
    """Return what falls into a closure in a sentence; empty for any other answer."""
    if "calls" not in result or "until_day" not in result:
        return ""
    if not result["count"]:
        return translate(N_("No deadline falls into this closure"), lang)
    return translate(_FALLS_IN, lang).format(count=result["count"], calls=result["calls"])


_FALLS_IN = N_("Deadlines that fall into this closure: {count}; people to call before: {calls}")
