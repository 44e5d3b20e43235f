"""State of the page of the stock: one unmoving picture after another.

Source: decision 0078.
"""

from dataclasses import dataclass

from concierge_desk.services.relay.page.stock.sheet import StockRow, StockSheet
from concierge_desk.ui.presenter.told import Message


@dataclass(frozen=True, slots=True)
class StockPageState:
    """Everything the page shows.

    Attributes:
        sheet: What is filled in; None before it was read.
        at: Code of the product that is chosen.
        typed: Figures of its number that were typed and not yet noted; else the code or name of a product.
        complete: Nothing more will come of the order.
        sure: The same key once more writes it down all the same.
        leaving: Esc once more gives it up.
        over: It is written: Esc leaves, nothing more is typed.
        told: The last sentence.
        busy: The desk is at work.
    """

    sheet: StockSheet | None = None
    at: str = ""
    typed: str = ""
    complete: bool = False
    sure: bool = False
    leaving: bool = False
    over: bool = False
    told: Message | None = None
    busy: bool = False

    @property
    def row(self) -> StockRow | None:
        """Row that is chosen."""
        return None if self.sheet is None else self.sheet.row(self.at)

    @property
    def number(self) -> int | None:
        """Number that is being typed; None where nothing is, or a code."""
        return int(self.typed) if self.typed.isdecimal() else None
