"""The papers as the page sees them: what stands in the list, and what it may ask; no Qt, no store.

Source: decision 0063.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol, TypeAlias

from concierge_desk.counter.cards.offers import Option, Tone
from concierge_desk.counter.command.operation import Answer
from concierge_desk.ui.presenter.paper_host import Kind
from concierge_desk.ui.presenter.picture import Speaks

Stand: TypeAlias = Literal["under_way", "waiting", "idle", "out", "given_up"]
"""It is being sent; it waits for its printer; no printer prints it by itself; it came out; it is not printed."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of the list; no person's name stands in it.

    Attributes:
        ref: Tells one row from another.
        document: Its name for a printer.
        name: What it is called, with its number where it bears one.
        stand: Where it stands.
        kind: What it is printed on; None where nobody knows any more.
        hour: Since when it waits, or when it came out or was given up.
        told: One more line about it; empty where nothing is to be said.
        tone: Of where it stands.
        count: How often it stands there.
    """

    ref: str
    document: str
    name: str
    stand: Stand
    kind: Kind | None
    hour: str
    told: str = ""
    tone: Tone = "plain"
    count: int = 1


@dataclass(frozen=True, slots=True)
class PaperList:
    """The papers since the day was opened.

    Attributes:
        rows: What is under way and waits, then what came out, then what was given up; the newest first.
        waiting: How many wait, those that are not in the list among them.
    """

    rows: tuple[PaperRow, ...] = ()
    waiting: int = 0


class PapersFace(Speaks, Protocol):
    """Face of the page; every call may wait for the disk."""

    @property
    def reasons(self) -> Sequence[Option]:
        """Reasons for which a paper is not printed."""

    def papers(self) -> PaperList:
        """Return the papers.

        Raises:
            EnvironmentFailure: It cannot be read.
        """

    def again(self, document: str) -> int | None:
        """Let a paper wait for its printer, unless it waits already.

        Returns:
            Which copy it will be, 0 for the original; None where no copies are counted.

        Raises:
            EnvironmentFailure: The store.
            Refused: ``print.unknown``, ``operator.code_needed``.
        """

    def show(self, document: str) -> Path:
        """Draw a paper for the screen; where that counts as a print, it is the one that waited.

        Raises:
            Refused, EnvironmentFailure: As printing does.
        """

    def new_op(self) -> str:
        """Return an operation id."""

    def play(self, raw: Mapping[str, Any]) -> Answer:
        """Play one command; a refusal is an answer too.

        Raises:
            EnvironmentFailure: Nothing was written.
        """
