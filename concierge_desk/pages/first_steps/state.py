"""State of the page of the first steps: one unmoving picture after another.

Source: decision 0073.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from concierge_desk.counter.cards.offers import Tone
from concierge_desk.counter.shop_steps import IconStand
from concierge_desk.pages.first_steps.face import AskedGroup, StepRow
from concierge_desk.ui.page.scan_trial import TrialBars
from concierge_desk.ui.presenter.told import Message

Question: TypeAlias = Literal["", "words", "groups"]
"""What is asked of the recovery sheet: the words that open it, then two of its groups."""


@dataclass(frozen=True, slots=True)
class FirstStepsState:
    """Everything the page of the first steps shows.

    Attributes:
        rows: All of them, in their order.
        chosen: Code of the one that is chosen; empty before they were read.
        icon: What there is on this PC.
        locked: There is a recovery sheet.
        bars: What the scanner is tried with.
        heard: How the scanner was heard in the keyboard's layouts: as it stands there, and in other signs.
        verdict: What came last, in the language shown, and how good that is.
        question: What is asked of the recovery sheet.
        asked: Groups that are typed back.
        opening: The sheet is being opened.
        shown: The sheet on the screen, as a file.
        told: The last sentence.
        busy: The desk is at work.
    """

    rows: tuple[StepRow, ...] = ()
    chosen: str = ""
    icon: IconStand = field(default_factory=IconStand)
    locked: bool = False
    bars: TrialBars = field(default_factory=TrialBars)
    heard: frozenset[Literal["same", "other"]] = frozenset()
    verdict: tuple[str, Tone] = ("", "plain")
    question: Question = ""
    asked: tuple[AskedGroup, ...] = ()
    opening: bool = False
    shown: str | None = None
    told: Message | None = None
    busy: bool = False

    @property
    def row(self) -> StepRow | None:
        """The step that is chosen."""
        return next((row for row in self.rows if row.code == self.chosen), None)
