"""Projections of what the shop chose: the figures of settings, and from which day on a service is on or off."""

import json
from datetime import date
from typing import Any

from concierge_desk.domain.journal import Posted
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import write_row, write_rows

TABLES = """
CREATE TABLE setting_value(code TEXT PRIMARY KEY, value TEXT NOT NULL, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE service_switch(
    service TEXT NOT NULL, from_day TEXT NOT NULL, enabled INTEGER NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY(service, from_day)) STRICT, WITHOUT ROWID;
"""

PROJECTIONS = ("setting_value", "service_switch")


def apply_changed(connection: Connection, posted: Posted) -> None:
    """Keep what was chosen, each figure with the entry that says so."""
    rows = [
        {"code": row["code"], "value": json.dumps(row["value"]), "seq": posted.seq}
        for row in posted.data["values"]
    ]
    write_rows(connection, "setting_value", "code value seq", rows, key="code")


def chosen(connection: Connection, code: str) -> Any:
    """Return what the shop chose for a setting; None where it chose nothing."""
    row = connection.execute("SELECT value FROM setting_value WHERE code = ?", (code,)).fetchone()
    return None if row is None else json.loads(row[0])


def apply_switched(connection: Connection, posted: Posted) -> None:
    """Keep from which day on a service is on or off."""
    row = {name: posted.data[name] for name in ("service", "from_day", "enabled")}
    write_row(connection, "service_switch", {**row, "seq": posted.seq}, key="service, from_day")


def is_on(connection: Connection, service: str, day: date) -> bool:
    """Say whether a service is on, on a day; one of which nothing was said is."""
    row = connection.execute(
        "SELECT enabled FROM service_switch WHERE service = ? AND from_day <= ? ORDER BY from_day DESC LIMIT 1",
        (service, day.isoformat()),
    ).fetchone()
    return row is None or bool(row[0])


def last_switched(connection: Connection, service: str) -> int | None:
    """Return the entry that switched a service last; None where none did."""
    row = connection.execute("SELECT max(seq) FROM service_switch WHERE service = ?", (service,)).fetchone()
    return None if row[0] is None else int(row[0])


def next_switch(connection: Connection, service: str, day: date) -> str | None:
    """Return the first later day from which a service is the opposite of what it is on a day; None without one."""
    row = connection.execute(
        "SELECT min(from_day) FROM service_switch WHERE service = ? AND from_day > ? AND enabled <> ?",
        (service, day.isoformat(), is_on(connection, service, day)),
    ).fetchone()
    return None if row[0] is None else str(row[0])
