"""Days at the counter since an absence began: read from the entries, as each day's figures tell it.

Source: docs/contract.md, "Figures of a day"; decision 0090.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from concierge_desk.counter.absence.sheet import DayLived, Since, approvals_in
from concierge_desk.counter.command.proof import FAILED
from concierge_desk.counter.day.by_operator import by_operator
from concierge_desk.counter.day.clock import CORRECTED
from concierge_desk.counter.day.status import status
from concierge_desk.counter.rows import Rows
from concierge_desk.desk import catalogue
from concierge_desk.desk.figures import moved_of
from concierge_desk.desk.overview import facts_in
from concierge_desk.domain.journal import CLOCK_SET_BACK, Posted
from concierge_desk.i18n import N_
from concierge_desk.jobs.absence.figures import calendar_in, shop_in
from concierge_desk.jobs.absence.names import keepers_in
from concierge_desk.store import journal
from concierge_desk.store.day import first_entry_since, lived_since


def since_in(rows: Rows, day: date, today: date) -> Since:
    """Return what happened from a day on up to today."""
    lived = lived_since(rows, day.isoformat())
    days = tuple(_lived(rows, number or one) for one, number in lived)
    dates = {one for one, _number in lived}
    closed = tuple(
        (one.day.isoformat(), one.reason_code)
        for one in sorted(calendar_in(rows).closures, key=lambda one: one.day)
        if day <= one.day <= today and one.day.isoformat() not in dates
    )
    names = keepers_in(rows, sorted({code for one in days for code in one.by}))
    first = first_entry_since(rows, day.isoformat())
    posted = () if first is None else journal.readable(rows, first)[0]
    return Since(days, closed, names, tuple((label, count) for label, count in _noted(posted) if count))


def _lived(rows: Rows, day: str) -> DayLived:
    """Return a business day by its date or by the number of its closing."""
    facts = facts_in(rows, day, shop_in(rows).drawer)
    told = status(facts, catalogue.services())
    moved, whose = moved_of(told), by_operator(facts.posted)
    return DayLived(
        day=facts.day,
        number=told["number"],
        by=tuple(whose),
        tickets=told["tickets"],
        due_cents=sum(one.cents for one in whose.values()),
        refunds=sum(one.refunds for one in whose.values()),
        corrections=sum(one.corrections for one in whose.values()),
        gap_cents=told["cash"]["gap_cents"],
        came=0 if moved is None else moved.came,
        went=0 if moved is None else moved.went,
    )


def _noted(posted: Sequence[Posted]) -> Iterator[tuple[str, int]]:
    """Yield what else there is to know, each with how often."""
    yield N_("Acts that the responsible said yes to"), approvals_in(posted)
    yield N_("Times that somebody typed wrong codes, five in a row"), _of(posted, FAILED)
    yield N_("Times that the clock was set right"), _of(posted, CORRECTED)
    yield N_("Times that the clock ran backwards"), _of(posted, CLOCK_SET_BACK)


def _of(posted: Sequence[Posted], kind: str) -> int:
    return sum(entry.kind == kind for entry in posted)
