"""Stay of an object in the shop: another place, a reminder to who has it, something that is the matter with it. Pure.

Source: docs/requirements.md, R-5.06; decisions 0092, 0094.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.kinds import Choice
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.custody.model import DAMAGE, EMAIL, FIND, LETTER, LOSE, MOVE, PHONE
from concierge_desk.mechanisms.lending.model.facts import LOST, NOT_FOUND, OUT, LentObject, Loan
from concierge_desk.mechanisms.lending.model.fields import NOTE, PLACE, TheLoan, ThisObject, noted
from concierge_desk.mechanisms.lending.model.moved import Row, moved
from concierge_desk.mechanisms.lending.model.state import LentState
from concierge_desk.mechanisms.lending.model.steps import INCIDENTS, step

HERE_BY = "here"


@dataclass(frozen=True, slots=True)
class MoveObject:
    """Put an object on another place."""

    object: ThisObject
    place: Annotated[str, PLACE, "Label of the new place."]


@dataclass(frozen=True, slots=True)
class RemindOfLoan:
    """Tell somebody that a loan is due."""

    object: ThisObject
    by: Annotated[str, Choice((PHONE, LETTER, EMAIL, HERE_BY)), "How."]


@dataclass(frozen=True, slots=True)
class ReportObject:
    """Say what is the matter with an object, or that it is found."""

    object: ThisObject
    incident: Annotated[str, Choice(INCIDENTS), "What is the matter."]
    loan: TheLoan = None
    note: Annotated[str | None, NOTE, "What there is to say; kept beside the journal."] = None


def move(state: LentState, command: MoveObject, _context: Context) -> tuple[Event, ...]:
    """Put an object on another place.

    Raises:
        Refused: ``unknown``, ``same_place``, and as `step`.
    """
    thing = state.one(command.object)
    step(thing, MOVE)
    if command.place == thing.place:
        raise Refused("same_place", place=command.place)
    told = {"object": thing.object, "place": command.place, "from_place": thing.place}
    return moved(Event("moved", told), Row(thing, {"place": command.place}))


def remind(state: LentState, command: RemindOfLoan, context: Context) -> tuple[Event, ...]:
    """Keep that somebody was told that what he has is due.

    Raises:
        Refused: ``unknown``, ``not_out``.
    """
    thing = state.one(command.object)
    if not state.loans:
        raise Refused("not_out", object=thing.object)
    today = context.business_day.isoformat()
    late = [loan for loan in state.loans if loan.due_day <= today or loan.is_moved] or state.loans
    day = context.happened_day.isoformat()
    papers = tuple(f"reminder:{loan.loan}" for loan in late)
    told = {"object": thing.object, "by": command.by, "level": 0}
    event = Event("reminded", told, documents=papers, always_printed=papers if command.by == LETTER else ())
    return moved(event, *[Row(loan, {"reminded_day": day, "told_slot": loan.due_slot}) for loan in late])


def report_incident(state: LentState, command: ReportObject, context: Context) -> tuple[Event, ...]:
    """Keep what is the matter with an object; one that is lost ends its loan, one that is found is as it was.

    Raises:
        Refused: ``unknown``, ``already_back``, ``which_one``, and as `step`.

    Warns:
        ``promised``.
    """
    thing, today = state.one(command.object), context.happened_day.isoformat()
    lost = _lost(state, thing, command) if command.incident == LOSE else ()
    left = _left(thing, lost, state.loans) if command.incident == LOSE else 0
    if left:
        now = {"state": OUT if thing.state == NOT_FOUND else thing.state, "quantity": left}
    else:
        now = _stands(state, thing, command, context)
    rows, warnings = state.gone(thing, context) if now["state"] == LOST else ([], ())
    rows += [Row(loan, {"state": LOST, "out": 0, "ended_day": today}) for loan in lost]
    note, personal = noted(command.note, context)
    told = {
        "object": thing.object,
        "incident": command.incident,
        "from_state": thing.state,
        "state": now["state"],
        "note": note,
    }
    event = Event("incident_noted", told, personal=personal, warnings=warnings)
    return moved(event, Row(thing, now), *rows)


def _lost(state: LentState, thing: LentObject, command: ReportObject) -> Sequence[Loan]:
    """Return the loans that end as what is lost is lost: of what is lent by count that of one, or none where it was here."""
    if command.loan is None and (not state.loans or thing.state == NOT_FOUND):
        return ()
    return (state.loan(command.loan or command.object),)


def _left(thing: LentObject, lost: Sequence[Loan], out: Sequence[Loan]) -> int:
    """Return how many are left of what is lent by count: all but those that somebody lost, or only those that are out."""
    if lost:
        return thing.quantity - lost[0].out
    return sum(loan.out for loan in out)


def _stands(state: LentState, thing: LentObject, command: ReportObject, context: Context) -> dict[str, Any]:
    """Return how an object stands of which something is the matter with all of it."""
    after = step(thing, command.incident)
    if command.incident == FIND:
        return state.restored(thing, context)
    now: dict[str, Any] = {"state": after, "kept_for": None, "kept_until": None}
    if command.incident != DAMAGE:
        now["before"] = thing.stood
    if command.incident == LOSE:
        now["ended_day"] = context.happened_day.isoformat()
    return now
