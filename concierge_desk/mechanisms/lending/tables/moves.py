"""Moves of a nature's tables: an entry says which rows are other ones, and they are written so.

Source: decision 0094.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from concierge_desk.domain.journal import Posted
from concierge_desk.mechanisms.lending.model.facts import as_checks, counts_read
from concierge_desk.mechanisms.lending.model.moved import MOVING, RECORDS, TABLES
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import update_row, write_row, write_rows
from concierge_desk.store.till import use_number


def moved(code: str, connection: Connection, posted: Posted) -> None:
    """Write the rows of an entry: new ones whole, of the others the columns that are other ones."""
    for row in posted.data["rows"]:
        table, key = row["table"], TABLES[RECORDS[row["table"]]][1]
        now = {"last_seq": posted.seq, **{name: _cell(value) for name, value in row["now"].items()}}
        if row.get("before", now) is None:
            if table == "loan":
                now["begun_seq"] = posted.seq
            # A number whose registration was taken back is given anew: that row is nobody's any more.
            write_row(connection, f"{code}_{table}", now, key=key if table == "object" else "")
        else:
            update_row(connection, f"{code}_{table}", key, row["key"], now)


def _cell(value: Any) -> Any:
    return " ".join(value) if isinstance(value, list) else value


def lent(code: str, connection: Connection, posted: Posted) -> None:
    """Begin a loan under its number."""
    moved(code, connection, posted)
    use_number(connection, posted.data["loan"])


def looked_after(code: str, connection: Connection, posted: Posted) -> None:
    """Keep what was done to an object, or was the matter with it, and move it."""
    moved(code, connection, posted)
    told = {name: posted.data[name] for name in ("object", "note")}
    told["what"] = posted.data.get("what") or posted.data["incident"]
    # Looked after while the shop is closed too: then no day is open.
    day = posted.day or posted.local.date().isoformat()
    if posted.happened is not None:
        day = min(day, posted.happened.date().isoformat())
    write_row(connection, f"{code}_upkeep", {"seq": posted.seq, **told, "day": day})


def reversed_(code: str, connection: Connection, posted: Posted) -> None:
    """Let rows stand as they stood; what was done to an object was not."""
    moved(code, connection, posted)
    connection.execute(f"DELETE FROM {code}_upkeep WHERE seq = ?", (posted.data["corrects"],))  # noqa: S608


def paid(code: str, connection: Connection, posted: Posted) -> None:
    """Keep what was paid for a loan, or given back."""
    sql = f"UPDATE {code}_loan SET paid_cents = paid_cents + ? WHERE loan = ?"  # noqa: S608
    connection.execute(sql, (posted.data["cents"], posted.data["loan"]))


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


MOVES: Final[Mapping[str, Callable[[str, Connection, Posted], None]]] = {
    **dict.fromkeys(MOVING, moved),
    "lent": lent,
    "maintained": looked_after,
    "incident_noted": looked_after,
    "reversed": reversed_,
    "paid": paid,
    "kinds_set": kinds_set,
    "dues_moved": dues_moved,
}
"""By kind, how its entries move the tables."""
