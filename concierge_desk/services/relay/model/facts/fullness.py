"""Room on the shelves as it is told: what they hold, what carriers agreed to, when the shop is full. Pure.

Source: docs/contract.md, "Bags"; decision 0076.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, islice

from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.journal import Data, facts

PACE_DAYS = 10
"""Open days whose coming and going is the pace."""
TOLD_DAYS = 30
"""Days whose figures a carrier is told."""
NEAR_DAYS = 3
"""Open days before the shelves are full from which on it is said."""
_FURTHEST_DAYS = 3660
"""Nobody asks of a pace what it brings in ten years."""


@dataclass(frozen=True, slots=True)
class Cap:
    """What was agreed with a carrier or a principal: items in a day, items at a time; None where nobody says."""

    carrier: str
    a_day: int | None
    held: int | None


@dataclass(frozen=True, slots=True)
class Crowding:
    """What an arrival meets: its place and the agreements about it, as they stand before it.

    Attributes:
        place_items: How many its place holds; None where nobody says.
        place_crowd: How many lie there.
        caps: What is agreed on this day, with whomever.
        brought: By the name in an agreement, how many came on this day.
        held: By the name in an agreement, how many of its own lie here.
    """

    place_items: int | None = None
    place_crowd: int = 0
    caps: tuple[Cap, ...] = ()
    brought: Mapping[str, int] = field(default_factory=dict)
    held: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShelfRoom:
    """What the shelves hold.

    Attributes:
        places: Items that all places hold together.
        held: Items that lie in the shop.
        came: How many more there are than before the last `PACE_DAYS` open days; below nought where there are fewer.
    """

    places: int
    held: int
    came: int


NO_CROWD = Crowding()
"""Nobody said what places hold, and nothing was agreed."""


def capacity_of(room: ShelfRoom, today: date, calendar: OpeningCalendar) -> Data:
    """Return what the shelves hold, as a day tells it."""
    return {
        **facts(room, "places", "held"),
        "free": max(0, room.places - room.held),
        "full_on_day": full_on_day(room, today, calendar),
    }


def full_on_day(room: ShelfRoom, today: date, calendar: OpeningCalendar) -> str | None:
    """Return the first open day on which the shelves are full at the pace of the last ones; None where it is none.

    None too where what lies here grows fewer, or is as much.
    """
    days = days_until_full(room)
    if days is None:
        return None
    day = next(islice(_open_days(today, calendar), days, None), None)
    return None if day is None else day.isoformat()


def days_until_full(room: ShelfRoom) -> int | None:
    """Return on which open day from now on, 0 today, the shelves are full at the pace; None where it is none."""
    if room.came <= 0:
        return None
    # Up to the next whole day.
    return max(0, -((room.held - room.places) * PACE_DAYS // room.came))


def _open_days(today: date, calendar: OpeningCalendar) -> Iterator[date]:
    """Yield today, whether the calendar has it open or not, then the open days that follow."""
    further = (today + timedelta(days=ahead) for ahead in range(1, _FURTHEST_DAYS))
    return chain((today,), filter(calendar.is_open, further))


def pace_begins(today: date, calendar: OpeningCalendar) -> date:
    """Return the first of the last `PACE_DAYS` open days, today among them."""
    before = (today - timedelta(days=back) for back in range(1, _FURTHEST_DAYS))
    return [today, *islice(filter(calendar.is_open, before), PACE_DAYS - 1)][-1]
