"""Payment of loans: the days that were asked for, at the price of the first of them; and back. Pure.

Source: docs/contract.md, "Ticket lines and VAT"; decision 0094.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.natures import paid_before
from concierge_desk.counter.service import Undone
from concierge_desk.counter.till.natures import SERVICE
from concierge_desk.domain.accounting.vat_rates import rate_of
from concierge_desk.domain.charge import own_piece
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.lending.model.facts import Loan
from concierge_desk.mechanisms.lending.model.fields import LoanNumber
from concierge_desk.mechanisms.lending.nature import LendingNature


@dataclass(frozen=True, slots=True)
class PayLoan:
    """Pay what is open of a loan."""

    loan: Annotated[str, LoanNumber(), "Its number."]


@dataclass(frozen=True, slots=True)
class PayingLoan:
    """State that a payment is decided from: the nature, the loan and what its object is called, the rates of the day."""

    nature: LendingNature
    loan: Loan | None
    label: str
    rates: Mapping[str, int]


def pay(state: PayingLoan, command: PayLoan, context: Context) -> tuple[Event, ...]:
    """Pay what is open of a loan, beside what the visit pays already.

    Raises:
        Refused: ``unknown``, ``nothing_due``, ``vat.unknown``.
    """
    loan, code = state.loan, state.nature.vat_code
    if loan is None:
        raise Refused("unknown", of=command.loan)
    cents = loan.open_cents - paid_before(context.earlier, "loan", loan.loan)
    if cents <= 0:
        raise Refused("nothing_due", loan=loan.loan)
    rate = rate_of(state.rates, code, context.business_day)
    charge = own_piece(state.label, cents, code, rate, SERVICE)
    data = {"loan": loan.loan, "object": loan.object, "cents": cents}
    return (Event("paid", data, charge=charge, about=loan.loan),)


def take_back(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Give back what was paid for a loan."""
    return (undone.negated("loan", "object", cents=-undone.posted.data["cents"]),)
