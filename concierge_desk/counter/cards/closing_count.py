"""Things that are gone through before a day is closed: each is seen or not; the page of the closing knows none of them.

Source: decisions 0021, 0096.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.rows import Rows


@dataclass(frozen=True, slots=True)
class CountedThing:
    """One thing that is looked for.

    Attributes:
        value: As the command takes it.
        label: What it is called, in the language asked; never a name.
        detail: What is told beside it, such as its place.
        codes: What stands on its label: a scan of one of them sees it.
        missed: It was not found before: nobody wonders where it is not seen.
    """

    value: str
    label: str
    detail: str = ""
    codes: tuple[str, ...] = ()
    missed: bool = False


@dataclass(frozen=True, slots=True)
class ClosingCount:
    """A count that the closing offers as a step of its own; leaving it out bars nothing.

    Attributes:
        command: Its command, by which it is known.
        kind: Kind of the entry that a count writes: once it is written, the step is done.
        name: English source of its name in the bar of the steps.
        heading: English source of what is to be done, over its list.
        things: (rows, now) -> what is looked for; nothing of it where the step is of no use.
        told: (rows, now) -> what is said of those that are not looked for, in the language asked, such as how many are out.
        act: (values seen) -> the command's fields.
    """

    command: str
    kind: str
    name: str
    heading: str
    things: Callable[[Rows, Now], tuple[CountedThing, ...]]
    act: Callable[[Sequence[str]], Mapping[str, Any]]
    told: Callable[[Rows, Now], str] = lambda _rows, _now: ""


@dataclass(frozen=True, slots=True)
class OwedCount:
    """A count of the closing, as it stands.

    Attributes:
        count: What it is.
        name: In the bar of the steps, in the language asked.
        heading: Over its list.
        things: What is looked for.
        told: What is said of the rest; empty for nothing.
        seen: What was seen so far, of what is looked for still.
        made: It was made.
        passed: It was passed over.
    """

    count: ClosingCount
    name: str
    heading: str
    things: tuple[CountedThing, ...]
    told: str
    seen: tuple[str, ...]
    made: bool
    passed: bool

    @property
    def over(self) -> bool:
        """Nobody is asked for it any more."""
        return self.made or self.passed
