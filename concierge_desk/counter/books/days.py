"""Days as they follow one another: opened, in sessions, counted, closed; and what the drawer should hold meanwhile.

Source: docs/contract.md, "Business day", "Instants", "Payments and the drawer"; decisions 0006, 0012.
"""

from datetime import date

from concierge_desk.counter.books.reading import Data
from concierge_desk.counter.till.drawers import cash_by_fund, laid
from concierge_desk.counter.till.payments import cash_of
from concierge_desk.domain.charge import OWN_PAYEE, PAYEES, moved_cents, payee_of, payees_in
from concierge_desk.domain.day import MOST_SESSIONS, left_in
from concierge_desk.domain.ticket import CASH


class Days:
    """Where the business day stands.

    Attributes:
        day: The open day, None without one.
        lost: An entry that moved it cannot be read: its own columns say which day it is until the next closing.
        drawers: What each drawer should hold; None where nobody knows.
        lies: Drawer of each fund of which that was said.
        payees: Payee of each fund that is not paid to the site itself.
        float_cents: What lay in it at the opening.
        opened_data: The data of the opening.
    """

    def __init__(self) -> None:
        """Begin before the first day."""
        self.day: bytes | None = None
        self.lost = False
        self.drawers: dict[str, int] | None = None
        self.lies: dict[str, str] = {}
        self.payees: dict[str, str] = {}
        self.opened_data: Data | None = None
        self._opened_seq = 0
        self._session, self._session_open = 0, False
        self._counted: dict[str, int] = {}
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
        self.lost, self.drawers, self._left_known = True, None, False

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
        rows = data.get("drawers") or [data]
        if sum(row["float_cents"] for row in rows) != data["float_cents"]:
            wrong.append("float_cents")
        if "drawers" in data and self._left_known and self.drawers is not None:
            left = {row["drawer"]: row["left_cents"] or 0 for row in rows}
            if any(left.get(drawer, 0) != cents for drawer, cents in self.drawers.items()):
                wrong.append("left_cents")
        self.drawers, self._counted = {row["drawer"]: row["float_cents"] for row in rows}, {}
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
        self.drawers = {row["drawer"]: left_in(row) for row in data.get("drawers") or [data["cash"]]}
        self._left, self._left_known = sum(self.drawers.values()), True
        self._last, self._last_opened = self.day, self._opened_seq
        self.day, self.lost, self.opened_data = None, False, None
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
        if not self._holds(data):
            wrong.append("expected_cents")
        if data["counted_cents"] is not None and data["counted_cents"] != self._counted.get(data["drawer"]):
            wrong.append("counted_cents")
        return wrong

    def session_opened(self, data: Data) -> list[str]:
        """Begin a session, or go on with one that was closed by mistake; return what does not hold."""
        n = self._session if "corrects" in data else self._session + 1
        holds = not self._session_open and data["session"] == n <= MOST_SESSIONS
        self._session, self._session_open = data["session"], True
        return [] if holds or self.lost else ["session"]

    def paid(self, data: Data) -> list[str]:
        """Move what payments leave in the drawer; return what does not hold.

        Args:
            data: What the entry says; its payments alone, where no fund has a drawer of its own.
        """
        wrong = [] if self._session_open or self.lost else ["session"]
        wrong += self._addressed(data)
        if self.lies:
            return [*wrong, *self._laid(data)]
        if self.drawers is not None:
            # All of it lies in the only one.
            for drawer in self.drawers:
                self.drawers[drawer] += cash_of(data["payments"])
        return wrong

    def _addressed(self, data: Data) -> list[str]:
        """Return what of payees does not hold: each card and cheque pays the funds of one alone, whose they are."""
        if not self.payees and PAYEES not in data:
            # Nearly always: the site alone is paid.
            return ["payments"] if any("payee" in payment for payment in data["payments"]) else []
        told = payees_in(data)
        wrong = []
        # What goes back, or was another means, is paid to whom the ticket was.
        if "totals" in data and "refunds" not in data and not self.lost:
            funds = {group["fund"] for group in data["totals"]}
            if told != {fund: payee for fund, payee in self.payees.items() if fund in funds}:
                wrong.append(PAYEES)
        for payment in data["payments"]:
            payee = payment.get("payee", OWN_PAYEE)
            paid = {payee_of(share["fund"], told) for share in payment["split"]}
            fits = payee == OWN_PAYEE if payment["means"] == CASH else paid <= {payee}
            if not fits and "payments" not in wrong:
                wrong.append("payments")
        return wrong

    def _laid(self, data: Data) -> list[str]:
        """Lay what payments leave into the drawers of their funds; return what does not hold."""
        first = data["drawer"]
        rows = data.get("drawers") or [{"drawer": first, "cents": cash_of(data["payments"])}]
        gained = {row["drawer"]: row["cents"] for row in rows if row["cents"]}
        if self.drawers is not None:
            for drawer, cents in gained.items():
                self.drawers[drawer] = self.drawers.get(drawer, 0) + cents
        return [] if gained == laid(cash_by_fund(data["payments"]), self.lies, first) else ["drawers"]

    def moved(self, data: Data) -> list[str]:
        """Move cash in or out; return what does not hold."""
        if self.drawers is not None:
            self.drawers[data["drawer"]] = self.drawers.get(data["drawer"], 0) + moved_cents(data)
        return [] if self.day is not None else ["day"]

    def counted(self, data: Data) -> list[str]:
        """Count the drawer; return what does not hold."""
        counted, wrong = data["counted_cents"], []
        if not self._holds(data):
            wrong.append("expected_cents")
        if data["gap_cents"] != counted - data["expected_cents"]:
            wrong.append("gap_cents")
        pieces = data["denominations"]
        if pieces is not None and sum(row["face_cents"] * row["pieces"] for row in pieces) != counted:
            wrong.append("denominations")
        self._counted[data["drawer"]] = counted
        return wrong

    def _holds(self, data: Data) -> bool:
        """Say whether a drawer should hold what an entry expects there."""
        return self.drawers is None or data["expected_cents"] == self.drawers.get(data["drawer"], 0)

    def is_count(self, drawer: str, counted: int | None) -> bool:
        """Say whether a closing may have counted a drawer so."""
        return counted is None or counted == self._counted.get(drawer) or self.lost

    def clock_corrected(self, seq: int) -> None:
        """Take note that the journal's clock was set right: dates that it had used are free again."""
        self._clock_corrected = seq
