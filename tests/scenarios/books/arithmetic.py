"""Reading a label, the hours of the door, and sums to the cent: worked out once more, apart from the program."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

LIST = tomllib.loads((Path(__file__).parent / "price_list.toml").read_text("utf-8"))


_DIGITS_ROW = dict(zip("&é\"'(-è_çà", "1234567890", strict=True))
_LETTERS = dict(zip("AQZW?", "QAWZM", strict=True))
_SHAPES = (
    ("dpd", r"\d{27}[0-9A-Z]"),
    ("letter", r"8[67]\d{12}[0-9A-Z]"),
    ("colissimo", r"([6-9][A-Z]|5[N-Z])\d{11}"),
    ("chronopost", r"X[A-Z]\d{9}[A-Z]{2}|E[A-Z]\d{9}FR|[A-Z]{2}\d{9}(TS|JB|JF|VF)"),
    ("s10", r"[A-Z]{2}\d{9}[A-Z]{2}"),
    ("registered", r"\d[A-Z]\d{11}"),
)


def number_of(text: str) -> str:
    """The number that was typed or scanned: a text without a digit came from a scanner in the wrong layout."""
    if not re.search(r"\d", text):
        text = "".join({**_DIGITS_ROW, **_LETTERS}.get(character, character) for character in text)
    return re.sub(r"[\s.\-]", "", text).upper()


def carrier_of(number: str) -> str:
    """Whose number it is, by its shape."""
    return next(carrier for carrier, shape in _SHAPES if re.fullmatch(shape, number))


# Days.


@dataclass
class Hours:
    """When the door is open."""

    weeks: dict[str, list[list[str]]] = field(default_factory=lambda: {"2000-01-01": LIST["shop"]["hours"]})
    closed: set[str] = field(default_factory=set)

    def sessions(self, day: date) -> list[str]:
        """The sessions of a day."""
        text = day.isoformat()
        if text in self.closed or text in LIST["shop"]["holidays"]:
            return []
        week = self.weeks[max(first for first in self.weeks if first <= text)]
        return week[day.weekday()]

    def last(self, day: str) -> str:
        """The last session up to a day."""
        at = date.fromisoformat(day)
        while not self.sessions(at):
            at -= timedelta(days=1)
        return f"{at}T{self.sessions(at)[-1]}"


def later(day: str, days: int) -> str:
    """So many calendar days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


# Sums.


def half_up(value: Fraction) -> int:
    """The nearest whole cent, half a cent away from nothing."""
    size = int(abs(value) + Fraction(1, 2))
    return -size if value < 0 else size


def dealt(total: int, shares: Sequence[Fraction], first: Sequence[bool] = ()) -> list[int]:
    """Whole cents near the shares that add up to the total: what is left goes to the largest rests."""
    if total < 0:
        return [-part for part in dealt(-total, [-share for share in shares], first)]
    parts = [share.numerator // share.denominator for share in shares]
    rests = [share - part for share, part in zip(shares, parts, strict=True)]
    liked = first or [False] * len(shares)
    order = sorted(range(len(shares)), key=lambda place: (-rests[place], not liked[place], place))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts
