"""Lines of a ticket for money that is held or owed: neither goods nor services. Pure.

Source: docs/contract.md, "Ticket lines and VAT"; decision 0084.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from concierge_desk.counter.held.keeping import HELD_RETENTION
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.charge import OWN, REGIME_OUT, THOUSAND, CameBy, Charge, apart_from_pairs
from concierge_desk.domain.held.things import ACCOUNT_OWED, INDEMNIFIED, THING_KINDS, Rate, rates_in
from concierge_desk.domain.journal import Event, all_facts
from concierge_desk.domain.money import summed
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


@dataclass(frozen=True, slots=True)
class Said:
    """A line as what it covers, or what covers it, is reckoned from it.

    Attributes:
        line: As a charge or an entry says it.
        rates: What a slate says itself of what it covers; None of all else.
    """

    line: Mapping[str, Any]
    rates: Mapping[Rate, int] | None = None

    @property
    def rate(self) -> Rate:
        """Rate and nature of what is sold by it."""
        return (self.line["rate"], self.line["nature"])

    @classmethod
    def of(cls, line: Mapping[str, Any], kind: str, data: Mapping[str, Any]) -> "Said":
        """Return what the entry of a line says of it."""
        return cls(line, rates_in(data["rates"]) if kind == ACCOUNT_OWED else None)


def in_visit(earlier: Iterable[Event]) -> list[Said]:
    """Return the lines of a visit so far."""
    return [
        Said.of(all_facts(event.charge), event.kind, event.data)
        for event in earlier
        if event.charge is not None
    ]


def own_uncovered(lines: Sequence[Said]) -> dict[Rate, int]:
    """Return what of ours is sold by some lines and covered by none of them, by rate and nature.

    A slate says itself what it covers. All else that covers is taken from what bears its own rate, then from the oldest line.
    A pair is left out: its halves cover each other.

    Args:
        lines: In their order.
    """
    sold: list[tuple[Rate, int]] = []
    for said in apart_from_pairs(lines, lambda one: bool(one.line.get("pair"))):
        cents = said.line["cents"]
        if said.line.get("covers"):
            wanted = said.rates or {said.rate: -cents}
            for rate, most in wanted.items():
                sold, rest = _taken_from(sold, rate, most, only=True)
                sold, _ = _taken_from(sold, rate, rest, only=False)
        elif said.line["fund"] == OWN and cents > 0:
            sold.append((said.rate, cents))
    return {rate: cents for rate, cents in summed(sold).items() if cents}


def _taken_from(
    sold: Sequence[tuple[Rate, int]], rate: Rate, cents: int, *, only: bool
) -> tuple[list[tuple[Rate, int]], int]:
    """Return what is left of what was sold, and of an amount: from one rate only, or from whatever is oldest."""
    found = []
    for one, left in sold:
        part = min(left, cents) if not only or one == rate else 0
        cents -= part
        found.append((one, left - part))
    return found, cents


def room_to_cover(earlier: Sequence[Event]) -> int:
    """Return what of ours in the visit so far nothing covers yet."""
    return sum(own_uncovered(in_visit(earlier)).values())


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
