"""Cheques at the till: what is noted of one, which one goes back, which one a wrong means stood for. Pure rules.

Source: docs/contract.md, "Cheques"; docs/requirements.md, R-3.05; decisions 0062, 0084.
"""

from collections.abc import Sequence
from dataclasses import replace

from concierge_desk.counter.context import Context
from concierge_desk.counter.retention import Retention
from concierge_desk.counter.till.payments import KeptPayment, Payment, exactly
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import PersonalRecord
from concierge_desk.domain.money import summed
from concierge_desk.domain.ticket import (
    CHEQUE,
    GIVEN_BACK,
    PAID_IN,
    PREFIX,
    UNPAID,
    WAS,
    Cheque,
    SoldTicket,
    words_beside,
)
from concierge_desk.i18n import N_
from concierge_desk.store.privacy import periods

RETENTION = Retention("money", N_("The settlement + 5 years"), 5 * 365, periods.settled_money("money"))
"""How long number and issuer of a cheque are kept.

Source: docs/requirements.md, R-4.02.
"""


def received(
    kept: Sequence[KeptPayment], payments: Sequence[Payment], context: Context
) -> tuple[list[KeptPayment], tuple[PersonalRecord, ...]]:
    """Return payments with a code for each cheque, and what is kept of the cheques beside the journal.

    Args:
        kept: What each payment leaves in the till.
        payments: The same, as they were given.
        context: Draws the codes.
    """
    found, personal = [], []
    for payment, given in zip(kept, payments, strict=True):
        if payment.means != CHEQUE or not payment.cents:
            found.append(payment)
            continue
        paper = {"cheque": context.draw(PREFIX)}
        if given.bank is not None:
            paper["bank"] = given.bank
        if beside := words_beside(given.number, given.issuer):
            paper["ref"] = context.draw("r")
            personal.append(PersonalRecord(paper["ref"], "party", beside, RETENTION.code))
        found.append(replace(payment, paper=paper))
    return found, tuple(personal)


def given_back(paid: Sequence[KeptPayment], cheques: Sequence[Cheque]) -> list[KeptPayment]:
    """Return what is given back, with the very cheque where it goes back by one.

    A ticket that no cheque with a code paid is given back by whatever cheque the shop writes.

    Args:
        paid: What is given back, below nought.
        cheques: Those that the ticket was paid by.

    Raises:
        Refused: ``till.cheque_gone``.
    """
    left = [cheque for cheque in cheques if cheque.is_here]
    bearing = {cheque.paid_to for cheque in cheques}
    found: list[KeptPayment] = []
    for payment in paid:
        if payment.means != CHEQUE or not payment.cents or payment.payee not in bearing:
            found.append(payment)
            continue
        very = the_very([cheque for cheque in left if cheque.paid_to == payment.payee], -payment.cents)
        if not very:
            raise Refused("till.cheque_gone", asked_cents=-payment.cents)
        left = [cheque for cheque in left if cheque not in very]
        found += [_moved(cheque, -cheque.cents) for cheque in very]
    return found


def the_very(cheques: Sequence[Cheque], cents: int) -> tuple[Cheque, ...]:
    """Return the cheque that is made out for an amount, or all of them where they come to it; none else."""
    one = next(((cheque,) for cheque in cheques if cheque.cents == cents), None)
    return one or (tuple(cheques) if sum(cheque.cents for cheque in cheques) == cents else ())


def whole_back(sold: SoldTicket, payee: str) -> list[KeptPayment]:
    """Return all that a ticket holds by cheque, to be given back: each cheque, and what bears no code.

    Of a ticket that gave back, each cheque comes again.

    Args:
        sold: The ticket, as far as the payee has a part of it.
        payee: Who was paid by them.

    Raises:
        Refused: ``till.cheque_gone``.
    """
    if sold.gives_back:
        return _come_again(sold, payee)
    for cheque in sold.cheques:
        if not cheque.is_here:
            raise Refused("till.cheque_gone", asked_cents=cheque.cents)
    # A version before noted the amount alone.
    plain = sum(sold.held(CHEQUE).values()) - sum(cheque.cents for cheque in sold.cheques)
    rest = [exactly(CHEQUE, -plain, payee)] if plain else []
    return [*[_moved(cheque, -cheque.cents) for cheque in sold.cheques], *rest]


def _come_again(sold: SoldTicket, payee: str) -> list[KeptPayment]:
    net = summed((item["cheque"], item["cents"]) for item in sold.payments if "cheque" in item)
    unpaid = {item["cheque"] for item in sold.payments if WAS in item}
    found: list[KeptPayment] = []
    for cheque in sold.cheques:
        if not net.get(cheque.code):
            continue
        left = UNPAID if cheque.code in unpaid else GIVEN_BACK
        if cheque.state != left:
            raise Refused("till.cheque_gone", asked_cents=cheque.cents)
        again = _moved(cheque, cheque.cents)
        found.append(was_paid_in(again) if left == UNPAID else again)
    plain = -sum(sold.held(CHEQUE).values()) - sum(payment.cents for payment in found)
    return [*found, *([exactly(CHEQUE, plain, payee)] if plain else [])]


def come_in(paid: Sequence[KeptPayment], sold: SoldTicket, context: Context) -> list[KeptPayment]:
    """Return what comes in again because it had been given back, with the very cheque, or with a code for another.

    A cheque that the bank gave back is paid in again by itself: no other means is what it was.

    Args:
        paid: What comes in, above nought.
        sold: The ticket that had given it back.
        context: Draws the codes.

    Raises:
        Refused: ``till.refund_means``.
    """
    if unpaid := _unpaid(sold):
        very = the_very(unpaid, sum(payment.cents for payment in paid))
        if not very or any(payment.means != CHEQUE for payment in paid):
            raise Refused("till.refund_means", cheque=unpaid[0].code)
        return [was_paid_in(_moved(cheque, cheque.cents)) for cheque in very]
    gone = [cheque for cheque in sold.cheques if cheque.state == GIVEN_BACK]
    found: list[KeptPayment] = []
    for payment in paid:
        if payment.means != CHEQUE or not payment.cents:
            found.append(payment)
            continue
        very = the_very([cheque for cheque in gone if cheque.paid_to == payment.payee], payment.cents)
        gone = [cheque for cheque in gone if cheque not in very]
        found += [_moved(cheque, cheque.cents) for cheque in very] or [
            replace(payment, paper={"cheque": context.draw(PREFIX)})
        ]
    return found


def _unpaid(sold: SoldTicket) -> list[Cheque]:
    """Return the cheques that a ticket says the bank gave back, as far as they lie unpaid."""
    told = {item["cheque"] for item in sold.payments if WAS in item}
    return [cheque for cheque in sold.cheques if cheque.code in told and cheque.state == UNPAID]


def was_paid_in(payment: KeptPayment) -> KeptPayment:
    """Return the payment of a cheque that the bank had: it came back unpaid, or that is taken back."""
    return replace(payment, paper={**payment.paper, WAS: PAID_IN})


def taken_from(sold: SoldTicket, cents: int, payee: str) -> list[KeptPayment]:
    """Return the cheques that were none, for so much of a payment: what a correction takes from them.

    Args:
        sold: The ticket, as far as the payee has a part of it; where it gave back, the cheque that did not go after all.
        cents: How much, above nought.
        payee: Who was said to be paid by them.

    Raises:
        Refused: ``till.cheque_gone``.
    """
    named = {item["cheque"] for item in sold.payments if "cheque" in item}
    if sold.gives_back:
        gone = [cheque for cheque in sold.cheques if cheque.code in named and cheque.state == GIVEN_BACK]
        very = the_very(gone, cents)
        if named and not very:
            raise Refused("till.cheque_gone", asked_cents=cents)
        return [_moved(cheque, cheque.cents) for cheque in very] or [exactly(CHEQUE, cents, payee)]
    # A refund knows those of the ticket that it belongs to as well.
    its = [cheque for cheque in sold.cheques if cheque.code in named]
    here = [cheque for cheque in its if cheque.is_here]
    here.sort(key=lambda cheque: (cheque.cents != cents, cheque.cents < cents))
    found, rest = [], cents
    for cheque in here:
        part = min(cheque.cents, rest)
        if part:
            found.append(_moved(cheque, -part))
        rest -= part
    if rest > sum(sold.held(CHEQUE).values()) - sum(cheque.cents for cheque in its):
        raise Refused("till.cheque_gone", asked_cents=cents)
    return [*found, exactly(CHEQUE, -rest, payee)] if rest else found


def put_to(sold: SoldTicket, cents: int, payee: str, context: Context) -> list[KeptPayment]:
    """Return the cheque that a payment was after all: a new one, or where it gave back the one that went.

    Args:
        sold: The ticket, as far as the payee has a part of it.
        cents: How much, above nought.
        payee: Who is paid by it.
        context: Draws the code.

    Raises:
        Refused: ``till.cheque_gone``.
    """
    if sold.gives_back:
        return given_back([exactly(CHEQUE, -cents, payee)], sold.cheques)
    return [KeptPayment(CHEQUE, cents, cents, 0, {"cheque": context.draw(PREFIX)}, payee)]


def _moved(cheque: Cheque, cents: int) -> KeptPayment:
    return KeptPayment(CHEQUE, cents, cents, 0, {"cheque": cheque.code}, cheque.paid_to)
