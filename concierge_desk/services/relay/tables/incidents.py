"""Open incidents of items: a row for each, until it is settled or its item is gone.

Source: docs/trade.md, "Life of an item"; decisions 0028, 0031.
"""

from collections.abc import Callable, Mapping

from concierge_desk.domain.journal import Posted
from concierge_desk.services.relay.model import states
from concierge_desk.services.relay.model.held import Matter
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import write_row

_FOUND = (states.MISS, states.MISDELIVERED)
"""What is settled by the item being there again."""
_ENDS = (states.FIND, states.LOSE)
"""What is said of an item that was missed: no incident of its own."""


def noted(connection: Connection, posted: Posted) -> None:
    """Keep an incident, or that what was missed is there again; one that is lost for good goes with its item."""
    data = posted.data
    if data["incident"] == states.FIND:
        connection.execute(
            "UPDATE relay_incident SET settled_seq = ? WHERE custody = ? AND incident IN (?, ?)"
            " AND settled_seq IS NULL",
            (posted.seq, data["custody"], *_FOUND),
        )
    elif data["incident"] not in _ENDS:
        _add(connection, posted, data["incident"], data["note"])


def withdrawn(connection: Connection, posted: Posted) -> None:
    """Forget an incident that was none; what was not found after all is missed as before.

    A hand-over that is taken back because it was to the wrong person is an incident itself.
    """
    data = posted.data
    if data["state"] == states.MISDELIVERED and data["of"] == "relay.handed_over":
        _add(connection, posted, states.MISDELIVERED, data["reversal"]["note"])
    elif data.get("incident") == states.FIND:
        connection.execute(
            "UPDATE relay_incident SET settled_seq = NULL WHERE custody = ? AND settled_seq = ?",
            (data["custody"], data["corrects"]),
        )
    elif data.get("incident") is not None:
        connection.execute(
            "DELETE FROM relay_incident WHERE custody = ? AND seq = ?", (data["custody"], data["corrects"])
        )


def _add(connection: Connection, posted: Posted, incident: str, note: str | None) -> None:
    row = {"custody": posted.data["custody"], "seq": posted.seq, "incident": incident, "day": posted.day}
    write_row(connection, "relay_incident", {**row, "note": note})


_APPLY: Mapping[str, Callable[[Connection, Posted], None]] = {
    "relay.incident_noted": noted,
    "relay.reversed": withdrawn,
}


def fill(connection: Connection) -> None:
    """Write the rows of a desk anew that noted incidents before them; what cannot be read is left to verify."""
    connection.execute("DELETE FROM relay_incident")
    seqs = connection.execute(
        "SELECT seq FROM journal WHERE kind IN (?, ?) AND payload IS NOT NULL ORDER BY seq", tuple(_APPLY)
    ).fetchall()
    for (seq,) in seqs:
        found, _unreadable = journal.readable(connection, seq, seq)
        for posted in found:
            _APPLY[posted.kind](connection, posted)


def last_of(connection: Connection, custody: str) -> int:
    """Return the last entry that noted or settled an incident of an item; 0 where none did."""
    asked = "SELECT max(max(seq, COALESCE(settled_seq, 0))) FROM relay_incident WHERE custody = ?"
    return connection.execute(asked, (custody,)).fetchone()[0] or 0


# CROSS: what is in the shop first, which is little, not the incidents of all years.
_OPEN = (
    "relay_custody CROSS JOIN relay_incident USING (custody) WHERE closed_seq IS NULL AND settled_seq IS NULL"
)


def open_incidents(connection: Connection) -> dict[str, tuple[str, str]]:
    """Return what is to be settled of what is in the shop's care: by item the last incident, and its day."""
    rows = connection.execute(f"SELECT custody, incident, day FROM {_OPEN} ORDER BY seq")  # noqa: S608
    return {custody: (incident, day) for custody, incident, day in rows}


def matters(connection: Connection) -> tuple[Matter, ...]:
    """Return all that is to be settled: each incident of an item since its first day."""
    # Grouped by SQLite, it would look through all stays.
    rows = connection.execute(
        f"SELECT principal, custody, tracking, carrier, incident, day FROM {_OPEN} ORDER BY seq DESC"  # noqa: S608
    )
    return tuple({(one.custody, one.state): one for one in (Matter(*row) for row in rows)}.values())
