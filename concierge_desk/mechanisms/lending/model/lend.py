"""Lending: an object leaves with somebody until a day; what stands against it is said in one order. Pure.

Source: docs/trade.md, "Things lent"; docs/requirements.md, R-4.03; decision 0094.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.things import ForWhom
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.counter.values.kinds import Choice, Day, Flag, FromList
from concierge_desk.domain.errors import Refused, Unconfirmed
from concierge_desk.domain.journal import Event
from concierge_desk.domain.numbers import LOAN
from concierge_desk.mechanisms.lending.model.due import due_from, written
from concierge_desk.mechanisms.lending.model.facts import (
    ADULT,
    AVAILABLE,
    CHILD,
    KEPT,
    OLDEST,
    OUT,
    READY,
    YOUTH,
    LentKind,
    LentObject,
    Loan,
)
from concierge_desk.mechanisms.lending.model.fields import (
    DAYS,
    QUANTITY,
    RETENTION,
    VISIT,
    Condition,
    Counts,
    ThisObject,
    checked,
)
from concierge_desk.mechanisms.lending.model.moved import Row, made, moved
from concierge_desk.mechanisms.lending.model.state import LentState, over
from concierge_desk.mechanisms.lending.model.taken import DaySpan, of_reservation, with_rest

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
    visit: VISIT = None


def lend(state: LentState, command: Lend, context: Context) -> tuple[Event, ...]:
    """Lend an object, at the price of the first day.

    Raises:
        Refused: ``kind_unknown``, ``already_yours``, ``out_already``, ``not_available``, ``test_overdue``,
            ``days_taken``, ``kept_for_other``, ``quantity_short``, ``member_needed``, ``too_many``, ``too_long``,
            ``age_needed``, ``too_young``, ``guardian_needed``, ``checks_needed``, ``not_authorised``,
            ``document_needed``, ``late_unconfirmed``, ``calendar.no_opening``, and as `term_of`, `LentState.one`,
            `LentState.somebody`.
    """
    thing, who, kind = state.one(command.object), state.somebody(), state.kind
    if kind is None:
        raise Refused("kind_unknown", kind=thing.kind)
    first, days = term_of(command, kind, context)
    due = due_from(context.calendar, first + timedelta(days=days))
    _check_object(state, command, thing, (first.isoformat(), due[0]))
    _check_person(state, kind, days)
    _check_told(state, command, kind, context)
    loan = Loan(
        loan=context.number(LOAN),
        object=thing.object,
        kind=thing.kind,
        party=context.draw("r"),
        quantity=command.quantity,
        out=command.quantity,
        lent_day=first.isoformat(),
        days=days,
        **written(due),
        cents=command.quantity * days * kind.day_cents,
        caution_cents=command.quantity * kind.caution_cents,
        checks=tuple(f"{name}:{count}" for name, count in (command.checks or {}).items()),
        condition=command.condition,
        back_dated=first < context.business_day,
        counted=thing.is_counted,
    )
    told = {
        **{name: getattr(loan, name) for name in (*ANSWERED, *_TOLD)},
        "code": thing.code,
        "day_cents": kind.day_cents,
        "age": command.age,
        "guardian": command.guardian,
        "id_document": None if command.id_document is None else command.id_document.code,
    }
    contract, kept = f"loan:{loan.loan}", who.kept(loan.party, RETENTION)
    papers = (contract, *both_ways(loan))
    event = Event("lent", told, documents=papers, always_printed=(contract,), about=loan.loan, **kept)
    return moved(event, made(loan), *_leaves(state, thing, loan, context))


def both_ways(loan: Loan) -> tuple[str, ...]:
    """Return the paper of how a thing leaves and comes back, where that is told part by part."""
    return (f"condition:{loan.loan}",) if ":" in (loan.condition or "") else ()


ANSWERED: Final = ("loan", "due_day", "due_slot", "cents", "caution_cents", "back_dated")
"""What a loan answers: its number, until when it is, what it costs, what caution is proposed."""
_TOLD: Final = ("object", "party", "quantity", "lent_day", "days")


def term_of(command: Lend, kind: LentKind, context: Context) -> tuple[date, int]:
    """Return the first day of a loan, and how many are asked for.

    Raises:
        Refused: ``days_or_due_day``, ``lent_too_early``, ``past``.
    """
    if command.days is not None and command.due_day is not None:
        raise Refused("days_or_due_day")
    today = context.business_day
    first = begins(command, context)
    if not today - timedelta(days=MOST_BACK) <= first <= today:
        raise Refused("lent_too_early", day=first.isoformat())
    if command.due_day is None:
        return first, kind.days if command.days is None else command.days
    if command.due_day < first:
        raise Refused("past", day=command.due_day.isoformat())
    return first, (command.due_day - first).days


def begins(command: Lend, context: Context) -> date:
    """Return the first day of a loan: the one that is told, or on which it was kept on paper."""
    return command.lent_day or context.happened_day


def _check_object(state: LentState, command: Lend, thing: LentObject, days: tuple[str, str]) -> None:
    """Refuse what the object stands against."""
    if thing.state == OUT:
        his = any(loan.object == thing.object for loan in state.his)
        raise Refused("already_yours" if his else "out_already", object=thing.object)
    if thing.state not in READY:
        raise Refused("not_available", object=thing.object, state=thing.state)
    if is_test_over(thing, state.kind, days[0]):
        raise Refused("test_overdue", object=thing.object)
    plan, left = state.but_his(), here_of(state, thing)
    window = with_rest(*days, plan.gap_days)
    taken = plan.conflict(window, thing, min(command.quantity, left))
    if taken is not None:
        raise Refused("days_taken", object=thing.object, from_day=taken)
    if thing.state == KEPT and thing.kept_for not in state.mine:
        raise Refused("kept_for_other", object=thing.object)
    if command.quantity > left:
        raise Refused("quantity_short", object=thing.object, left=left)


def here_of(state: LentState, thing: LentObject) -> int:
    """Return how many of an object are not out."""
    return thing.quantity - sum(loan.out for loan in state.plan.loans if loan.object == thing.object)


def is_test_over(thing: LentObject, kind: LentKind | None, day: str) -> bool:
    """Say whether the time of an object's last test is over: from so many months after it on; one never tested is over."""
    if kind is None or kind.test_months is None:
        return False
    return thing.tested_day is None or months_after(thing.tested_day, kind.test_months) <= day


def months_after(day: str, months: int) -> str:
    """Return the same day some months later; the last of a month that has no such day."""
    begin = date.fromisoformat(day)
    year, month = divmod(begin.year * _MONTHS + begin.month - 1 + months, _MONTHS)
    return date(year, month + 1, min(begin.day, monthrange(year, month + 1)[1])).isoformat()


def _check_person(state: LentState, kind: LentKind, days: int) -> None:
    """Refuse what stands against whoever borrows, and how long."""
    if state.nature.member and not state.member:
        raise Refused("member_needed")
    if len(state.his) >= state.nature.most_out:
        raise Refused("too_many", count=len(state.his))
    if days > kind.most_days:
        raise Refused("too_long", days=kind.most_days)


def _check_told(state: LentState, command: Lend, kind: LentKind, context: Context) -> None:
    """Refuse what is still to be told: an age, what belongs to it, a document, that something is late."""
    _check_age(kind.min_age, command)
    if not checked(kind.counted, command.checks):
        raise Refused("checks_needed", checks=", ".join(kind.counted))
    today = context.business_day.isoformat()
    if state.nature.authorised:
        left = begins(command, context).isoformat()
        if not any(one.holds(left) for one in state.authorities if one.party in state.mine):
            raise Refused("not_authorised", object=command.object)
        if command.id_document is None:
            raise Refused("document_needed")
    late = [loan.object for loan in state.his if loan.due_day < today]
    if late and not command.confirm_late:
        raise LateUnconfirmed("late_unconfirmed", objects=", ".join(late))


def _check_age(least: int | None, command: Lend) -> None:
    """Refuse an age that is asked for, or told though it is not: who is under age has somebody there who answers."""
    if command.age is None:
        if least is None:
            return
        raise Refused("age_needed", age=least)
    if least is not None and OLDEST[command.age] < least:
        raise Refused("too_young", age=least)
    if OLDEST[command.age] < _OF_AGE and not command.guardian:
        raise Refused("guardian_needed")


def _leaves(state: LentState, thing: LentObject, loan: Loan, context: Context) -> list[Row]:
    """Return what else a loan moves: the object leaves, who borrows waits no more, his reservation is over."""
    rest = here_of(state, thing) - loan.quantity
    gone = [one for one in state.waiting if one.party in state.mine and one.object in (None, thing.object)]
    # Where it was kept for him it leaves; what else was is the next one's.
    places = [row for row in state.wait_no_more(gone, context) if row.was != thing]
    leaves = {"state": OUT if rest <= 0 else AVAILABLE, "kept_for": None, "kept_until": None}
    return [
        Row(thing, leaves),
        *places,
        *reservations_ended(state, thing, loan, None, context),
    ]


def reservations_ended(
    state: LentState, thing: LentObject, loan: Loan, renewed: str | None, context: Context
) -> list[Row]:
    """Return the reservations of whoever has an object which end, for he has it on those days.

    Of those of its kind as many as he has now: who reserved two and takes one has another one reserved.

    Args:
        state: What is reserved, and what is his.
        thing: The object.
        loan: By which he has it.
        renewed: Until when he keeps it; None where he takes it: what he reserved of its kind while he had it is another.
        context: Knows the day.
    """
    span, had = DaySpan(loan.lent_day, renewed or loan.due_day), DaySpan(loan.lent_day, loan.due_day)
    his = [one for one in state.plan.reservations if one.party in state.mine and one.is_of(thing)]
    rows, used = list[Row](), list[tuple[DaySpan, int]]()
    for one in sorted(his, key=lambda one: (one.to_day < span.first, one.object is None, one.from_day)):
        days = of_reservation(one)
        if renewed is None:
            # What was to be fetched before is fetched now, once what is of these days is.
            days = DaySpan(days.first, max(days.last, span.first))
        if not days.meets(span) or (one.object is None and renewed is not None and days.meets(had)):
            continue
        free = loan.out - sum(count for others, count in used if others.meets(days))
        taken = one.quantity if one.object is not None else max(0, min(one.quantity, free))
        used.append((days, taken))
        if taken == one.quantity:
            rows.append(over(one, context))
        elif taken:
            rows.append(Row(one, {"quantity": one.quantity - taken}))
    return rows
