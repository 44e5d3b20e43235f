"""Reservations: an object, or one of its kind, is kept free on some days. Pure.

Source: docs/trade.md, "Things lent"; decision 0094.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.things import ForWhom
from concierge_desk.counter.values.kinds import Day
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.lending.model.facts import GONE, IN_USE, Reservation
from concierge_desk.mechanisms.lending.model.fields import QUANTITY, RETENTION, VISIT, AnObject, AnyOfKind
from concierge_desk.mechanisms.lending.model.moved import made, moved
from concierge_desk.mechanisms.lending.model.state import LentState, over
from concierge_desk.mechanisms.lending.model.taken import DaySpan


@dataclass(frozen=True, slots=True)
class ReserveObject:
    """Keep something free on some days."""

    object: AnObject
    kind: AnyOfKind
    who: ForWhom
    from_day: Annotated[date, Day(), "First day; one that is open."]
    to_day: Annotated[date, Day(), "Last day; the next open one where it is closed."]
    quantity: Annotated[int, QUANTITY, "How many."] = 1
    visit: VISIT = None


@dataclass(frozen=True, slots=True)
class Unreserve:
    """Let a reservation go."""

    object: AnObject
    kind: AnyOfKind
    from_day: Annotated[date, Day(), "Its first day."]
    who: ForWhom = None


def reserve(state: LentState, command: ReserveObject, context: Context) -> tuple[Event, ...]:
    """Reserve an object, or one of its kind.

    Raises:
        Refused: ``past``, ``closed_day``, ``quantity_short``, ``days_taken``, ``calendar.no_opening``, and as
            `LentState.sought`, `LentState.somebody`.
    """
    name, kind = state.sought(command.object, command.kind)
    who, first = state.somebody(), command.from_day
    wrong = first if first < context.business_day else command.to_day
    if wrong < max(first, context.business_day):
        raise Refused("past", day=wrong.isoformat())
    if not context.calendar.is_open(first):
        raise Refused("closed_day", day=first.isoformat())
    span = DaySpan(first.isoformat(), context.calendar.roll(command.to_day).isoformat())
    thing = state.thing if name else None
    if thing is not None and thing.state not in IN_USE:
        # Nobody has it, and nobody may: that is what is said of its days.
        raise Refused("days_taken", object=thing.object, from_day=span.first, state=thing.state)
    copies = [one for one in state.plan.objects if name in (None, one.object) and one.state not in GONE]
    there_are = sum(one.quantity for one in copies)
    if command.quantity > there_are:
        raise Refused("quantity_short", object=name or kind, left=there_are, wanted=command.quantity)
    taken = state.plan.conflict(span, thing, command.quantity)
    if taken is not None:
        raise Refused("days_taken", object=name or kind, from_day=taken)
    row = Reservation(context.draw("r"), name, kind, span.first, span.last, command.quantity)
    told = {
        name: getattr(row, name) for name in ("object", "kind", "party", "from_day", "to_day", "quantity")
    }
    return moved(Event("reserved", told, **who.kept(row.party, RETENTION)), made(row))


def unreserve(state: LentState, command: Unreserve, context: Context) -> tuple[Event, ...]:
    """Let a reservation go.

    Raises:
        Refused: ``not_reserved``, ``which_one``, and as `LentState.sought`.
    """
    name, kind = state.sought(command.object, command.kind)
    found = _meant(state, name, command.from_day.isoformat(), named=command.who is not None)
    if not found:
        raise Refused("not_reserved", day=command.from_day.isoformat())
    if len(found) > 1:
        raise Refused("which_one", count=len(found), day=command.from_day.isoformat())
    told = {"object": name, "kind": kind, "party": found[0].party, "from_day": found[0].from_day}
    return moved(Event("unreserved", told), over(found[0], context))


def _meant(state: LentState, name: str | None, day: str, *, named: bool) -> Sequence[Reservation]:
    """Return the reservations that are meant: of several of one day, those of who is named."""
    found = [one for one in state.plan.reservations if one.object == name and one.from_day == day]
    his = [one for one in found if one.party in state.mine]
    if his or (named and len(found) == 1):
        # The only one is not his who is named: it is somebody else's to let go.
        return his
    return found
