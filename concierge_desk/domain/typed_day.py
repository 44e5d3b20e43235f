"""A day as it is typed: ``24/11``, ``24/11/26``, ``24.11.2026``, ``2026-11-24``; a moment: ``10:40``, ``10h40``, ``28/11 1040``.

Source: docs/contract.md, "Instants", "What was kept on paper".
"""

import re
from datetime import date, datetime, time, timedelta

_CENTURY = 2000
_TYPED = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})(?:[/. -]([0-9]{2}|[0-9]{4}))?")
_MOMENT = re.compile(r"(?:(\S+)\s+)?([0-9]{1,2})(?:\s?[:hH.]\s?)?([0-9]{2})?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TWO_FIGURES = 2


def day_of(text: str, today: date) -> date | None:
    """Return the day a text means, None where it means none; without a year it is the nearest one."""
    iso, typed = _ISO.fullmatch(text), _TYPED.fullmatch(text)
    if iso is not None:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if typed is None:
        return None
    day, month = int(typed[1]), int(typed[2])
    if typed[3]:
        year = int(typed[3])
        return _date(_CENTURY + year if len(typed[3]) == _TWO_FIGURES else year, month, day)
    near = [_date(today.year + step, month, day) for step in (-1, 0, 1)]
    # Of two that are equally near the coming one is meant.
    return min(filter(None, near), key=lambda one: abs(one - today) + timedelta(one < today), default=None)


def moment_of(text: str, day: date, today: date) -> datetime | None:
    """Return the local minute that a text means, None where it means none.

    Args:
        text: As typed.
        day: Meant where none is typed.
        today: A day without a year is the one nearest to it.
    """
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    meant = day if found[1] is None else day_of(found[1], today)
    try:
        at = time(int(found[2]), int(found[3] or 0))
    except ValueError:
        return None
    return None if meant is None else datetime.combine(meant, at)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
