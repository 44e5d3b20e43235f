"""What is the matter with an item and since when: one row for each incident, until it is settled or its item is gone.

Source: domain.md §1.5 (side states); decision 0028.
"""

from collections.abc import Callable, Mapping

from concierge_desk.domain.journal import Posted
from concierge_desk.services.relay.model import states
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection

TABLE = (
    "CREATE TABLE relay_incident("
    "custody TEXT NOT NULL, seq INTEGER NOT NULL, incident TEXT NOT NULL, day TEXT NOT NULL, settled_seq INTEGER,"
    " PRIMARY KEY(custody, seq)) STRICT, WITHOUT ROWID"
)

_ENDS = (states.FIND, states.LOSE)
"""What is said of an item that was missed: no incident of its own."""


def noted(connection: Connection, posted: Posted) -> None:
    """Keep an incident, or that what was missed is there again; one that is lost for good goes with its item."""
    data = posted.data
    if data["incident"] == states.FIND:
        connection.execute(
            "UPDATE relay_incident SET settled_seq = ? WHERE custody = ? AND incident = ? AND settled_seq IS NULL",
            (posted.seq, data["custody"], states.MISS),
        )
    elif data["incident"] not in _ENDS:
        connection.execute(
            "INSERT INTO relay_incident VALUES(?, ?, ?, ?, NULL)",
            (data["custody"], posted.seq, data["incident"], posted.day),
        )


def withdrawn(connection: Connection, posted: Posted) -> None:
    """Forget an incident that was none; what was not found after all is missed as before."""
    data = posted.data
    if data.get("incident") == states.FIND:
        connection.execute(
            "UPDATE relay_incident SET settled_seq = NULL WHERE custody = ? AND settled_seq = ?",
            (data["custody"], data["corrects"]),
        )
    elif data.get("incident") is not None:
        connection.execute(
            "DELETE FROM relay_incident WHERE custody = ? AND seq = ?", (data["custody"], data["corrects"])
        )


_APPLY: Mapping[str, Callable[[Connection, Posted], None]] = {
    "relay.incident_noted": noted,
    "relay.reversed": withdrawn,
}


def fill(connection: Connection) -> None:
    """Write the rows of a desk that noted incidents before there were any; what cannot be read is left to verify."""
    seqs = connection.execute(
        "SELECT seq FROM journal WHERE kind IN (?, ?) AND payload IS NOT NULL ORDER BY seq", tuple(_APPLY)
    ).fetchall()
    for (seq,) in seqs:
        found, _unreadable = journal.readable(connection, seq, seq)
        for posted in found:
            _APPLY[posted.kind](connection, posted)


def open_incidents(connection: Connection) -> dict[str, tuple[str, str]]:
    """Return what is to be settled of what is in the shop: by item the last incident, and its day."""
    # CROSS: what is in the shop first, which is little, not the incidents of all years.
    rows = connection.execute(
        "SELECT custody, incident, day FROM relay_custody CROSS JOIN relay_incident USING (custody)"
        " WHERE closed_seq IS NULL AND settled_seq IS NULL ORDER BY seq"
    )
    return {custody: (incident, day) for custody, incident, day in rows}
