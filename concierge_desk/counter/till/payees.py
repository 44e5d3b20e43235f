"""Payees at the till: a card or a cheque pays the funds of one of them alone. Pure rules.

Source: docs/contract.md, "Payees"; decision 0074.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from concierge_desk.counter.till.payments import KeptPayment, Payment
from concierge_desk.domain.charge import OWN_PAYEE, ordered
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.ticket import CASH


def addressed(
    kept: Sequence[KeptPayment],
    payments: Sequence[Payment],
    parts: Mapping[str, int],
    known: Collection[str],
) -> list[KeptPayment]:
    """Return payments with whom each card and cheque is paid to: as it says, else the only one there is on the ticket.

    Args:
        kept: What each payment leaves in the till, or gives back.
        payments: The same, as they were given.
        parts: What of the ticket each payee has, as `by_payee` says it.
        known: Codes of all payees.

    Raises:
        Refused: ``till.payee_needed``, ``till.payee_unknown``; ``till.overpaid`` where cards and cheques of a payee come to
            more than its part.
    """
    found = [
        payment if payment.means == CASH else replace(payment, payee=payee_asked(given.payee, parts, known))
        for payment, given in zip(kept, payments, strict=True)
    ]
    for payee in ordered(payment.payee for payment in found if payment.means != CASH):
        paid = sum(payment.cents for payment in found if payment.means != CASH and payment.payee == payee)
        due = parts.get(payee, 0)
        if abs(paid) > abs(due):
            raise Refused("till.overpaid", due_cents=abs(due), paid_cents=abs(paid), payee=payee)
    return found


def payee_asked(asked: str | None, parts: Collection[str], known: Collection[str]) -> str:
    """Return whom a card or a cheque is paid to.

    Args:
        asked: Who was named; None where nobody was.
        parts: Those who have something of what is paid.
        known: Codes of all payees.

    Raises:
        Refused: ``till.payee_unknown``; ``till.payee_needed`` where nobody is named and several have a part.
    """
    if asked is None:
        if len(parts) > 1:
            raise Refused("till.payee_needed", payees=", ".join(parts))
        return next(iter(parts), OWN_PAYEE)
    if asked != OWN_PAYEE and asked not in known:
        raise Refused("till.payee_unknown", payee=asked)
    return asked
