"""Retention of copies: the older they are, the fewer are kept; the last good one never goes.

Source: docs/contract.md, "Old copies"; docs/requirements.md, R-4.13 (thirteen months, but a yearly archive).
"""

from collections.abc import Hashable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

_ALL_DAYS = 7
_DAILY_DAYS = 31
_MONTHLY_DAYS = 396
"""Thirteen months: an erased name does not live on in more copies than the yearly ones."""
_SET_ASIDE_DAYS = 30
_SET_ASIDE_CLOSINGS = 7


def may_go(copies: Mapping[str, datetime], made_at: datetime, day: date | None) -> Mapping[str, str]:
    """Return the copies that may be removed, the oldest first, each with the one that is kept in its stead.

    All of the last seven days stay; before, the last of each day for a month, the last of each month for
    thirteen months, the last of each year for ever.

    Age is counted from the moment the newest copy was made, but never from later than the end of the last
    business day: a date that is far from the last one is confirmed by whoever opens it, while the PC's clock
    may stand years ahead for an afternoon. So no clock removes what the right one would keep at the end of
    that day. What is dated later was named by such a clock, or is none of ours: it stays, and takes nobody's
    place. Before the first business day nothing goes.

    Args:
        copies: Copies of one desk, by name: when each was made.
        made_at: When the newest good one was made; it stays.
        day: The last business day that was opened, None before the first.
    """
    if day is None:
        return {}
    now = min(made_at, datetime.combine(day, time.max, UTC))
    kept: dict[Hashable, str] = {}
    gone: dict[str, str] = {}
    for name, made in sorted(copies.items(), key=lambda item: (item[1], item[0]), reverse=True):
        keeper = kept.setdefault(_slot(name, made.date(), now - made), name)
        if keeper != name:
            gone[name] = keeper
    return dict(reversed(gone.items()))


def set_aside_may_go(days: Sequence[date]) -> bool:
    """Say whether the store that a restore replaced may go.

    It is the only true one where the wrong backup was restored: it stays for thirty days, and until the desk
    has closed seven days without anybody asking for it.

    Args:
        days: The business days that were closed since that restore, in the order of their closing.
    """
    return len(set(days)) >= _SET_ASIDE_CLOSINGS and days[-1] - days[0] > timedelta(days=_SET_ASIDE_DAYS)


def _slot(name: str, day: date, age: timedelta) -> Hashable:
    """Return what only the latest copy is kept of: itself, its day, its month or its year."""
    if age < timedelta(days=_ALL_DAYS):
        return name
    if age < timedelta(days=_DAILY_DAYS):
        return day
    if age < timedelta(days=_MONTHLY_DAYS):
        return (day.year, day.month)
    return day.year
