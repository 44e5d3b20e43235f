"""What the model of the neighbours writes down: who came, what they left or owe, what was done. Without a rule in it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class Person:
    """Somebody, as a neighbour would write it down."""

    key: str
    family: str
    given: str
    phone: str
    street: str
    cards: list[str]
    lost: set[str] = field(default_factory=set)
    into: "Person | None" = None
    home: str | None = None

    @property
    def name(self) -> str:
        """As people say it."""
        return f"{self.given} {self.family}"


@dataclass(eq=False)
class Thing:
    """A caution, an advance or a debt: whose it is, and nothing of what is left of it.

    Attributes:
        owner: Who is known; None for a name that was typed, or for somebody who is forgotten.
        name: As it was typed.
        never: It was taken back: it never was.
    """

    sort: str
    cents: int
    owner: Person | None = None
    name: str | None = None
    of: str | None = None
    by_cheque: bool = False
    way: str = ""
    code: str = ""
    ticket: str = ""
    never: bool = False


@dataclass(eq=False)
class Deed:
    """What an act did: a line of a ticket, or a cheque that came into the safe or left it.

    Attributes:
        moves: Things, and by how much each was moved.
        born: The thing that came by it.
        pair: It goes with the deed before it.
        gone_back: How many of its pieces went back.
        struck: It never was.
        takes_in: A cheque of the safe became money by it.
        bounced: Code of the cheque that the bank gave back.
        refunded: The ticket whose refund took something off a debt.
        member: Who took a membership, and the party of its entry.
    """

    kind: str
    fund: str = ""
    cents: int = 0
    covers: bool = False
    moves: list[tuple[Thing, int]] = field(default_factory=list)
    born: Thing | None = None
    pair: bool = False
    pieces: int = 1
    gone_back: int = 0
    struck: bool = False
    takes_in: bool = False
    bounced: str | None = None
    refunded: str = ""
    member: Person | None = None
    party: str = ""


@dataclass(eq=False)
class Ticket:
    """A ticket: its lines, and each real payment as its entry told it."""

    number: str
    deeds: list[Deed]
    paid: list[dict[str, Any]]
    refunds: bool = False


@dataclass(eq=False)
class Draft:
    """A visit that is not settled."""

    code: str
    acts: list[dict[str, Any]]
    who: dict[str, str] | None
    step: dict[str, Any]
    parked: bool = False


@dataclass
class Cheque:
    """A cheque, and where it is.

    Attributes:
        ticket: The one that it paid.
        split: What of which fund it paid there, as its entry told it.
    """

    cents: int
    ticket: str
    split: list[tuple[str, int]]
    state: str = "here"
    sheet: str | None = None
