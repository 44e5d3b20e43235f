"""Handover of a window from one desk to the next: why it is closed, and what the next one says of it.

A window shows one desk. Words that open a copy go from the page that asked for them to whoever uses them: they are
in no picture, no log, no file, and are handed out once.

Source: decision 0027.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from concierge_desk.counter.cards.offers import Tone


class OneTimeWords:
    """Words that open a copy: kept in memory, shown by nothing, handed out once."""

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        """Keep words that were tried."""
        self._words: str | None = words

    def __repr__(self) -> str:
        """Say nothing of them."""
        return "OneTimeWords()"

    def take(self) -> str:
        """Return the words, and forget them.

        Raises:
            LookupError: They were taken, or dropped.
        """
        words, self._words = self._words, None
        if words is None:
            raise LookupError
        return words

    def drop(self) -> None:
        """Forget them: nobody will use them."""
        self._words = None


Errand: TypeAlias = Literal["restore", "look", "renew"]
"""``restore``: the copy becomes the desk; ``look``: it is shown as a desk that nothing is written in; ``renew``: the practice
shop is made anew."""


@dataclass(frozen=True, slots=True)
class Handover:
    """Reason that a window is closed for: a copy to put back, or to look into; a practice shop to make anew.

    Attributes:
        errand: What is wanted.
        copy: The copy, where there is one.
        when: When it was made, in words.
        opener: What opens it.
    """

    errand: Errand
    copy: Path = Path()
    when: str = ""
    opener: OneTimeWords = field(default_factory=lambda: OneTimeWords(""))


@dataclass(frozen=True, slots=True)
class SetUp:
    """Reason that the window of an exercise is closed for: a real shop is to be set up, or put back."""


@dataclass(frozen=True, slots=True)
class OtherShop:
    """Reason that a window is closed for: the other shop of this PC is opened.

    Attributes:
        practice: The practice shop beside a real one; else the real one beside an exercise.
    """

    practice: bool


Going: TypeAlias = Handover | SetUp | OtherShop
"""Whatever a window is closed for."""

CloseFor: TypeAlias = Callable[[Going], str]
"""Closes the window for something; returns why it does not, as an English source, and nothing is closed."""


def stay_open(_going: Going) -> str:
    """Stand where a window is to be bound."""
    return ""


@dataclass(frozen=True, slots=True)
class HandoverNews:
    """News of what happened while no window was there.

    Attributes:
        title: In a few words.
        lines: Sentence by sentence.
        tone: Whether it went well.
    """

    title: str
    lines: tuple[str, ...]
    tone: Tone = "good"


@dataclass(frozen=True, slots=True)
class Ended:
    """End of a window.

    Attributes:
        status: Exit status of the program, where nothing follows.
        going: What it was closed for; None where she closed it.
        page: The page that was open, by its code.
    """

    status: int
    going: Going | None = None
    page: str = ""
