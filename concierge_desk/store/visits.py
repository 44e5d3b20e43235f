"""Visits that are not settled: working state, in the same transaction as what becomes of them; their notes."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from concierge_desk.domain.journal import Posted, instant_of
from concierge_desk.domain.visit import Visit
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection


def visits(connection: Connection) -> tuple[Visit, ...]:
    """Return every visit that is not settled, the one saved first before."""
    rows = connection.execute("SELECT visit, parked, acts, saved_at FROM visit ORDER BY saved_at, visit")
    return tuple(Visit(code, bool(parked), tuple(json.loads(acts)), at) for code, parked, acts, at in rows)


def visit(connection: Connection, code: str) -> Visit | None:
    """Return a visit, None where there is none."""
    row = connection.execute("SELECT parked, acts, saved_at FROM visit WHERE visit = ?", (code,)).fetchone()
    return Visit(code, bool(row[0]), tuple(json.loads(row[1])), row[2]) if row else None


def save_visit(connection: Connection, code: str, acts: Sequence[Mapping[str, Any]], at: str) -> None:
    """Keep the acts of a visit as they were given; it is at the counter again."""
    connection.execute(
        "INSERT INTO visit VALUES(?, 0, ?, ?) ON CONFLICT(visit) DO UPDATE SET"
        " parked = 0, acts = excluded.acts, saved_at = excluded.saved_at",
        (code, json.dumps(list(acts)), at),
    )


def park_visit(connection: Connection, code: str, *, parked: bool) -> None:
    """Set a visit aside, or take it up again."""
    connection.execute("UPDATE visit SET parked = ? WHERE visit = ?", (int(parked), code))


def drop_visit(connection: Connection, code: str) -> None:
    """Forget a visit, with everything that was typed for it."""
    connection.execute("DELETE FROM visit WHERE visit = ?", (code,))


def drop_saved_until(connection: Connection, at: datetime) -> int:
    """Forget the visits that hold something and were last changed by then, and return how many there were."""
    old = [visit.visit for visit in visits(connection) if visit.acts and instant_of(visit.saved_at) <= at]
    for code in old:
        drop_visit(connection, code)
    return len(old)


def ticket_of_visit(connection: Connection, code: str) -> str | None:
    """Return the ticket that a visit was settled by, None while it was not."""
    row = connection.execute("SELECT number FROM ticket WHERE visit = ?", (code,)).fetchone()
    return str(row[0]) if row else None


def apply_noted(connection: Connection, posted: Posted) -> None:
    """Keep where a note was written; the paper of a visit is the last one's, and was not printed yet."""
    visit = posted.data["visit"]
    connection.execute("INSERT INTO note VALUES(?, ?)", (posted.seq, visit))
    connection.execute("DELETE FROM printed WHERE document = ?", (f"note:{visit}",))


def last_note(connection: Connection, code: str) -> Posted | None:
    """Return the last note of a visit, None where there was none or it cannot be read any more."""
    (seq,) = connection.execute("SELECT max(seq) FROM note WHERE visit = ?", (code,)).fetchone()
    return None if seq is None else next(iter(journal.posted(connection, seq, seq)), None)
