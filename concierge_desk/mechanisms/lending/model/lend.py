"""Lending: an object leaves with somebody until a day; what stands against it is said in one order. Pure.

Source: docs/trade.md, "Things lent"; docs/requirements.md, R-4.03; decision 0094.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.things import ForWhom
from concierge_desk.counter.held.who import Whose
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.counter.values.journal_texts import VisitCode
from concierge_desk.counter.values.kinds import Choice, Day, Flag, FromList
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.errors import Refused, Unconfirmed
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.domain.numbers import LOAN
from concierge_desk.mechanisms.lending.model.facts import (
    ADULT,
    AVAILABLE,
    CHILD,
    ENDED,
    KEPT,
    OLDEST,
    OUT,
    READY,
    YOUTH,
    Authority,
    KindRow,
    LentObject,
    Loan,
    Reservation,
    Waiting,
)
from concierge_desk.mechanisms.lending.model.fields import (
    DAYS,
    QUANTITY,
    Condition,
    Counts,
    ThisObject,
    checked,
)
from concierge_desk.mechanisms.lending.model.moved import Row, made, moved
from concierge_desk.mechanisms.lending.model.objects import RETENTION
from concierge_desk.mechanisms.lending.model.steps import NamedObject
from concierge_desk.mechanisms.lending.model.taken import Plan, Span, of_reservation
from concierge_desk.mechanisms.lending.nature import Nature

MOST_BACK: Final = 30
"""Days before today that a loan may have begun which is noted afterwards."""
_OF_AGE: Final = 18
_MONTHS: Final = 12


class LateUnconfirmed(Unconfirmed):
    """Something that whoever borrows has is late: it is told, and the loan asked for twice."""

    taken_with = "confirm_late"


@dataclass(frozen=True, slots=True)
class Lend:
    """Lend an object."""

    object: ThisObject
    who: ForWhom
    days: Annotated[int | None, DAYS, "How long; as its kind says by default; or"] = None
    due_day: Annotated[date | None, Day(), "until when."] = None
    quantity: Annotated[int, QUANTITY, "How many of what is lent by count."] = 1
    checks: Annotated[Mapping[str, int] | None, Counts(), "What belongs to it, as it leaves."] = None
    condition: Annotated[str | None, Condition(), "How it is as it leaves."] = None
    age: Annotated[str | None, Choice((ADULT, YOUTH, CHILD)), "Band of age, where its kind asks for one."] = (
        None
    )
    guardian: Annotated[bool, Flag(), "Who answers for somebody under age is there and signs."] = False
    id_document: Annotated[
        Coded | None, FromList("id_document", closed=True), "Which document was seen; never its number."
    ] = None
    lent_day: Annotated[date | None, Day(), "When it left, where that is noted afterwards."] = None
    confirm_late: Annotated[bool, Flag(), "What is late was told, and it is lent all the same."] = False
    visit: Annotated[str | None, VisitCode(), "Whose visit it is, where nobody else is said."] = None


@dataclass(frozen=True, slots=True)
class Lending:
    """State that a loan is decided from.

    Attributes:
        nature: What the service is.
        known: The object.
        kind: Its kind, as of the first day of the loan.
        plan: What of its kind is taken.
        who: Who borrows.
        member: He is a member today.
        his: His loans that are out, of the whole nature.
        his_parties: Parties of reservations and places in queues that are his.
        waiting: For the object and for its kind, the first before.
        authorities: Of the object, those that are his.
    """

    nature: Nature
    known: NamedObject
    kind: KindRow | None
    plan: Plan
    who: Whose
    member: bool
    his: Sequence[Loan]
    his_parties: frozenset[str]
    waiting: Sequence[Waiting]
    authorities: Sequence[Authority] = ()


@dataclass(frozen=True, slots=True)
class _Term:
    """Days of a loan: its first, how many are asked for, the day that makes, the open day it is due on."""

    first: date
    days: int
    asked: date
    due: date
    slot: str


def lend(state: Lending, command: Lend, context: Context) -> tuple[Event, ...]:
    """Lend an object, at the price of the first day.

    Raises:
        Refused: ``unknown``, ``who_needed``, ``days_or_due_day``, ``lent_too_early``, ``already_yours``,
            ``out_already``, ``not_available``, ``test_overdue``, ``days_taken``, ``kept_for_other``,
            ``quantity_short``, ``member_needed``, ``too_many``, ``too_long``, ``age_needed``, ``too_young``,
            ``guardian_needed``, ``checks_needed``, ``not_authorised``, ``document_needed``, ``late_unconfirmed``,
            and as `term_of`.
    """
    thing = state.known.one(command.object)
    who = state.who.needed("who_needed", "unknown")
    kind = _kind(state, thing)
    term = term_of(command, kind, context)
    plan = _but_his(state)
    _check_object(state, command, plan, term)
    _check_person(state, command, kind, term, context)
    number, party = context.number(LOAN), context.draw("r")
    loan = Loan(
        loan=number,
        object=thing.object,
        kind=thing.kind,
        party=party,
        quantity=command.quantity,
        out=command.quantity,
        lent_day=term.first.isoformat(),
        days=term.days,
        asked_day=term.asked.isoformat(),
        due_day=term.due.isoformat(),
        due_slot=term.slot,
        renewals=0,
        cents=command.quantity * term.days * kind.day_cents,
        paid_cents=0,
        caution_cents=command.quantity * kind.caution_cents,
        checks=tuple(f"{name}:{count}" for name, count in (command.checks or {}).items()),
        condition=command.condition,
        back_dated=term.first < context.business_day,
        returned_day=None,
        reminded_day=None,
        state=OUT,
        counted=thing.is_counted,
        back_condition=None,
        begun_seq=0,
        last_seq=0,
    )
    told = {
        **{name: getattr(loan, name) for name in _TOLD},
        "object": thing.object,
        "code": thing.code,
        "day_cents": kind.day_cents,
        "age": command.age,
        "guardian": command.guardian,
        "id_document": None if command.id_document is None else command.id_document.code,
    }
    contract = f"loan:{number}"
    event = Event(
        "lent",
        told,
        documents=(contract, *both_ways(loan)),
        always_printed=(contract,),
        about=number,
        **who.kept(party, RETENTION),
    )
    return moved(event, made(loan), *_leaves(state, thing, loan))


_TOLD: Final = (
    "loan",
    "party",
    "quantity",
    "lent_day",
    "days",
    "due_day",
    "due_slot",
    "cents",
    "caution_cents",
    "back_dated",
)


def both_ways(loan: Loan) -> tuple[str, ...]:
    """Return the paper of how a thing leaves and comes back, where that is told part by part."""
    return (f"condition:{loan.loan}",) if ":" in (loan.condition or "") else ()


def lent_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return the loan's number, until when it is, what it costs, what caution is proposed."""
    data = posted[-1].data
    return {
        name: data[name] for name in ("loan", "due_day", "due_slot", "cents", "caution_cents", "back_dated")
    }


def _kind(state: Lending, thing: LentObject) -> KindRow:
    if state.kind is None:
        raise Refused("kind_unknown", kind=thing.kind)
    return state.kind


def term_of(command: Lend, kind: KindRow, context: Context) -> _Term:
    """Return the days of a loan: rolled to an open day, of which the last half-day counts.

    Raises:
        Refused: ``days_or_due_day``, ``lent_too_early``, ``past``, ``calendar.no_opening``.
    """
    if command.days is not None and command.due_day is not None:
        raise Refused("days_or_due_day")
    today = context.business_day
    first = command.lent_day or today
    if first > today or first < today - timedelta(days=MOST_BACK):
        raise Refused("lent_too_early", day=first.isoformat())
    if command.due_day is not None and command.due_day < first:
        raise Refused("past", day=command.due_day.isoformat())
    days = (command.due_day - first).days if command.due_day is not None else command.days
    days = kind.days if days is None else days
    asked = first + timedelta(days=days)
    due = context.calendar.roll(asked)
    return _Term(first, days, asked, due, last_slot(context.calendar, due))


def last_slot(calendar: OpeningCalendar, day: date) -> str:
    """Return the last half-day of an open day."""
    return calendar.slots(day)[-1].interval


def _but_his(state: Lending) -> Plan:
    """Return what is taken, without what is reserved for whoever borrows."""
    plan = state.plan
    others = [one for one in plan.reservations if one.party not in state.his_parties]
    return Plan(plan.objects, plan.loans, others, plan.today, plan.gap_days)


def _check_object(state: Lending, command: Lend, plan: Plan, term: _Term) -> None:
    """Refuse what the object stands against."""
    thing = state.known.one(command.object)
    if thing.state == OUT:
        if any(loan.object == thing.object for loan in state.his):
            raise Refused("already_yours", object=thing.object)
        raise Refused("out_already", object=thing.object)
    if thing.state not in READY:
        raise Refused("not_available", object=thing.object, state=thing.state)
    if is_test_over(thing, state.kind, term.first.isoformat()):
        raise Refused("test_overdue", object=thing.object)
    if command.quantity > 1 and not thing.is_counted:
        raise Refused("quantity_short", object=thing.object, left=1)
    window = Span(term.first.isoformat(), (term.due + timedelta(days=plan.gap_days)).isoformat())
    left = thing.quantity - sum(loan.out for loan in plan.loans if loan.object == thing.object)
    if command.quantity <= left:
        taken = plan.conflict(window, thing, command.quantity)
        if taken is not None:
            raise Refused("days_taken", object=thing.object, from_day=taken)
    if thing.state == KEPT and thing.kept_for not in state.his_parties:
        raise Refused("kept_for_other", object=thing.object)
    if command.quantity > left:
        raise Refused("quantity_short", object=thing.object, left=left)


def is_test_over(thing: LentObject, kind: KindRow | None, day: str) -> bool:
    """Say whether the time of an object's last test is over: from so many months after it on; one never tested is over."""
    if kind is None or kind.test_months is None:
        return False
    return thing.tested_day is None or months_after(thing.tested_day, kind.test_months) <= day


def months_after(day: str, months: int) -> str:
    """Return the same day some months later; the last of a month that has no such day."""
    begin = date.fromisoformat(day)
    count = begin.month - 1 + months
    year, month = begin.year + count // _MONTHS, count % _MONTHS + 1
    following = date(year + month // _MONTHS, month % _MONTHS + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month, min(begin.day, last)).isoformat()


def _check_person(state: Lending, command: Lend, kind: KindRow, term: _Term, context: Context) -> None:
    """Refuse what stands against whoever borrows, then what is still to be told."""
    nature, thing = state.nature, state.known.one(command.object)
    if nature.member and not state.member:
        raise Refused("member_needed")
    if len(state.his) >= nature.most_out:
        raise Refused("too_many", count=len(state.his))
    if term.days > kind.most_days:
        raise Refused("too_long", days=kind.most_days)
    if kind.min_age is not None:
        _check_age(kind.min_age, command)
    if not checked(kind.counted, command.checks):
        raise Refused("checks_needed", checks=", ".join(kind.counted))
    if nature.authorised:
        day = context.business_day.isoformat()
        if not any(one.holds(day) for one in state.authorities):
            raise Refused("not_authorised", object=thing.object)
        if command.id_document is None:
            raise Refused("document_needed")
    late = [loan.object for loan in state.his if loan.due_day < context.business_day.isoformat()]
    if late and not command.confirm_late:
        raise LateUnconfirmed("late_unconfirmed", objects=", ".join(late))


def _check_age(least: int, command: Lend) -> None:
    if command.age is None:
        raise Refused("age_needed", age=least)
    if OLDEST[command.age] < least:
        raise Refused("too_young", age=least)
    if OLDEST[command.age] < _OF_AGE and not command.guardian:
        raise Refused("guardian_needed")


def _leaves(state: Lending, thing: LentObject, loan: Loan) -> list[Row]:
    """Return what else a loan moves: the object leaves, who borrows waits no more, his reservation is over."""
    rest = (
        thing.quantity
        - loan.quantity
        - sum(one.out for one in state.plan.loans if one.object == thing.object)
    )
    rows = [Row(thing, {"state": OUT if rest <= 0 else AVAILABLE, "kept_for": None, "kept_until": None})]
    rows += [Row(one, {"state": ENDED}) for one in state.waiting if one.party in state.his_parties]
    span = Span(loan.lent_day, loan.due_day)
    rows += [
        Row(one, {"state": ENDED})
        for one in state.plan.reservations
        if one.party in state.his_parties and _is_of(one, thing) and of_reservation(one).meets(span)
    ]
    return rows


def _is_of(reservation: Reservation, thing: LentObject) -> bool:
    return reservation.object in (None, thing.object) and reservation.kind == thing.kind
