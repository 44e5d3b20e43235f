"""Days as they follow one another: opened, in sessions, counted, closed; and what the drawer should hold meanwhile.

Source: docs/contract.md, "Business day", "Instants", "Payments and the drawer"; decisions 0006, 0012.
"""

from datetime import date

from concierge_desk.counter.books.reading import Data
from concierge_desk.counter.day.session import MOST
from concierge_desk.counter.till.payments import cash_of
from concierge_desk.domain.charge import moved_cents


class Days:
    """Where the business day stands.

    Attributes:
        day: The open day, None without one.
        lost: An entry that moved it cannot be read: its own columns say which day it is until the next closing.
        drawer_cents: What the drawer should hold; None where nobody knows.
        float_cents: What lay in it at the opening.
        opened_data: The data of the opening.
    """

    def __init__(self) -> None:
        """Begin before the first day."""
        self.day: bytes | None = None
        self.lost = False
        self.drawer_cents: int | None = None
        self.opened_data: Data | None = None
        self._opened_seq = 0
        self._session, self._session_open = 0, False
        self._counted: int | None = None
        self._last: bytes | None = None
        self._last_opened = 0
        self._left: int | None = None
        self._left_known = True
        self._used: dict[bytes, int] = {}
        self._clock_corrected = 0

    def is_day(self, day: bytes | None) -> bool:
        """Say whether an entry belongs to the day that is open."""
        if self.lost:
            self.day = day
            return True
        return day == self.day

    def leave_out(self) -> None:
        """Take note that something cannot be read: of the day that is open, or the closing of one."""
        self.lost, self.drawer_cents, self._left_known = True, None, False

    def opened(self, seq: int, data: Data, local: date) -> list[str]:
        """Open a day; return what does not hold.

        Args:
            seq: The entry.
            data: What it says.
            local: The date at which it was written, where the shop stands.
        """
        day = data["day"].encode()
        wrong = []
        # The day before was not closed, or this one had a closing that no clock was set right after.
        if (
            (self.day is not None and not self.lost)
            or not self._is_free(day)
            or date.fromisoformat(data["day"]) < local
        ):
            wrong.append("day")
        if self._left_known and data["left_cents"] != self._left:
            wrong.append("left_cents")
        self.day, self.lost, self._opened_seq, self.opened_data = day, False, seq, data
        self.drawer_cents, self._counted = data["float_cents"], None
        self._session, self._session_open = 1, True
        self._used[day] = seq
        return wrong

    def _is_free(self, day: bytes) -> bool:
        used = self._used.get(day)
        if used is None or self._clock_corrected > used:
            return True
        return day == self._last and self._clock_corrected <= self._last_opened

    def closed(self, data: Data) -> None:
        """Close a day; what it leaves lies in the drawer the next morning."""
        cash = data["cash"]
        self._left = cash["expected_cents"] if cash["counted_cents"] is None else cash["counted_cents"]
        self._left_known = True
        self._last, self._last_opened = self.day, self._opened_seq
        self.day, self.lost, self.drawer_cents, self.opened_data = None, False, self._left, None
        self._session_open = False

    def closing_left_out(self) -> None:
        """Take note that a closing cannot be read."""
        self.leave_out()
        self._last, self._last_opened = self.day, self._opened_seq
        self.opened_data = None

    def session_closed(self, data: Data) -> list[str]:
        """End a session; return what does not hold."""
        wrong = [] if (self._session_open and data["session"] == self._session) or self.lost else ["session"]
        self._session_open = False
        expected = self.drawer_cents
        if expected is not None and data["expected_cents"] != expected:
            wrong.append("expected_cents")
        if data["counted_cents"] is not None and data["counted_cents"] != self._counted:
            wrong.append("counted_cents")
        return wrong

    def session_opened(self, data: Data) -> list[str]:
        """Begin a session, or go on with one that was closed by mistake; return what does not hold."""
        n = self._session if "corrects" in data else self._session + 1
        holds = not self._session_open and data["session"] == n <= MOST
        self._session, self._session_open = data["session"], True
        return [] if holds or self.lost else ["session"]

    def paid(self, data: Data) -> list[str]:
        """Move what payments leave in the drawer; return what does not hold."""
        if self.drawer_cents is not None:
            self.drawer_cents += cash_of(data["payments"])
        return [] if self._session_open or self.lost else ["session"]

    def moved(self, data: Data) -> list[str]:
        """Move cash in or out; return what does not hold."""
        if self.drawer_cents is not None:
            self.drawer_cents += moved_cents(data)
        return [] if self.day is not None else ["day"]

    def counted(self, data: Data) -> list[str]:
        """Count the drawer; return what does not hold."""
        counted, wrong = data["counted_cents"], []
        if self.drawer_cents is not None and data["expected_cents"] != self.drawer_cents:
            wrong.append("expected_cents")
        if data["gap_cents"] != counted - data["expected_cents"]:
            wrong.append("gap_cents")
        pieces = data["denominations"]
        if pieces is not None and sum(row["face_cents"] * row["pieces"] for row in pieces) != counted:
            wrong.append("denominations")
        self._counted = counted
        return wrong

    def is_count(self, counted: int | None) -> bool:
        """Say whether a closing may have been counted so."""
        return counted is None or counted == self._counted or self.lost

    def clock_corrected(self, seq: int) -> None:
        """Take note that the journal's clock was set right: dates that it had used are free again."""
        self._clock_corrected = seq
