"""Instants and local time: the one place that asks the machine what time it is, and which instant a command gets.

Source: docs/contract.md, "Instants", "Options and exit statuses"; decision 0006.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Protocol, TypeAlias

from concierge_desk.domain.override import override

Clock: TypeAlias = Callable[[], datetime]
"""Returns an aware instant."""

ABSORBED = timedelta(seconds=120)
"""A step back of the PC's clock that is ignored: the next entry is one millisecond after the last."""

MILLISECOND = timedelta(milliseconds=1)
STEP = timedelta(seconds=1)
DAY_LIMIT = time(4, 0)
"""From this local time of the next calendar day an open day only wants to be closed."""


def system_clock() -> datetime:
    """Return the PC's own time, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  (the one reading of the machine's clock)


class ClockSource(Protocol):
    """Says what time it is for the next command."""

    @property
    def trusted(self) -> bool:
        """Whether somebody said that this is the date, or no clock is read at all."""

    @property
    def absorbed(self) -> timedelta:
        """How far behind the last entry it may stand without a word."""

    def now(self, last: datetime | None) -> datetime:
        """Return the time for the next command, given the instant of the last entry."""

    def accepted(self) -> None:
        """Take note that a new command was accepted."""


class PcClock(ClockSource):
    """The machine's own clock, which may jump."""

    trusted = False
    absorbed = ABSORBED

    def __init__(self, clock: Clock) -> None:
        """Read this clock."""
        self._clock = clock

    @override
    def now(self, last: datetime | None) -> datetime:
        return self._clock()

    @override
    def accepted(self) -> None:
        """It runs by itself."""


class GivenClock(ClockSource):
    """``--clock``: the given instant for the first new command, one second later for each further one."""

    trusted = True
    absorbed = timedelta(0)

    def __init__(self, start: datetime) -> None:
        """Begin at an aware instant."""
        self._next = start

    @override
    def now(self, last: datetime | None) -> datetime:
        return self._next

    @override
    def accepted(self) -> None:
        self._next += STEP


class FollowingClock(ClockSource):
    """A practice store made with ``--clock``: one second after the last entry, whatever the PC says."""

    trusted = True
    absorbed = timedelta(0)

    @override
    def now(self, last: datetime | None) -> datetime:
        """Return the second after the last entry.

        Raises:
            ValueError: On an empty journal, which such a store never has.
        """
        if last is None:
            raise ValueError("a clock that follows needs an entry to follow")
        return last + STEP

    @override
    def accepted(self) -> None:
        """The entry itself moves it."""


@dataclass(frozen=True, slots=True)
class Instant:
    """The time of one command.

    Attributes:
        at: What its entries carry; never before the last entry.
        behind: The clock stands before the last entry by more than is absorbed.
        trusted: Somebody said that this is the date (``--clock``), or no clock is read at all.
        clock_at: What the clock itself said.
    """

    at: datetime
    behind: bool
    trusted: bool
    clock_at: datetime


def to_milliseconds(at: datetime) -> datetime:
    """Return the instant cut to whole milliseconds, as the payload writes it."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def settle_instant(
    clock_at: datetime, last: datetime | None, *, absorbed: timedelta, trusted: bool
) -> Instant:
    """Return the instant of a command whose clock says `clock_at` after an entry of `last`.

    Args:
        clock_at: Aware instant.
        last: Instant of the last entry; None on an empty journal.
        absorbed: How far behind the clock may stand without a word.
        trusted: See `Instant`.
    """
    proposed = to_milliseconds(clock_at)
    if last is None or proposed >= last:
        return Instant(proposed, behind=False, trusted=trusted, clock_at=proposed)
    return Instant(last + MILLISECOND, behind=last - proposed > absorbed, trusted=trusted, clock_at=proposed)


def instant_for(clock: ClockSource, last: datetime | None) -> Instant:
    """Return the instant of a command after an entry of `last`."""
    return settle_instant(clock.now(last), last, absorbed=clock.absorbed, trusted=clock.trusted)


def offset_text(at: datetime, zone: tzinfo) -> str:
    """Return the local offset of an instant, such as ``+01:00``."""
    return at.astimezone(zone).isoformat()[-6:]


def local_day(at: datetime, zone: tzinfo) -> date:
    """Return the calendar day of an instant where the shop stands."""
    return at.astimezone(zone).date()


def must_close(day: date, at: datetime, zone: tzinfo) -> bool:
    """Say whether an open day of that date may only be counted and closed.

    Source: docs/contract.md, "Business day": from 04:00 of the next calendar day.
    """
    return at.astimezone(zone) >= datetime.combine(day + timedelta(days=1), DAY_LIMIT, zone)
