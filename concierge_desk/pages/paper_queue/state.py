"""State of the page of the papers: one unmoving picture after another.

Source: decision 0063.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from concierge_desk.counter.cards.offers import Option
from concierge_desk.pages.paper_queue.face import PaperList, PaperRow
from concierge_desk.ui.presenter.paper_host import PrinterState
from concierge_desk.ui.presenter.told import Message

Aside: TypeAlias = Literal["paper", "reason", "elsewhere"]
"""What stands beside the list: the paper that is chosen, why it is not printed, where else it may go."""

OTHER = "other"
"""The reason that is said in her own words."""


@dataclass(frozen=True, slots=True)
class PapersState:
    """Everything the page of the papers shows.

    Attributes:
        papers: The papers; None before they were read.
        printers: How each printer is.
        chosen: Ref of the row that is chosen; empty where none is.
        aside: What stands beside the list.
        reasons: Why a paper may not be printed.
        reason: Place of the reason that was chosen; None before.
        words: The reason in her own words; empty where it is none of hers.
        ways: Where else the paper may go.
        shown: Paper on the screen, as a file; None where there is none.
        told: The last sentence.
        busy: The desk is at work.
    """

    papers: PaperList | None = None
    printers: tuple[PrinterState, ...] = ()
    chosen: str = ""
    aside: Aside = "paper"
    reasons: Sequence[Option] = ()
    reason: int | None = None
    words: str = ""
    ways: Sequence[Option] = field(default_factory=tuple)
    shown: str | None = None
    told: Message | None = None
    busy: bool = False

    @property
    def row(self) -> PaperRow | None:
        """The paper that is chosen."""
        rows = () if self.papers is None else self.papers.rows
        return next((row for row in rows if row.ref == self.chosen), None)

    @property
    def reason_code(self) -> str:
        """The code of the reason that was chosen; empty before."""
        return "" if self.reason is None else str(self.reasons[self.reason].value)

    def printer_of(self, row: PaperRow) -> PrinterState | None:
        """Return the printer that prints a paper by itself; None where there is none."""
        found = [printer for printer in self.printers if row.kind in printer.kinds]
        # A queue that was chosen for labels has them from the printer of rolls.
        return found[-1] if found else None
