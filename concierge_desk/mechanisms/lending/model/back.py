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
from concierge_desk.domain.journal import Event, PersonalRecord, Posted
from concierge_desk.mechanisms.lending.model.facts import (
    AVAILABLE,
    BACK,
    DAMAGED,
    KindRow,
    Loan,
    counts_of,
    counts_read,
    counts_told,
)
from concierge_desk.mechanisms.lending.model.fields import (
    DAYS,
    NOTE,
    QUANTITY,
    Condition,
    Counts,
    LoanNumber,
    ObjectRef,
    checked,
    damaged_in,
)
from concierge_desk.mechanisms.lending.model.lend import both_ways, last_slot
from concierge_desk.mechanisms.lending.model.moved import Row, moved
from concierge_desk.mechanisms.lending.model.objects import RETENTION, back_in_use
from concierge_desk.mechanisms.lending.model.queue import Queue
from concierge_desk.mechanisms.lending.model.steps import NamedObject
from concierge_desk.mechanisms.lending.model.taken import Plan, Span


@dataclass(frozen=True, slots=True)
class Return:
    """Take back what was lent."""

    object: Annotated[str | None, ObjectRef(), "The object; or"]
    loan: Annotated[str | None, LoanNumber(), "the loan, where several have of it."]
    quantity: Annotated[int | None, QUANTITY, "How many; all that are out by default."] = None
    checks: Annotated[Mapping[str, int] | None, Counts(), "What belongs to it, as it comes back."] = None
    condition: Annotated[str | None, Condition(), "How it is."] = None
    note: Annotated[str | None, NOTE, "What there is to say; kept beside the journal."] = None
    returned_day: Annotated[date | None, Day(), "When it came back, where that is noted afterwards."] = None


@dataclass(frozen=True, slots=True)
class Returning:
    """State that a return is decided from.

    Attributes:
        known: The object; None for none.
        loans: Of the object, or the one that is named, that are out.
        last_day: When it came back last; None where it never did.
        caution_cents: What is held for the loan.
        queue: Who waits for the object.
    """

    known: NamedObject
    loans: Sequence[Loan]
    last_day: str | None
    caution_cents: int
    queue: Queue


def return_(state: Returning, command: Return, context: Context) -> tuple[Event, ...]:
    """Take a thing back: whole, it may leave again, or is kept for who waits; short or damaged, it waits for that.

    Raises:
        Refused: ``nothing_given``, ``unknown``, ``already_back``, ``which_one``, ``checks_needed``,
            ``more_than_lent``, ``past``.
    """
    thing, loan = state.known.one(command.loan or command.object or ""), _the_loan(state, command)
    back = loan.out if command.quantity is None else command.quantity
    lent, told = counts_of(loan.checks), command.checks
    if not checked(lent, told):
        raise Refused("checks_needed", checks=", ".join(lent))
    if back > loan.out or any(count > lent.get(name, 0) for name, count in (told or {}).items()):
        raise Refused("more_than_lent", loan=loan.loan)
    day = command.returned_day or context.happened_day
    if not loan.lent_day <= day.isoformat() <= context.business_day.isoformat():
        raise Refused("past", day=day.isoformat())
    missing = {name: count - (told or {})[name] for name, count in lent.items() if (told or {})[name] < count}
    now: dict[str, Any] = {"out": loan.out - back, "back_condition": command.condition}
    if back == loan.out:
        now |= {"state": BACK, "returned_day": day.isoformat()}
    stands, rows = _stands(state, command, missing, context)
    late = max(0, (day - date.fromisoformat(loan.due_day)).days)
    note = None if command.note is None else context.draw("n")
    said = {
        "loan": loan.loan,
        "object": thing.object,
        "code": thing.code,
        "quantity": back,
        "missing": counts_told(missing),
        "late_days": late,
        "condition": command.condition,
        "state": stands["state"],
        "caution_cents": state.caution_cents,
        "note": note,
    }
    personal = () if note is None else (PersonalRecord(note, "note", command.note or "", RETENTION),)
    event = Event("returned", said, documents=both_ways(loan), personal=personal, about=loan.loan)
    return moved(event, Row(loan, now), Row(thing, stands), *rows)


def returned_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return what came back, what lacks, how late it was, how the object stands, what caution is held."""
    data = posted[-1].data
    told = {name: data[name] for name in ("loan", "quantity", "late_days", "state", "caution_cents")}
    return {**told, "missing": counts_read(data["missing"])}


def _the_loan(state: Returning, command: Return) -> Loan:
    if command.object is None and command.loan is None:
        raise Refused("nothing_given")
    if not state.loans:
        raise Refused("already_back", day=state.last_day or "")
    if len(state.loans) > 1:
        raise Refused("which_one", count=len(state.loans))
    return state.loans[0]


def _stands(
    state: Returning, command: Return, missing: Mapping[str, int], context: Context
) -> tuple[dict[str, Any], list[Row]]:
    """Return how the object stands once it is back, and what else that moves."""
    thing = state.known.one(command.loan or command.object or "")
    lacks = tuple(f"{name}:{count}" for name, count in missing.items())
    if damaged_in(command.condition):
        return {"state": DAMAGED, "missing": lacks}, []
    if thing.is_counted:
        return {"state": AVAILABLE}, []
    return back_in_use(thing, state.queue, context, lacks)


@dataclass(frozen=True, slots=True)
class Renew:
    """Let somebody keep a thing longer."""

    object: Annotated[str | None, ObjectRef(), "The object; or"]
    loan: Annotated[str | None, LoanNumber(), "the loan, where several have of it."]
    days: Annotated[int | None, DAYS, "How much longer; as its kind says by default."] = None


@dataclass(frozen=True, slots=True)
class Renewing:
    """State that a renewal is decided from: as a return, with the kind as the loan began, and what is taken."""

    known: NamedObject
    loans: Sequence[Loan]
    last_day: str | None
    kind: KindRow | None
    plan: Plan
    his_parties: frozenset[str] = frozenset()


def renew(state: Renewing, command: Renew, context: Context) -> tuple[Event, ...]:
    """Let a loan go on, from the later of its due day and today.

    Raises:
        Refused: ``nothing_given``, ``unknown``, ``already_back``, ``which_one``, ``kind_unknown``,
            ``no_more_renewals``, ``days_taken``, ``calendar.no_opening``.
    """
    thing = state.known.one(command.loan or command.object or "")
    loan = _the_loan(state, command)  # type: ignore[arg-type]  # it has what is asked for
    kind = state.kind
    if kind is None:
        raise Refused("kind_unknown", kind=loan.kind)
    if loan.renewals >= kind.renewals:
        raise Refused("no_more_renewals", count=kind.renewals)
    today = context.business_day
    begin = max(date.fromisoformat(loan.due_day), today)
    days = kind.days if command.days is None else command.days
    asked = begin + timedelta(days=days)
    due = context.calendar.roll(asked)
    plan = _without(state.plan, loan, state.his_parties)
    window = Span(max(loan.lent_day, loan.due_day), (due + timedelta(days=plan.gap_days)).isoformat())
    taken = plan.conflict(window, thing, loan.out)
    if taken is not None:
        raise Refused("days_taken", object=thing.object, from_day=taken)
    added = loan.out * days * kind.day_cents
    now = {
        "asked_day": asked.isoformat(),
        "due_day": due.isoformat(),
        "due_slot": last_slot(context.calendar, due),
        "renewals": loan.renewals + 1,
        "days": loan.days + days,
        "cents": loan.cents + added,
    }
    told = {
        "loan": loan.loan,
        "object": thing.object,
        "due_day": now["due_day"],
        "former_day": loan.due_day,
        "due_slot": now["due_slot"],
        "cents": added,
    }
    return moved(Event("renewed", told, documents=(f"loan:{loan.loan}",), about=loan.loan), Row(loan, now))


def _without(plan: Plan, loan: Loan, his: frozenset[str]) -> Plan:
    """Return what is taken without a loan, and without what is reserved for who has it."""
    loans = [one for one in plan.loans if one.loan != loan.loan]
    others = [one for one in plan.reservations if one.party not in his]
    return Plan(plan.objects, loans, others, plan.today, plan.gap_days)
