"""Rows of a ticket whose lines have both signs: what covers, what is set off, what real money is left to move. Pure rules.

A column is a fund: the sum of its lines. A row is a transfer, the set-off, or a payment. Whatever the lines, rows are
columns, fund by fund.

Source: docs/contract.md, "Payments and the drawer"; decision 0084.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.till.payments import KeptPayment, payment_data, shares_told, split
from concierge_desk.domain.charge import ACCOUNT, ADVANCE, CAUTION, OWN, Charge, apart_from_pairs, fund_rank
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.money import summed
from concierge_desk.domain.ticket import CASH

COVERED_BY: Mapping[str, str] = {ACCOUNT: "account", ADVANCE: "advance", CAUTION: "caution"}
"""What a fund covers OWN lines by, as transfers call it: never a mandate."""


@dataclass(frozen=True, slots=True)
class Share:
    """Line of a ticket as its columns see it.

    Attributes:
        fund: Whose money it is.
        cents: Of either sign.
        covers: It pays for OWN lines of its own ticket.
        pair: It goes with the line before it, the two of one act.
    """

    fund: str
    cents: int
    covers: bool = False
    pair: bool = False

    @classmethod
    def of(cls, charge: Charge) -> "Share":
        """Return what the columns see of a charge."""
        return cls(charge.fund, charge.cents, charge.covers, charge.pair)

    @classmethod
    def told(cls, line: Mapping[str, Any]) -> "Share":
        """Return what the columns see of a line as its entry holds it."""
        return cls(line["fund"], line["cents"], line.get("covers", False), line.get("pair", False))


@dataclass(frozen=True, slots=True)
class TicketColumns:
    """TicketColumns of a ticket, and what of them no real money moves.

    Attributes:
        due: By fund, what its lines come to.
        covered: By fund that covers, what it covers; below nothing where a cover is undone.
        set_off: By fund, what is given back and taken at once: it adds up to nothing.
        left: By fund, what real money moves: all of one sign.
    """

    due: Mapping[str, int]
    covered: Mapping[str, int]
    set_off: Mapping[str, int]
    left: Mapping[str, int]

    @property
    def due_cents(self) -> int:
        """What is to be paid; below nothing what is to be given back."""
        return sum(self.due.values())

    @property
    def transfers(self) -> list[dict[str, Any]]:
        """The rows of what covers, as their entry holds them."""
        return [
            {"means": COVERED_BY[fund], "cents": cents, "split": shares_told({OWN: cents, fund: -cents})}
            for fund, cents in self.covered.items()
        ]

    def transfers_told(self) -> dict[str, Any]:
        """Return these rows as a field of their entry: nothing where nothing covers."""
        rows = self.transfers
        return {"transfers": rows} if rows else {}

    def paid(self, payments: Sequence[KeptPayment], payees: Mapping[str, str]) -> list[dict[str, Any]]:
        """Return payments as entries hold them: the set-off before the real ones, which are split over what is left."""
        set_off = [payment_data(KeptPayment(CASH, 0, 0, 0), self.set_off)] if self.set_off else []
        return [*set_off, *split(payments, self.left, payees)]


def columns_of(lines: Iterable[Share]) -> TicketColumns:
    """Return the columns of a ticket.

    Args:
        lines: Its lines; what covers is of `COVERED_BY`.
    """
    shares = tuple(lines)
    due = summed((line.fund, line.cents) for line in shares)
    covering = summed((line.fund, -line.cents) for line in shares if line.covers)
    covered = {fund: covering[fund] for fund in COVERED_BY if covering.get(fund)}
    left = dict(due)
    for fund, cents in covered.items():
        left[fund] += cents
        left[OWN] = left.get(OWN, 0) - cents
    set_off = _set_off(left)
    return TicketColumns(
        due, covered, set_off, {fund: cents - set_off.get(fund, 0) for fund, cents in left.items()}
    )


def _set_off(left: Mapping[str, int]) -> dict[str, int]:
    """Return the smaller side whole, and as much of the other: mandates last, so that they keep real money."""
    above = sum(cents for cents in left.values() if cents > 0)
    below = -sum(cents for cents in left.values() if cents < 0)
    found: dict[str, int] = {}
    for side in (1, -1):
        rest = min(above, below)
        for fund in sorted((fund for fund, cents in left.items() if cents * side > 0), key=fund_rank):
            part = min(rest, abs(left[fund]))
            if part:
                found[fund] = side * part
            rest -= part
    return found


def check_covers(lines: Iterable[Share]) -> None:
    """Refuse what covers more than the ticket sells of our own: else a slate would pay out cash.

    What is forgiven is a cover below nothing, and makes no room for another one.

    Raises:
        Refused: ``till.covers_too_much``.
    """
    # What a pair covers is its own other half: forgiven, it would make room for a slate that nobody sold anything on.
    shares = apart_from_pairs(tuple(lines), lambda line: line.pair)
    covers = -sum(line.cents for line in shares if line.covers)
    own = sum(line.cents for line in shares if line.fund == OWN and line.cents > 0)
    if covers > own:
        raise Refused("till.covers_too_much", covered_cents=covers, own_cents=own)
