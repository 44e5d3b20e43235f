"""The business day as commands find it when they are decided.

Source: docs/contract.md, "Business day".
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from concierge_desk.domain.clock import Instant, local_day
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.ticket import Cheque
from concierge_desk.domain.visit import Visit

if TYPE_CHECKING:
    from concierge_desk.domain.held.sums import HeldSums

MOST_SESSIONS = 2
"""Halves of a day: the counter has one break."""


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day that was opened and not closed yet."""

    day: str
    opened_seq: int
    float_cents: int


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """The last closed day: what it left in the drawer, counted or else expected."""

    day: str
    number: str
    seq: int
    left_cents: int


@dataclass(frozen=True, slots=True)
class Count:
    """The last count of the drawer in the open day, and what was expected at that moment."""

    seq: int
    counted_cents: int
    expected_cents: int


@dataclass(frozen=True, slots=True)
class OtherDrawer:
    """A drawer beside the site's first: what it should hold, and its last count in the open day."""

    code: str
    cents: int
    count: Count | None


@dataclass(frozen=True, slots=True)
class DayState:
    """State of the desk's business day.

    Attributes:
        open: The open day, if there is one.
        last: The last closed day, if there is one.
        drawer_cents: What the drawer should hold, of several the site's first: float, cash kept, movements.
        count: The last count of it since the opening.
        session: How many sessions the open day has begun.
        session_open: Whether the last of them still goes on.
        rebased: The journal's clock was corrected since the last closed day was opened: its date is no measure.
        drawer_connected: The printer of this desk opens the drawer.
        others: The drawers beside the site's first, by code.
        lies: Drawer of each fund that does not lie in the first.
        payees: Payee of each fund that is not paid to the site itself by card and cheque.
    """

    open: OpenDay | None
    last: ClosedDay | None
    drawer_cents: int
    count: Count | None
    session: int = 1
    session_open: bool = True
    rebased: bool = False
    drawer_connected: bool = False
    others: tuple[OtherDrawer, ...] = ()
    lies: Mapping[str, str] = field(default_factory=dict)
    payees: Mapping[str, str] = field(default_factory=dict)

    def held_in(self, drawer: str) -> int:
        """Return what a drawer should hold: the site's first, where it is none of the others."""
        return next((one.cents for one in self.others if one.code == drawer), self.drawer_cents)

    def count_in(self, drawer: str) -> Count | None:
        """Return the last count of a drawer since the opening."""
        return next((one.count for one in self.others if one.code == drawer), self.count)

    @property
    def held_cents(self) -> int:
        """What all drawers should hold."""
        return self.drawer_cents + sum(one.cents for one in self.others)

    @property
    def today(self) -> date | None:
        """The open business day as a date."""
        return date.fromisoformat(self.open.day) if self.open else None


@dataclass(frozen=True, slots=True)
class OpeningState:
    """State that an opening is decided from, beside the day's own.

    Attributes:
        is_used: Whether the date was a business day already.
        since: Instants of the entries since the last closing, itself included, or since the clock was corrected.
    """

    is_used: bool
    since: tuple[datetime, ...]


def _nothing_held() -> "HeldSums":
    from concierge_desk.domain.held.sums import NOTHING_HELD  # noqa: PLC0415  (once a day)

    return NOTHING_HELD


@dataclass(frozen=True, slots=True)
class ClosingState:
    """State that a closing is decided from, beside the day's own.

    Attributes:
        state: The day's state.
        first_seq: Where the day's range begins.
        posted: Every readable entry of the range so far, in order.
        unreadable: Entries of the range whose payload cannot be read any more.
        visits: Visits that are not settled.
        previous: Data of the previous ``day.closed``, None before the first.
        previous_of_year: Data of the last ``day.closed`` of the same fiscal year.
        previous_ref: Number and anchor of that closing.
        head: Anchor of the head before the closing.
        number: The closing's number.
        cheques: Those that lie in the drawer.
        opening: What each fund came to before, but the shop's own; None where nothing is told of it.
        held: What is held and owed.
    """

    state: DayState
    first_seq: int
    posted: tuple[Posted, ...]
    unreadable: tuple[int, ...]
    visits: tuple[Visit, ...]
    previous: Mapping[str, Any] | None
    previous_of_year: Mapping[str, Any] | None
    previous_ref: Mapping[str, str] | None
    head: str
    number: str
    cheques: tuple[Cheque, ...] = ()
    opening: Mapping[str, int] | None = None
    held: "HeldSums" = field(default_factory=_nothing_held)


def not_open(state: DayState, today: date) -> Refused:
    """Return that no day is open; with the closing's number where today's is closed already."""
    last = state.last
    if last is None or last.day != today.isoformat():
        return Refused("day.not_open")
    return Refused("day.not_open", day=last.day, number=last.number)


def left_in(drawer: Mapping[str, Any]) -> int:
    """Return what a closing leaves in a drawer: what was counted, else what should lie there."""
    counted = drawer["counted_cents"]
    return int(drawer["expected_cents"] if counted is None else counted)


def opening_needs_confirmation(day: date, last: date | None) -> bool:
    """Say whether a day lies so far from the last entry that the date must be confirmed.

    Source: docs/contract.md, "Instants": more than 4 days after the last entry, or in another year.
    """
    return last is not None and (day - last > timedelta(days=4) or day.year != last.year)


def last_vouched(start: date | None, days: Iterable[date]) -> date | None:
    """Return the last date that nobody has to doubt.

    An entry vouches for its date unless it lies so far from the one before that its date would have been
    asked for: a forgotten day that is closed under a wild clock must not make the next opening pass.

    Args:
        start: The last closed day, None before the first or after a correction of the clock.
        days: Local dates of the entries since, in order.

    Source: docs/contract.md, "Instants", decision 0012.
    """
    known = start
    for day in days:
        if opening_needs_confirmation(day, known):
            break
        known = day
    return known


def vouched_day(state: DayState, since: Iterable[datetime], zone: tzinfo) -> date | None:
    """Return the last date that nobody has to doubt, as the journal stands.

    Args:
        state: Where the desk stands.
        since: See `OpeningState`.
        zone: Where the shop stands.
    """
    start = date.fromisoformat(state.last.day) if state.last is not None and not state.rebased else None
    return last_vouched(start, (local_day(at, zone) for at in since))


@dataclass(frozen=True, slots=True)
class TwoDates:
    """Dates of the PC's clock and of the journal, while the clock is behind.

    Attributes:
        pc: Local time of the PC.
        journal: Local time of the last entry.
        vouched: The last date that nobody has to doubt, None where there is none.
    """

    pc: datetime
    journal: datetime
    vouched: date | None

    @property
    def apart(self) -> bool:
        """Whether they are two dates: within one date nobody has to choose."""
        return self.pc.date() != self.journal.date()

    @property
    def ran_ahead(self) -> bool:
        """Whether it is the journal that is to be doubted: the PC's date goes on from what is vouched for.

        A battery that died says a date that is over; it is the journal that is right then.
        """
        return self.vouched is None or self.pc.date() >= self.vouched


def dates_apart(
    instant: Instant, last: datetime | None, zone: tzinfo, vouched: Callable[[], date | None]
) -> TwoDates | None:
    """Return both dates while the clock is behind the journal, None while it is not.

    Args:
        instant: Of a command that would be played now.
        last: Instant of the last entry, None on an empty journal.
        zone: Where the shop stands.
        vouched: Reads the last date that nobody has to doubt; asked for where it is needed alone.
    """
    if last is None or not instant.behind or instant.trusted:
        return None
    return TwoDates(instant.clock_at.astimezone(zone), last.astimezone(zone), vouched())


def likely_day(instant: Instant, zone: tzinfo, dates: TwoDates | None) -> date:
    """Return the calendar day where the shop stands: the PC's own where it is the journal that ran ahead."""
    return dates.pc.date() if dates is not None and dates.ran_ahead else local_day(instant.at, zone)
