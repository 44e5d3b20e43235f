"""Ways to pay a visit otherwise than in cash: each means, and on whose terminal where somebody has a part of his own.

Source: docs/contract.md, "Payees"; decision 0074.
"""

from collections.abc import Sequence

from concierge_desk.domain.charge import OWN_PAYEE
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


def ways_back(priced: Priced, parts: Sequence[Part], means: Sequence[Means], cents: int) -> Paying:
    """Return the ways by which money may go back: those that it had come by, each with what it holds, then the others.

    Args:
        priced: What is due, below nothing.
        parts: What is given back otherwise already.
        means: All means.
        cents: What is given back, above nothing.
    """
    gone = summed((part.means.code, -part.cents) for part in parts)
    held = {code: came - gone.get(code, 0) for code, came in priced.came_by}
    if priced.payees:
        parts_left = [(one.payee, one.label, -one.cents) for one in left_of(priced, parts)]
        ways = [
            (Means(one.code, f"{one.label}, {label}", payee), min(cents, left))
            for payee, label, left in parts_left
            for one in means
        ]
    else:
        ways = [(one, min(cents, held.get(one.code, 0)) or cents) for one in means]
    ways = [(way, much) for way, much in ways if much > 0]
    # What it had come by stands first: so it goes back.
    ways.sort(key=lambda way: held.get(way[0].code, 0) <= 0)
    return Paying(tuple(way for way, _ in ways), cents, amounts=tuple(much for _, much in ways), back=True)


def left_of(priced: Priced, parts: Sequence[Part]) -> list[PayeePart]:
    """Return what of each payee's part is not paid yet, somebody else's before the shop's own."""
    paid = summed(
        [
            *((part.means.payee, part.cents) for part in parts),
            *((OWN_PAYEE, cents) for cents in priced.by_cheque),
        ]
    )
    return [
        PayeePart(one.payee, one.label, one.cents - paid.get(one.payee, 0))
        for one in priced.payees
        if one.cents != paid.get(one.payee, 0)
    ]


def fits(priced: Priced, parts: Sequence[Part]) -> bool:
    """Say whether what was paid otherwise is no more than what is due, to anybody."""
    paid, due = sum(part.cents for part in parts), priced.rest_cents
    if (paid < due if due < 0 else paid > due) or any(part.cents * due <= 0 for part in parts):
        return False
    known = {one.payee for one in priced.payees} or {""}
    return all(part.means.payee in known for part in parts) and all(
        one.cents * due >= 0 for one in left_of(priced, parts)
    )
