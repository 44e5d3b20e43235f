"""Line of a bank's statement as a file tells it, and how its day and amount are read.

Source: decision 0082.
"""

import re
from dataclasses import dataclass
from datetime import date

from concierge_desk.domain.money import NotAnAmount

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f']")
# Thousands are parted by a sign only where decimals follow: 1.234 could be read in two ways.
_AMOUNT = re.compile(
    r"([+\-\u2212]?)(?:(\d{1,9})(?:[.,](\d{1,2}))?|(\d{1,3}(?:[.,]\d{3}){1,2})[.,](\d{2}))([+\-\u2212]?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class BankFileLine:
    """Line of a statement.

    Attributes:
        day: ISO.
        cents: Above nothing what arrived, below it what left.
        id: The bank's own; None where it gives none.
        label: What the bank says of it; None where it says nothing.
    """

    day: str
    cents: int
    id: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class BankStatement:
    """What a file holds of one account."""

    lines: tuple[BankFileLine, ...]

    @property
    def from_day(self) -> str:
        """Its first day."""
        return min(line.day for line in self.lines)

    @property
    def until_day(self) -> str:
        """Its last day."""
        return max(line.day for line in self.lines)


def iso_day(year: int, month: int, day: int) -> str | None:
    """Return a day in ISO; None where there is none such."""
    try:
        return date(year + (2000 if year < 100 else 0), month, day).isoformat()
    except ValueError:
        return None


def signed_cents(text: str) -> int:
    """Return the cents of an amount as banks write it: ``1 234,56``, ``-1.234,56``, ``12.50``, ``+8``, ``50,00-``.

    Raises:
        NotAnAmount: For anything else.
    """
    plain = re.sub(r"(EUR|€)", "", _SPACES.sub("", text), flags=re.IGNORECASE)
    # OFX writes up to five decimals; more than cents is nothing in euros.
    found = _AMOUNT.fullmatch(re.sub(r"([.,]\d{2})00+$", r"\1", plain))
    if found is None or (found[1] and found[6]):
        raise NotAnAmount(text)
    whole, decimals = re.sub(r"[.,]", "", found[2] or found[4]), found[3] or found[5] or ""
    cents = int(whole) * 100 + int(decimals.ljust(2, "0"))
    return cents if (found[1] or found[6] or "+") == "+" else -cents
