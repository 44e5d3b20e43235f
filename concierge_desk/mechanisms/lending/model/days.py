"""Days as the calendar draws them: how each copy, and what is reserved of a kind alone, stands on each day. Pure.

What is taken is what `TakenDays` takes: a day that takes is one of which a reservation is refused, and no other.

Source: decisions 0094, 0095.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby, pairwise
from operator import attrgetter

from concierge_desk.counter.cards.taken_days import How
from concierge_desk.counter.groups import grouped
from concierge_desk.mechanisms.lending.model.facts import (
    IN_USE,
    KEPT,
    LentKind,
    LentObject,
    Loan,
    Reservation,
)
from concierge_desk.mechanisms.lending.model.lend import is_test_over
from concierge_desk.mechanisms.lending.model.taken import DaySpan, TakenDays, of_loan, of_reservation

_OBJECT = attrgetter("object")
TEST = "test"
"""Why a thing is out of use, beside its state: it is to be tested."""


@dataclass(frozen=True, slots=True)
class DayStand:
    """How something stands on some days.

    Attributes:
        how: As the calendar calls it.
        first: ISO; of a loan its own first day, wherever one begins to look.
        last: ISO, included.
        until: Of what is lent the day it is due, of what is kept until when; empty otherwise.
        why: Of what is out of use its state, or `TEST`.
        taken: How many are taken on each of its days, where it is counted.
        takes: Nothing is left.
        of: Tells one loan or reservation from another; empty for what is reckoned day by day.
    """

    how: How
    first: str
    last: str
    until: str = ""
    why: str = ""
    taken: int = 0
    takes: bool = True
    of: str = ""


@dataclass(frozen=True, slots=True)
class KindDays:
    """How all of one kind stands.

    Attributes:
        copies: By the number of each copy.
        unassigned: What is reserved of the kind alone; empty where nothing is.
    """

    copies: Mapping[str, tuple[DayStand, ...]]
    unassigned: tuple[DayStand, ...] = ()


def stands(plan: TakenDays, ended: Sequence[Loan], kind: LentKind | None, window: DaySpan) -> KindDays:
    """Return how all of a kind stands on some days.

    Args:
        plan: What is taken of it, as far as it meets the days.
        ended: Loans of it that are over and meet the days.
        kind: Says when its copies are to be tested.
        window: The days that are looked at.
    """
    days, over = tuple(window.days()), grouped(ended, _OBJECT)
    alone = _alone(plan)
    reserved = [one for one in plan.reservations if one.object is None]
    wanted = {day: _wanted(reserved, day) for day in days} if reserved else {}
    free = {day: sum(one.free(one.objects[0], day) for one in alone.values()) for day in wanted}
    # One more of a copy is refused once all that is free is promised.
    full = frozenset(day for day, count in wanted.items() if count and count + 1 > free[day])
    copies = {name: _copy(one, over.get(name, ()), kind, days, full) for name, one in alone.items()}
    lines = [(day, _unassigned(wanted[day], free[day], day)) for day in wanted if day >= plan.today]
    return KindDays(copies, _merged(lines, days) if any(wanted.values()) else ())


def _alone(plan: TakenDays) -> dict[str, TakenDays]:
    """Return what is taken of each copy: of one alone `TakenDays.free` need not look through the others."""
    loans, reserved = grouped(plan.loans, _OBJECT), grouped(plan.reservations, _OBJECT)
    return {
        thing.object: TakenDays(
            (thing,),
            loans.get(thing.object, ()),
            reserved.get(thing.object, ()),
            plan.today,
            plan.gap_days,
        )
        for thing in plan.objects
    }


def _wanted(reserved: Iterable[Reservation], day: str) -> int:
    return sum(one.quantity for one in reserved if _covers(of_reservation(one), day))


def _unassigned(wanted: int, free: int, day: str) -> DayStand | None:
    takes = wanted + 1 > free
    if not wanted and not takes:
        return None
    return DayStand("reserved" if wanted else "full", day, day, taken=wanted, takes=takes)


def _copy(
    plan: TakenDays, ended: Sequence[Loan], kind: LentKind | None, days: Sequence[str], full: Collection[str]
) -> tuple[DayStand, ...]:
    (thing,) = plan.objects
    if thing.is_counted:
        return _merged([(day, _counted(plan, thing, day, full)) for day in days], days)
    found = [*_taken(plan), *_marks(plan, thing, kind, days[-1])]
    if not full and not ended and _apart(found):
        # As nearly all copies stand: nothing of one hides anything of another.
        return tuple(stand for stand in found if stand.first <= days[-1] and days[0] <= stand.last)
    past = [
        DayStand("ended", loan.lent_day, loan.ended_day or "", takes=False, of=loan.loan) for loan in ended
    ]
    lines = [(day, _on(found if day >= plan.today else [*found, *past], day, full)) for day in days]
    return _merged(lines, days)


def _apart(found: list[DayStand]) -> bool:
    """Say whether no day is told of twice."""
    return all(one.last < other.first for one, other in pairwise(found))


def _taken(plan: TakenDays) -> Iterable[DayStand]:
    for loan in plan.loans:
        all_of_it, out = of_loan(loan, plan.today, plan.gap_days), of_loan(loan, plan.today, 0)
        late = loan.due_day < plan.today
        yield DayStand("late" if late else "lent", out.first, out.last, until=loan.due_day, of=loan.loan)
        if all_of_it.last > out.last:
            yield DayStand("resting", _next(out.last), all_of_it.last)
    for one in plan.reservations:
        span = of_reservation(one)
        yield DayStand("reserved", span.first, span.last, of=one.party)


def _marks(plan: TakenDays, thing: LentObject, kind: LentKind | None, last: str) -> Iterable[DayStand]:
    """Yield why a copy that nobody has may not be lent, from today on."""
    if thing.state == KEPT:
        until = max(thing.kept_until or plan.today, plan.today)
        yield DayStand("kept", plan.today, until, until=thing.kept_until or "", takes=False)
    if thing.state not in IN_USE:
        yield DayStand("unusable", plan.today, max(last, plan.today), why=thing.state)
    elif kind is not None and kind.test_months is not None:
        days = (day for day in DaySpan(plan.today, last).days() if is_test_over(thing, kind, day))
        first = next(iter(days), "")
        if first:
            yield DayStand("unusable", first, last, why=TEST, takes=False)


def _on(found: Sequence[DayStand], day: str, full: Collection[str]) -> DayStand | None:
    """Return what stands before the others on a day; what takes it before what only marks it."""
    there = [one for one in found if one.first <= day <= one.last]
    takes = next((one for one in there if one.takes), None)
    if takes is None and day in full:
        return DayStand("full", day, day)
    return takes or next(iter(there), None)


def _counted(plan: TakenDays, thing: LentObject, day: str, full: Collection[str]) -> DayStand | None:
    left = plan.free(thing, day)
    if thing.state not in IN_USE:
        return DayStand("unusable", day, day, why=thing.state) if day >= plan.today else None
    taken = thing.quantity - left
    if not taken:
        return DayStand("full", day, day) if day in full else None
    loans = [loan for loan in plan.loans if _covers(of_loan(loan, plan.today, plan.gap_days), day)]
    late = any(loan.due_day < plan.today for loan in loans)
    how: How = "late" if late else "lent" if loans else "reserved"
    return DayStand(how, day, day, taken=taken, takes=left < 1 or day in full)


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _covers(span: DaySpan, day: str) -> bool:
    return span.first <= day <= span.last


def _merged(lines: Sequence[tuple[str, DayStand | None]], days: Sequence[str]) -> tuple[DayStand, ...]:
    """Return the days of which the same is to be said as one; what goes on before or behind them keeps its own ends."""
    found = []
    for _same, group in groupby(lines, key=lambda line: _told(line[1])):
        run = list(group)
        stand, first, last = run[0][1], run[0][0], run[-1][0]
        if stand is not None:
            begins = min(stand.first, first) if first == days[0] else first
            ends = max(stand.last, last) if last == days[-1] else last
            found.append(replace(stand, first=begins, last=ends))
    return tuple(found)


def _told(stand: DayStand | None) -> DayStand | None:
    """Return what tells a day from the next: of what is reckoned day by day, not the day."""
    return stand if stand is None or stand.of else replace(stand, first="", last="")
