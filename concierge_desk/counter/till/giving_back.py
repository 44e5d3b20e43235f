"""Money that is given back at the till: by which means, and which cheque goes. Pure rules.

A ticket that is refunded and things that are given back in a visit do it alike.

Source: docs/contract.md, "Payments and the drawer", "Corrections", "Cheques"; decisions 0011, 0062, 0084.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from concierge_desk.counter.till.cheques import the_very
from concierge_desk.counter.till.payees import addressed
from concierge_desk.counter.till.payments import KeptPayment, Payment, exactly
from concierge_desk.domain.charge import OWN_PAYEE
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.ticket import CASH, CHEQUE, Cheque


@dataclass(frozen=True, slots=True)
class Origin:
    """What the money that goes back had come by, as far as one payee has a part of it.

    Attributes:
        means: The real means that hold some of it.
        cheques: Those that it came by, wherever they are.
    """

    means: tuple[str, ...]
    cheques: tuple[Cheque, ...] = ()

    def goes_back_by_cheque(self, cents: int) -> bool:
        """Say whether an amount can go back by cheque: by that very one, where it bears a code; else by any."""
        return not self.cheques or bool(the_very([one for one in self.cheques if one.is_here], cents))


CameFrom: TypeAlias = Callable[[str], Origin]
"""By the code of a payee, what his part had come by."""


@dataclass(frozen=True, slots=True)
class GivingBack:
    """Money that goes back.

    Attributes:
        parts: What goes back of each payee's funds, below nought, in the order of `by_payee`.
        came: What it had come by.
        known: Codes of all payees.
        of_visit: It is what a visit gives back, not a ticket.
    """

    parts: Mapping[str, int]
    came: CameFrom
    known: Collection[str]
    of_visit: bool = False

    @property
    def due_cents(self) -> int:
        """What goes back, above nought."""
        return -sum(self.parts.values())

    def by(self, payments: Sequence[Payment], means: str | None = None) -> list[KeptPayment]:
        """Return the payments that leave: as given, else by the one means that is said or that each part came by.

        Args:
            payments: In cents above nought; there is no change.
            means: That all of it goes back by.

        Raises:
            Refused: ``till.payment_fields``, ``till.refund_differs``, ``till.refund_means``, ``till.cheque_gone``, and
                as `addressed`.
        """
        if payments and means is not None:
            raise Refused("till.payment_fields", means=means, field="means")
        if not payments:
            return self._by_its_means(means)
        kept = [
            KeptPayment(payment.means, -cents, -cents, 0)
            for payment in payments
            for cents in (told_cents(payment),)
        ]
        paid = -sum(payment.cents for payment in kept)
        if paid != self.due_cents:
            raise Refused("till.refund_differs", due_cents=self.due_cents, paid_cents=paid)
        return addressed(kept, payments, self.parts, self.known)

    def _by_its_means(self, asked: str | None) -> list[KeptPayment]:
        found: dict[tuple[str, str], int] = {}
        for payee, cents in self.parts.items():
            origin = self.came(payee)
            means = origin.means if asked is None else (asked,)
            if len(means) != 1:
                told = {"came_by": " ".join(means)} if self.of_visit else {}
                raise Refused("till.refund_means", due_cents=self.due_cents, **told)
            if means == (CHEQUE,) and not origin.goes_back_by_cheque(-cents):
                raise _not_that_cheque(origin, -cents)
            key = (means[0], OWN_PAYEE if means == (CASH,) else payee)
            found[key] = found.get(key, 0) + cents
        return [exactly(means, cents, payee) for (means, payee), cents in found.items()]


def _not_that_cheque(origin: Origin, due: int) -> Refused:
    """Return why money does not go back by cheque: another amount is due than those here come to, or none is here."""
    here = sum(cheque.cents for cheque in origin.cheques if cheque.is_here)
    if here:
        return Refused("till.refund_means", due_cents=due, cheque_cents=here)
    return Refused("till.cheque_gone", asked_cents=due)


def told_cents(payment: Payment) -> int:
    """Return what is given back, or exactly paid; cash may be told as given or as cents, there is no change.

    Raises:
        Refused: ``till.payment_fields``.
    """
    told = [cents for cents in (payment.cents, payment.given_cents) if cents is not None]
    if len(told) != 1 or payment.details:
        raise Refused("till.payment_fields", means=payment.means, field="cents")
    return told[0]
