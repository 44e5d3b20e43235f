"""State of the page of the summaries: one unmoving picture after another.

Source: decision 0081.
"""

from dataclasses import dataclass

from concierge_desk.pages.summaries.face import SummaryPart, SummaryPeriod
from concierge_desk.ui.presenter.told import Message


@dataclass(frozen=True, slots=True)
class SummariesState:
    """Everything the page of the summaries shows.

    Attributes:
        periods: Those that there are; None before they were read.
        chosen: Code of the one that is shown; empty where there is none.
        parts: What it says; empty before it was read.
        told: The last sentence.
        busy: The desk is at work.
    """

    periods: tuple[SummaryPeriod, ...] | None = None
    chosen: str = ""
    parts: tuple[SummaryPart, ...] = ()
    told: Message | None = None
    busy: bool = False

    @property
    def period(self) -> SummaryPeriod | None:
        """Return the one that is shown; None where there is none."""
        return next((one for one in self.periods or () if one.code == self.chosen), None)

    def beside(self, steps: int) -> str:
        """Return the code of the week or month so many steps later; the one that is shown where there is none."""
        shown = self.period
        if shown is None:
            return self.chosen
        same = [one.code for one in self.periods or () if one.weekly == shown.weekly]
        # The latest stands first.
        at = same.index(shown.code) - steps
        return same[at] if 0 <= at < len(same) else shown.code
