"""Return and renewal: a thing comes back, whole or not; or it stays with whoever has it. Pure.

Source: docs/trade.md, "Things lent"; decision 0094.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.kinds import Day
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.mechanisms.lending.model.due import due_from, written
from concierge_desk.mechanisms.lending.model.facts import (
    AVAILABLE,
    BACK,
    DAMAGED,
    INCOMPLETE,
    OUT,
    LentObject,
    counts_of,
    counts_read,
    counts_told,
)
from concierge_desk.mechanisms.lending.model.fields import (
    DAYS,
    NOTE,
    QUANTITY,
    AnObject,
    Condition,
    Counts,
    TheLoan,
    checked,
    damaged_in,
    noted,
)
from concierge_desk.mechanisms.lending.model.lend import both_ways, reservations_ended
from concierge_desk.mechanisms.lending.model.moved import Row, moved
from concierge_desk.mechanisms.lending.model.state import LentState
from concierge_desk.mechanisms.lending.model.taken import with_rest


@dataclass(frozen=True, slots=True)
class Return:
    """Take back what was lent."""

    object: AnObject
    loan: TheLoan
    quantity: Annotated[int | None, QUANTITY, "How many; all that are out by default."] = None
    checks: Annotated[Mapping[str, int] | None, Counts(), "What belongs to it, as it comes back."] = None
    condition: Annotated[str | None, Condition(), "How it is."] = None
    note: Annotated[str | None, NOTE, "What there is to say; kept beside the journal."] = None
    returned_day: Annotated[date | None, Day(), "When it came back, where that is noted afterwards."] = None


def return_(state: LentState, command: Return, context: Context) -> tuple[Event, ...]:
    """Take a thing back: whole, it may leave again, or is kept for who waits; short or damaged, it waits for that.

    Raises:
        Refused: ``checks_needed``, ``more_than_lent``, ``past``, and as `LentState.one`, `LentState.loan`.
    """
    loan = state.loan(command.loan or command.object)
    thing = state.one(loan.object)
    back = loan.out if command.quantity is None else command.quantity
    lent, told = loan.checks_out, command.checks or {}
    if not checked(lent, command.checks):
        raise Refused("checks_needed", checks=", ".join(lent))
    if back > loan.out or any(count > lent.get(name, 0) for name, count in told.items()):
        raise Refused("more_than_lent", loan=loan.loan)
    day = command.returned_day or context.happened_day
    if not loan.lent_day <= day.isoformat() <= context.business_day.isoformat():
        raise Refused("past", day=day.isoformat())
    missing: Mapping[str, int] = {}
    now: dict[str, Any] = {"out": loan.out - back, "back_condition": command.condition}
    if back == loan.out:
        missing = {name: count - told[name] for name, count in lent.items() if told[name] < count}
        now |= {"state": BACK, "ended_day": day.isoformat()}
    elif lent:
        # While others are out, what did not come back with these may be with them.
        came = counts_of(loan.checks_back)
        now["checks_back"] = _checks(
            {name: came.get(name, 0) + told.get(name, 0) for name in counts_of(loan.checks)}
        )
    stands = _stands(state, thing, command.condition, missing, context)
    note, personal = noted(command.note, context)
    said = {
        "loan": loan.loan,
        "object": thing.object,
        "code": thing.code,
        "quantity": back,
        "missing": counts_told(missing),
        "late_days": max(0, (day - date.fromisoformat(loan.due_day)).days),
        "condition": command.condition,
        "state": stands["state"],
        "caution_cents": state.held_cents,
        "note": note,
    }
    event = Event("returned", said, documents=both_ways(loan), personal=personal, about=loan.loan)
    return moved(event, Row(loan, now), Row(thing, stands))


def returned_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return what came back, what lacks, how late it was, how the object stands, what caution is held."""
    data = posted[-1].data
    told = {name: data[name] for name in ("loan", "quantity", "late_days", "state", "caution_cents")}
    return {**told, "missing": counts_read(data["missing"])}


def _stands(
    state: LentState, thing: LentObject, condition: str | None, missing: Mapping[str, int], context: Context
) -> dict[str, Any]:
    """Return how the object stands once it is back."""
    lacked = counts_of(thing.missing)
    lacks = _checks({**lacked, **{name: lacked.get(name, 0) + count for name, count in missing.items()}})
    if damaged_in(condition):
        return {"state": DAMAGED, "missing": lacks}
    if not thing.is_counted:
        return state.in_use(thing, context, lacks)
    # Of many alike some are out as long as they may: how the others stand is said of them.
    here = AVAILABLE if thing.state == OUT else thing.state
    return {"state": INCOMPLETE if lacks and here == AVAILABLE else here, "missing": lacks}


def _checks(counts: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(f"{name}:{count}" for name, count in counts.items())


@dataclass(frozen=True, slots=True)
class Renew:
    """Let somebody keep a thing longer."""

    object: AnObject
    loan: TheLoan
    days: Annotated[int | None, DAYS, "How much longer; as its kind says by default."] = None


def renew(state: LentState, command: Renew, context: Context) -> tuple[Event, ...]:
    """Let a loan go on, from the later of its due day and today.

    Raises:
        Refused: ``kind_unknown``, ``no_more_renewals``, ``days_taken``, ``calendar.no_opening``, and as
            `LentState.one`, `LentState.loan`.
    """
    loan, kind = state.loan(command.loan or command.object), state.kind
    thing = state.one(loan.object)
    if kind is None:
        raise Refused("kind_unknown", kind=loan.kind)
    if loan.renewals >= kind.renewals:
        never = {} if kind.renewals else {"object": thing.object}
        raise Refused("no_more_renewals", count=kind.renewals, **never)
    begin = max(date.fromisoformat(loan.due_day), context.happened_day)
    days = kind.days if command.days is None else command.days
    due = due_from(context.calendar, begin + timedelta(days=days))
    plan = state.but_his(loan)
    taken = plan.conflict(with_rest(begin.isoformat(), due[0], plan.gap_days), thing, loan.out)
    if taken is not None:
        raise Refused("days_taken", object=thing.object, from_day=taken)
    added = loan.out * days * kind.day_cents
    now = {
        **written(due),
        "renewals": loan.renewals + 1,
        "days": loan.days + days,
        "cents": loan.cents + added,
    }
    told = {
        "loan": loan.loan,
        "object": thing.object,
        "due_day": due[0],
        "former_day": loan.due_day,
        "due_slot": due[1],
        "cents": added,
    }
    ended = reservations_ended(state, thing, loan, due[0], context)
    event = Event("renewed", told, documents=(f"loan:{loan.loan}",), about=loan.loan)
    return moved(event, Row(loan, now), *ended)
