"""Due days under other hours: each loan is due on the first open day from the one that was asked for. Pure.

Source: docs/contract.md, "Calendar and deadlines"; decisions 0016, 0094.
"""

from collections.abc import Sequence
from datetime import date

from concierge_desk.counter.context import Context
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.lending.model.facts import Loan
from concierge_desk.mechanisms.lending.model.lend import last_slot


def dues_moved(loans: Sequence[Loan], context: Context) -> tuple[Event, ...]:
    """Return the loans that are due on another day, or at another half-day, now."""
    rows = []
    for loan in loans:
        try:
            due = context.calendar.roll(date.fromisoformat(loan.asked_day))
        except Refused:
            # The shop is not open any more: the day stands until it is.
            continue
        slot = last_slot(context.calendar, due)
        if (due.isoformat(), slot) != (loan.due_day, loan.due_slot):
            told = {
                "loan": loan.loan,
                "due_day": due.isoformat(),
                "due_slot": slot,
                "former_day": loan.due_day,
            }
            rows.append(told)
    return (Event("dues_moved", {"rows": rows}),) if rows else ()
