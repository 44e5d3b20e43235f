"""The month and the fiscal year on paper, for whoever keeps the accounts; pure, from their closings.

Source: docs/contract.md, "Documents", "Months and fiscal years"; docs/requirements.md, R-1.30; decision 0079.
"""

from dataclasses import dataclass

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.done_by import done_by
from concierge_desk.counter.papers.tickets import Sealed, letterhead, sealed_lines
from concierge_desk.counter.periods import sheet
from concierge_desk.counter.periods.sheet import PeriodSheet, SheetWords
from concierge_desk.counter.texts.paper_dates import day_text, instant_line
from concierge_desk.domain.document import Block, Column, Document, Gap, Heading, Pair, Rule, Table
from concierge_desk.domain.journal import Posted
from concierge_desk.i18n import fr


@dataclass(frozen=True, slots=True)
class PeriodPaper:
    """What the paper is drawn from.

    Attributes:
        sealed: The closing, of several the last.
        sheet: What it comes to.
    """

    sealed: Sealed
    sheet: PeriodSheet

    @property
    def posted(self) -> tuple[Posted, ...]:
        """The entry: the settings are those of its time."""
        return self.sealed.posted


def period(state: PeriodPaper, settings: Settings, copy: int) -> Document:
    """Draw the paper, in French: whoever keeps the accounts reads it."""
    told, entry = state.sheet, state.posted[-1]
    title = fr("Closing of the fiscal year") if told.is_year else fr("Closing of the month")
    days = told.figures["days"]
    blocks: list[Block] = [
        *letterhead(settings),
        Heading(f"{fr('Closing')}\u00a0: {told.title('fr')}"),
        Pair(fr("Closings of the period"), ", ".join(told.numbers), strong=True),
        Pair(fr("Closed on"), instant_line(entry)),
        *([Pair(fr("From and to"), f"{day_text(days[0])} – {day_text(days[-1])}")] if days else []),
        *done_by(entry),
    ]
    for table in sheet.tables(told, SheetWords("fr")):
        blocks += [Gap(), Heading(table.title), _table(table)]
    ending: list[Block] = [Rule(), *sealed_lines(state.sealed)]
    kind = told.span
    return Document(
        kind, told.period, title, "a4", (*blocks, *ending), settings.practice, copy, ending=len(ending)
    )


_WIDE, _NARROW = 5, 3


def _table(table: sheet.PeriodTable) -> Table:
    columns = tuple(
        Column(title, "left" if n < table.texts else "right", _WIDE if n == 0 else _NARROW)
        for n, title in enumerate(table.columns)
    )
    return Table(columns, table.rows, table.total or None)
