"""Deadlines of the core's own: cheques for the bank, slates, cautions, what was paid ahead.

Source: docs/contract.md, "Cheques", "Money held and owed"; decision 0090.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from concierge_desk.counter.core.bank_cards import cheque_title
from concierge_desk.counter.core.held_cards import ADVANCE_MONTHS, CAUTION_MONTHS, months_before
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.settings.core import CHEQUE_DAYS
from concierge_desk.counter.settings.held import REMIND_DAYS
from concierge_desk.counter.settings.values import in_force
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.deadlines import Deadline
from concierge_desk.domain.held.things import ARRHES
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import DEFAULT, N_, translate
from concierge_desk.store import cheques
from concierge_desk.store.held import open_things, things


def own_deadlines(rows: Rows, calendar: OpeningCalendar) -> Iterator[Deadline]:
    """Yield what of money has its time: each up to the last day before the morning reminds of it."""
    kept = timedelta(days=in_force(rows, CHEQUE_DAYS))
    for cheque in cheques.here(rows):
        title = _said(N_("Cheque for the bank: {what}"), what=cheque_title(cheque))
        yield Deadline.due_by(cheque.code, title, date.fromisoformat(cheque.day) + kept, calendar)
    if open_things.is_anything_held(rows):
        yield from _held(rows, calendar)


def _held(rows: Rows, calendar: OpeningCalendar) -> Iterator[Deadline]:
    slate = timedelta(days=in_force(rows, REMIND_DAYS))
    for debt in things.open_debts(rows):
        title = _said(N_("Slate: {amount}"), amount=format_amount(debt.left_cents))
        yield Deadline.due_by(debt.code, title, date.fromisoformat(debt.day) + slate, calendar)
    for caution in things.open_cautions(rows):
        title = _said(N_("Caution of {amount}"), amount=format_amount(caution.left_cents or caution.cents))
        yield Deadline.due_by(caution.code, title, _months_after(caution.day, CAUTION_MONTHS), calendar)
    for advance in things.open_advances(rows):
        words = N_("Arrhes of {amount}") if advance.as_ == ARRHES else N_("Part payment of {amount}")
        title = _said(words, amount=format_amount(advance.left_cents))
        yield Deadline.due_by(advance.code, title, _months_after(advance.day, ADVANCE_MONTHS), calendar)


def _said(source: str, **params: str) -> str:
    # Things are called as in the shop, whatever language is asked.
    return translate(source, DEFAULT).format(**params)


def _months_after(day: str, months: int) -> date:
    return months_before(date.fromisoformat(day), -months)
