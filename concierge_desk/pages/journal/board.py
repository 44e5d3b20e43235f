"""Board that every part of the journal shares: its picture, and the desk at work behind it.

Source: decision 0023.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypeVar

from concierge_desk.counter.cards.offers import Option
from concierge_desk.counter.core.verification_texts import VerificationText
from concierge_desk.counter.texts.entry_texts import ActFilter
from concierge_desk.pages.journal.face import ActRow, JournalFace, JournalPlace, Lists, OpenedAct
from concierge_desk.ui.presenter.picture import Presenter, RunJob
from concierge_desk.ui.presenter.told import Message

T = TypeVar("T")

Aside: TypeAlias = Literal["act", "search", "reason", "verify"]
"""What stands beside the list: the act that is chosen, what is looked for, why it is taken back, the verifying."""


@dataclass(frozen=True, slots=True)
class JournalState:
    """Everything the page of the journal shows.

    Attributes:
        place: The day that is looked at; None before it was read.
        rows: What was read of it so far, the newest first.
        more: There is more of it.
        wanted: What is looked for.
        sought: The same in words; empty where nothing is left out.
        chosen: First entry of the row that is chosen; None where none is.
        opened: The act that is chosen; None while it is read.
        aside: What stands beside the list.
        lists: What can be chosen from.
        reason: Place of the reason that was chosen among those of the act; None before.
        words: What was said with it; empty where nothing was.
        number: The number typed before a key.
        verdict: What verifying found last; None before.
        done: How many entries were verified, and of how many; None while none is.
        shown: Paper to show on the screen, as a file; None where there is none.
        told: The last sentence.
        busy: The desk is at work.
    """

    place: JournalPlace | None = None
    rows: tuple[ActRow, ...] = ()
    more: bool = False
    wanted: ActFilter = field(default_factory=ActFilter)
    sought: str = ""
    chosen: int | None = None
    opened: OpenedAct | None = None
    aside: Aside = "act"
    lists: Lists = field(default_factory=Lists)
    reason: int | None = None
    words: str = ""
    number: str = ""
    verdict: VerificationText | None = None
    done: tuple[int, int] | None = None
    shown: str | None = None
    told: Message | None = None
    busy: bool = False

    @property
    def reasons(self) -> tuple[Option, ...]:
        """Reasons for which the act may be taken back."""
        return () if self.opened is None else self.opened.reasons

    @property
    def reason_code(self) -> str:
        """The code of the reason that was chosen; empty before."""
        return "" if self.reason is None else str(self.reasons[self.reason].value)

    @property
    def asks(self) -> str:
        """Question that goes with the chosen reason; empty where there is none."""
        return "" if self.reason is None else self.reasons[self.reason].detail


class JournalBoard(Presenter[JournalFace, JournalState]):
    """The journal's picture, and the jobs the desk is at."""

    def __init__(self, face: JournalFace, run: RunJob, changed: Callable[[JournalState], None]) -> None:
        """Bind the desk, and what draws the picture."""
        super().__init__(face, JournalState(), run, changed)
