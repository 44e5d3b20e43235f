"""The desk as the front sees it: what it can ask, and what it gets; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' thread, never on the window's.

Source: DESIGN §2 (walls); decision 0019.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from concierge_desk.counter.offers import Offer
from concierge_desk.domain.errors import Param

if TYPE_CHECKING:
    from concierge_desk.counter.operation import Answer
    from concierge_desk.ui.front.shelf_face import ShelfSheet


@dataclass(frozen=True, slots=True)
class Line:
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


@dataclass(frozen=True, slots=True)
class Priced:
    """The money of a visit.

    Attributes:
        lines: In the order given.
        due_cents: What is to be paid.
        funds: Label and cents of each fund.
        note_needed: A note of services is due before it is paid.
    """

    lines: tuple[Line, ...]
    due_cents: int
    funds: tuple[tuple[str, int], ...]
    note_needed: bool = False


NOTHING = Priced((), 0, ())


@dataclass(frozen=True, slots=True)
class SavedVisit:
    """A visit as it was saved: its acts, and the step it stood at."""

    visit: str
    acts: tuple[Mapping[str, Any], ...]
    step: Mapping[str, Any]
    saved_at: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A short state at the top: text and tone (``good``, ``warning``, ``bad``, ``plain``)."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class LastTicket:
    """The ticket of the open day that was settled last: its number, what it came to, the hour as it is shown."""

    number: str
    due_cents: int
    hour: str


@dataclass(frozen=True, slots=True)
class RealShop:
    """How a real shop is set up, once, in a terminal.

    Attributes:
        site: An example of what says all about a place: a file to be copied.
        lines: What is typed: set it up, the first backup, the recovery sheet, open it.
    """

    site: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """What the frame of the window shows all day.

    Attributes:
        shop: Name of the shop.
        operator: Name of whoever is at the counter.
        day: Whether the day is open, and until when.
        backup: Age of the last good copy.
        open: A day is open that takes acts.
        practice: Everything is an exercise.
        waiting: By service code, how many things wait.
        parked: Visits set aside.
        to_close: A day is open that is to be closed before anything else.
        last: The ticket that was settled last; None where the open day has none.
        real_shop: Says how a real shop is set up at this PC, at once; None where this is one.
        closing: A closing was begun, and not finished yet.
        queued: Place of the paper that was queued for the printer last: another number, another paper.
        spools: There was a printer when papers were last looked after.
        closed: Number of today's closing; empty while today is not closed.
        doubt: What the PC says and where the journal stops, where a day cannot be opened before somebody says which
            date is right; empty while they agree.
    """

    shop: str
    operator: str
    day: Chip
    backup: Chip
    open: bool
    practice: bool
    waiting: Mapping[str, int]
    parked: int
    to_close: bool = False
    last: LastTicket | None = None
    real_shop: Callable[[], RealShop] | None = None
    closing: bool = False
    queued: int = 0
    spools: bool = False
    closed: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Means:
    """A way to pay, chosen by its number; the first is cash."""

    code: str
    label: str


class Searches(Protocol):
    """What there is to what was scanned or typed, over every service."""

    @property
    def lang(self) -> str:
        """Language of what is shown."""

    def found(self, code: str) -> tuple[Offer, ...]:
        """Return what a code is to every service; empty where nobody knows it."""

    def named(self, text: str) -> tuple[Offer, ...]:
        """Return what goes by a name or a word."""

    def arrives(self, code: str) -> tuple[Offer, ...]:
        """Return how a code of the carrier's bag is taken in."""

    def favourites(self) -> tuple[Offer, ...]:
        """Return what is sold most, each by a key."""

    def on_shelf(self, service: str) -> "ShelfSheet":
        """Return what lies on a service's shelf, and what is to be done with it today."""

    def today(self) -> date:
        """Return the open business day, else the calendar day where the shop stands."""

    def recognises(self, code: str) -> bool:
        """Say at once, without the store, whether a text is a code of some service."""


class Face(Searches, Protocol):
    """What the front may ask the desk."""

    @property
    def means(self) -> tuple[Means, ...]:
        """Ways to pay, cash first."""

    def new_op(self) -> str:
        """Return an operation id."""

    def play(self, raw: Mapping[str, Any]) -> "Answer":
        """Play one command; a refusal is an answer too.

        Raises:
            EnvironmentFailure: Nothing was written.
        """

    def takes_back(self, answer: "Answer") -> bool:
        """Say whether what was played can be taken back by one key."""

    def sentence(self, code: str, params: Mapping[str, Param]) -> str:
        """Return the sentence of a code."""

    def priced(self, visit: str | None, acts: Sequence[Mapping[str, Any]]) -> Priced:
        """Return what acts would be charged now."""

    def at_counter(self) -> SavedVisit | None:
        """Return the visit that stands at the counter, None where nobody is served."""

    def parked(self) -> tuple[SavedVisit, ...]:
        """Return the visits that were set aside, the oldest first."""

    def ticket_of(self, visit: str) -> str | None:
        """Return the ticket that settled a visit, None while none did."""

    def status(self) -> Status:
        """Return what the frame of the window shows."""

    def paper(self, document: str) -> Path:
        """Draw a paper as PDF and journal the print.

        Raises:
            Refused, EnvironmentFailure: As printing does.
        """

    def version(self) -> int:
        """Return a number that changes when another process recorded something."""
