"""Payments: what each means leaves in the till, and whose money it is. Pure rules.

Source: docs/contract.md, "Payments and the drawer"; docs/requirements.md, R-3.01; decision 0005.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from concierge_desk.counter.values.journal_texts import Remark
from concierge_desk.counter.values.kinds import ChequeNumber, Choice, Text, cents
from concierge_desk.counter.values.partner_codes import PayeeCode
from concierge_desk.domain.charge import OWN_PAYEE, fund_rank, is_mandate, payee_of
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import all_facts
from concierge_desk.domain.money import pro_rata
from concierge_desk.domain.ticket import CASH, CHEQUE, MEANS

CASH_LIMIT_CENTS = 100_000
"""Cash a consumer may pay for one debt.

Source: docs/requirements.md, R-3.01 (CMF L. 112-6, D. 112-3).
"""


_AMOUNT = cents()
MOST_BANK, MOST_ISSUER = 40, 80
"""Characters: a line of the paying-in sheet holds them."""


@dataclass(frozen=True, slots=True)
class Payment:
    """One means on a ticket: cash is given, card and cheque are exact."""

    means: Annotated[str, Choice(MEANS), "`cash` takes `given_cents`, the others `cents`."]
    cents: Annotated[int | None, _AMOUNT, "Card or cheque: exactly this."]
    given_cents: Annotated[int | None, _AMOUNT, "Cash: what was handed over; the change is worked out."]
    bank: Annotated[str | None, Remark(MOST_BANK), "Cheque taken: the bank it is drawn on."] = None
    number: Annotated[str | None, ChequeNumber(), "Cheque taken: its number; kept beside the journal."] = None
    issuer: Annotated[
        str | None, Text(MOST_ISSUER), "Cheque taken: who drew it; kept beside the journal."
    ] = None
    payee: Annotated[
        str | None,
        PayeeCode(),
        "Card or cheque: who is paid by it; needed where several have a part of the ticket.",
    ] = None

    @property
    def details(self) -> dict[str, str]:
        """What was noted of a cheque."""
        told = {"bank": self.bank, "number": self.number, "issuer": self.issuer}
        return {name: said for name, said in told.items() if said is not None}


@dataclass(frozen=True, slots=True)
class KeptPayment:
    """A payment as it was taken: what was kept, given and returned.

    Attributes:
        means: Cash, card or cheque.
        cents: What is kept; below nought what is given back.
        given_cents: What was handed over.
        change_cents: What was given back of that.
        paper: Of a cheque, its code, the bank, and the ref of what is kept of it beside the journal.
        payee: Of a card or a cheque, who is paid by it.
    """

    means: str
    cents: int
    given_cents: int
    change_cents: int
    paper: Mapping[str, str] = field(default_factory=dict)
    payee: str = OWN_PAYEE


def take(due: int, payments: Sequence[Payment]) -> list[KeptPayment]:
    """Return what each payment leaves in the till: cards and cheques first, cash pays the rest.

    Raises:
        Refused: ``till.underpaid``, ``till.overpaid``, ``till.cash_limit``, ``till.payment_fields``.
    """
    exact = sum(_exact_cents(payment) for payment in payments if payment.means != CASH)
    if exact > due:
        raise Refused("till.overpaid", due_cents=due, paid_cents=exact)
    rest = due - exact
    given = sum(_given_cents(payment) for payment in payments if payment.means == CASH)
    if given < rest:
        raise Refused("till.underpaid", due_cents=due, missing_cents=rest - given)
    if rest > CASH_LIMIT_CENTS:
        raise Refused("till.cash_limit", limit_cents=CASH_LIMIT_CENTS)
    if given > 0 and rest == 0:
        raise Refused("till.overpaid", due_cents=due, paid_cents=exact + given)
    kept = []
    for payment in payments:
        if payment.means == CASH:
            handed = _given_cents(payment)
            cents = min(handed, rest)
            rest -= cents
            kept.append(KeptPayment(CASH, cents, handed, handed - cents))
        else:
            cents = _exact_cents(payment)
            kept.append(KeptPayment(payment.means, cents, cents, 0))
    return kept


def _exact_cents(payment: Payment) -> int:
    told = payment.details and payment.means != CHEQUE
    if payment.cents is None or payment.given_cents is not None or told:
        raise Refused("till.payment_fields", means=payment.means, field="cents")
    return payment.cents


def _given_cents(payment: Payment) -> int:
    told = payment.details or payment.payee is not None
    if payment.given_cents is None or payment.cents is not None or told:
        raise Refused("till.payment_fields", means=payment.means, field="given_cents")
    return payment.given_cents


def split(
    payments: Sequence[KeptPayment], due: Mapping[str, int], payees: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return payments as entries hold them: each split over the funds, pro rata of what remains (decision 0005).

    A card or a cheque pays the funds of its payee alone. So where there are several, cash takes what the others leave.

    Args:
        payments: What was kept, or given back: negative then.
        due: By fund, in cents, all of one sign; negative where money is given back.
        payees: Payee of each fund that is not paid to the site itself.
    """
    remaining = dict(due)
    funds = sorted(remaining, key=fund_rank)
    several = len({payee_of(fund, payees) for fund in funds}) > 1
    told: dict[int, dict[str, Any]] = {}
    # Sorting keeps the order of those that are alike: as they were given.
    for n, payment in sorted(enumerate(payments), key=lambda item: several and item[1].means == CASH):
        paid = [fund for fund in funds if payment.means == CASH or payee_of(fund, payees) == payment.payee]
        shares = pro_rata(payment.cents, [remaining[f] for f in paid], [is_mandate(f) for f in paid])
        for fund, share in zip(paid, shares, strict=True):
            remaining[fund] -= share
        told[n] = payment_data(payment, dict(zip(paid, shares, strict=True)))
    return [told[n] for n in range(len(payments))]


def payment_data(payment: KeptPayment, shares: Mapping[str, int]) -> dict[str, Any]:
    """Return a payment as entries hold it, with its share of each fund."""
    told = all_facts(payment)
    payee = told.pop("payee")
    return {
        **told.pop("paper"),
        **told,
        **({} if payee == OWN_PAYEE else {"payee": payee}),
        "split": shares_told(shares),
    }


def shares_told(shares: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return a share of each fund as entries hold them: none of nothing."""
    return [{"fund": fund, "cents": cents} for fund, cents in shares.items() if cents]


def exactly(means: str, cents: int, payee: str) -> KeptPayment:
    """Return a payment without change; by cash nobody is named: it lies in the drawers of its funds."""
    return KeptPayment(means, cents, cents, 0, payee=OWN_PAYEE if means == CASH else payee)


def turned(payment: KeptPayment) -> KeptPayment:
    """Return a payment that goes the other way."""
    return replace(payment, cents=-payment.cents, given_cents=-payment.given_cents)


def cash_of(payments: Sequence[Mapping[str, Any]]) -> int:
    """Return the cash that payments leave in the drawer; negative when it leaves."""
    return sum(payment["cents"] for payment in payments if payment["means"] == CASH)
