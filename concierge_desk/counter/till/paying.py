"""Real money of a visit: taken, or given back by what the things had come by. Pure rules.

Source: docs/contract.md, "Payments and the drawer", "Cheques"; decisions 0005, 0062, 0084.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from concierge_desk.counter.context import Context
from concierge_desk.counter.till.cheques import given_back, received, was_paid_in
from concierge_desk.counter.till.giving_back import GivingBack, Origin
from concierge_desk.counter.till.payees import addressed
from concierge_desk.counter.till.payments import KeptPayment, Payment, take
from concierge_desk.domain.charge import CameBy, Charge, by_payee, payee_of
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import PersonalRecord
from concierge_desk.domain.ticket import CHEQUE, HERE, PAID_IN, Cheque


@dataclass(frozen=True, slots=True)
class Given:
    """What a visit gives back, and what it had come by.

    Attributes:
        charges: All of the visit.
        cheques: Those that things had come by which it gives back, wherever they are.
        payees: Payee of each fund that is not paid to the site itself.
    """

    charges: Sequence[Charge]
    cheques: Sequence[Cheque]
    payees: Mapping[str, str]

    def origin(self, payee: str) -> Origin:
        """Return what the things of a payee's funds had come by that are given back."""
        came = self._came(payee)
        codes = {one.cheque for one in came}
        means = dict.fromkeys(one.means for one in came if one.cents)
        return Origin(tuple(means), tuple(cheque for cheque in self.that_go if cheque.code in codes))

    @property
    def that_go(self) -> list[Cheque]:
        """The cheques, those that the bank gave back unpaid as if they lay here: they go by that."""
        return [
            replace(cheque, state=HERE) if cheque.code in self.unpaid else cheque for cheque in self.cheques
        ]

    @property
    def unpaid(self) -> frozenset[str]:
        """Codes of the cheques that the bank had, and gave back unpaid."""
        told = {one.cheque for charge in self.charges for one in charge.came_by if one.unpaid}
        return frozenset(
            cheque.code for cheque in self.cheques if cheque.code in told and cheque.state == PAID_IN
        )

    def _came(self, payee: str) -> list[CameBy]:
        return [
            one
            for charge in self.charges
            if charge.cents < 0 and not charge.covers and payee_of(charge.fund, self.payees) == payee
            for one in charge.came_by
        ]


def cheques_named(charges: Sequence[Charge]) -> list[str]:
    """Return the codes of the cheques by which things had come that are given back."""
    return [one.cheque for charge in charges for one in charge.came_by if one.cheque is not None]


def check_unpaid(charges: Sequence[Charge], payments: Sequence[Payment]) -> None:
    """Let a cheque that the bank gave back go alone, and by itself: else it would be set off, or cash would go for it.

    Raises:
        Refused: ``till.act_stands_alone``, ``till.refund_means``.
    """
    unpaid = next((one for charge in charges for one in charge.came_by if one.unpaid), None)
    if unpaid is None or unpaid.cheque is None:
        return
    if len(charges) > 1:
        raise Refused("till.act_stands_alone", cheque=unpaid.cheque)
    if any(payment.means != CHEQUE for payment in payments):
        raise Refused("till.refund_means", cheque=unpaid.cheque)


def with_kept(
    payments: Sequence[Payment], charges: Sequence[Charge], due: int
) -> tuple[list[Payment], list[str | None]]:
    """Return payments with what is known of the cheques that lay in the safe, and by which ref their numbers are kept.

    Raises:
        Refused: ``caution.by_cheque``.
    """
    said, taken = list(payments), set[int]()
    refs: list[str | None] = [None] * len(said)
    for kept in [charge.cheque for charge in charges if charge.cheque is not None]:
        place = next(
            (
                n
                for n, one in enumerate(said)
                if n not in taken and one.means == CHEQUE and one.cents == kept.cents <= due
            ),
            None,
        )
        if place is None:
            raise Refused("caution.by_cheque", of=kept.of, cheque_cents=kept.cents)
        taken.add(place)
        said[place] = replace(said[place], bank=said[place].bank or kept.bank)
        refs[place] = kept.ref if said[place].number is None else None
    return said, refs


def _noted(payment: KeptPayment, ref: str | None) -> KeptPayment:
    """Return a cheque's payment with the ref under which its number is kept already."""
    return payment if ref is None else replace(payment, paper={"ref": ref, **payment.paper})


def paid(
    left: Mapping[str, int],
    charges: Sequence[Charge],
    cheques: Sequence[Cheque],
    payments: Sequence[Payment],
    context: Context,
) -> tuple[list[KeptPayment], tuple[PersonalRecord, ...]]:
    """Return what each payment leaves in the till or takes from it, and what of cheques is kept beside the journal.

    Args:
        left: What real money moves by fund: all of one sign.
        charges: See `Given`.
        cheques: See `Given`.
        payments: As they were given; none is said of what goes back by the one means that it came by.
        context: See `Context`.

    Raises:
        Refused: As `check_unpaid`, `with_kept`, `take`, `addressed`; of what is given back as `GivingBack.by` and
            `given_back`.
    """
    check_unpaid(charges, payments)
    payees = context.state.payees
    parts, known = by_payee(left, payees), frozenset(payees.values())
    due = sum(left.values())
    # Also where more goes back than comes in: a cheque that is cashed lies nowhere but among the cheques.
    said, refs = with_kept(payments, charges, due)
    if due >= 0:
        taken, personal = received(addressed(take(due, said), said, parts, known), said, context)
        return [_noted(one, ref) for one, ref in zip(taken, refs, strict=True)], personal
    given = Given(charges, cheques, payees)
    back = GivingBack(parts, given.origin, known, of_visit=True)
    kept = given_back(back.by(payments), given.that_go)
    bounced = given.unpaid
    return [was_paid_in(one) if one.paper.get("cheque") in bounced else one for one in kept], ()
