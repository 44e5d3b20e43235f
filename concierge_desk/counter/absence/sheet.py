"""Sheets of an absence, as far as they say something: for whoever takes over, filled in, and for a closure. Pure.

No name of anybody who is served stands in any of it: what waits is told by its number and its place.

Source: docs/contract.md, "Documents"; docs/requirements.md, R-5.01; decision 0090.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from concierge_desk.counter.service_parts import Contact
from concierge_desk.domain.calendar import Slot
from concierge_desk.domain.deadlines import MovedDeadline
from concierge_desk.domain.journal import Posted


@dataclass(frozen=True, slots=True)
class ClosureSheet:
    """What falls into a closure.

    Attributes:
        days: First and last day of it.
        today: Day on which it is looked at.
        moved: Each deadline that it moves, in the order in which the door closes for it.
        opens: First session after it; None where there is none.
        labels: English source of each service's name, by its code.
    """

    days: tuple[date, date]
    today: date
    moved: tuple[MovedDeadline, ...]
    opens: Slot | None
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies with a service.

    Attributes:
        label: English source of its name.
        places: How many things lie at each place, in the order they are looked through.
    """

    label: str
    places: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many in all."""
        return sum(self.places.values())


@dataclass(frozen=True, slots=True)
class ListedThings:
    """A list of the morning that something stands in.

    Attributes:
        label: English source of its name.
        things: What each is called, as a list that may be seen calls it, with its place and a word on its time.
        late: Something of it is late.
    """

    label: str
    things: tuple[str, ...]
    late: bool


@dataclass(frozen=True, slots=True)
class HandedFigure:
    """A figure as it was handed over and as it is now, in words; empty where it was not told then."""

    label: str
    now: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A day to come.

    Attributes:
        day: The date.
        slots: Its sessions; none where the shop stays closed.
        reason: Code of why, where a closure is noted.
        due: For how many things its last session is the last one.
    """

    day: date
    slots: tuple[Slot, ...]
    reason: str
    due: int


@dataclass(frozen=True, slots=True)
class DayLived:
    """A business day since it was handed over.

    Attributes:
        day: ISO date.
        number: Of its closing; None while it is open.
        by: Codes of those who were at the counter.
        tickets: How many.
        due_cents: What they came to.
        refunds: How many of them gave back.
        corrections: Acts by which something else was taken back.
        gap_cents: What was missing in the drawers, or too much; None where they were not counted.
        came: Things of others that came, and that went.
        went: See `came`.
    """

    day: str
    number: str | None
    by: tuple[str, ...]
    tickets: int
    due_cents: int
    refunds: int
    corrections: int
    gap_cents: int | None
    came: int = 0
    went: int = 0


@dataclass(frozen=True, slots=True)
class Since:
    """What happened since it was handed over.

    Attributes:
        days: The business days, in their order.
        closed: Dates on which the shop stayed closed for a reason, with its code.
        names: What each operator is called, by code.
        noted: What else she has to know, each with how often: approvals, wrong codes, a clock that was set.
    """

    days: tuple[DayLived, ...]
    closed: tuple[tuple[str, str], ...]
    names: Mapping[str, str]
    noted: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class HandoverSheet:
    """What whoever takes over has to know.

    Attributes:
        day: First day for which it is handed over, ISO.
        today: Day as of which it is told, ISO.
        lying: What lies where.
        lists: What is due.
        standing: What is held and owed, and the drawers.
        ahead: The days to come.
        questions: What is left open, each with how often.
        contacts: Whom to call.
        since: What happened since; None where it is handed over only now.
    """

    day: str
    today: str
    lying: tuple[Lying, ...]
    lists: tuple[ListedThings, ...]
    standing: tuple[HandedFigure, ...]
    ahead: tuple[DayAhead, ...]
    questions: tuple[tuple[str, int], ...]
    contacts: tuple[Contact, ...]
    since: Since | None = None


APPROVED_BY = "approved_by"


def approvals_in(posted: Iterable[Posted]) -> int:
    """Return how many acts were done with another's right."""
    return len({entry.op for entry in posted if APPROVED_BY in entry.data})
