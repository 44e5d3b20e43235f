"""Lists of the morning that an object stands in: what is due, late, at risk, to be called for, let go, tested."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from concierge_desk.mechanisms.lending.counter import lists
from concierge_desk.mechanisms.lending.counter.lender import Lender
from concierge_desk.mechanisms.lending.model import facts
from concierge_desk.mechanisms.lending.model.facts import LentObject, Loan
from concierge_desk.mechanisms.lending.model.lend import is_test_over
from concierge_desk.mechanisms.lending.model.queue import not_fetched
from concierge_desk.store.held.things import cautions_of


def lists_of(lender: Lender, thing: LentObject, loans: Sequence[Loan]) -> tuple[str, ...]:
    """Return the lists that an object stands in today, the most urgent first."""
    today, kind = lender.today, lender.kinds.get(thing.kind)
    stands = {
        lists.LATE: any(loan.due_day < today for loan in loans),
        lists.DUE: any(loan.due_day == today for loan in loans),
        lists.AT_RISK: _at_risk(lender, thing, loans),
        lists.MOVED: any(loan.is_moved for loan in loans),
        lists.TO_CALL: thing.state == facts.KEPT and thing.kept_until is None,
        lists.RELEASE: _over(lender, thing),
        lists.CAUTION_OPEN: any(_lacks_caution(lender, loan) for loan in loans),
        lists.TESTS_DUE: thing.state in facts.HERE and is_test_over(thing, kind, today),
        lists.NOT_FOUND: thing.state == facts.NOT_FOUND,
    }
    return tuple(name for name, told in stands.items() if told)


def _lacks_caution(lender: Lender, loan: Loan) -> bool:
    held = lender.held(loan.loan) or cautions_of(lender.rows, loan.loan)
    return bool(loan.caution_cents and not held)


def is_waiting(lender: Lender, thing: LentObject) -> bool:
    """Say whether something is with an object that whoever looks at the day has to see."""
    return thing.state != facts.AVAILABLE or bool(lists_of(lender, thing, lender.loans.get(thing.object, ())))


def _at_risk(lender: Lender, thing: LentObject, loans: Sequence[Loan]) -> bool:
    """Say whether something is late that a reservation lacks, if it stays out until then."""
    if not any(loan.due_day < lender.today for loan in loans):
        return False
    plan = lender.plan(thing)
    mine = (one for one in plan.reservations if one.is_of(thing) and one.to_day >= plan.today)
    days = {max(one.from_day, plan.today) for one in mine}
    return any(replace(plan, today=day).lacks_on(thing, day) for day in days)


def _over(lender: Lender, thing: LentObject) -> bool:
    """Say whether what is kept or reserved was not fetched in time; of a kind, at the first copy that is here."""
    if thing.state == facts.KEPT:
        return thing.kept_until is not None and thing.kept_until < lender.today
    began = any(one.is_of(thing) and one.from_day < lender.today for one in lender.reservations)
    if thing.state not in facts.HERE or not began:
        return False
    plan = lender.plan(thing)
    first = next((one for one in plan.objects if one.state == facts.AVAILABLE), None)
    yesterday = (lender.now.today - timedelta(days=1)).isoformat()
    lapsed = not_fetched(plan.reservations, thing, yesterday)
    return lapsed is not None and (lapsed.object is not None or thing == first)
