"""Instants and local time: the one place that asks the machine what time it is.

Source: docs/contract.md, "Instants", decision 0006.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]
"""Returns an aware instant."""

ABSORBED = timedelta(seconds=120)
"""A step back of the PC's clock that is ignored: the next entry is one millisecond after the last."""

MILLISECOND = timedelta(milliseconds=1)
DAY_LIMIT = time(4, 0)
"""From this local time of the next calendar day an open day only wants to be closed."""


def system_clock() -> datetime:
    """Return the PC's own time, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  (the one reading of the machine's clock)


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
