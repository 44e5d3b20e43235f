"""Reservations: an object, or one of its kind, is kept free on some days. Pure.

Source: docs/trade.md, "Things lent"; decision 0094.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.things import ForWhom
from concierge_desk.counter.held.who import Whose
from concierge_desk.counter.values.kinds import Code, Day
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.lending.model.facts import ENDED, OPEN, Reservation
from concierge_desk.mechanisms.lending.model.fields import QUANTITY, ObjectRef
from concierge_desk.mechanisms.lending.model.moved import Row, made, moved
from concierge_desk.mechanisms.lending.model.objects import RETENTION
from concierge_desk.mechanisms.lending.model.queue import sought
from concierge_desk.mechanisms.lending.model.steps import NamedObject
from concierge_desk.mechanisms.lending.model.taken import Plan, Span


@dataclass(frozen=True, slots=True)
class Reserve:
    """Keep something free on some days."""

    object: Annotated[str | None, ObjectRef(), "The object; or"]
    kind: Annotated[str | None, Code(), "any of a kind."]
    who: ForWhom
    from_day: Annotated[date, Day(), "First day; one that is open."]
    to_day: Annotated[date, Day(), "Last day; the next open one where it is closed."]
    quantity: Annotated[int, QUANTITY, "How many."] = 1


@dataclass(frozen=True, slots=True)
class Unreserve:
    """Let a reservation go."""

    object: Annotated[str | None, ObjectRef(), "The object; or"]
    kind: Annotated[str | None, Code(), "any of a kind."]
    from_day: Annotated[date, Day(), "Its first day."]
    who: ForWhom = None


@dataclass(frozen=True, slots=True)
class Reserving:
    """State that a reservation is decided from: what is sought, who seeks it, what is taken of its kind."""

    known: NamedObject
    kind_known: bool
    who: Whose
    plan: Plan
    his_parties: frozenset[str] = frozenset()


def reserve(state: Reserving, command: Reserve, context: Context) -> tuple[Event, ...]:
    """Reserve an object, or one of its kind.

    Raises:
        Refused: ``nothing_given``, ``unknown``, ``kind_unknown``, ``who_needed``, ``past``, ``closed_day``,
            ``quantity_short``, ``days_taken``, ``calendar.no_opening``.
    """
    thing, kind = sought(state, command.object, command.kind)
    who = state.who.needed("who_needed", "unknown")
    first = command.from_day
    if first < context.business_day or command.to_day < first:
        raise Refused("past", day=first.isoformat())
    if not context.calendar.is_open(first):
        raise Refused("closed_day", day=first.isoformat())
    last = context.calendar.roll(command.to_day)
    there_are = (
        thing.quantity
        if thing is not None
        else sum(one.quantity for one in state.plan.objects if one.kind == kind)
    )
    if command.quantity > there_are:
        raise Refused("quantity_short", object=kind if thing is None else thing.object, left=there_are)
    taken = state.plan.conflict(Span(first.isoformat(), last.isoformat()), thing, command.quantity)
    if taken is not None:
        raise Refused("days_taken", object=kind if thing is None else thing.object, from_day=taken)
    party = context.draw("r")
    name = None if thing is None else thing.object
    row = Reservation(
        party, name, kind, first.isoformat(), last.isoformat(), command.quantity, OPEN, last_seq=0
    )
    told = {
        "object": name,
        "kind": kind,
        "party": party,
        "from_day": row.from_day,
        "to_day": row.to_day,
        "quantity": row.quantity,
    }
    return moved(Event("reserved", told, **who.kept(party, RETENTION)), made(row))


def unreserve(state: Reserving, command: Unreserve, _context: Context) -> tuple[Event, ...]:
    """Let a reservation go.

    Raises:
        Refused: ``nothing_given``, ``unknown``, ``kind_unknown``, ``not_reserved``, ``which_one``.
    """
    thing, kind = sought(state, command.object, command.kind)
    name = None if thing is None else thing.object
    found = _meant(state, name, kind, command)
    if not found:
        raise Refused("not_reserved", day=command.from_day.isoformat())
    if len(found) > 1:
        raise Refused("which_one", count=len(found))
    told = {"object": name, "kind": kind, "party": found[0].party, "from_day": found[0].from_day}
    return moved(Event("unreserved", told), Row(found[0], {"state": ENDED}))


def _meant(state: Reserving, name: str | None, kind: str, command: Unreserve) -> Sequence[Reservation]:
    """Return the reservations that are meant: of several of one day, those of who is named."""
    found = [
        one
        for one in state.plan.reservations
        if one.object == name and one.kind == kind and one.from_day == command.from_day.isoformat()
    ]
    his = [one for one in found if one.party in state.his_parties]
    return his if len(found) > 1 and his else found
