"""A settled ticket as its corrections find it, and the cheques that it was paid by: each in one state at a time. Pure.

Source: docs/contract.md, "Corrections", "Ticket lines and VAT", "Cheques"; decisions 0011, 0062, 0084.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from concierge_desk.domain.charge import OWN_PAYEE, payee_of, payees_in
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.money import cumulated

CASH, CARD, CHEQUE = "cash", "card", "cheque"
MEANS = (CASH, CARD, CHEQUE)
"""What a ticket is paid by."""

HERE, PAID_IN, GIVEN_BACK, UNPAID = "here", "paid_in", "given_back", "unpaid"
"""It lies in the drawer; it stands on a paying-in sheet; whoever drew it has it back; the bank gave it back unpaid."""

WAS = "was"
"""Field of a payment that says where its cheque was, where that was not in the drawer: `PAID_IN`, it came back unpaid."""

PAID_IN_KIND = "till.paid_in"
"""Kind of the entry of a paying-in sheet."""

PREFIX = "x"
"""Begins the codes of cheques."""

BACK = "back"
"""Field of a correction of means: whether it stands on the side of what is given back, where its ticket does not say so."""


def gives_back(data: Mapping[str, Any]) -> bool:
    """Say whether the payments of an entry stand on the side of what is given back: by what is due on its ticket.

    A refund gives back, unless what it takes back had been given back itself.
    """
    due = data.get("due_cents", 0)
    if due:
        return bool(due < 0)
    return bool(data.get(BACK, "refunds" in data))


def is_set_off(payment: Mapping[str, Any]) -> bool:
    """Say whether a row of payments is the set-off: no real money moves by it."""
    return not payment["cents"] and bool(payment["split"])


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

    def moved(self, cents: int, *, back: bool, undone: bool = False) -> "Cheque | None":
        """Return what a further payment that names it makes of it; None for what was no cheque after all.

        Args:
            cents: Of that payment.
            back: It stands on the side of what is given back: the whole cheque goes, or came after all.
            undone: What gave it back is taken back: the whole cheque comes again.

        Raises:
            ValueError: When it cannot be so.
        """
        if back and (self.state, cents) == (HERE, -self.cents):
            return replace(self, state=GIVEN_BACK)
        if (back or undone) and (self.state, cents) == (GIVEN_BACK, self.cents):
            return replace(self, state=HERE)
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


def moved_by(known: Cheque, item: Mapping[str, Any], data: Mapping[str, Any]) -> Cheque | None:
    """Return what a payment makes of the cheque that it names; None for what was no cheque after all.

    Args:
        known: The cheque.
        item: The payment.
        data: What its entry says.

    Raises:
        ValueError: When it cannot be so.
    """
    if WAS in item:
        before, after, whole = (
            (UNPAID, PAID_IN, known.cents) if "refunds" in data else (PAID_IN, UNPAID, -known.cents)
        )
        if (known.state, item["cents"]) != (before, whole):
            raise ValueError(f"{known.code} is not moved by {item['cents']}")
        return replace(known, state=after)
    return known.moved(item["cents"], back=gives_back(data), undone="refunds" in data)


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

    def part(self, thousandths: int) -> dict[str, Any]:
        """Return the negated part of a line: what is refunded by now less what was refunded before."""
        line = self.line
        whole = line["quantity_thousandths"]
        before, after = self.refunded_thousandths, self.refunded_thousandths + thousandths

        def part(cents: int) -> int:
            return cumulated(cents, after, whole) - cumulated(cents, before, whole)

        cents, vat = part(line["cents"]), part(line["vat_cents"])
        return {
            **line,
            "quantity_thousandths": -thousandths,
            "cents": -cents,
            "discount_cents": -part(line["discount_cents"]),
            "ht_cents": vat - cents,
            "vat_cents": -vat,
            **({"stored_vat": -vat} if "stored_vat" in line else {}),
        }


@dataclass(frozen=True, slots=True)
class SoldTicket:
    """A ticket with everything that happened to it.

    Attributes:
        settled: Its ``till.settled``.
        lines: Its lines in order.
        payments: Its payments, and those that corrected their means.
        cheques: Those that it was paid by, wherever they are; of a refund, those of the ticket that it belongs to; of another
            that gave back, those that it names.
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
        """Whether it takes lines of another ticket back."""
        return "refunds" in self.settled.data

    @property
    def gives_back(self) -> bool:
        """Whether its payments gave money back."""
        return gives_back(self.settled.data)

    @property
    def payees(self) -> dict[str, str]:
        """Payee of each fund of it that is not paid to the site itself: as it was when it was settled."""
        return payees_in(self.settled.data)

    @property
    def real(self) -> tuple[Mapping[str, Any], ...]:
        """Its payments but the set-off."""
        return tuple(payment for payment in self.payments if not is_set_off(payment))

    def pair_of(self, n: int) -> tuple[int, ...]:
        """Return the places of the lines that one act wrote together: one of its own, for nearly every line."""
        if self.lines[n - 1].line.get("pair"):
            return (n - 1, n)
        if n < len(self.lines) and self.lines[n].line.get("pair"):
            return (n, n + 1)
        return (n,)

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
        """Return what a means holds of this ticket by fund, in cents; negative where it gave back.

        No means holds what was set off.
        """
        found: dict[str, int] = {}
        for payment in self.real:
            if payment["means"] == means:
                for share in payment["split"]:
                    found[share["fund"]] = found.get(share["fund"], 0) + share["cents"]
        return found
