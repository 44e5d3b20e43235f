"""The desk behind the page of the summaries: one service adds its closings up.

Source: decision 0081.
"""

from pathlib import Path

from concierge_desk.desk import catalogue
from concierge_desk.domain.override import override
from concierge_desk.jobs.page_desk import PageDesk
from concierge_desk.pages.summaries.face import SummariesFace, SummaryPart, SummaryPeriod
from concierge_desk.paths import reports_at_hand
from concierge_desk.ui.presenter.figures import Figure


class SummariesDesk(PageDesk, SummariesFace):
    """The desk of the page of the summaries."""

    @property
    @override
    def door(self) -> str:
        return catalogue.period_report().door

    @override
    def periods(self) -> tuple[SummaryPeriod, ...]:
        report = catalogue.period_report()
        return tuple(
            SummaryPeriod(one.code, report.title(one, self.lang), one.span == "week")
            for one in self._desk.store.read(report.periods)
        )

    @override
    def parts(self, code: str) -> tuple[SummaryPart, ...]:
        report = catalogue.period_report()
        state = self._desk.store.read(lambda rows: report.load(rows, code))
        return tuple(
            SummaryPart(title, tuple(Figure(label, value, quiet=value in _NOTHING) for label, value in told))
            for title, told in report.lines(state, self.lang)
        )

    @override
    def write(self, code: str) -> Path:
        # What makes a file is loaded with the first one.
        from concierge_desk.jobs.period_report import write_period  # noqa: PLC0415

        folder = reports_at_hand(self._desk.folder.root, practice=self._desk.identity.practice)
        return write_period(self._desk, code, folder)[0][0]


_NOTHING = frozenset({"0", "—"})
