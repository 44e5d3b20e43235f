"""The lessons as the page sees them; no Qt, no store.

Source: decision 0067.
"""

from dataclasses import dataclass
from typing import Protocol

from concierge_desk.ui.presenter.picture import Speaks


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson of the list, in the language shown.

    Attributes:
        code: Unique.
        number: 1 for the first.
        title: Its name.
        aim: What one can do afterwards.
        steps: What is to be done, one after the other; what is drawn when it begins is not said before.
        done: How many of the steps were done, of the lesson that is under way.
        is_under_way: It was begun, and not left.
        is_finished: It was gone through at least once.
        wrong: What went wrong and how it is set right; empty while nothing did.
    """

    code: str
    number: int
    title: str
    aim: str
    steps: tuple[str, ...]
    done: int = 0
    is_under_way: bool = False
    is_finished: bool = False
    wrong: str = ""

    @property
    def is_over(self) -> bool:
        """Every step was done, and nothing is left to be set right."""
        return self.is_under_way and self.done == len(self.steps) and not self.wrong


class LessonsFace(Speaks, Protocol):
    """Face of the page; every call may wait for the disk."""

    def lessons(self) -> tuple[LessonRow, ...]:
        """Return the lessons.

        Raises:
            EnvironmentFailure: The store cannot be read.
        """

    def begin(self, code: str) -> None:
        """Begin a lesson anew: what happens before it is done at once.

        Raises:
            EnvironmentFailure: Disk.
            Refused: ``lessons.no_day`` where no day is open that takes acts.
        """

    def end(self) -> None:
        """Leave the lesson that is under way.

        Raises:
            EnvironmentFailure: Disk.
        """
