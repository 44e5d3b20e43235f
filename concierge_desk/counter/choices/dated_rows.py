"""Checks of rows that hold from a day on: days that are over stand, and each row says something of another thing. Pure.

Source: docs/contract.md, "Amounts and dated rows"; decision 0065.
"""

from collections.abc import Iterable
from datetime import date

from concierge_desk.counter.context import Context
from concierge_desk.domain.errors import Refused


def first_day(asked: date | None, context: Context, past: str) -> date:
    """Return the first day on which rows hold: today, where none was given.

    Args:
        asked: As given.
        context: Now.
        past: Code of the refusal of a day that is over.

    Raises:
        Refused: The code `past`.
    """
    first = asked or context.business_day
    if first < context.business_day:
        raise Refused(past, day=first.isoformat())
    return first


def each_once(name: str, keys: Iterable[str], twice: str) -> None:
    """Refuse rows of which two say something of the same.

    Args:
        name: What the key is called, such as ``product``.
        keys: Of each row what it is about.
        twice: Code of the refusal.

    Raises:
        Refused: The code `twice`.
    """
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise Refused(twice, **{name: key})
        seen.add(key)
