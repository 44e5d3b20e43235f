"""The model's books: everything it knows of the shop, and what time its journal says it is.

The model is the desk once more, in plain dicts: it is asked the same acts, and must say the same.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.model.facts import (
    Cheque,
    Closed,
    Day,
    Done,
    Leaving,
    Line,
    No,
    Noted,
    Paid,
    Range,
    Stay,
    Ticket,
    Told,
    Visit,
)
from tests.model.tables import ARTICLES, FIRST

PARIS = ZoneInfo("Europe/Paris")
MS = timedelta(milliseconds=1)
ABSORBED = timedelta(minutes=2)
ASKED_AFTER = timedelta(days=4)


@dataclass(frozen=True)
class Now:
    """The time of one act: what its entries bear, what the clock said, where its own entries begin."""

    at: datetime
    clock: datetime
    behind: bool
    first: int


class Books:
    """What the model knows."""

    def __init__(self, start: datetime, entries: int, fiscal: str) -> None:
        self.fiscal = fiscal
        self.entries = [Noted(seq, "commissioned", start) for seq in range(1, entries + 1)]
        self.corrected: set[int] = set()
        self.ops: dict[str, Done] = {}
        # The clock.
        self.jump: datetime | None = None
        self.set_right = 0
        # Days and the drawer.
        self.day: Day | None = None
        self.closed: list[Closed] = []
        self.months: list[tuple[str, list[Closed]]] = []
        self.in_months = self.in_years = 0
        """How many closings are in a month, how many months in a year."""
        self.range = Range(1)
        self.drawer = 0
        self.drawer_connected = False
        self.ordered: list[tuple[str, datetime]] = []
        """Why the drawer is to be opened, and since when: not sent yet."""
        self.numbers: Counter[tuple[str, int]] = Counter()
        # Tickets and what they add up to: by scope, signed and absolute; by scope and year; by principal.
        self.tickets: list[Ticket] = []
        self.cheques: list[Cheque] = []
        self.copies: Counter[str] = Counter()
        # What is printed always, in order.
        self.papers: list[str] = []
        self.visits: dict[str, Visit] = {}
        self.settled_visits: dict[str, str] = {}
        self.perpetual: Counter[tuple[str, str]] = Counter()
        self.years: Counter[tuple[str, str]] = Counter()
        self.remitted: Counter[str] = Counter()
        """What was paid over of each fund: what left the drawer of it, and what went by the bank."""
        # The relay and the catalogue.
        self.stays: list[Stay] = []
        self.leaving: list[Leaving] = []
        self.stock: dict[str, int] = {}
        self.articles = {article: {FIRST: row} for article, row in ARTICLES.items()}
        self.now = Now(start, start, False, entries + 1)

    # Time.

    @property
    def seq(self) -> int:
        """The last entry."""
        return len(self.entries)

    @property
    def at(self) -> datetime:
        """The instant of the last entry."""
        return self.entries[-1].at

    def tell_time(self, clock: datetime) -> None:
        """Say what time the next act has, and whether the clock's jump back is told before it."""
        clock = clock.replace(microsecond=clock.microsecond // 1000 * 1000)
        behind = self.at - clock > ABSORBED
        at = clock if clock >= self.at else self.at + MS
        first = self.seq + 1
        self.now = Now(at, clock, behind, first + self.is_new_jump(behind, clock))

    def is_new_jump(self, behind: bool, clock: datetime) -> bool:
        """Whether the clock went back, further than was told already."""
        return behind and (self.jump is None or clock < self.jump)

    def note(self, told: Told) -> None:
        """Write the entries of an accepted act."""
        if told.entries and self.is_new_jump(self.now.behind, self.now.clock) and told.at is None:
            told.entries.insert(0, ("clock.set_back", None, None))
            self.jump = self.now.clock
        told.kinds = [kind for kind, _, _ in told.entries]
        told.first_seq = self.seq + 1
        at = told.at or self.now.at
        for kind, fact, corrects in told.entries:
            self.entries.append(Noted(self.seq + 1, kind, at, fact, corrects))
            if corrects is not None:
                self.corrected.add(corrects)
        if told.entries and at == self.now.clock:
            self.jump = None

    @property
    def today(self) -> date:
        """The calendar day of the running act."""
        return local_day(self.now.at)

    @property
    def business_day(self) -> date:
        """The day that prices are chosen by."""
        return self.day.date if self.day else self.today

    @property
    def stale(self) -> bool:
        """Whether the open day only wants to be closed: from four o'clock of the next morning."""
        if self.day is None:
            return False
        limit = datetime.combine(self.day.date + timedelta(days=1), time(4), PARIS)
        return self.now.at >= limit

    # Numbers and money.

    def number(self, series: str) -> str:
        """Give out the next number of a series."""
        year = self.business_day.year
        self.numbers[series, year] += 1
        return f"{series}-{year}-{self.numbers[series, year]:0{6 if series == 'T' else 4}d}"

    def fiscal_year(self, day: date) -> str:
        """The year that a day lies in, named by the one it begins in."""
        month, first = map(int, self.fiscal.split("-"))
        return str(day.year - ((day.month, day.day) < (month, first)))

    def must_hold(self, cents: int) -> None:
        """Refuse that more cash leaves than the drawer holds."""
        if cents < 0 and self.drawer + cents < 0:
            raise No("till.short")

    def must_be_in_session(self) -> None:
        """Refuse money between two sessions."""
        if not self.open_day.session_open:
            raise No("session.not_open")

    @property
    def open_day(self) -> Day:
        """The open day, where there must be one."""
        assert self.day is not None
        return self.day

    def owed(self, fund: str) -> int:
        """What is owed of a fund: sales less refunds less remittances, from all tickets there ever were."""
        lines = [line for ticket in self.tickets for line in ticket.lines if line.fund == fund]
        return sum(line.cents for line in lines) - self.remitted[fund]

    def here_cheques(self) -> list[Cheque]:
        """The cheques that lie in the drawer, as they came."""
        return sorted((one for one in self.cheques if one.state == "here"), key=lambda one: one.seq)

    def ticket(self, number: str) -> Ticket:
        """Return a ticket."""
        found = next((ticket for ticket in self.tickets if ticket.number == number), None)
        if found is None:
            raise No("till.unknown_ticket")
        return found

    def take_in(self, ticket: Ticket) -> None:
        """Count a ticket, its lines and its payments."""
        self.tickets.append(ticket)
        self.range.tickets.append(ticket)
        self.range.lines += ticket.lines
        self.range.cash_tickets += any(paid.means == "cash" for paid in ticket.paid)
        self.take_money(ticket.paid)
        if any(paid.means == "cash" and (paid.cents or paid.given) for paid in ticket.paid):
            self.order("cash")

    def take_money(self, paid: list[Paid]) -> None:
        """Count payments."""
        self.range.paid += paid
        self.drawer += sum(item.cents for item in paid if item.means == "cash")

    def order(self, reason: str) -> None:
        """Let the printer open the drawer, where it does."""
        if self.drawer_connected:
            self.ordered.append((reason, self.now.at))

    def open_drawer(self, clock: datetime) -> int:
        """Count the pulses that are sent: one that waited longer than a quarter of a minute is none."""
        sent = 0
        for reason, since in self.ordered:
            self.tell_time(clock)
            if abs(self.now.at - since) <= timedelta(seconds=15):
                self.range.pulses.append(reason)
                self._write("till.drawer_opened")
                sent += 1
        self.ordered.clear()
        return sent

    def print_ticket(self, number: str) -> None:
        """Count a print."""
        self.range.duplicates += self.copies[number] > 0
        self.range.printed.add(number)
        self.copies[number] += 1
        self._write("document.printed")

    def _write(self, kind: str) -> None:
        """Write an entry that nobody asked for at the counter."""
        self.entries.append(Noted(self.seq + 1, kind, self.now.at))
        if self.now.at == self.now.clock:
            self.jump = None

    # What stands where.

    def pending(self) -> list[Visit]:
        """Visits that hold something, the one saved first before."""
        return [visit for visit in self.sorted_visits() if visit.acts]

    def sorted_visits(self) -> list[Visit]:
        """Every visit, the one saved first before."""
        return sorted(self.visits.values(), key=lambda visit: (visit.saved_at, visit.code))

    def waiting(self) -> list[Leaving]:
        """What waits for the postman."""
        return [item for item in self.leaving if item.waits]

    def here(self) -> list[Stay]:
        """What lies in the shop, by deadline."""
        held = [stay for stay in self.stays if stay.closed_seq is None]
        return sorted(held, key=lambda stay: (stay.deadline, stay.received_seq))


def local_day(at: datetime) -> date:
    """The calendar day of an instant where the shop stands."""
    return at.astimezone(PARIS).date()


def sums(lines: list[Line]) -> Mapping[str, Any]:
    """Return what lines add up to."""
    return {
        "ht_cents": sum(line.cents - line.tax for line in lines),
        "vat_cents": sum(line.tax for line in lines),
    }
