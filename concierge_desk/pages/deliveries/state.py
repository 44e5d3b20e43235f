"""State of the page of the deliveries: one unmoving picture after another.

Source: decision 0075.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from concierge_desk.pages.deliveries.face import DeliveryMonth, DeliveryRow, Way
from concierge_desk.ui.presenter.told import Message

Asked: TypeAlias = Literal["", "key", "answer", "again"]
"""What is asked beside the list: whether the key is right, whether they have it, whether it leaves once more."""


@dataclass(frozen=True, slots=True)
class DeliveriesState:
    """Everything the page of the deliveries shows.

    Attributes:
        month: What is shown; None before it was read.
        chosen: Ref of the row that is chosen; empty where none is.
        asked: What is asked; empty where nothing is.
        key: Fingerprint that is to be compared.
        told: The last sentence.
        busy: The desk is at work.
    """

    month: DeliveryMonth | None = None
    chosen: str = ""
    asked: Asked = ""
    key: str = ""
    told: Message | None = None
    busy: bool = False

    @property
    def row(self) -> DeliveryRow | None:
        """The file that is chosen."""
        rows = () if self.month is None else self.month.rows
        return next((row for row in rows if row.ref == self.chosen), None)

    @property
    def way(self) -> Way | None:
        """The way of the chosen file; the first one where none is chosen."""
        ways = () if self.month is None else self.month.ways
        export = None if self.row is None else self.row.export
        return next((way for way in ways if export in (None, way.export)), None)
