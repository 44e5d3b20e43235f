"""Visits that are not settled: working state, in one transaction with what becomes of them; their notes."""

import json
from datetime import datetime
from typing import Any

from concierge_desk.domain.journal import Posted, instant_of
from concierge_desk.domain.visit import Visit
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.failures import require_taken


def visits(connection: Connection) -> tuple[Visit, ...]:
    """Return every visit that is not settled, the one saved first before."""
    rows = connection.execute(
        "SELECT visit, parked, acts, saved_at, step, who FROM visit ORDER BY saved_at, visit"
    ).fetchall()
    return tuple(_read(*row) for row in rows)


def visit(connection: Connection, code: str) -> Visit | None:
    """Return a visit, None where there is none."""
    row = connection.execute(
        "SELECT visit, parked, acts, saved_at, step, who FROM visit WHERE visit = ?", (code,)
    ).fetchone()
    return _read(*row) if row else None


def _read(*row: Any) -> Visit:
    code, parked, acts, at, step, who = row
    said = None if who is None else json.loads(who)
    return Visit(code, bool(parked), tuple(json.loads(acts)), at, json.loads(step), said)


def is_visit(connection: Connection, code: str) -> bool:
    """Say whether there is, or was, a visit of a code."""
    return visit(connection, code) is not None or ticket_of_visit(connection, code) is not None


def save_visit(connection: Connection, kept: Visit) -> None:
    """Keep a visit as it stands.

    Raises:
        IntegrityFailure: As `require_taken`.
    """
    written = connection.execute(
        "INSERT INTO visit(visit, parked, acts, saved_at, step, who) VALUES(?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(visit) DO UPDATE SET parked = excluded.parked, acts = excluded.acts,"
        " saved_at = excluded.saved_at, step = excluded.step, who = excluded.who",
        (
            kept.visit,
            int(kept.parked),
            json.dumps(list(kept.acts)),
            kept.saved_at,
            json.dumps(dict(kept.step)),
            None if kept.who is None else json.dumps(dict(kept.who)),
        ),
    )
    require_taken(written, 1)


def park_visit(connection: Connection, code: str, *, parked: bool) -> None:
    """Set a visit aside, or take it up again."""
    connection.execute("UPDATE visit SET parked = ? WHERE visit = ?", (int(parked), code))


def drop_visit(connection: Connection, code: str) -> None:
    """Forget a visit, with everything that was typed for it."""
    connection.execute("DELETE FROM visit WHERE visit = ?", (code,))


def drop_saved_until(connection: Connection, at: datetime) -> int:
    """Forget the visits that hold something and were last changed by then, and return how many there were."""
    old = [
        visit.visit for visit in visits(connection) if not visit.is_empty and instant_of(visit.saved_at) <= at
    ]
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
