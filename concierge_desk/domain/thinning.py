"""Which copies may go: the older they are, the fewer are kept; the last good one never goes.

Source: DESIGN §6 (old good copies are thinned by age); R-4.13 (thirteen months, but a yearly archive).
"""

from collections.abc import Hashable, Mapping
from datetime import date, datetime, timedelta

_ALL_DAYS = 7
_DAILY_DAYS = 31
_MONTHLY_DAYS = 396
"""Thirteen months: an erased name does not live on in more copies than the yearly ones."""


def may_go(copies: Mapping[str, datetime]) -> tuple[str, ...]:
    """Return the copies that may be removed, the oldest first.

    All of the last seven days stay; before, the last of each day for a month, the last of each month for
    thirteen months, the last of each year for ever. Ages are counted from the newest copy, not from the PC's
    clock: a wrong clock removes nothing.

    Args:
        copies: Good copies of one desk, by name: when each was made.
    """
    if not copies:
        return ()
    newest = max(copies.values())
    kept: set[Hashable] = set()
    gone = []
    for name, made in sorted(copies.items(), key=lambda item: (item[1], item[0]), reverse=True):
        slot = _slot(name, made.date(), newest - made)
        if slot in kept:
            gone.append(name)
        kept.add(slot)
    return tuple(reversed(gone))


def _slot(name: str, day: date, age: timedelta) -> Hashable:
    """Return what only the latest copy is kept of: itself, its day, its month or its year."""
    if age < timedelta(days=_ALL_DAYS):
        return name
    if age < timedelta(days=_DAILY_DAYS):
        return day
    if age < timedelta(days=_MONTHLY_DAYS):
        return (day.year, day.month)
    return day.year
