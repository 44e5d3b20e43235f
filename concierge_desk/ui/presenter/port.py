"""Port of a page to the desk: what every page may ask, whatever it shows; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: decisions 0019, 0035.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.rows import Rows
from concierge_desk.ui.presenter.picture import Speaks

if TYPE_CHECKING:
    from concierge_desk.counter.command.operation import Answer

T = TypeVar("T")


class Plays(Speaks, Protocol):
    """Plays and says for a page."""

    def new_op(self) -> str:
        """Return an operation id."""

    def play(self, raw: Mapping[str, Any]) -> "Answer":
        """Play one command; a refusal is an answer too.

        Raises:
            EnvironmentFailure: Nothing was written.
        """


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of acts that were played.

    Attributes:
        words: What was done, as the journal says it, with what it came to.
        kept: Why no key takes it back, in a sentence; empty where one does.
    """

    words: str
    kept: str


class Asks(Plays, Protocol):
    """Plays what a page asks for question by question, and says what came of it."""

    def today(self) -> date:
        """Return the open business day, else the calendar day where the shop stands."""

    def outcome(self, answers: "Sequence[Answer]") -> Outcome:
        """Return what came of acts that were played for one key; the last of them is what is taken back.

        Of none it loads what they are told by: before an act is asked for, so that none waits for it once it is done.
        """


class Port(Asks, Protocol):
    """Reads, plays and says for a page."""

    def read(self, job: Callable[[Rows, Now], T]) -> T:
        """Read the store in one transaction, as it stands now.

        Raises:
            EnvironmentFailure: It cannot be read.
        """

    def looked(self, kind: str) -> None:
        """Note that a page shows names which no act asked for.

        Args:
            kind: By which way: a code of the list ``look``.
        """

    def found(self, code: str) -> tuple[Offer, ...]:
        """Return what a code is to every service; empty where nobody knows it."""

    def paper(self, document: str) -> Path:
        """Draw a paper as PDF and journal the print.

        Raises:
            Refused, EnvironmentFailure: As printing does.
        """
