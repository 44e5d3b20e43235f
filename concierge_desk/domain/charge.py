"""A charge: a priced line of a ticket, its fund and to whom that is paid; cash that moves; the paper that is not handed out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self, TypeVar

from concierge_desk.domain.money import summed

T = TypeVar("T")

THOUSAND = 1000
"""Thousandths in one piece: a quantity is counted in them."""

OWN = "OWN"
CAUTION = "CAUTION"
ADVANCE = "ADVANCE"
"""What was paid ahead: the customer's until what it was paid for is sold."""
ACCOUNT = "ACCOUNT"
"""What is owed to the shop by whoever did not pay at once: below nothing."""
_MANDATE = "MANDATE:"

REGIME_OWN = "own"
REGIME_MANDATE = "mandate_transparent"
REGIME_OUT = "out_of_scope"
"""Ours, and neither turnover nor taxed: indemnities, what is kept of a caution, what is given back twice."""

OPENED = "till.drawer_opened"
"""Kind of the entry of a pulse that was sent."""

MAILED: Final = "paper.mailed"
"""Kind of the entry that says that a paper leaves by mail."""

GIVEN_UP = "document.given_up"
"""Kind of the entry of a paper that waited for a printer and is not printed."""

BY_CASH, BY_MOVE, BY_HAND = "cash", "move", "manual"
"""Reasons: a ticket with cash, cash put in or taken out, and somebody who asked for it."""

OWN_PAYEE: Final = "OWN"
"""The site itself: whatever nobody said otherwise of is paid to it."""

PAYEES: Final = "fund_payees"
"""Where an entry says to whom funds are paid that are not paid to the site itself."""


def mandate_of(principal: str) -> str:
    """Return the fund of a principal's money, such as ``MANDATE:LAPOSTE``."""
    return _MANDATE + principal


def moved_cents(move: Mapping[str, Any]) -> int:
    """Return what a ``till.moved`` puts into the drawer; below nought what it takes out."""
    cents = int(move["cents"])
    return cents if move["direction"] == "in" else -cents


def opens_for(kind: str, data: Mapping[str, Any]) -> str | None:
    """Return why an entry opens the drawer: cash comes or goes by it; None for one that leaves it shut.

    Source: docs/contract.md, "Payments and the drawer"; decision 0061.
    """
    if kind == "till.moved":
        return BY_MOVE
    if kind == "till.settled" and any(
        item["means"] == "cash" and (item["cents"] or item["given_cents"]) for item in data["payments"]
    ):
        return BY_CASH
    return None


def is_mandate(fund: str) -> bool:
    """Say whether the fund's money belongs to a principal."""
    return fund.startswith(_MANDATE)


def fund_rank(fund: str) -> tuple[int, str]:
    """Return the place of a fund among others: ours first, then what is the customers', mandates last and by code."""
    return (_ORDER.index(fund) if fund in _ORDER else len(_ORDER), fund)


_ORDER = (OWN, ADVANCE, ACCOUNT, CAUTION)


def bears_tax(fund: str, regime: str) -> bool:
    """Say whether a line shows tax of ours: what we sell, and what is paid ahead for it.

    Source: docs/contract.md, "Ticket lines and VAT"; docs/requirements.md, R-2.20; decision 0084.
    """
    return regime not in (REGIME_MANDATE, REGIME_OUT) and fund not in (ACCOUNT, CAUTION)


@dataclass(frozen=True, slots=True)
class CameBy:
    """What a real means holds of a thing whose money is given back.

    Attributes:
        means: Cash, card or cheque.
        cents: What it holds of the thing, above nothing.
        cheque: Code of the very cheque, where it bears one.
        unpaid: The bank took that cheque and gave it back unpaid: it goes by itself, though it is paid in.
    """

    means: str
    cents: int
    cheque: str | None = None
    unpaid: bool = False


@dataclass(frozen=True, slots=True)
class PayingCheque:
    """A cheque that lay in the safe and has to pay a line: whole, and nothing else does.

    Attributes:
        of: Code of the thing it was kept for.
        cents: It is made out for so much.
        bank: It is drawn on, where that was noted.
        ref: Of its number beside the journal, where that was noted.
    """

    of: str
    cents: int
    bank: str | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Charge:
    """Price of one charged act, decided from dated rows and written into its entry.

    An act writes one line, or a pair: two events, in this order, the one that covers first.

    Attributes:
        label: As the dated catalogue names it; never a typed text.
        quantity_thousandths: `THOUSAND` for one piece.
        unit_cents: Price of one, tax included; below nothing where money is given back, or where it covers.
        cents: Price of the line, tax included, discount deducted; of either sign.
        fund: ``OWN``, ``MANDATE:<principal>``, ``CAUTION``, ``ADVANCE`` or ``ACCOUNT``.
        regime: ``own``, ``mandate_transparent`` or ``out_of_scope``.
        vat_code: Code of the dated VAT row.
        rate: Hundredths of a percent.
        nature: ``goods``, ``durable`` (under the legal guarantee) or ``service``.
        discount_cents: Deducted from OWN lines only.
        on_behalf: Name of the principal it is sold for, as the ticket prints it; empty for our own.
        details: What the caller and the paper also show, such as the band's upper weight.
        covers: It pays for OWN lines of its own ticket: no money moves for it. Written into the line only where it does.
        stored_vat: Tax of what the line takes back, as it was stored: below nothing on a line below nothing. None: it is
            reckoned with its group. Written into the line only where it is said.
        pair: It goes with the line before it, the two of one act: they are refunded together or not at all. Written into
            the line only where it does.
        came_by: By which real means the thing had come that this line gives back: what ``till.settle`` with no payments
            gives it back by, and which cheque may go. Never written; left empty by a line that gives no thing back.
        cheque: That has to pay the line. Never written.

    Source: docs/contract.md, "Ticket lines and VAT"; docs/requirements.md, R-1.10, R-2.10, R-2.20; decision 0084.
    """

    label: str
    quantity_thousandths: int
    unit_cents: int
    cents: int
    fund: str
    regime: str
    vat_code: str
    rate: int
    nature: str
    discount_cents: int = 0
    on_behalf: str = ""
    details: Mapping[str, int | str | None] = field(default_factory=dict)
    covers: bool = False
    stored_vat: int | None = None
    pair: bool = False
    came_by: tuple[CameBy, ...] = ()
    cheque: PayingCheque | None = None

    def times(self, pieces: int) -> Self:
        """Return the same line for so many pieces, each at the price of one."""
        return replace(self, quantity_thousandths=pieces * THOUSAND, cents=pieces * self.unit_cents)


def own_piece(label: str, cents: int, vat_code: str, rate: int, nature: str) -> Charge:
    """Return the line of one piece that the shop sells for itself; its attributes are those of `Charge`."""
    return Charge(
        label=label,
        quantity_thousandths=THOUSAND,
        unit_cents=cents,
        cents=cents,
        fund=OWN,
        regime=REGIME_OWN,
        vat_code=vat_code,
        rate=rate,
        nature=nature,
    )


def apart_from_pairs(lines: Sequence[T], is_pair: Callable[[T], bool]) -> list[T]:
    """Return lines but those of pairs: what one half covers is the other half, and nothing else that is sold.

    Args:
        lines: In their order: the half of a pair that bears the mark follows the other.
        is_pair: Says whether a line bears the mark `Charge.pair`.
    """
    marks = [*map(is_pair, lines), False]
    return [line for place, line in enumerate(lines) if not marks[place] and not marks[place + 1]]


def payee_of(fund: str, payees: Mapping[str, str]) -> str:
    """Return whose card terminal and whose cheques a fund is paid by."""
    return payees.get(fund, OWN_PAYEE)


def ordered(payees: Iterable[str]) -> list[str]:
    """Return payees, each once, by code and the site itself last: somebody else's part is taken first."""
    return sorted(set(payees), key=lambda payee: (payee == OWN_PAYEE, payee))


def by_payee(funds: Mapping[str, int], payees: Mapping[str, str]) -> dict[str, int]:
    """Return what of some funds each payee has, in the order of `ordered`; none that has nothing.

    Args:
        funds: Cents by fund.
        payees: Payee of each fund that is not paid to the site itself.
    """
    found = summed((payee_of(fund, payees), cents) for fund, cents in funds.items() if cents)
    return {payee: found[payee] for payee in ordered(found)}


def payees_told(funds: Iterable[str], payees: Mapping[str, str]) -> dict[str, Any]:
    """Return to whom funds are paid, as an entry says it; nothing where all of them are paid to the site itself."""
    rows = [{"fund": fund, "payee": payees[fund]} for fund in sorted(set(funds)) if fund in payees]
    return {PAYEES: rows} if rows else {}


def payees_in(data: Mapping[str, Any]) -> dict[str, str]:
    """Return to whom the funds of an entry are paid, as it says itself."""
    return {row["fund"]: row["payee"] for row in data.get(PAYEES, ())}


def paid_straight(payments: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return what payments brought somebody else than the site straight away, by fund."""
    found: dict[str, int] = {}
    for payment in payments:
        if "payee" in payment:
            for share in payment["split"]:
                found[share["fund"]] = found.get(share["fund"], 0) + share["cents"]
    return found
