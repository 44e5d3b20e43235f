"""Ways to pay a visit otherwise than in cash: each means, and on whose terminal where somebody has a part of his own.

Source: docs/contract.md, "Payees"; decision 0074.
"""

from collections.abc import Sequence

from concierge_desk.domain.money import summed
from concierge_desk.pages.counter.face import Means
from concierge_desk.pages.counter.state import Part, Paying
from concierge_desk.ui.presenter.prices import PayeePart, Priced


def ways_of(
    priced: Priced, parts: Sequence[Part], means: Sequence[Means], cents: int, *, typed: bool
) -> Paying | None:
    """Return the ways to choose among; None where so much is nobody's part alone.

    Args:
        priced: What is due.
        parts: What is paid otherwise already.
        means: All means but cash.
        cents: What is paid; all that is left, where nothing was typed.
        typed: So much was typed: else each payee's part is offered as a whole.
    """
    if not priced.payees:
        return Paying(tuple(means), cents)
    found, amounts = [], []
    for payee in left_of(priced, parts):
        amount = cents if typed else payee.cents
        if 0 < amount <= payee.cents:
            for one in means:
                found.append(Means(one.code, f"{one.label}, {payee.label}", payee.payee))
                amounts.append(amount)
    return Paying(tuple(found), cents, amounts=tuple(amounts)) if found else None


def left_of(priced: Priced, parts: Sequence[Part]) -> list[PayeePart]:
    """Return what of each payee's part is not paid yet, somebody else's before the shop's own."""
    paid = summed((part.means.payee, part.cents) for part in parts)
    return [
        PayeePart(one.payee, one.label, one.cents - paid.get(one.payee, 0))
        for one in priced.payees
        if one.cents != paid.get(one.payee, 0)
    ]


def fits(priced: Priced, parts: Sequence[Part]) -> bool:
    """Say whether what was paid otherwise is no more than what is due, to anybody."""
    if sum(part.cents for part in parts) > priced.due_cents:
        return False
    known = {one.payee for one in priced.payees} or {""}
    return all(part.means.payee in known for part in parts) and all(
        one.cents >= 0 for one in left_of(priced, parts)
    )
