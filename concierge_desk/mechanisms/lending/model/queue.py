"""Queue: who waits for an object or its kind, for whom one is kept, until when. Pure.

Source: docs/trade.md, "Things lent"; decision 0094.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.things import ForWhom
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.lending.model.facts import GONE, KEPT, LentObject, Reservation, WaitingPlace
from concierge_desk.mechanisms.lending.model.fields import RETENTION, VISIT, AnObject, AnyOfKind, ThisObject
from concierge_desk.mechanisms.lending.model.moved import Row, made, moved
from concierge_desk.mechanisms.lending.model.state import LentState, held_until, over


@dataclass(frozen=True, slots=True)
class Wait:
    """Wait for an object, or for the first of its kind."""

    object: AnObject
    kind: AnyOfKind
    who: ForWhom
    visit: VISIT = None


@dataclass(frozen=True, slots=True)
class StopWaiting:
    """Wait no more."""

    object: AnObject
    kind: AnyOfKind
    who: ForWhom
    visit: VISIT = None


@dataclass(frozen=True, slots=True)
class CallWaiting:
    """Tell whoever an object is kept for that it is here: until when follows."""

    object: ThisObject


@dataclass(frozen=True, slots=True)
class Release:
    """Let go what is kept or reserved and was not fetched."""

    object: ThisObject


def _his_places(state: LentState, name: str | None) -> list[WaitingPlace]:
    """Return his places in the queue of just this: the object, or the kind."""
    return [one for one in state.waiting if one.object == name and one.party in state.mine]


def wait(state: LentState, command: Wait, context: Context) -> tuple[Event, ...]:
    """Take a place in the queue.

    Raises:
        Refused: ``not_now``, ``waiting_already``, and as `LentState.sought`, `LentState.somebody`.
    """
    name, kind = state.sought(command.object, command.kind)
    thing = state.thing if name else None
    if thing is not None and thing.state in GONE:
        # It would be waited for in vain.
        raise Refused("not_now", object=thing.object, state=thing.state, gone_day=thing.ended_day)
    who = state.somebody()
    if _his_places(state, name):
        raise Refused("waiting_already")
    party = context.draw("r")
    told = {"object": name, "kind": kind, "party": party}
    place = WaitingPlace(party, name, kind, context.next_seq)
    return moved(Event("waited", told, **who.kept(party, RETENTION)), made(place))


def stop_waiting(state: LentState, command: StopWaiting, context: Context) -> tuple[Event, ...]:
    """Leave the queue; what was kept is the next one's.

    Raises:
        Refused: ``not_waiting``, and as `LentState.sought`, `LentState.somebody`.
    """
    name, kind = state.sought(command.object, command.kind)
    state.somebody()
    his = _his_places(state, name)
    if not his:
        raise Refused("not_waiting")
    return moved(Event("waiting_stopped", {"object": name, "kind": kind}), *state.wait_no_more(his, context))


def call(state: LentState, command: CallWaiting, context: Context) -> tuple[Event, ...]:
    """Keep that somebody was called: for so many open days it is kept.

    Raises:
        Refused: ``unknown``, ``not_now``, ``calendar.no_opening``.
    """
    thing = state.one(command.object)
    if thing.state != KEPT:
        raise Refused("not_now", object=thing.object, state=thing.state)
    until = held_until(context.calendar, context.happened_day, state.nature.hold_days)
    told = {"object": thing.object, "kept_until": until}
    return moved(Event("called", told), Row(thing, {"kept_until": until}))


def release(state: LentState, command: Release, context: Context) -> tuple[Event, ...]:
    """End what is kept, else the earliest reservation that has begun: the next in the queue has it, or nobody.

    Raises:
        Refused: ``unknown``, ``not_kept``.
    """
    thing, today = state.one(command.object), context.business_day.isoformat()
    if thing.state == KEPT:
        gone = [one for one in state.waiting if one.party == thing.kept_for]
        told = {"object": thing.object, "party": thing.kept_for}
        return moved(Event("released", told), *state.wait_no_more(gone, context))
    first = not_fetched(state.plan.reservations, thing, today)
    if first is None:
        raise Refused("not_kept", object=thing.object)
    told = {"object": thing.object, "party": first.party, "from_day": first.from_day}
    return moved(Event("released", told), over(first, context))


def not_fetched(reservations: Iterable[Reservation], thing: LentObject, day: str) -> Reservation | None:
    """Return the earliest reservation that has begun by a day: of an object, else of one of its kind."""
    begun = [one for one in reservations if one.is_of(thing) and one.from_day <= day]
    return min(begun, key=lambda one: (one.object is None, one.from_day), default=None)
