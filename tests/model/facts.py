"""What the model writes down: plain records without a rule in them."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


class No(Exception):
    """The model says that an act is refused, and with which code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Line:
    """A ticket's line: what was charged, and how many of its pieces went back."""

    seq: int
    ticket: str
    kind: str
    what: str
    fund: str
    rate: int
    nature: str
    pieces: int
    cents: int
    tax: int
    gone_back: int = 0
    leaving: "Leaving | None" = None


@dataclass(eq=False)
class Cheque:
    """A cheque; its code only the desk can tell."""

    ticket: str
    cents: int
    seq: int
    state: str = "here"
    sheet: str | None = None
    code: str = ""


@dataclass
class Paid:
    """A payment with each fund's part of it; negative where money went back, or was never paid by this means."""

    means: str
    cents: int
    given: int
    change: int
    shares: dict[str, int]
    of_refund: bool = False
    cheque: Cheque | None = None


@dataclass
class Ticket:
    """A ticket, and every payment that counts for it, corrections of its means included."""

    number: str
    seq: int
    lines: list[Line]
    paid: list[Paid]
    refunds: str | None = None

    def held(self, means: str) -> dict[str, int]:
        """Return what a means holds of it, by fund."""
        found: dict[str, int] = {}
        for paid in self.paid:
            for fund, cents in paid.shares.items() if paid.means == means else ():
                found[fund] = found.get(fund, 0) + cents
        return found

    def means(self) -> dict[str, int]:
        """Return what each means holds of it."""
        return {paid.means: sum(self.held(paid.means).values()) for paid in self.paid}


@dataclass
class Visit:
    """A visit that is not settled."""

    code: str
    acts: list[Mapping[str, Any]]
    parked: bool
    saved_at: datetime


@dataclass
class Stay:
    """One stay of one item."""

    code: str
    number: str | None
    carrier: str
    owner: str
    deadline: date
    received_seq: int
    state: str = "held"
    closed_seq: int | None = None


@dataclass
class Leaving:
    """Something that waits for the postman, until it stands on a slip or is taken back."""

    seq: int
    owner: str
    kind: str
    pieces: int
    number: str | None
    slip: str | None = None
    withdrawn: bool = False

    @property
    def waits(self) -> bool:
        """Whether it is still here."""
        return self.slip is None and not self.withdrawn


@dataclass
class Range:
    """What happened since the last closing: a business day's entries, and those before its opening."""

    first_seq: int
    tickets: list[Ticket] = field(default_factory=list)
    cash_tickets: int = 0
    lines: list[Line] = field(default_factory=list)
    paid: list[Paid] = field(default_factory=list)
    moves: list[int] = field(default_factory=list)
    pulses: list[str] = field(default_factory=list)
    """Why the printer opened the drawer, each time."""
    sheets: list[tuple[int, int, int, int]] = field(default_factory=list)
    """What went to the bank: sheets, cheques, their cents, cash; below nought what was taken back."""
    printed: set[str] = field(default_factory=set)
    duplicates: int = 0
    abandoned: int = 0
    sessions: int = 0
    passages: Counter[int] = field(default_factory=Counter)
    """People who came in, by session."""
    custody: Counter[tuple[str, str]] = field(default_factory=Counter)
    deposits: Counter[str] = field(default_factory=Counter)
    stock: Counter[tuple[str, str]] = field(default_factory=Counter)
    moved_for: set[str] = field(default_factory=set)


@dataclass
class Day:
    """The open business day."""

    date: date
    float_cents: int
    opened_seq: int
    session: int = 1
    session_open: bool = True
    count: tuple[int, int] | None = None
    """The last count, and what was expected then."""
    opening_gap: int = 0
    """How far the float lay off what the last closing left."""


@dataclass
class Closed:
    """A closed business day."""

    date: date
    number: str
    seq: int
    opened_seq: int
    left: int
    fiscal_year: str
    sums: Mapping[str, int]
    """What was charged by scope."""


@dataclass
class Noted:
    """An entry: its kind, when, and which it takes back."""

    seq: int
    kind: str
    at: datetime
    fact: Any = None
    corrects: int | None = None


@dataclass
class Told:
    """What an accepted act writes and answers.

    Attributes:
        entries: Kind and fact of each entry, and the one it takes back, in order; the clock's own apart.
        result: What the answer says, as far as the model can tell.
        warnings: Codes, where the model can tell.
        at: The instant of its entries, where it is not the clock's.
        learn: Takes over what only the desk can tell: codes that it drew.
        expected: The data of its last entry, as far as the model can tell.
    """

    entries: list[tuple[str, Any, int | None]]
    result: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] | None = None
    at: datetime | None = None
    learn: Callable[[Mapping[str, Any]], None] = lambda _result: None
    expected: list[dict[str, Any]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    first_seq: int = 0


@dataclass
class Done:
    """An accepted operation: what was asked, and what it wrote."""

    raw: Mapping[str, Any]
    operator: str | None
    entries: list[Noted]
