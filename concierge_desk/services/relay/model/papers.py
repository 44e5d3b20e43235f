"""States that the relay's papers are drawn from.

Source: docs/contract.md, "Documents".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.journal import Posted
from concierge_desk.services.relay.model.facts.complaints import Complaint
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.identity import Demand


@dataclass(frozen=True, slots=True)
class Receipt:
    """A deposit's or a franking's entry and its anchor.

    Attributes:
        posted: The entry.
        anchor: Its anchor.
        correction: The entry that took it back, None while it stands.
    """

    posted: Posted
    anchor: str
    correction: Posted | None


@dataclass(frozen=True, slots=True)
class Shelved:
    """An item as its label shows it.

    Attributes:
        stay: Where it lies, and what became of it.
        last_useful_slot: The last session up to the deadline, as an ISO interval; None where there was none.
    """

    stay: Custody
    last_useful_slot: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """An item that waits, and what whoever it is for has to know.

    Attributes:
        shelved: The item.
        addressee: The name on it; None where nobody was named.
        demand: What is asked of whoever comes, on the last day: a rule that changes until then is told before.
        at: The local time from which opening hours are told.
        calendar: The opening hours.
    """

    shelved: Shelved
    addressee: str | None
    demand: Demand
    at: datetime
    calendar: OpeningCalendar


@dataclass(frozen=True, slots=True)
class WaitingBoard:
    """All that somebody may come for, by the end of its number.

    Attributes:
        waiting: The items, in the order of what stands on the board.
        day: ISO date on which they wait.
    """

    waiting: tuple[Shelved, ...]
    day: str


@dataclass(frozen=True, slots=True)
class Saturation:
    """Entry by which a carrier was told that the shelves are full, and its anchor."""

    posted: Posted
    anchor: str


@dataclass(frozen=True, slots=True)
class ComplaintPaper:
    """Complaint as its papers show it.

    Attributes:
        known: Where it stands.
        posted: The entry that noted it.
        anchor: The anchor of that entry.
        regate: Number of the relay among La Poste's sites.
        typed: What was typed, where something was: ``subject``, ``note``, ``answer``.
    """

    known: Complaint
    posted: Posted
    anchor: str
    regate: str
    typed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Operation:
    """Row of a statement's operations.

    Attributes:
        word: What was done, in French, as ``operations.csv`` words it.
        what: Name of what was sold or moved.
        tracking: Its number.
        quantity: Pieces; below nought where they came back.
        cents: What was charged; None where nothing is.
        ticket: Number of its ticket.
        corrects: It takes another one back.
        happened: When it happened, by the clock of the shop, where it was kept on paper and entered later.
        at: When it was entered, by the clock of the shop.
        seq: Number of its entry.
        product: Code of the product; None where there is none.
    """

    word: str
    what: str
    tracking: str | None
    quantity: int
    cents: int | None
    ticket: str | None
    corrects: bool
    happened: datetime | None = None
    at: datetime | None = None
    seq: int = 0
    product: str | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """Item that came in, left, or that something happened to.

    Attributes:
        word: As in ``custody.csv``.
        number: Of the item.
        carrier: Its network.
        more: Its place, slip or reason.
        happened: As of an operation, as are the others.
    """

    word: str
    number: str
    carrier: str
    more: str
    happened: datetime | None = None
    at: datetime | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """La Poste's day as its statement tells it.

    Attributes:
        reported: Entry that froze it.
        operations: What was sold, franked, deposited, counted: what is done, with what, in words.
        movements: Items one by one, by what became of them.
        undone: By name of a count of the statement, acts of earlier days that were taken back on this one.
        franked: Items that were franked here and go with what is deposited.
        bags: Bags that were closed, as ``bags.csv`` has them.
    """

    reported: Posted
    operations: tuple[Operation, ...] = ()
    movements: tuple[Movement, ...] = ()
    undone: Mapping[str, int] = field(default_factory=dict)
    franked: int = 0
    bags: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class StatementDay:
    """La Poste's entries of a closed day, the anchor of its closing, and the fingerprint of the desk's key."""

    posted: tuple[Posted, ...]
    anchor: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class StockDay(StatementDay):
    """The same day, with the name of each product of the catalogue."""

    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StockPaper:
    """Entry of the stock that has a paper, with what the paper says beside it.

    Attributes:
        posted: The order, or what was stolen or lost.
        anchor: Of its entry.
        office: Post office that the shop belongs to, and the shop's number there.
        taken_back: It was taken back since.
    """

    posted: Posted
    anchor: str
    office: Mapping[str, str]
    taken_back: bool
