"""The deliveries as the page sees them: a month of closings, the ways there are, and what it may ask; no Qt, no store.

Source: decision 0075.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from concierge_desk.counter.cards.offers import Tone
from concierge_desk.counter.command.operation import Answer
from concierge_desk.ui.presenter.picture import Speaks


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """The daily file of a closing.

    Attributes:
        export: Code of the file.
        number: Of the closing.
        day: The date, as it is said.
        name: What the file is called.
        state: As the calendar calls it, such as ``delivered``.
        stand: Where it stands, in words.
        tone: Of that.
        told: One more line: when it left, or why it did not; empty where nothing is to be said.
        way: By which way, in words.
        next: When it is tried next, in words; empty where nothing is tried.
    """

    export: str
    number: str
    day: str
    name: str
    state: str
    stand: str
    tone: Tone
    told: str = ""
    way: str = ""
    next: str = ""

    @property
    def ref(self) -> str:
        """Tells one row from another."""
        return f"{self.export} {self.number}"


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the calendar: its date, how its files stand (``plain`` where there are none), and that in a sentence."""

    day: date
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class Way:
    """A daily file that leaves by itself.

    Attributes:
        export: Its code.
        name: What it is called.
        told: By which way, to whom or where: on this page alone.
    """

    export: str
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class DeliveryMonth:
    """A month of deliveries.

    Attributes:
        first: Its first day.
        title: As it is said.
        cells: Its days.
        rows: The files of its closings, the latest first.
        ways: What leaves by itself.
        last: It is the month of today: none comes after it.
        file: Code of the file whose way is set first, where none leaves by itself; empty where there is no file.
    """

    first: date
    title: str
    cells: tuple[DayCell, ...] = ()
    rows: tuple[DeliveryRow, ...] = ()
    ways: tuple[Way, ...] = ()
    last: bool = True
    file: str = ""


@dataclass(frozen=True, slots=True)
class TriedWay:
    """What came of a trial.

    Attributes:
        sentence: In words, with what to do.
        tone: Of it.
        key: Fingerprint that the server shows, where it is to be compared and noted; empty elsewhere.
    """

    sentence: str
    tone: Tone
    key: str = ""


class DeliveriesFace(Speaks, Protocol):
    """Face of the page; every call may wait for the disk, a trial for a server."""

    def month(self, first: date | None) -> DeliveryMonth:
        """Return a month by its first day; the one of today where none is named.

        Raises:
            EnvironmentFailure: It cannot be read.
        """

    def try_way(self, export: str) -> TriedWay:
        """Send something small by the way of a file, and say what came of it.

        Raises:
            EnvironmentFailure: The store; what the far side says is told in the answer.
        """

    def noted_key(self, export: str, key: str) -> Mapping[str, Any]:
        """Return the command that notes the key of a server, its way as it is."""

    def stopped_with(self, export: str) -> tuple[str, ...]:
        """Return the numbers of the closings whose files stand still."""

    def new_op(self) -> str:
        """Return an operation id."""

    def play(self, raw: Mapping[str, Any]) -> Answer:
        """Play one command; a refusal is an answer too.

        Raises:
            EnvironmentFailure: Nothing was written.
        """
