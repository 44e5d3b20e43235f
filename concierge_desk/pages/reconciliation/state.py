"""State of the page of the bank: one unmoving picture after another.

Source: decision 0082.
"""

from dataclasses import dataclass

from concierge_desk.pages.reconciliation.face import BankPicture, BankRow, LookedAtStatement
from concierge_desk.ui.presenter.told import Message


@dataclass(frozen=True, slots=True)
class BankState:
    """Everything the page of the bank shows.

    Attributes:
        picture: Where the account stands; None before it was read.
        chosen: Row that is chosen; empty where there is none.
        sheet: Statement that was looked at; None for none.
        told: The last sentence.
        busy: The desk is at work.
    """

    picture: BankPicture | None = None
    chosen: str = ""
    sheet: LookedAtStatement | None = None
    told: Message | None = None
    busy: bool = False

    @property
    def row(self) -> BankRow | None:
        """The row that is chosen."""
        rows = () if self.picture is None else self.picture.rows
        return next((row for row in rows if row.ref == self.chosen), None)
