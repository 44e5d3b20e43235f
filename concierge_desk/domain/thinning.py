"""Which copies may go: the older they are, the fewer are kept; the last good one never goes.

Source: DESIGN §6 (old good copies are thinned by age); R-4.13 (thirteen months, but a yearly archive).
"""

from collections.abc import Hashable, Mapping
from datetime import date, datetime, timedelta

_ALL_DAYS = 7
_DAILY_DAYS = 31
_MONTHLY_DAYS = 396
"""Thirteen months: an erased name does not live on in more copies than the yearly ones."""


def may_go(copies: Mapping[str, datetime], now: datetime) -> Mapping[str, str]:
    """Return the copies that may be removed, the oldest first, each with the one that is kept in its stead.

    All of the last seven days stay; before, the last of each day for a month, the last of each month for
    thirteen months, the last of each year for ever. What is dated later than now was named by a wrong clock,
    or is none of ours: it stays, and takes nobody's place.

    Args:
        copies: Copies of one desk, by name: when each was made.
        now: When the newest good one was made; it stays.
    """
    kept: dict[Hashable, str] = {}
    gone: dict[str, str] = {}
    for name, made in sorted(copies.items(), key=lambda item: (item[1], item[0]), reverse=True):
        keeper = kept.setdefault(_slot(name, made.date(), now - made), name)
        if keeper != name:
            gone[name] = keeper
    return dict(reversed(gone.items()))


def _slot(name: str, day: date, age: timedelta) -> Hashable:
    """Return what only the latest copy is kept of: itself, its day, its month or its year."""
    if age < timedelta(days=_ALL_DAYS):
        return name
    if age < timedelta(days=_DAILY_DAYS):
        return day
    if age < timedelta(days=_MONTHLY_DAYS):
        return (day.year, day.month)
    return day.year
