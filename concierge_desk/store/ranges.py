"""Ranges of the journal as its reader pages through them: a day each, and what came after a closing.

Source: docs/contract.md, "Business day".
"""

from dataclasses import dataclass

from concierge_desk.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Range:
    """Entries that belong together.

    Attributes:
        day: ISO date; None for what was written while no day was open.
        number: Of its closing, None while there is none.
        first: Its first entry.
        last: Its last entry; None where it goes on.
    """

    day: str | None
    number: str | None
    first: int
    last: int | None


_COLUMNS = "SELECT day, number, from_seq, closed_seq FROM business_day"


def latest(connection: Connection) -> Range:
    """Return the open day, else the one that was closed last, else what was written before the first."""
    return _one(connection, "ORDER BY opened_seq DESC LIMIT 1") or Range(None, None, 1, None)


def last_closed(connection: Connection) -> Range | None:
    """Return the day that was closed last, None before the first closing."""
    return _one(connection, "WHERE closed_seq IS NOT NULL ORDER BY opened_seq DESC LIMIT 1")


def before(connection: Connection, place: Range) -> Range | None:
    """Return the day before a range; None before the first."""
    return _one(connection, "WHERE opened_seq < ? ORDER BY opened_seq DESC LIMIT 1", place.first)


def after(connection: Connection, place: Range) -> Range | None:
    """Return the day after a range, or what was written since the last closing; None where nothing was."""
    if place.last is None:
        return None
    following = _one(connection, "WHERE opened_seq > ? ORDER BY opened_seq LIMIT 1", place.last)
    if following is not None:
        return following
    (head,) = connection.execute("SELECT max(seq) FROM journal").fetchone()
    return Range(None, None, place.last + 1, None) if head > place.last else None


def on(connection: Connection, day: str) -> Range | None:
    """Return the range of a date, the last one where it was opened twice; None where it never was."""
    return _one(connection, "WHERE day = ? ORDER BY opened_seq DESC LIMIT 1", day)


def holding(connection: Connection, seq: int) -> Range:
    """Return the range an entry belongs to, or belonged to where it is gone."""
    found = _one(connection, "WHERE from_seq <= ? ORDER BY from_seq DESC LIMIT 1", seq)
    if found is None:
        return Range(None, None, 1, None)
    if found.last is not None and found.last < seq:
        return Range(None, None, found.last + 1, None)
    return found


def _one(connection: Connection, where: str, *values: object) -> Range | None:
    row = connection.execute(f"{_COLUMNS} {where}", values).fetchone()
    return None if row is None else Range(*row)
