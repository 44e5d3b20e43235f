"""Due days: the last half-day of the first open day from one on; under other hours too, never before what is on the paper. Pure.

Source: docs/contract.md, "Calendar and deadlines"; decisions 0016, 0094.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.lending.model.facts import Loan


def due_from(calendar: OpeningCalendar, day: date) -> tuple[str, str]:
    """Return the first open day from a day on, and its last half-day.

    Raises:
        Refused: ``calendar.no_opening``.
    """
    due = calendar.roll(day)
    return due.isoformat(), calendar.slots(due)[-1].interval


def written(due: tuple[str, str]) -> dict[str, Any]:
    """Return the columns of a loan whose paper says when it is due: whoever has it knows."""
    return {"paper_day": due[0], "due_day": due[0], "due_slot": due[1], "told_slot": due[1]}


def due_now(paper_day: str, calendar: OpeningCalendar) -> tuple[str, str | None]:
    """Return when a loan is due under some hours: the day on its paper, without a half-day, where the shop is open no more."""
    try:
        return due_from(calendar, date.fromisoformat(paper_day))
    except Refused:
        return paper_day, None


def dues_moved(loans: Sequence[Loan], context: Context) -> tuple[Event, ...]:
    """Return the loans that are due on another day, or by another half-day, now."""
    rows = []
    for loan in loans:
        day, slot = due_now(loan.paper_day, context.calendar)
        if (day, slot) != (loan.due_day, loan.due_slot):
            rows.append({"loan": loan.loan, "due_day": day, "due_slot": slot, "former_day": loan.due_day})
    return (Event("dues_moved", {"rows": rows}),) if rows else ()
