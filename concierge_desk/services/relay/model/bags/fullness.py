"""Room on the shelves: how many items each place holds, what a carrier agreed to, when the shop is full. Pure.

Source: docs/contract.md, "Bags"; decision 0076.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, islice
from typing import Annotated

from concierge_desk.counter.choices.dated_rows import each_once
from concierge_desk.counter.context import Context
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.journal_texts import AskedTwice
from concierge_desk.counter.values.kinds import Day, Integer, OrNull
from concierge_desk.counter.values.rows import Rows
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.errors import Param
from concierge_desk.domain.journal import Data, Event, Warned, facts
from concierge_desk.services.relay.model.bags.bag import OWNER, owner_of
from concierge_desk.services.relay.model.kinds import MAX_PIECES, SHELF

CAPACITIES = "relay.capacities_set"
CAP = "relay.cap_set"
WARNED = "relay.saturation_warned"
PACE_DAYS = 10
"""Open days whose coming and going is the pace."""
TOLD_DAYS = 30
"""Days whose figures a carrier is told."""
NEAR_DAYS = 3
"""Open days before the shelves are full from which on it is said."""
_FURTHEST_DAYS = 3660
"""Nobody asks of a pace what it brings in ten years."""
_ITEMS = Integer(0, MAX_PIECES, "items")


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many items a place holds."""

    place: Annotated[str, SHELF, "Label of the place."]
    items: Annotated[int | None, OrNull(_ITEMS, None), "How many; null: nobody says."]


@dataclass(frozen=True, slots=True)
class SetCapacities:
    """Places hold so many items; those that are not named stay as they are."""

    rows: Annotated[tuple[Capacity, ...], Rows(group_of(Capacity)), "The places."]
    confirmed: AskedTwice = False


@dataclass(frozen=True, slots=True)
class SetCap:
    """A carrier agreed to bring no more from a day on; neither figure: the agreement ends."""

    carrier: Annotated[Coded, OWNER, "Who: a carrier, or a principal."]
    a_day: Annotated[int | None, _ITEMS, "Items that it brings in a day."]
    held: Annotated[int | None, _ITEMS, "Items of its own that lie here at a time."]
    valid_from: Annotated[date | None, Day(), "First day; today by default."]


@dataclass(frozen=True, slots=True)
class WarnFull:
    """A carrier is told that the shelves are full, with what was agreed and the figures of thirty days."""

    carrier: Annotated[Coded, OWNER, "Who: a carrier, or a principal."]


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


@dataclass(frozen=True, slots=True)
class WarnState:
    """State that a carrier is warned from.

    Attributes:
        principals: Whose each carrier is.
        room: The shelves, None where nobody said what they hold.
        held: Items that lie in the shop.
        cap: What was agreed, None where nothing is.
        days: Figures of the last days, the earliest first: ``day``, ``received``, ``left``, ``held``.
    """

    principals: Mapping[str, str]
    room: ShelfRoom | None
    held: int
    cap: Cap | None
    days: Sequence[Data]


def set_capacities(held: Mapping[str, int], command: SetCapacities, _context: Context) -> tuple[Event, ...]:
    """Say how many items places hold.

    Raises:
        Refused: ``relay.twice``, ``relay.place_unusual`` unless it was confirmed.
    """
    each_once("place", (row.place for row in command.rows), "relay.twice")
    rows = [facts(row, "place", "items") for row in command.rows]
    before = [{"place": row.place, "items": held.get(row.place)} for row in command.rows]
    return (Event(CAPACITIES, {"rows": rows, "before": before}),)


def set_cap(principals: Mapping[str, str], command: SetCap, context: Context) -> tuple[Event, ...]:
    """Keep what a carrier agreed to; an agreement may be older than its entry.

    Raises:
        Refused: As `owner_of`.
    """
    first = command.valid_from or context.business_day
    principal = owner_of(command.carrier.code, principals)
    told = {"carrier": command.carrier.code, **facts(command, "a_day", "held")}
    return (Event(CAP, {**told, "valid_from": first.isoformat()}, aud=principal),)


NO_CROWD = Crowding()
"""Nobody said what places hold, and nothing was agreed."""


def beyond(found: Crowding, shelf: str, owners: Sequence[str]) -> tuple[Warned, ...]:
    """Return what an arrival goes beyond; it is taken in all the same.

    Args:
        found: What it meets.
        shelf: Its place.
        owners: Its carrier and its principal.

    Warns:
        ``relay.place_full``, ``relay.over_cap``.
    """
    warnings = []
    if found.place_items is not None and found.place_crowd >= found.place_items:
        told: dict[str, Param] = {"shelf": shelf, "items": found.place_items, "held": found.place_crowd}
        warnings.append(Warned("relay.place_full", told))
    for cap in (cap for cap in found.caps if cap.carrier in owners):
        for name, most, there in (
            ("a_day", cap.a_day, found.brought.get(cap.carrier, 0)),
            ("held", cap.held, found.held.get(cap.carrier, 0)),
        ):
            if most is not None and there >= most:
                over: dict[str, Param] = {"carrier": cap.carrier, name: most, "count": there + 1}
                warnings.append(Warned("relay.over_cap", over))
    return tuple(warnings)


def warn_full(state: WarnState, command: WarnFull, context: Context) -> tuple[Event, ...]:
    """Tell a carrier how full the shelves are.

    Raises:
        Refused: As `owner_of`.
    """
    principal = owner_of(command.carrier.code, state.principals)
    paper = (f"saturation:{context.next_seq}",)
    data = {
        "carrier": command.carrier.code,
        "held": state.held,
        "places": None if state.room is None else state.room.places,
        "cap": None if state.cap is None else facts(state.cap, "a_day", "held"),
        "full_on_day": None
        if state.room is None
        else full_on_day(state.room, context.business_day, context.calendar),
        "days": list(state.days),
    }
    return (Event(WARNED, data, aud=principal, documents=paper, always_printed=paper),)


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
