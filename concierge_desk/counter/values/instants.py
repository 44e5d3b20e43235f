"""Instant of a command: from the PC's clock, from a given one, or from the entry before.

Source: docs/contract.md, "Instants", "Options and exit statuses"; decision 0006.
"""

from datetime import datetime, timedelta
from typing import Protocol

from concierge_desk.domain.clock import ABSORBED, MILLISECOND, Clock, Instant, settle_instant
from concierge_desk.domain.journal import Head, instant_of

STEP = timedelta(seconds=1)


class ClockSource(Protocol):
    """Clock that gives the instant of the next command."""

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


class PcClock:
    """The machine's own clock, which may jump."""

    trusted = False
    absorbed = ABSORBED

    def __init__(self, clock: Clock) -> None:
        """Read this clock."""
        self._clock = clock

    def now(self, last: datetime | None) -> datetime:
        """See `ClockSource`."""
        return self._clock()

    def accepted(self) -> None:
        """See `ClockSource`."""


class GivenClock:
    """``--clock``: the given instant for the first new command, one second later for each further one."""

    trusted = True
    absorbed = timedelta(0)

    def __init__(self, start: datetime) -> None:
        """Begin at an aware instant."""
        self._next = start

    def now(self, last: datetime | None) -> datetime:
        """See `ClockSource`."""
        return self._next

    def accepted(self) -> None:
        """See `ClockSource`."""
        self._next += STEP


class FollowingClock:
    """A practice store made with ``--clock``: one second after the last entry, whatever the PC says."""

    trusted = True
    absorbed = timedelta(0)

    def now(self, last: datetime | None) -> datetime:
        """See `ClockSource`.

        Raises:
            ValueError: On an empty journal, which such a store never has.
        """
        if last is None:
            raise ValueError("a clock that follows needs an entry to follow")
        return last + STEP

    def accepted(self) -> None:
        """See `ClockSource`."""


def instant_for(clock: ClockSource, last: datetime | None) -> Instant:
    """Return the instant of a command after an entry of `last`."""
    return settle_instant(clock.now(last), last, absorbed=clock.absorbed, trusted=clock.trusted)


def same_set_back(known: tuple[int, str, str] | None, instant: Instant, head: Head) -> bool:
    """Say whether a clock that is behind is still behind from a jump that was already written.

    It is when every entry since went on millisecond by millisecond, and the clock has not gone
    back any further than it stood then.

    Args:
        known: Place, instant and clock of the last ``clock.set_back``.
        instant: Of the command.
        head: The last entry.
    """
    if known is None or head.at is None:
        return False
    seq, at, clock_at = known
    if instant.clock_at < instant_of(clock_at):
        return False
    # A journal that was corrected meanwhile stands before that jump: this is another one.
    return timedelta(0) <= head.at - instant_of(at) <= (head.seq - seq) * MILLISECOND
