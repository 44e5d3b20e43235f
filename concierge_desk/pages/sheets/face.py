"""The printing of sheets as the window sees it: what it can ask, and what came of it; no Qt, no store, no queue.

Source: decision 0060.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from concierge_desk.ui.presenter.picture import Speaks


@dataclass(frozen=True, slots=True)
class SheetQueue:
    """Queue of the system, as it is chosen.

    Attributes:
        name: Its name.
        default: The system prints on it where nobody says otherwise.
        stopped: It holds what it takes.
        why: What the system says of that, in its own words.
        refuses: It takes nothing.
        held: How many jobs it holds, as far as the system says.
    """

    name: str
    default: bool = False
    stopped: bool = False
    why: str = ""
    refuses: bool = False
    held: int = 0


@dataclass(frozen=True, slots=True)
class HandedOn:
    """Sheet that a queue took.

    Attributes:
        name: What it is called, in the language shown.
        copy: 0 for the original, n for the n-th duplicate; None where no copies are counted.
        queue: The queue, as it was just before.
        number: Of the job; empty where the system told none.
    """

    name: str
    copy: int | None
    queue: SheetQueue
    number: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Paper that lies in a file.

    Attributes:
        name: What it is called, in the language shown.
        copy: As of `HandedOn`.
        path: Where it lies.
    """

    name: str
    copy: int | None
    path: Path


@dataclass(frozen=True, slots=True)
class SheetsWorked:
    """State of the sheets that are printed by themselves.

    Attributes:
        printed: How many a queue took.
        waiting: How many wait.
        trouble: Code of what keeps one of them; empty where nothing does.
        queue: Name of the queue that this is about; empty where it is about none.
        begun: Of one of them nobody knows whether it was taken.
        kept: Code of what keeps them, by the kind of sheet.
    """

    printed: int = 0
    waiting: int = 0
    trouble: str = ""
    queue: str = ""
    begun: bool = False
    kept: Mapping[str, str] = field(default_factory=dict, compare=False)


class SheetsFace(Speaks, Protocol):
    """Face of the printing of sheets; but for `shows`, every call may wait for the system."""

    def use(self, chosen: Mapping[str, str]) -> None:
        """Print each kind of sheet by its queue from now on.

        Args:
            chosen: Name of the queue by ``a4``, ``a5``, ``a6``, ``label``; empty where none was chosen.

        Raises:
            EnvironmentFailure: The store.
        """

    def shows(self, file: str) -> bool:
        """Say at once, without the store, whether a file on the screen is a sheet."""

    def queues(self) -> tuple[SheetQueue, ...]:
        """Return the queues there are.

        Raises:
            EnvironmentFailure: ``sheets.no_system``, ``sheets.off``.
        """

    def queue_for(self, file: str) -> SheetQueue:
        """Return the queue that the sheet of a file would be printed by.

        Raises:
            EnvironmentFailure: ``sheets.*``.
        """

    def order(self, file: str, count: int = 1) -> HandedOn:
        """Let its queue take the sheet of a file.

        Args:
            file: On the screen.
            count: How many of it; more than one of a label alone.

        Raises:
            EnvironmentFailure: ``sheets.*``; the store.
            Refused: As printing does.
        """

    def keep(self, file: str, folder: Path | None) -> Kept:
        """Put the paper of a file into another one, which counts as a print of it.

        Args:
            file: On the screen.
            folder: Where it is kept, under a name that nothing there has; None for one that is gone with the window.

        Raises:
            EnvironmentFailure: ``file.cannot_write``; the store.
            Refused: As printing does.
        """

    def look(self) -> tuple[SheetQueue, ...]:
        """Return every queue there is, those that take nothing among them, with the jobs that each holds.

        Raises:
            EnvironmentFailure: ``sheets.no_system``, ``sheets.off``.
        """

    def hand_on(self, document: str, queue: str | None) -> HandedOn:
        """Let a queue take a paper now, as the print that waits where one does; of a roll, laid out on a sheet of A4.

        Args:
            document: Its name.
            queue: The queue; None for the one that prints sheets of its size.

        Raises:
            EnvironmentFailure: ``sheets.*``; the store.
            Refused: As printing does.
        """

    def keep_document(self, document: str, folder: Path) -> Kept:
        """Put a paper into a file, as the print that waits where one does.

        Args:
            document: Its name.
            folder: Where it is kept, under a name that nothing there has.

        Raises:
            EnvironmentFailure: ``file.cannot_write``; the store.
            Refused: As printing does.
        """

    def ended(self, number: str) -> bool:
        """Say whether a job that was taken has left its queue.

        Raises:
            EnvironmentFailure: ``sheets.*``.
        """

    def work_off(self, stopping: Callable[[], bool]) -> SheetsWorked:
        """Let the queues take what waits to be printed by itself, and say how that went.

        Raises:
            EnvironmentFailure: The store; what a queue does is told in the answer.
        """
