"""State of the page of the month: one unmoving picture after another.

Source: decision 0079.
"""

from dataclasses import dataclass

from concierge_desk.pages.month.face import KnownPeriods, ShownPeriod
from concierge_desk.ui.presenter.told import Message


@dataclass(frozen=True, slots=True)
class MonthState:
    """Everything the page of the month shows.

    Attributes:
        periods: Months and fiscal years that there are; None before they were read.
        years: Fiscal years are looked through, else months.
        period: The one that is shown; None where there is none.
        told: The last sentence.
        busy: The desk is at work.
    """

    periods: KnownPeriods | None = None
    years: bool = False
    period: ShownPeriod | None = None
    told: Message | None = None
    busy: bool = False

    @property
    def place(self) -> int:
        """Which of those that are looked through is shown; -1 where none is."""
        known = self.periods.of(years=self.years) if self.periods is not None else ()
        return (
            known.index(self.period.period) if self.period is not None and self.period.period in known else -1
        )
