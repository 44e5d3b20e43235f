"""The copies as their page sees them: the last one's age, the sticks, what is in one; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: decisions 0024, 0027.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from concierge_desk.counter.cards.offers import Tone
from concierge_desk.domain.medium import Kept
from concierge_desk.ui.presenter.figures import Figure
from concierge_desk.ui.presenter.long_job import HowFar, Stopping
from concierge_desk.ui.presenter.status import ChipText
from concierge_desk.ui.presenter.sticks_face import SticksFace


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of this desk on a stick that is plugged in, by its name: nothing of it was read.

    Attributes:
        path: The file: tells one from another.
        when: When it was made, in words.
        stick: Name of the stick.
        size: In words.
        place: Epoch and number of the last entry it holds, as its anchor begins.
        last: It is the one that was made last.
    """

    path: Path
    when: str
    stick: str
    size: str
    place: str
    last: bool = False


@dataclass(frozen=True, slots=True)
class DayKept:
    """A day of the calendar, and where its best copy lies.

    Attributes:
        weekday: Its first letter, in the language asked.
        number: Of the month.
        kept: Where.
        words: The day and where its copy lies.
    """

    weekday: str
    number: str
    kept: Kept
    words: str


@dataclass(frozen=True, slots=True)
class CopiesSheet:
    """The copies as they stand.

    Attributes:
        age: How old the last good one is.
        where: Where it lies.
        days: The last weeks, day by day, today last.
        facts: What is known of copies while no stick is plugged in.
        copies: Those on sticks that are plugged in, the newest first.
        owed: A day was closed since the last one.
        first: None was ever made: its passphrase has to be chosen.
    """

    age: ChipText = field(default_factory=lambda: ChipText("", "plain"))
    where: str = ""
    days: tuple[DayKept, ...] = ()
    facts: tuple[Figure, ...] = ()
    copies: tuple[Copy, ...] = ()
    owed: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """A copy that was opened, and forgotten again.

    Attributes:
        words: Whether it is good.
        tone: Of that.
        faults: What does not hold, one sentence each.
        contents: What it holds.
        day: Its last day, in words; empty where it has none.
        figures: Of that day: none from which its drawer could be worked out.
    """

    words: str
    tone: Tone
    faults: tuple[str, ...]
    contents: tuple[Figure, ...]
    day: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A copy whose words were tried: they are right.

    Attributes:
        words: That it opens, and whose it is.
        tone: Of that.
    """

    words: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Preview:
    """Preview of putting a copy back.

    Attributes:
        contents: What the copy holds.
        effects: What would become of the desk, one sentence each.
    """

    contents: tuple[Figure, ...]
    effects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """All that the desk holds, in files that any program opens; names are in none of them.

    Attributes:
        path: Their folder.
        files: How many there are.
    """

    path: Path
    files: int


class CopiesFace(SticksFace, Protocol):
    """Face of the desk to the page of the copies: all that the page may ask of it."""

    def sheet(self) -> CopiesSheet:
        """Return the copies as they stand."""

    def check(self, copy: Copy, words: str, step: HowFar, stopping: Stopping) -> Looked:
        """Open a copy as putting it back would, verify everything in it, and forget it.

        Args:
            copy: Which.
            words: The passphrase of the copies, or the identity of the recovery sheet.
            step: Told how far it is: done, and of how many.
            stopping: Asked often whether to stop.

        Raises:
            DeskError: It does not open, each reason with its own sentence; ``backup.cancelled``.
        """

    def preview(self, copy: Copy) -> Preview:
        """Read a copy whole, and return what putting it back would do; nothing is touched.

        Raises:
            DeskError: It cannot be put back.
        """

    def try_words(self, copy: Copy, words: str, *, own: bool) -> Tried:
        """Make sure that a copy opens, and say whose it is; nothing is touched.

        Args:
            copy: Which.
            words: What opens it.
            own: It has to be this desk's, too: it is to be put back.

        Raises:
            DeskError: It would not be put back, or not open.
        """

    def recovery_sheet(self, words: str) -> Path:
        """Draw the recovery sheet for the screen, in the folder that is wiped.

        Raises:
            DeskError: The passphrase is another one, or none was ever set.
        """

    def commissioning_record(self) -> Path:
        """Draw the commissioning record for the screen, in the folder that is wiped.

        Raises:
            DeskError: The first entry cannot be read any more.
        """

    def everything(self) -> WrittenOut:
        """Write all that the desk holds into a new folder: on the stick where one is plugged in, else beside the reports.

        Raises:
            DeskError: Nothing half stays.
        """

    def put_away(self, paper: Path) -> None:
        """Take a paper off the disk."""
