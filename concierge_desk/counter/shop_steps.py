"""Step into a new shop: what is still to be done or tried once it is open, and whether it was.

What the store tells is never asked; what nothing tells, such as a page that came out of a printer, is a mark beside it.

Source: decision 0073.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from concierge_desk.counter.rows import Rows
from concierge_desk.i18n import N_

StepLook: TypeAlias = Literal["elsewhere", "printer", "scanner", "sheet", "icon"]
"""Where it is done: where it leads to; on the sheet of this PC's preferences; on the page of the first steps itself."""

UNNAMED = N_("The concierge")
"""Who keeps a shop whose names were left for later."""

Marks: TypeAlias = Collection[str]
"""What was tried or ticked off at this PC: codes of steps, and what a page noted."""


@dataclass(frozen=True, slots=True)
class StepFacts:
    """Facts that say whether a step was done.

    Attributes:
        rows: The running transaction.
        today: The open business day, else the calendar day.
        marks: See `Marks`.
        lang: Language of what is told.
    """

    rows: Rows
    today: date
    marks: Marks
    lang: str


@dataclass(frozen=True, slots=True)
class ShopStep:
    """A step.

    Attributes:
        code: Unique.
        place: The lower, the earlier it comes.
        title: English source of its name.
        about: English source of what of it is done, in a few words.
        why: English source of why it is done, and how.
        is_done: Whether the store or a mark says so; a step that was ticked off counts as well.
        go: English source of what leads there; empty where it is done on the page.
        leads: A page by its code, or what a key does by its name.
        card: Code of a card: the page that it leads to shows it, or the counter does where it leads to none.
        look: See `StepLook`.
        told: How it stands, in the language asked; empty where that says nothing.
        ticked: It may be ticked off: nothing else may ever tell that it was done.
    """

    code: str
    place: int
    title: str
    about: str
    why: str
    is_done: Callable[[StepFacts], bool]
    go: str = ""
    leads: str = ""
    card: str = ""
    look: StepLook = "elsewhere"
    told: Callable[[StepFacts], str] = lambda _facts: ""
    ticked: bool = True


def marked(code: str) -> Callable[[StepFacts], bool]:
    """Return what says whether a step was done that a mark alone tells."""
    return lambda facts: code in facts.marks


@dataclass(frozen=True, slots=True)
class IconStand:
    """Icon of a shop on this PC, as it is.

    Attributes:
        made: It is on the desktop and in the menu.
        starts: The shop is opened when the PC starts.
        known: The program knows how both are made on this system.
    """

    made: bool = False
    starts: bool = False
    known: bool = True
