"""Moves of a nature's tables: an entry says which rows are other ones, and they are written so.

Source: decision 0094.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from concierge_desk.domain.journal import Posted
from concierge_desk.mechanisms.lending.model.facts import as_checks, counts_read
from concierge_desk.mechanisms.lending.model.moved import MOVING, RECORDS, TABLES
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import update_row, write_row, write_rows
from concierge_desk.store.schema import Apply, no_projection
from concierge_desk.store.till import use_number


def rows_moved(code: str, connection: Connection, posted: Posted) -> None:
    """Write the rows of an entry: new ones whole, of the others the columns that are other ones."""
    for row in posted.data["rows"]:
        table, key = row["table"], TABLES[RECORDS[row["table"]]][1]
        now = {"last_seq": posted.seq, **{name: _cell(value) for name, value in row["now"].items()}}
        if row.get("before", now) is None:
            if table == "loan":
                now["begun_seq"] = posted.seq
            write_row(connection, f"{code}_{table}", now)
        else:
            update_row(connection, f"{code}_{table}", key, row["key"], now)
    if posted.kind == f"{code}.lent":
        use_number(connection, posted.data["loan"])
    if posted.kind in (f"{code}.maintained", f"{code}.incident_noted"):
        _keep(code, connection, posted)
    if posted.kind == f"{code}.reversed":
        connection.execute(f"DELETE FROM {code}_upkeep WHERE seq = ?", (posted.data["corrects"],))  # noqa: S608


def _cell(value: Any) -> Any:
    return " ".join(value) if isinstance(value, list) else value


def _keep(code: str, connection: Connection, posted: Posted) -> None:
    """Write what was done to an object, or was the matter with it."""
    data = posted.data
    what = data.get("what") or data["incident"]
    row = {"seq": posted.seq, "object": data["object"], "day": posted.day, "what": what, "note": data["note"]}
    write_row(connection, f"{code}_upkeep", row)


def paid(code: str, connection: Connection, posted: Posted) -> None:
    """Keep what was paid for a loan, or given back."""
    connection.execute(
        f"UPDATE {code}_loan SET paid_cents = paid_cents + ? WHERE loan = ?",  # noqa: S608
        (posted.data["cents"], posted.data["loan"]),
    )


def kinds_set(code: str, connection: Connection, posted: Posted) -> None:
    """Write kinds; one of the same first day takes the place of the old one."""
    rows = [
        {
            **row,
            "label": row["label_fr"],
            "notice": row["notice_fr"],
            "checks": as_checks(counts_read(row["checks"])),
        }
        for row in posted.data["rows"]
    ]
    columns = "kind valid_from label days most_days renewals day_cents caution_cents min_age test_months checks notice"
    write_rows(connection, f"{code}_kind", columns, rows, key="kind, valid_from")


def dues_moved(code: str, connection: Connection, posted: Posted) -> None:
    """Write when loans are due under other hours; which act moved them last stays as it is."""
    for row in posted.data["rows"]:
        due = {name: row[name] for name in ("due_day", "due_slot")}
        update_row(connection, f"{code}_loan", "loan", row["loan"], due)


def moves_of(code: str) -> Mapping[str, Apply]:
    """Return how each kind of entry of a nature moves its tables."""
    found: dict[str, Apply] = {name: partial(rows_moved, code) for name in (*MOVING, "reversed")}
    found |= {
        "paid": partial(paid, code),
        "kinds_set": partial(kinds_set, code),
        "dues_moved": partial(dues_moved, code),
        "day_reported": no_projection,
    }
    return {f"{code}.{name}": move for name, move in found.items()}
