"""Money: integer cents, read and written the French way, split to the last cent.

Source: docs/contract.md, "Amounts and dated rows"; docs/requirements.md, R-2.11 (no float anywhere).
"""

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from concierge_desk.domain.signs import MINUS

NBSP = "\N{NO-BREAK SPACE}"

_SPACES = str.maketrans(dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}", " "))
# At most twelve digits, so that every amount stays an integer of the journal (2^53) with room to add.
_AMOUNT = re.compile(
    r"([-\N{MINUS SIGN}]?)([0-9]{1,12}|[0-9]{1,3}(?: [0-9]{3}){1,3})(?:[.,]([0-9]{1,2}))? ?€?"
)


class NotAnAmount(ValueError):
    """The text is no amount in euros, or one that could be read in two ways."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in cents.

    Raises:
        TypeError: When the cents are no integer; a truth value is none.
    """

    cents: int

    def __post_init__(self) -> None:
        if type(self.cents) is not int:
            raise TypeError(f"cents are an int, not {type(self.cents).__name__}")

    def __add__(self, other: "Money") -> "Money":
        return Money(self.cents + other.cents)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.cents - other.cents)

    def __neg__(self) -> "Money":
        return Money(-self.cents)

    def __str__(self) -> str:
        return format_amount(self.cents)


def parse_amount(text: str, *, allow_negative: bool = False) -> int:
    """Return the cents of a typed amount such as ``12``, ``12,5``, ``12.50`` or ``1 234,50 €``.

    Compatible forms are not folded: the key left of 1 on an AZERTY keyboard writes ``²``, which must
    not turn into a digit.

    Raises:
        NotAnAmount: For anything else; three decimals are refused, never read as thousands; a sign
            is refused unless `allow_negative`.
    """
    match = _AMOUNT.fullmatch(text.translate(_SPACES).strip())
    if match is None or (match[1] and not allow_negative):
        raise NotAnAmount(text)
    cents = int(match[2].replace(" ", "")) * 100 + int((match[3] or "").ljust(2, "0"))
    return -cents if match[1] else cents


def format_amount(cents: int) -> str:
    """Return the amount as ``1 234,50 €``, its spaces being no-break ones; less than nothing as ``−1,52 €``."""
    euros, rest = divmod(abs(cents), 100)
    grouped = f"{euros:,}".replace(",", NBSP)
    return f"{MINUS if cents < 0 else ''}{grouped},{rest:02d}{NBSP}€"


_K = TypeVar("_K", bound=Hashable)


def summed(amounts: Iterable[tuple[_K, int]]) -> dict[_K, int]:
    """Return cents added up by what they belong to, in the order in which it comes first."""
    found: dict[_K, int] = {}
    for whose, cents in amounts:
        found[whose] = found.get(whose, 0) + cents
    return found


def half_away(numerator: int, denominator: int) -> int:
    """Return the whole number nearest a fraction, half of one away from zero.

    Args:
        numerator: Of either sign.
        denominator: Positive.
    """
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -whole if numerator < 0 else whole


def pro_rata(total_cents: int, weights: Sequence[int], prefer: Sequence[bool] = ()) -> list[int]:
    """Return the total split in proportion to the weights; the parts add up to it exactly.

    Every part is the exact share rounded up or down; the cents left over go to the largest
    remainders, among equal ones to the preferred first, then by position. The opposite total gives
    the opposite parts. A weight may be negative (a refund beside a sale): its part then runs against
    the total.

    Args:
        total_cents: What is split.
        weights: One per part.
        prefer: One per part, true for a mandate; empty when none is preferred.

    Raises:
        ValueError: When the weights add up to nothing but the total does not, or when the lengths
            differ.

    Source: docs/contract.md, "Payments and the drawer".
    """
    whole = sum(weights)
    if whole == 0:
        if total_cents:
            raise ValueError("nothing to split in proportion to")
        return [0] * len(weights)
    if total_cents < 0:
        return [-part for part in pro_rata(-total_cents, weights, prefer)]
    side = 1 if whole > 0 else -1
    return apportion(total_cents, [total_cents * side * weight for weight in weights], abs(whole), prefer)


def apportion(
    total: int, numerators: Sequence[int], denominator: int, prefer: Sequence[bool] = ()
) -> list[int]:
    """Return whole parts near ``numerator / denominator`` that add up to the total.

    Args:
        total: The sum of the fractions, rounded up or down.
        numerators: One per part.
        denominator: Positive, the same for all.
        prefer: One per part, winning ties; empty when none is preferred.

    Raises:
        ValueError: When `prefer` has another length, or when the total is not the rounded sum.
    """
    preferred = prefer or [False] * len(numerators)
    if len(preferred) != len(numerators):
        raise ValueError("one preference for each part")
    parts = [numerator // denominator for numerator in numerators]
    left = total - sum(parts)
    waiting = [index for index, numerator in enumerate(numerators) if numerator % denominator]
    if not 0 <= left <= len(waiting):
        raise ValueError("the total is not the rounded sum of the parts")
    waiting.sort(key=lambda index: (-(numerators[index] % denominator), not preferred[index], index))
    for index in waiting[:left]:
        parts[index] += 1
    return parts


def cumulated(total_cents: int, done: int, whole: int) -> int:
    """Return how much of an amount belongs to the first `done` of `whole` equal parts, half away from zero.

    Parts are differences of it, so that they add up to the amount in whatever steps: the last takes the rest.

    Raises:
        ValueError: Unless ``0 <= done <= whole`` and there is a whole.

    Source: docs/contract.md, "Ticket lines and VAT".
    """
    if not 0 <= done <= whole or whole == 0:
        raise ValueError("a part lies within its whole")
    return half_away(total_cents * done, whole)
