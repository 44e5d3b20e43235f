"""Days of the last weeks with their copies, as the journal and this PC's own disk tell them.

Source: decision 0045.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from concierge_desk.counter.context import Context
from concierge_desk.domain.clock import local_day
from concierge_desk.domain.journal import instant_of, instant_text
from concierge_desk.domain.medium import Kept
from concierge_desk.store import backups
from concierge_desk.store import day as days
from concierge_desk.store.connection import Connection

WEEKS = 4
_RANK: tuple[Kept, ...] = ("free", "none", "pc", "other", "stick")
"""Of two copies of a day the one further on is the better one."""
_CLOSING = re.compile(r"cloture-(.+)\.db")


def kept_days(rows: Connection, context: Context, own: Path) -> dict[date, Kept]:
    """Return where each day's best copy lies: the last weeks, day by day, today last.

    Args:
        rows: The store.
        context: Now.
        own: Folder of the copies that are made on this PC's own disk after a closing.
    """
    first = context.today - timedelta(days=WEEKS * 7 - 1)
    best: dict[date, Kept] = {}
    for day, kept in _found(rows, context, first, own):
        best[day] = max(best.get(day, "free"), kept, key=_RANK.index)
    shown = (first + timedelta(days=after) for after in range(WEEKS * 7))
    return {day: best.get(day, "free") for day in shown}


def _found(rows: Connection, context: Context, first: date, own: Path) -> Iterator[tuple[date, Kept]]:
    closed = days.closed_dates(rows, first.isoformat())
    for day in closed.values():
        yield date.fromisoformat(day), "none"
    for number in _closings(own):
        if number in closed:
            yield date.fromisoformat(closed[number]), "pc"
    since = datetime.combine(first, time(), context.zone)
    for made in backups.backups_since(rows, instant_text(since)):
        # Where one of an earlier version lies nobody wrote down.
        yield local_day(instant_of(made.at), context.zone), made.medium or "other"


def _closings(own: Path) -> Iterable[str]:
    """Yield the closings whose copies lie on this PC's own disk."""
    for path in own.glob("cloture-*.db"):
        if named := _CLOSING.fullmatch(path.name):
            yield named[1]
