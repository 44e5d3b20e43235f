"""Picture of a first start: all that its window shows; no Qt.

Source: decision 0066.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from concierge_desk.frame.first_start.answers import Answers, FoundCopy
from concierge_desk.frame.first_start.face import Surroundings
from concierge_desk.frame.first_start.step import FirstStep, Problem

Stands: TypeAlias = Literal["now", "done", "later", "next"]
"""Where a step stands: at hand, answered, left for later, still to come."""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """Line of a summary: what it is, and how it will be.

    Attributes:
        label: In the language shown.
        value: In the language shown, or as it was typed.
        waits: It was left for later.
    """

    label: str
    value: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class FirstState:
    """Picture of a first start.

    Attributes:
        steps: The steps of the way, and where each stands.
        step: The one at hand.
        serial: Grows with each step that is shown: the keyboard goes to it then.
        answers: What was answered.
        around: What the shop is set up among.
        problem: Why the answer is not enough, once somebody wanted to go on with it.
        copies: Those that can be put back.
        lines: Of the summary.
        told: What is said beside it, sentence by sentence.
        heard: What came of the last scan, and its tone; nothing where none was heard.
        failed: What went wrong, a sentence; empty where nothing did.
        doing: English source of what is being done; empty where nothing is.
        how_far: Done, and of how many.
        from_copy: A copy is being taken, in place of questions.
        made: The shop is there: the window goes.
    """

    steps: tuple[tuple[FirstStep, Stands], ...]
    step: FirstStep
    serial: int = 0
    answers: Answers = field(default_factory=Answers)
    around: Surroundings = field(default_factory=Surroundings)
    problem: Problem | None = None
    copies: tuple[FoundCopy, ...] = ()
    lines: tuple[SummaryLine, ...] = ()
    told: tuple[str, ...] = ()
    heard: tuple[str, str] = ("", "plain")
    failed: str = ""
    doing: str = ""
    how_far: tuple[int, int] = (0, 0)
    from_copy: bool = False
    made: bool = False

    @property
    def place(self) -> int:
        """Number of the step at hand, the first is 1."""
        return next(place for place, (step, _stands) in enumerate(self.steps, 1) if step is self.step)
