"""The opening calendar: dated grids, exceptional closures, holidays, and what they do to a deadline.

Source: docs/contract.md, "Calendar and deadlines"; docs/trade.md, "Opening hours".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from concierge_desk.domain.errors import Refused

_LAST_WEEKDAY = 6
_SEARCH_DAYS = 366


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One session of a weekly grid.

    Attributes:
        valid_from: First day of the grid the row belongs to.
        weekday: 0 for Monday.
        opens: Local time.
        closes: Local time.

    Raises:
        ValueError: For a weekday that does not exist or a session that ends before it begins.
    """

    valid_from: date
    weekday: int
    opens: time
    closes: time

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= _LAST_WEEKDAY:
            raise ValueError("a weekday is 0 to 6")
        if self.opens >= self.closes:
            raise ValueError("a session opens before it closes")


@dataclass(frozen=True, slots=True)
class Closure:
    """A day on which the shop stays closed, with the code of the reason."""

    day: date
    reason_code: str


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One session of one day, in the local time of the shop."""

    day: date
    opens: time
    closes: time

    @property
    def opening(self) -> datetime:
        """Return when it begins, in the local time of the shop."""
        return datetime.combine(self.day, self.opens)

    @property
    def interval(self) -> str:
        """Return the ISO interval ``2026-12-24T15:00/18:00``."""
        opens, closes = self.opens.isoformat("minutes"), self.closes.isoformat("minutes")
        return f"{self.day.isoformat()}T{opens}/{closes}"


@dataclass(frozen=True, slots=True)
class OpeningCalendar:
    """Calendar of the hours at which the shop is open.

    Attributes:
        grid: Rows of every grid; on a day the rows of the latest ``valid_from`` hold, as a whole
            set: a weekday without a row is closed.
        closures: Exceptions.
        holidays: Says whether a day is a public holiday where the shop stands.
        empty_from: First days of grids without any row: from such a day on the shop is closed.
    """

    grid: tuple[SlotRow, ...]
    closures: tuple[Closure, ...]
    holidays: Callable[[date], bool]
    empty_from: tuple[date, ...] = ()
    _asked: dict[date, tuple[Slot, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Sessions of the days that were asked for: arrivals ask for the same ones all day."""

    def slots(self, day: date) -> tuple[Slot, ...]:
        """Return the sessions of a day, the earliest first."""
        found = self._asked.get(day)
        if found is None:
            found = self._asked[day] = self._slots(day)
        return found

    def _slots(self, day: date) -> tuple[Slot, ...]:
        if self.is_closed_on(day) or self.holidays(day):
            return ()
        first_days = (*(row.valid_from for row in self.grid), *self.empty_from)
        begun = max((first for first in first_days if first <= day), default=None)
        return tuple(
            sorted(
                Slot(day, row.opens, row.closes)
                for row in self.grid
                if row.valid_from == begun and row.weekday == day.weekday()
            )
        )

    def is_closed_on(self, day: date) -> bool:
        """Say whether the day is an exceptional closure; a weekday without a session is none."""
        return any(closure.day == day for closure in self.closures)

    def is_open(self, day: date) -> bool:
        """Say whether the day has a session."""
        return bool(self.slots(day))

    def first_slot(self, day: date) -> Slot | None:
        """Return the first session from a day on; None where there is none in 366 days."""
        days = (day + timedelta(days=step) for step in range(_SEARCH_DAYS + 1))
        return next((slots[0] for one in days if (slots := self.slots(one))), None)

    def roll(self, day: date) -> date:
        """Return the first day from a day on that has a session: what is due on a closed one is due then.

        Raises:
            Refused: ``calendar.no_opening`` where there is none in 366 days.
        """
        slot = self.first_slot(day)
        if slot is None:
            raise Refused("calendar.no_opening", day=day.isoformat())
        return slot.day

    def next_slot(self, at: datetime) -> Slot:
        """Return the first session that begins after a moment, in the local time of the shop.

        Raises:
            Refused: ``calendar.no_opening`` where none does in 366 days.
        """
        for step in range(_SEARCH_DAYS + 1):
            for slot in self.slots(at.date() + timedelta(days=step)):
                if slot.opening > at:
                    return slot
        raise Refused("calendar.no_opening", day=at.date().isoformat())

    def last_useful_slot(self, deadline_day: date) -> str | None:
        """Return the last session up to a deadline, such as ``2026-12-24T15:00/18:00``.

        The deadline itself does not move; this is when the door is open for the last time. The
        search goes back 366 days; None when there was no session in them.

        Source: docs/trade.md, "Last useful slot".
        """
        for back in range(_SEARCH_DAYS + 1):
            if slots := self.slots(deadline_day - timedelta(days=back)):
                return slots[-1].interval
        return None


def with_grid(calendar: OpeningCalendar, valid_from: date, rows: Sequence[SlotRow]) -> OpeningCalendar:
    """Return the calendar with the rows of a grid, in the place of one that began on the same day."""
    return replace(
        calendar,
        grid=(*(row for row in calendar.grid if row.valid_from != valid_from), *rows),
        empty_from=(
            *(first for first in calendar.empty_from if first != valid_from),
            *(() if rows else (valid_from,)),
        ),
    )


def with_closure(calendar: OpeningCalendar, closure: Closure) -> OpeningCalendar:
    """Return the calendar with an exceptional closure, in the place of one of the same day."""
    return replace(calendar, closures=(*without_closure(calendar, closure.day).closures, closure))


def without_closure(calendar: OpeningCalendar, day: date) -> OpeningCalendar:
    """Return the calendar without the exceptional closure of a day."""
    return replace(calendar, closures=tuple(closure for closure in calendar.closures if closure.day != day))


def read_sessions(spans: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return opening and closing time of each session of a weekday, written ``08:00-11:30``.

    Raises:
        ValueError: For one that is no pair of times, ends before it begins, or begins before the end of the one
            before it.
    """
    found: list[tuple[str, str]] = []
    for span in spans:
        opens, _, closes = span.partition("-")
        after = found[-1][1] if found else "00:00"
        if not (_is_time(opens) and _is_time(closes) and after <= opens < closes):
            raise ValueError("sessions follow one another, each written 08:00-11:30")
        found.append((opens, closes))
    return tuple(found)


def _is_time(text: str) -> bool:
    try:
        return time.fromisoformat(text).strftime("%H:%M") == text
    except ValueError:
        return False


def deadline(base_day: date, days: int) -> date:
    """Return the last day of a postal period: calendar days, holidays counted, never rolled forward.

    Args:
        base_day: The day of presentation; the period is counted from the day after.
        days: The holding period.

    Raises:
        ValueError: For a negative period.

    Source: docs/contract.md, "Calendar and deadlines"; docs/trade.md, "Holding periods".
    """
    if days < 0:
        raise ValueError("a period is not negative")
    return base_day + timedelta(days=days)
