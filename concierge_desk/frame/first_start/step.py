"""Step of a first start: what it asks, and when the answer is enough; no Qt.

Source: decision 0066.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from concierge_desk.frame.first_start.answers import Answers
from concierge_desk.frame.first_start.face import Surroundings

Look: TypeAlias = Literal["choice", "form", "week", "phrase", "summary", "found", "scan"]
"""What a step is drawn as: see the views."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Field of a step.

    Attributes:
        name: As in the site file, or as whoever reads it calls it.
        label: English source of what is asked for.
        hint: English source of what helps to answer.
        hidden: It is not shown as it is typed.
    """

    name: str
    label: str
    hint: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Reason why an answer is not enough.

    Attributes:
        field: The field it stands at; empty where it is none.
        words: English source of what is wrong, and what to do.
    """

    field: str
    words: str


def nothing_wrong(_answers: Answers, _around: Surroundings) -> Problem | None:
    """Take any answer."""
    return None


def always(_answers: Answers, _around: Surroundings) -> bool:
    """Ask it of everybody."""
    return True


def never(_answers: Answers, _around: Surroundings) -> bool:
    """Do well without an answer."""
    return False


def no_fields(_around: Surroundings) -> tuple[Asked, ...]:
    """Ask for nothing that is typed into a form."""
    return ()


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One step.

    Attributes:
        code: Names it.
        name: English source of its name at the left.
        heading: English source of what stands over it.
        why: English source of why it is asked.
        look: What it is drawn as.
        fields: What is typed into a form.
        problem: Says why an answer is not enough.
        offered: Whether it is asked at all.
        needed: Whether no real shop can be made without it: left for later, an exercise opens meanwhile.
        go: English source of what goes on from here.
    """

    code: str
    name: str
    heading: str
    why: str
    look: Look
    fields: Callable[[Surroundings], tuple[Asked, ...]] = no_fields
    problem: Callable[[Answers, Surroundings], Problem | None] = nothing_wrong
    offered: Callable[[Answers, Surroundings], bool] = always
    needed: Callable[[Answers, Surroundings], bool] = never
    go: str = field(default="")
