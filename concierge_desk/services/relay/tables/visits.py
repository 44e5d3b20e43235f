"""Visits and trainings in the store: a row for each that was one.

Source: decision 0081.
"""

from concierge_desk.domain.journal import Posted
from concierge_desk.services.relay.model.facts.visits import OfficeVisit
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import one_record, records, write_row


def noted(connection: Connection, posted: Posted) -> None:
    """Keep a visit, or that there was none."""
    data = posted.data
    if "corrects" in data:
        connection.execute("DELETE FROM relay_visit WHERE visit = ?", (data["visit"],))
        return
    told = {name: data[name] for name in ("visit", "kind", "day", "minutes")}
    write_row(connection, "relay_visit", {**told, "seq": posted.seq})


def visits(connection: Connection, first_day: str, last_day: str) -> tuple[OfficeVisit, ...]:
    """Return what took place between two days, both included, the earliest first."""
    between = "relay_visit WHERE day BETWEEN ? AND ? ORDER BY day, seq"
    return records(connection, OfficeVisit, between, first_day, last_day)


def visit_of(connection: Connection, visit: str) -> OfficeVisit | None:
    """Return a visit by its code."""
    return one_record(connection, OfficeVisit, "relay_visit WHERE visit = ?", visit)
