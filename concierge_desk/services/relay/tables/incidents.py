"""Stays of the relay and their incidents: which tables they are, and what of them is the relay's own.

Source: docs/trade.md, "Life of an item"; decisions 0028, 0031, 0092.
"""

from typing import Final

from concierge_desk.domain.journal import Posted
from concierge_desk.mechanisms.custody.model import MISS
from concierge_desk.mechanisms.custody.tables import IncidentTable, StayTable
from concierge_desk.services.relay.model.held import Matter
from concierge_desk.services.relay.model.states import MISDELIVERED
from concierge_desk.store.connection import Connection

STAYS: Final = StayTable(
    "relay_custody", key="custody", place="shelf", began="received_seq", away=(MISDELIVERED,)
)
INCIDENTS: Final = IncidentTable("relay_incident", STAYS, missed=(MISS, MISDELIVERED))


def withdrawn(connection: Connection, posted: Posted) -> None:
    """Forget an incident that was none; a hand-over that is taken back because it was to the wrong person is one itself."""
    data = posted.data
    if data["state"] == MISDELIVERED and data["of"] == "relay.handed_over":
        INCIDENTS.add(connection, posted, MISDELIVERED, data["reversal"]["note"])
    else:
        INCIDENTS.withdrawn(connection, posted)


def fill(connection: Connection) -> None:
    """Write the rows of a desk anew that noted incidents before them."""
    INCIDENTS.fill(connection, {"relay.incident_noted": INCIDENTS.noted, "relay.reversed": withdrawn})


def open_incidents(connection: Connection) -> dict[str, tuple[str, str]]:
    """Return what is to be settled of what is in the shop's care: by item the last incident, and its day."""
    return INCIDENTS.standing(connection)


def matters(connection: Connection) -> tuple[Matter, ...]:
    """Return all that is to be settled: each incident of an item since its first day."""
    found = INCIDENTS.rows(connection, "principal, custody, tracking, carrier, incident, day")
    return tuple({(one.custody, one.state): one for one in (Matter(*row) for row in found)}.values())
