"""Memory of the relay's part of the demo: the shelves, the stock, what was told.

It does not grow with the days: what comes in goes out.
"""

import string
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any

from concierge_desk.counter.demo.demo import Rota
from concierge_desk.mechanisms.custody.model import DAMAGED, NOT_FOUND
from concierge_desk.services.relay.model.numbers import read_number
from concierge_desk.services.relay.model.states import GOES_BACK, HELD

_KEYS = string.digits + string.ascii_uppercase
_PREFIXES = {
    "colissimo": ("6A", "6M", "8L", "8R", "9V"),
    "letter": ("86", "87"),
    "registered": ("1A", "2C", "2D"),
    "s10": ("RR", "LX", "CP"),
    "chronopost": ("XA", "XN", "XY"),
    "dpd": ("00",),
    "mondial_relay": ("2", "3", "4"),
}
_DIGITS = {"colissimo": 10, "letter": 12, "registered": 11, "s10": 8, "chronopost": 8, "dpd": 25}
_SUFFIXES = {"s10": ("DE", "GB", "CN", "US"), "chronopost": ("FR", "TS", "JB")}
_NUMBERS = 10_000_000
_STEP = 7_654_321
"""Has no divisor in common with the above: each number of the round is met once before any comes again."""


@dataclass(frozen=True, slots=True)
class ShelvedItem:
    """Item that waits on a shelf.

    Attributes:
        which: How it is named to the counter.
        carrier: Whose network brought it.
        principal: Whose it is.
        last_day: Last day it is kept.
        signature: It is handed over against a signature.
        state: As in the relay's own state table.
        reminded: Somebody was reminded of it.
        missed_day: Since when it cannot be found.
    """

    which: dict[str, str]
    carrier: str
    principal: str
    last_day: date
    signature: bool
    state: str = HELD
    reminded: bool = False
    missed_day: date | None = None

    def is_due(self, day: date) -> bool:
        """Say whether the postman takes it back."""
        return self.state in GOES_BACK or (self.state != NOT_FOUND and self.last_day < day)

    def can_go(self, day: date) -> bool:
        """Say whether somebody may come for it on a day."""
        return self.state in (HELD, DAMAGED) and day <= self.last_day


@dataclass(slots=True)
class Memory:
    """Memory of all the relay did so far.

    Attributes:
        sheet: Rows of prices that are not imported yet, the earliest first.
        announced: Rows that are imported and do not hold yet.
        items: What lies on the shelves.
        stock: Pieces of what is sold by the piece.
        order: An order of stamps that did not come yet.
        slip: A slip of returns that the postman has not signed yet.
        mandate: Code of a company's mandate that was shown.
        serial: How many numbers were drawn.
        is_set_up: The first delivery was put away.
        chronopost: The shop takes deposits for Chronopost.
        missed: How many items could not be found.
        complaints: Numbers of those that are still to be passed on.
        passed_on: Numbers of those that were.
        answered: Numbers of those that an answer came to.
        rota: When something rare is its turn again.
        bag: The bag that is being taken in.
        late: Bags with a number each that was missing in them and turns up later.
    """

    sheet: list[dict[str, str]]
    announced: list[dict[str, str]] = field(default_factory=list)
    items: list[ShelvedItem] = field(default_factory=list)
    stock: dict[str, int] = field(default_factory=dict)
    order: str | None = None
    slip: str | None = None
    mandate: str | None = None
    serial: int = 0
    is_set_up: bool = False
    chronopost: bool = False
    missed: int = 0
    complaints: list[str] = field(default_factory=list)
    passed_on: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    rota: Rota = field(default_factory=Rota)
    bag: str | None = None
    late: list[tuple[str, str]] = field(default_factory=list)

    def change(self, item: ShelvedItem, **told: Any) -> None:
        """Note what became of an item that stays."""
        self.items[self.items.index(item)] = replace(item, **told)

    def number(self, carrier: str, dice: Random) -> str:
        """Return a number of a carrier that was never here; its key holds where one is known."""
        self.serial += 1
        round_ = f"{self.serial * _STEP % _NUMBERS:07d}"
        prefix = dice.choice(_PREFIXES[carrier])
        if carrier == "mondial_relay":
            return prefix + round_
        stem = prefix + round_.rjust(_DIGITS[carrier], "5")
        suffix = dice.choice(_SUFFIXES.get(carrier, ("",)))
        if carrier == "registered":
            return stem
        return next(number for key in _KEYS if read_number(number := stem + key + suffix).key == "valid")


def as_typed(number: str, dice: Random) -> str:
    """Return a number as hands and scanners give it: most are scanned rightly."""
    hand = dice.randrange(6)
    if hand == 0:
        return number.lower()
    if hand == 1:
        groups = [number[place : place + 5] for place in range(2, len(number), 5)]
        return " ".join([number[:2], *groups])
    return number
