"""State of the page of a calendar: one unmoving picture after another.

Source: decision 0095.
"""

from dataclasses import dataclass

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.cards.taken_days import TakenRow
from concierge_desk.pages.calendar.face import NO_DAYS, CalendarSheet
from concierge_desk.ui.presenter.told import Message

FORTNIGHT = 14
LIST = "list"
"""Name of the face behind the calendar."""


@dataclass(frozen=True, slots=True)
class CalendarState:
    """Everything the page shows.

    Attributes:
        known: It was read: until then nothing is said of what there is.
        sheet: All that was read.
        rows: What of it is shown.
        at: Key of the row that is chosen; empty where none is.
        day: ISO day that is chosen.
        card: The card that is open; None where none is.
        card_day: Row and day it was opened for.
        typed: What was typed to leave only some rows.
        late_alone: Only what is late is shown.
        told: The last sentence.
        busy: The desk is at work.
    """

    known: bool = False
    sheet: CalendarSheet = NO_DAYS
    rows: tuple[TakenRow, ...] = ()
    at: str = ""
    day: str = ""
    card: Offer | None = None
    card_day: tuple[str, str] = ("", "")
    typed: str = ""
    late_alone: bool = False
    told: Message | None = None
    busy: bool = False

    @property
    def row(self) -> TakenRow | None:
        """The row that is chosen."""
        return next((row for row in self.rows if row.key == self.at), None)

    @property
    def late(self) -> int:
        """How many things are late."""
        return sum(row.late for row in self.sheet.rows)

    @property
    def steps_back(self) -> bool:
        """Esc means something here; else it leaves the page."""
        return self.card is not None or bool(self.typed) or self.late_alone
