"""A settled ticket as its corrections find it.

Source: docs/contract.md, "Corrections", "Ticket lines and VAT"; decision 0011.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concierge_desk.domain.journal import Posted


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
    """

    settled: Posted
    lines: tuple[SoldLine, ...]
    payments: tuple[Mapping[str, Any], ...]

    @property
    def number(self) -> str:
        """Number of the ticket as printed."""
        return str(self.settled.data["ticket"])

    @property
    def is_refund(self) -> bool:
        """Whether it gave money back for another ticket."""
        return "refunds" in self.settled.data

    def held(self, means: str) -> dict[str, int]:
        """Return what a means holds of this ticket by fund, in cents; negative on a refund."""
        found: dict[str, int] = {}
        for payment in self.payments:
            if payment["means"] == means:
                for share in payment["split"]:
                    found[share["fund"]] = found.get(share["fund"], 0) + share["cents"]
        return found
