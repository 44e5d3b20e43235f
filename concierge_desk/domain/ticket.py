"""A settled ticket as its corrections find it, and the cheques that it was paid by: each in one state at a time. Pure.

Source: docs/contract.md, "Corrections", "Ticket lines and VAT", "Cheques"; decisions 0011, 0062.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from concierge_desk.domain.charge import OWN_PAYEE, payee_of, payees_in
from concierge_desk.domain.journal import Posted

CASH, CARD, CHEQUE = "cash", "card", "cheque"
MEANS = (CASH, CARD, CHEQUE)
"""What a ticket is paid by."""

HERE, PAID_IN, GIVEN_BACK = "here", "paid_in", "given_back"
"""It lies in the drawer; it stands on a paying-in sheet; whoever drew it has it back."""

PAID_IN_KIND = "till.paid_in"
"""Kind of the entry of a paying-in sheet."""

PREFIX = "x"
"""Begins the codes of cheques."""


@dataclass(frozen=True, slots=True)
class Cheque:
    """A cheque that a ticket was paid by.

    Attributes:
        code: Its own, drawn with the payment.
        ticket: The ticket it paid.
        cents: What it is made out for.
        seq: Entry that it came with.
        day: Business day of that entry, ISO.
        bank: The bank it is drawn on; None where nobody noted it.
        ref: Under which its number and its issuer are kept beside the journal; None where nobody noted them.
        state: See `HERE`.
        sheet: Number of the sheet it stands on; None where it stands on none.
        payee: Who is paid by it; None for the site itself.
    """

    code: str
    ticket: str
    cents: int
    seq: int
    day: str
    bank: str | None = None
    ref: str | None = None
    state: str = HERE
    sheet: str | None = None
    payee: str | None = None

    @property
    def paid_to(self) -> str:
        """Code of whoever is paid by it."""
        return self.payee or OWN_PAYEE

    @property
    def is_here(self) -> bool:
        """It lies in the drawer."""
        return self.state == HERE

    def moved(self, cents: int, *, back: bool) -> "Cheque | None":
        """Return what a further payment that names it makes of it; None for what was no cheque after all.

        Args:
            cents: Of that payment.
            back: It stands on the side of what is given back: the whole cheque goes, or came after all.

        Raises:
            ValueError: When it cannot be so.
        """
        if back and (self.state, cents) in {(HERE, -self.cents), (GIVEN_BACK, self.cents)}:
            return replace(self, state=GIVEN_BACK if self.is_here else HERE)
        if back or not self.is_here or not 0 < -cents <= self.cents:
            raise ValueError(f"{self.code} is not moved by {cents}")
        # A means that was noted wrong: so much less of it was a cheque.
        return replace(self, cents=self.cents + cents) if self.cents + cents else None


def received(item: Mapping[str, Any], ticket: str, *, seq: int, day: str) -> Cheque:
    """Return the cheque that a payment brings.

    Raises:
        ValueError: When it brings none.
    """
    if item["cents"] <= 0:
        raise ValueError(f"{item['cheque']} is not here")
    payee = item.get("payee")
    return Cheque(
        item["cheque"], ticket, item["cents"], seq, day, item.get("bank"), item.get("ref"), payee=payee
    )


def words_beside(number: str | None, issuer: str | None) -> str:
    """Return number and issuer of a cheque as they are kept beside the journal."""
    return _BETWEEN.join(said for said in (number, issuer) if said)


def number_and_issuer(text: str) -> tuple[str, str]:
    """Return number and issuer out of what is kept of them, empty where it was not said."""
    first, _, rest = text.partition(_BETWEEN)
    return (first, rest) if first.isdecimal() else ("", text)


_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A charged entry, and how much of it was refunded."""

    posted: Posted
    refunded_thousandths: int

    @property
    def line(self) -> Mapping[str, Any]:
        """The line as it was sold."""
        line: Mapping[str, Any] = self.posted.data["line"]
        return line

    @property
    def left_thousandths(self) -> int:
        """Quantity that may still be refunded."""
        return int(self.line["quantity_thousandths"]) - self.refunded_thousandths


@dataclass(frozen=True, slots=True)
class SoldTicket:
    """A ticket with everything that happened to it.

    Attributes:
        settled: Its ``till.settled``.
        lines: Its lines in order.
        payments: Its payments, and those that corrected their means.
        cheques: Those that it was paid by, wherever they are; of a refund, those of the ticket that it belongs to.
    """

    settled: Posted
    lines: tuple[SoldLine, ...]
    payments: tuple[Mapping[str, Any], ...]
    cheques: tuple[Cheque, ...] = ()

    @property
    def number(self) -> str:
        """Number of the ticket as printed."""
        return str(self.settled.data["ticket"])

    @property
    def is_refund(self) -> bool:
        """Whether it gave money back for another ticket."""
        return "refunds" in self.settled.data

    @property
    def payees(self) -> dict[str, str]:
        """Payee of each fund of it that is not paid to the site itself: as it was when it was settled."""
        return payees_in(self.settled.data)

    def paid_to(self, payee: str) -> "SoldTicket":
        """Return the ticket as far as one payee has a part of it: its payments and its cheques."""
        payees = self.payees
        if not payees and payee == OWN_PAYEE:
            return self
        payments = [
            {**item, "split": [share for share in item["split"] if payee_of(share["fund"], payees) == payee]}
            for item in self.payments
        ]
        cheques = tuple(cheque for cheque in self.cheques if cheque.paid_to == payee)
        return replace(self, payments=tuple(item for item in payments if item["split"]), cheques=cheques)

    def held(self, means: str) -> dict[str, int]:
        """Return what a means holds of this ticket by fund, in cents; negative on a refund."""
        found: dict[str, int] = {}
        for payment in self.payments:
            if payment["means"] == means:
                for share in payment["split"]:
                    found[share["fund"]] = found.get(share["fund"], 0) + share["cents"]
        return found
