"""A lesson of the practice shop: what happens before it, what is to be done, and whether it was.

The journal says whether a step was done: whichever way it was done counts.

Source: decision 0067.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeAlias

from concierge_desk.counter.demo.demo import DemoAct, DemoAnswer
from concierge_desk.domain.journal import Posted

Drawn: TypeAlias = Mapping[str, str]
"""What a lesson drew when it began: numbers, codes, names that its sentences say and its tests look for."""

Begins: TypeAlias = Callable[[Random], Generator[DemoAct, DemoAnswer, Drawn]]
"""What happens before a lesson; each act is answered before the next is given."""

Since: TypeAlias = Sequence[Posted]
"""The entries since a lesson began, in order."""


def nothing_wrong(_since: Since, _drawn: Drawn) -> str:
    """Find nothing wrong."""
    return ""


@dataclass(frozen=True, slots=True)
class LessonStep:
    """Step of a lesson.

    Attributes:
        text: English source of what is to be done; what was drawn stands in braces.
        is_done: Whether it was, by the entries since the lesson began.
    """

    text: str
    is_done: Callable[[Since, Drawn], bool]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson.

    Attributes:
        code: Unique.
        place: The lower, the earlier it comes.
        title: English source of its name.
        aim: English source of what one can do afterwards.
        begins: What happens before it.
        steps: What is to be done, one after the other.
        wrong: English source of what went wrong and how it is set right, by the entries since; empty while nothing did.
    """

    code: str
    place: int
    title: str
    aim: str
    begins: Begins
    steps: tuple[LessonStep, ...]
    wrong: Callable[[Since, Drawn], str] = nothing_wrong

    def done(self, since: Since, drawn: Drawn) -> int:
        """Return how many steps were done, from the first on."""
        for place, step in enumerate(self.steps):
            if not step.is_done(since, drawn):
                return place
        return len(self.steps)


def counts(since: Since, kind: str, **told: Any) -> int:
    """Return how many entries of a kind say so."""
    return sum(
        entry.kind == kind and all(entry.data.get(name) == value for name, value in told.items())
        for entry in since
    )
