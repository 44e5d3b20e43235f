"""Lines of a ticket for money that is held or owed: neither goods nor services. Pure.

Source: docs/contract.md, "Ticket lines and VAT"; decision 0084.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from concierge_desk.counter.held.keeping import HELD_RETENTION
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.charge import OWN, REGIME_OUT, THOUSAND, CameBy, Charge
from concierge_desk.domain.held.things import INDEMNIFIED, THING_KINDS, Rate
from concierge_desk.domain.journal import Event
from concierge_desk.domain.ticket import CHEQUE, SoldTicket

MONEY: Final = "money"
"""Nature of a line that sells nothing."""

KEPT_FOR: Final = HELD_RETENTION.code
"""How long a name is kept that was said for one of these alone: until it is settled, and five years.

Source: docs/requirements.md, R-4.02.
"""


def held_line(label: str, fund: str, cents: int, **more: Any) -> Charge:
    """Return a line that moves money which is held or owed.

    Args:
        label: Code in the list of such lines.
        fund: Whose money it is.
        cents: Of either sign.
        more: What else a charge says.
    """
    told: dict[str, Any] = {"regime": REGIME_OUT, "vat_code": "", "rate": 0, "nature": MONEY, **more}
    return Charge(
        label=label_of("money_line", label, "fr"),
        quantity_thousandths=THOUSAND,
        unit_cents=cents,
        cents=cents,
        fund=fund,
        **told,
    )


def indemnity(label: str, cents: int, data: Mapping[str, Any], **more: Any) -> Event:
    """Return what is ours, or what we give, and no turnover.

    Args:
        label: Code in the list of such lines.
        cents: Below nothing where we give it.
        data: Of its entry, beside the direction.
        more: What else its charge says.
    """
    told = {"direction": "in" if cents > 0 else "out", "cents": abs(cents), **data}
    return Event(INDEMNIFIED, told, charge=held_line(label, OWN, cents, **more))


def drawn_before(earlier: Sequence[Event]) -> str | None:
    """Return what the act before this one drew, our own things apart; None where it drew nothing."""
    others = [event for event in earlier if event.kind not in THING_KINDS]
    return others[-1].about or None if others else None


def own_above(earlier: Iterable[Event]) -> dict[tuple[int, str], int]:
    """Return what of ours is sold in the visit so far, by rate and nature."""
    found: dict[Rate, int] = {}
    for event in earlier:
        charge = event.charge
        if charge is not None and charge.fund == OWN and charge.cents > 0:
            key = (charge.rate, charge.nature)
            found[key] = found.get(key, 0) + charge.cents
    return found


def room_to_cover(earlier: Sequence[Event]) -> int:
    """Return what of ours in the visit so far nothing covers yet."""
    covered = sum(event.charge.cents for event in earlier if event.charge is not None and event.charge.covers)
    return sum(own_above(earlier).values()) + covered


def came_by(sold: SoldTicket | None, fund: str, most: int) -> tuple[CameBy, ...]:
    """Return by which real means the money of a thing came.

    Args:
        sold: The ticket that it came with; None where that cannot be read any more.
        fund: Of the thing.
        most: What the thing was.
    """
    if sold is None:
        return ()
    held: dict[tuple[str, str | None], int] = {}
    for payment in sold.payments:
        if payment["cents"]:
            key = (payment["means"], payment.get("cheque"))
            share = sum(part["cents"] for part in payment["split"] if part["fund"] == fund)
            held[key] = held.get(key, 0) + share
    return tuple(
        CameBy(means, min(cents, most), cheque if means == CHEQUE else None)
        for (means, cheque), cents in held.items()
        if cents > 0
    )
