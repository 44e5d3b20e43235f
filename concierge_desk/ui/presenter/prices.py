"""Prices of a visit: what its acts would be charged now.

Source: decision 0004.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

QUANTITY = "quantity"
"""Field of a charged act that says how many pieces."""


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line of the visit, as it would be charged now.

    Attributes:
        act: The charged act as it is saved.
        label: As the ticket prints it.
        quantity: How many pieces; 1 where the act counts none.
        cents: What it comes to; None where it has no price now.
        detail: Whose money it is, and the rate or unit price, in the language asked.
        fund: Label of the fund, in the language asked.
        refused: Sentence that says why it cannot be charged now; empty where it can.
    """

    act: Mapping[str, Any]
    label: str
    quantity: int
    cents: int | None
    detail: str
    fund: str
    refused: str = ""

    @property
    def is_counted(self) -> bool:
        """Whether its act says how many pieces: it can hold more of them, or fewer."""
        return QUANTITY in self.act


@dataclass(frozen=True, slots=True)
class PayeePart:
    """What of the visit is paid to one payee.

    Attributes:
        payee: His code.
        label: What he is called, in the language asked.
        cents: His part.
    """

    payee: str
    label: str
    cents: int


@dataclass(frozen=True, slots=True)
class Priced:
    """The money of a visit.

    Attributes:
        lines: In the order given.
        due_cents: What is to be paid.
        funds: Label and cents of each fund.
        note_needed: A note of services is due before it is paid.
        payees: Whose parts it has, the shop's own last; none where the shop alone is paid.
        came_by: Of what is given back, by which means it had come and how much of it each holds.
        by_cheque: Cheques that lay in the safe and pay their own line, in cents.
        leads: By what the card is found that is shown once it is paid; empty where none is.
    """

    lines: tuple[PricedLine, ...]
    due_cents: int
    funds: tuple[tuple[str, int], ...]
    note_needed: bool = False
    payees: tuple[PayeePart, ...] = ()
    came_by: tuple[tuple[str, int], ...] = ()
    by_cheque: tuple[int, ...] = ()
    leads: str = ""

    @property
    def rest_cents(self) -> int:
        """What is due, but for what those cheques pay."""
        return self.due_cents - sum(self.by_cheque)


NOTHING = Priced((), 0, ())
