"""Complaints in the store: a row for each, with where it stands.

Source: docs/trade.md, "Complaints"; decision 0046.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from concierge_desk.domain.journal import Data, Posted
from concierge_desk.domain.numbers import COMPLAINT, number_of
from concierge_desk.services.relay.model.facts.complaints import (
    ANSWERED,
    CLOSED,
    FORWARDED,
    NOTED,
    STANDING,
    WITHDRAWN,
    Complaint,
)
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import one_record, records, write_row
from concierge_desk.store.till import next_number, use_number


def noted(connection: Connection, posted: Posted) -> None:
    """Keep a complaint, or that there was none; of an older version it gets the number that it would have got."""
    data = posted.data
    if "corrects" in data:
        _change(
            connection, "seq", data["corrects"], state=WITHDRAWN, closed_day=posted.day, last_seq=posted.seq
        )
        return
    number = _number_in(data) or _next(connection, posted)
    use_number(connection, number)
    row = {
        "complaint": number,
        "seq": posted.seq,
        "principal": posted.aud,
        "state": NOTED,
        "last_seq": posted.seq,
    }
    told = {name: data[name] for name in ("subject", "tracking")}
    write_row(connection, "relay_complaint", {**row, **told, "noted_day": posted.day})


def _number_in(data: Data) -> str | None:
    """Return the number that an entry says; one of an older version says none."""
    return data.get("complaint")


def _next(connection: Connection, posted: Posted) -> str:
    year = int((posted.day or posted.at)[:4])
    return number_of(COMPLAINT, year, next_number(connection, COMPLAINT, year), posted.epoch)


def forwarded(connection: Connection, posted: Posted) -> None:
    """Let a complaint wait for its answer."""
    data = posted.data
    told = {"forwarded_to": data["to"], "answer_by_day": data["answer_by_day"]}
    _stand(connection, posted, state=FORWARDED, forwarded_day=posted.day, **told)


def answered(connection: Connection, posted: Posted) -> None:
    """Keep which entry has the answer."""
    _stand(connection, posted, state=ANSWERED, answer_seq=posted.seq)


def closed(connection: Connection, posted: Posted) -> None:
    """End a complaint."""
    _stand(connection, posted, state=CLOSED, closed_day=posted.day)


def stepped_back(connection: Connection, posted: Posted) -> None:
    """Bring a complaint back to where it stood."""
    before = {name: posted.data[name] for name in STANDING}
    _change(connection, "complaint", posted.data["complaint"], **before, closed_day=None)


def _stand(connection: Connection, posted: Posted, **columns: object) -> None:
    _change(connection, "complaint", posted.data["complaint"], **columns, last_seq=posted.seq)


def _change(connection: Connection, key: str, which: object, **columns: object) -> None:
    changed = ", ".join(f"{name} = ?" for name in columns)
    sql = f"UPDATE relay_complaint SET {changed} WHERE {key} = ?"  # noqa: S608
    connection.execute(sql, (*columns.values(), which))


def fill(connection: Connection) -> None:
    """Write the rows of a desk that noted complaints before there were any; what cannot be read is left to verify."""
    seqs = connection.execute(
        "SELECT seq FROM journal WHERE kind = 'relay.complaint_noted' AND payload IS NOT NULL ORDER BY seq"
    ).fetchall()
    for (seq,) in seqs:
        for posted in journal.readable(connection, seq, seq)[0]:
            noted(connection, posted)


def complaint(connection: Connection, number: str) -> Complaint | None:
    """Return a complaint by its number."""
    return one_record(connection, Complaint, "relay_complaint WHERE complaint = ?", number)


def open_complaints(connection: Connection) -> tuple[Complaint, ...]:
    """Return the complaints that have not ended, the oldest first."""
    return records(connection, Complaint, "relay_complaint WHERE closed_day IS NULL ORDER BY seq")


def standing(connection: Connection, day: date) -> tuple[Complaint, ...]:
    """Return the complaints that have not ended, and those that ended on a day, the oldest first.

    One that was noted on that day and was none is left out: nobody was told of it.
    """
    ended = records(
        connection,
        Complaint,
        "relay_complaint WHERE closed_day = ? AND NOT (state = ? AND noted_day = closed_day) ORDER BY seq",
        day.isoformat(),
        WITHDRAWN,
    )
    return tuple(sorted((*open_complaints(connection), *ended), key=lambda one: one.seq))


def complaints_about(connection: Connection, tracking: str) -> tuple[Complaint, ...]:
    """Return the complaints about a number that have not ended."""
    return records(
        connection,
        Complaint,
        "relay_complaint WHERE closed_day IS NULL AND tracking = ? ORDER BY seq",
        tracking,
    )


def typed(connection: Connection, known: Complaint) -> Mapping[str, str | None]:
    """Return the refs of what was typed with a complaint: subject, note, answer; None where nothing was."""
    (first, _lost), (last, _lost) = (
        journal.readable(connection, seq, seq) for seq in (known.seq, known.answer_seq or 0)
    )
    return {
        "subject": next((entry.data["subject_note"] for entry in first), None),
        "note": next((entry.data["note"] for entry in first), None),
        "answer": next((entry.data["note"] for entry in last), None),
    }


def complaints(connection: Connection) -> Iterable[tuple[str, str]]:
    """Yield day and number of every complaint that was one."""
    return connection.execute(
        "SELECT noted_day, complaint FROM relay_complaint WHERE state <> ? ORDER BY seq", (WITHDRAWN,)
    )
