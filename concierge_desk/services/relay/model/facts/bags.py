"""Bags as the tables know them, and what is missing of one.

Source: docs/contract.md, "Bags"; decision 0076.
"""

from collections.abc import Sequence
from dataclasses import dataclass

ANNOUNCED = "announced"
OPEN = "open"
"""Something of it was taken in."""
CLOSED = "closed"
CANCELLED = "cancelled"
"""There was none: it had been announced by mistake."""


@dataclass(frozen=True, slots=True)
class Bag:
    """Bag as the tables know it; days are ISO texts.

    Attributes:
        bag: Its number.
        principal: Whom its entries are for.
        carrier: Whose it is, as it was announced: a carrier or a principal.
        state: `ANNOUNCED`, `OPEN`, `CLOSED` or `CANCELLED`.
        announced_day: Day on which it was announced.
        announced: How many were.
        listed: They were announced one by one.
        closed_day: Day on which it was closed, None before.
    """

    bag: str
    principal: str
    carrier: str
    state: str
    announced_day: str
    announced: int
    listed: bool
    closed_day: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be closed."""
        return self.state in (ANNOUNCED, OPEN)


def differences(
    bag: Bag, listed: Sequence[str], received: Sequence[str]
) -> tuple[list[str] | int, list[str] | int]:
    """Return what is missing of a bag, and what is too many: their numbers, or how many where none were announced."""
    if not bag.listed:
        gap = bag.announced - len(received)
        return max(gap, 0), max(-gap, 0)
    # The same number twice was announced once: the second is too many.
    missing, too_many = dict.fromkeys(listed), []
    for number in received:
        if number in missing:
            del missing[number]
        else:
            too_many.append(number)
    return list(missing), too_many


def how_many(told: list[str] | int) -> int:
    """Return how many are told, one by one or counted."""
    return told if isinstance(told, int) else len(told)
