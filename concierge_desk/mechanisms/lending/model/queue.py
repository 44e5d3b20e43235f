"""Queue: who waits for an object or its kind, for whom one is kept, until when. Pure.

Source: docs/trade.md, "Things lent"; decision 0094.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.things import ForWhom
from concierge_desk.counter.held.who import Whose
from concierge_desk.counter.values.kinds import Code
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.lending.model.facts import (
    AVAILABLE,
    ENDED,
    KEPT,
    OPEN,
    LentObject,
    Reservation,
    Waiting,
)
from concierge_desk.mechanisms.lending.model.fields import ObjectRef, ThisObject
from concierge_desk.mechanisms.lending.model.moved import Row, made, moved
from concierge_desk.mechanisms.lending.model.steps import NamedObject

_SEARCH_DAYS = 366


@dataclass(frozen=True, slots=True)
class Wait:
    """Wait for an object, or for the first of its kind."""

    object: Annotated[str | None, ObjectRef(), "The object; or"]
    kind: Annotated[str | None, Code(), "any of a kind."]
    who: ForWhom


@dataclass(frozen=True, slots=True)
class StopWaiting:
    """Wait no more."""

    object: Annotated[str | None, ObjectRef(), "The object; or"]
    kind: Annotated[str | None, Code(), "any of a kind."]
    who: ForWhom


@dataclass(frozen=True, slots=True)
class Call:
    """Tell whoever an object is kept for that it is here: until when follows."""

    object: ThisObject


@dataclass(frozen=True, slots=True)
class Release:
    """Let go what is kept or reserved and was not fetched."""

    object: ThisObject


@dataclass(frozen=True, slots=True)
class Queue:
    """State of a queue.

    Attributes:
        hold_days: Open days for which something is kept for somebody.
        waiting: For an object and for its kind, the first before.
        reservations: That are open, of the object.
        mine: Parties among them that are the person's.
    """

    hold_days: int
    waiting: Sequence[Waiting] = ()
    reservations: Sequence[Reservation] = ()
    mine: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Queueing:
    """State that a place in a queue is decided from: what is waited for, by its object or kind, and who waits."""

    known: NamedObject
    kind_known: bool
    who: Whose
    queue: Queue


def held_until(calendar: OpeningCalendar, day: date, hold_days: int) -> str:
    """Return the last of so many open days after a day.

    Raises:
        Refused: ``calendar.no_opening`` where there are not so many in a year.
    """
    found = day
    for _ in range(hold_days):
        found = calendar.roll(found + timedelta(days=1))
    return found.isoformat()


def ready_again(thing: LentObject, queue: Queue, context: Context) -> dict[str, Any]:
    """Return how an object stands that may leave: kept for the first who waits, unless it is reserved within the time it is kept."""
    free = {"state": AVAILABLE, "kept_for": None, "kept_until": None}
    first = next(iter(queue.waiting), None)
    if first is None or thing.is_counted:
        return free
    today = context.business_day
    until = held_until(context.calendar, today, queue.hold_days)
    if any(one.from_day <= until and one.to_day >= today.isoformat() for one in queue.reservations):
        return free
    return {"state": KEPT, "kept_for": first.party, "kept_until": None}


def wait(state: Queueing, command: Wait, context: Context) -> tuple[Event, ...]:
    """Take a place in the queue.

    Raises:
        Refused: ``nothing_given``, ``unknown``, ``kind_unknown``, ``who_needed``, ``waiting_already``.
    """
    thing, kind = sought(state, command.object, command.kind)
    who = state.who.needed("who_needed", "unknown")
    if any(one.party in state.queue.mine for one in state.queue.waiting):
        raise Refused("waiting_already")
    party = context.draw("r")
    name = None if thing is None else thing.object
    place = Waiting(party, name, kind, context.next_seq, OPEN, 0)
    told = {"object": name, "kind": kind, "party": party}
    return moved(Event("waited", told, **who.kept(party, "loan")), made(place))


def stop_waiting(state: Queueing, command: StopWaiting, _context: Context) -> tuple[Event, ...]:
    """Leave the queue.

    Raises:
        Refused: ``nothing_given``, ``unknown``, ``kind_unknown``, ``who_needed``, ``not_waiting``.
    """
    thing, kind = sought(state, command.object, command.kind)
    state.who.needed("who_needed", "unknown")
    mine = [one for one in state.queue.waiting if one.party in state.queue.mine]
    if not mine:
        raise Refused("not_waiting")
    rows = [Row(one, {"state": ENDED}) for one in mine]
    name = None if thing is None else thing.object
    if thing is not None and thing.kept_for in state.queue.mine:
        rest = [one for one in state.queue.waiting if one not in mine]
        rows.append(Row(thing, _next_of(rest)))
    return moved(Event("waiting_stopped", {"object": name, "kind": kind}), *rows)


def sought(state: Any, name: str | None, kind: str | None) -> tuple[LentObject | None, str]:
    """Return what is waited for or reserved: an object with its kind, or a kind.

    Raises:
        Refused: ``nothing_given``, ``unknown``, ``kind_unknown``.
    """
    if name is not None:
        thing = state.known.one(name)
        return thing, thing.kind
    if kind is None:
        raise Refused("nothing_given")
    if not state.kind_known:
        raise Refused("kind_unknown", kind=kind)
    return None, kind


@dataclass(frozen=True, slots=True)
class Kept:
    """State that something that is kept is decided from: the object, and its queue."""

    known: NamedObject
    queue: Queue


def call(state: Kept, command: Call, context: Context) -> tuple[Event, ...]:
    """Keep that somebody was called: for so many open days it is kept.

    Raises:
        Refused: ``unknown``, ``not_now``, ``calendar.no_opening``.
    """
    thing = state.known.one(command.object)
    if thing.state != KEPT:
        raise Refused("not_now", object=thing.object, state=thing.state)
    until = held_until(context.calendar, context.business_day, state.queue.hold_days)
    told = {"object": thing.object, "kept_until": until}
    return moved(Event("called", told), Row(thing, {"kept_until": until}))


def release(state: Kept, command: Release, context: Context) -> tuple[Event, ...]:
    """End what is kept, else the earliest reservation that has begun: the next in the queue has it, or nobody.

    Raises:
        Refused: ``unknown``, ``not_kept``.
    """
    thing, today = state.known.one(command.object), context.business_day.isoformat()
    if thing.state == KEPT:
        gone = [one for one in state.queue.waiting if one.party == thing.kept_for]
        rest = [one for one in state.queue.waiting if one.party != thing.kept_for]
        told = {"object": thing.object, "party": thing.kept_for}
        return moved(
            Event("released", told), Row(thing, _next_of(rest)), *[Row(one, {"state": ENDED}) for one in gone]
        )
    begun = [one for one in state.queue.reservations if one.from_day <= today]
    if not begun:
        raise Refused("not_kept", object=thing.object)
    first = min(begun, key=lambda one: one.from_day)
    told = {"object": thing.object, "party": first.party, "from_day": first.from_day}
    return moved(Event("released", told), Row(first, {"state": ENDED}))


def _next_of(rest: Sequence[Waiting]) -> dict[str, Any]:
    first = next(iter(rest), None)
    if first is None:
        return {"state": AVAILABLE, "kept_for": None, "kept_until": None}
    return {"state": KEPT, "kept_for": first.party, "kept_until": None}
