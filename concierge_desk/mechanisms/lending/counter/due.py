"""Lists of the morning that an object stands in: what is due, late, at risk, to be called for, let go, tested."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from concierge_desk.mechanisms.lending.counter.lender import Lender
from concierge_desk.mechanisms.lending.counter.lists import (
    AT_RISK,
    CAUTION_OPEN,
    DUE,
    LATE,
    MOVED,
    NOT_FOUND,
    RELEASE,
    TESTS_DUE,
    TO_CALL,
)
from concierge_desk.mechanisms.lending.model import facts
from concierge_desk.mechanisms.lending.model.facts import LentObject, Loan
from concierge_desk.mechanisms.lending.model.lend import is_test_over
from concierge_desk.mechanisms.lending.model.queue import not_fetched
from concierge_desk.mechanisms.lending.tables import looks
from concierge_desk.store.held.things import cautions_of


def lists_of(lender: Lender, thing: LentObject, loans: Sequence[Loan]) -> tuple[str, ...]:
    """Return the lists that an object stands in today, the most urgent first."""
    today, found = lender.today, []
    if any(loan.due_day < today for loan in loans):
        found.append(LATE)
    if any(loan.due_day == today for loan in loans):
        found.append(DUE)
    if _at_risk(lender, thing, loans):
        found.append(AT_RISK)
    if any(loan.is_moved for loan in loans):
        found.append(MOVED)
    if thing.state == facts.KEPT and thing.kept_until is None:
        found.append(TO_CALL)
    if _over(lender, thing):
        found.append(RELEASE)
    if any(
        loan.caution_cents and not (lender.held(loan.loan) or cautions_of(lender.rows, loan.loan))
        for loan in loans
    ):
        found.append(CAUTION_OPEN)
    if thing.state in facts.HERE and is_test_over(thing, lender.kinds.get(thing.kind), today):
        found.append(TESTS_DUE)
    if thing.state == facts.NOT_FOUND:
        found.append(NOT_FOUND)
    return tuple(found)


def is_waiting(lender: Lender, thing: LentObject) -> bool:
    """Say whether something is with an object that whoever looks at the day has to see."""
    return thing.state != facts.AVAILABLE or bool(lists_of(lender, thing, lender.loans.get(thing.object, ())))


def _at_risk(lender: Lender, thing: LentObject, loans: Sequence[Loan]) -> bool:
    """Say whether something is late that a reservation lacks, if it stays out until then."""
    if not any(loan.due_day < lender.today for loan in loans):
        return False
    plan = looks.plan_of(lender.rows, lender.nature, thing.kind, lender.today)
    days = {
        max(one.from_day, plan.today)
        for one in plan.reservations
        if one.is_of(thing) and one.to_day >= plan.today
    }
    return any(replace(plan, today=day).lacks_on(thing, day) for day in days)


def _over(lender: Lender, thing: LentObject) -> bool:
    """Say whether what is kept or reserved was not fetched in time; of a kind, at the first copy that is here."""
    if thing.state == facts.KEPT:
        return thing.kept_until is not None and thing.kept_until < lender.today
    began = any(one.is_of(thing) and one.from_day < lender.today for one in lender.reservations)
    if thing.state != facts.AVAILABLE or not began:
        return False
    plan = looks.plan_of(lender.rows, lender.nature, thing.kind, lender.today)
    first = next(one for one in plan.objects if one.state == facts.AVAILABLE)
    yesterday = (lender.now.today - timedelta(days=1)).isoformat()
    lapsed = not_fetched(plan.reservations, thing, yesterday)
    return lapsed is not None and (lapsed.object is not None or thing == first)
