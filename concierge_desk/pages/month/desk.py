"""Months and fiscal years of an open desk.

Source: decision 0079.
"""

from pathlib import Path

from concierge_desk.counter.periods.sheet import PeriodSheet, SheetWords, tables
from concierge_desk.desk.period_sheets import known_periods, period_sheet
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.jobs.page_desk import PageDesk
from concierge_desk.jobs.period_csv import write_csv
from concierge_desk.pages.month.face import KnownPeriods, MonthFace, ShownPeriod
from concierge_desk.paths import reports_folder
from concierge_desk.store import partners
from concierge_desk.store.day import open_date
from concierge_desk.ui.presenter.figures import BigFigure


class MonthDesk(PageDesk, MonthFace):
    """The desk of the page of the month."""

    @override
    def periods(self) -> KnownPeriods:
        known = self._desk.store.read(known_periods)
        return KnownPeriods(known.months, known.years)

    @override
    def shown(self, period: str) -> ShownPeriod:
        sheet, words, is_open = self._read(period)
        paper = f"{sheet.span}:{sheet.period}" if sheet.numbers else ""
        return ShownPeriod(
            period,
            sheet.title(self.lang),
            self._standing(sheet),
            self._big(sheet),
            tables(sheet, words),
            paper,
            f"cautions:{sheet.period}" if paper and sheet.is_year else "cautions:now",
            closable=sheet.goes_on and not is_open,
        )

    @override
    def write(self, period: str) -> Path:
        sheet, words, _is_open = self._read(period)
        folder = reports_folder(self._desk.folder.root, practice=self._desk.identity.practice)
        folder.mkdir(parents=True, exist_ok=True)
        name = "exercice" if sheet.is_year else "mois"
        path = folder / f"{name}-{sheet.period}-{self._desk.identity.desk}.csv"
        write_csv(sheet, words.names, path)
        return path

    def _read(self, period: str) -> tuple[PeriodSheet, SheetWords, bool]:
        settings = self._desk.settings
        sheet, names, opened = self._desk.store.read(
            lambda rows: (period_sheet(rows, period, settings), partners.names(rows), open_date(rows))
        )
        return sheet, SheetWords(self.lang, names), opened is not None

    def _standing(self, sheet: PeriodSheet) -> str:
        say = self.speech.say
        numbers = ", ".join(sheet.numbers)
        if not numbers:
            return say(N_("Goes on: what is closed of it so far"))
        if sheet.goes_on:
            return say(N_("Closed, {numbers}; a further closing follows"), numbers=numbers)
        return say(N_("Closed, {numbers}"), numbers=numbers)

    def _big(self, sheet: PeriodSheet) -> tuple[BigFigure, ...]:
        say, figures = self.speech.say, sheet.figures
        (turnover,) = [row for row in figures["totals"] if row["scope"] == "turnover"]
        owed = sum(row["owed_cents"] for row in figures["principals"])
        gap = sum(row["gap_cents"] for row in figures["gaps"])
        days = self.speech.count("{count} business day", "{count} business days", len(figures["days"]))
        blind = self.speech.count(
            "{count} closing without a count", "{count} closings without a count", len(figures["not_counted"])
        )
        return (
            BigFigure(say(N_("Our turnover")), format_amount(turnover["period_cents"]), (days,)),
            BigFigure(
                say(N_("Owed to principals")),
                format_amount(owed),
                (say(N_("so far") if sheet.goes_on else N_("when it ends")),),
            ),
            BigFigure(
                say(N_("Gaps of the drawer")),
                format_amount(gap),
                (blind,) if figures["not_counted"] else (),
            ),
        )
