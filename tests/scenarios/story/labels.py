"""Numbers as carriers print them on labels, and as hands and scanners give them to the counter.

Keys by docs/trade.md, "Tracking numbers", worked out here once more: nothing is taken from the program.
"""

import random
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_UNSHIFTED_DIGITS = "à&é\"'(-è_ç"
_AZERTY = str.maketrans("0123456789AQZWM", _UNSHIFTED_DIGITS + "QAWZ?")


def colissimo(prefix: str, ten: str) -> str:
    """A 13-character parcel number: the key is over the ten digits after the prefix."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(ten))
    return f"{prefix}{ten}{(10 - total % 10) % 10}"


def mod_37_36(text: str) -> str:
    """The text with its check character of ISO 7064."""
    p = 36
    for character in text:
        s = (p + ALPHABET.index(character)) % 36 or 36
        p = 2 * s % 37
    return text + ALPHABET[(37 - p) % 36]


def two_letters(service: str, eight: str, suffix: str) -> str:
    """A number of the Universal Postal Union, or of Chronopost: the same key."""
    total = sum(weight * int(digit) for weight, digit in zip((8, 6, 4, 2, 3, 5, 9, 7), eight, strict=True))
    key = {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)
    return f"{service}{eight}{key}{suffix}"


class Roll:
    """Draws new numbers, each once."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._drawn: set[str] = set()

    def number(self, carrier: str) -> str:
        """A number of a carrier, its key right where one is known."""
        number = self._number(carrier)
        while number in self._drawn:
            number = self._number(carrier)
        self._drawn.add(number)
        return number

    def _number(self, carrier: str) -> str:
        one, digits = self._one, self._digits
        ways: dict[str, Callable[[], str]] = {
            "colissimo": lambda: colissimo(one("6A", "6M", "8L", "8R", "9V"), digits(10)),
            "letter": lambda: mod_37_36(one("86", "87") + digits(12)),
            "registered": lambda: one("1A", "2C", "2D", "3C") + digits(11),
            "s10": lambda: two_letters(
                one("RR", "RB", "LX", "CP", "CY"), digits(8), one("DE", "GB", "CN", "US")
            ),
            "chronopost": lambda: two_letters(one("XA", "XN", "XY"), digits(8), one("FR", "TS", "JB")),
            "dpd": lambda: mod_37_36("00" + digits(25)),
            "mondial_relay": lambda: one("2", "3", "4") + digits(7),
        }
        return ways[carrier]()

    def _one(self, *texts: str) -> str:
        return self._dice.choice(texts)

    def _digits(self, count: int) -> str:
        return "".join(self._dice.choice("0123456789") for _ in range(count))


def spaced(number: str) -> str:
    """As it is printed: groups of five after the prefix."""
    rest = number[2:]
    return " ".join([number[:2], *[rest[place : place + 5] for place in range(0, len(rest), 5)]])


def dotted(number: str) -> str:
    """Copied by hand: no-break space, dash, dot."""
    return f"{number[:2].lower()}\u00a0{number[2:6]}-{number[6:9]}.{number[9:]}"


def scanned(number: str) -> str:
    """What a scanner in US layout types on a French PC."""
    return number.translate(_AZERTY)


HANDS = (str, str, str.lower, spaced, dotted, scanned)
"""How a number comes to the counter; most are scanned rightly."""
