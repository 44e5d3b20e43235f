"""Room on the shelves: how many items each place holds, what a carrier agreed to, when the shop is full. Pure.

Source: docs/contract.md, "Bags"; decision 0076.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from concierge_desk.counter.choices.dated_rows import each_once
from concierge_desk.counter.context import Context
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.journal_texts import AskedTwice
from concierge_desk.counter.values.kinds import Day, Integer, OrNull
from concierge_desk.counter.values.rows import Rows
from concierge_desk.domain.errors import Param
from concierge_desk.domain.journal import Data, Event, Warned, facts
from concierge_desk.services.relay.model.bags.bag import OWNER, owner_of
from concierge_desk.services.relay.model.facts.fullness import Cap, Crowding, ShelfRoom, full_on_day
from concierge_desk.services.relay.model.kinds import MAX_PIECES, SHELF

CAPACITIES = "relay.capacities_set"
CAP = "relay.cap_set"
WARNED = "relay.saturation_warned"
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
