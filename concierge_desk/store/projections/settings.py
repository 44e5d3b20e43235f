"""Movements of what the shop is: its settings, hours, rates, clock and integrity, by the entries that tell of them."""

import json
from datetime import date, timedelta

from concierge_desk.domain.journal import Data, Posted
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import write_rows


def apply_software(connection: Connection, posted: Posted) -> None:
    """Keep which version of the program writes from an entry on."""
    connection.execute("INSERT INTO software VALUES(?, ?)", (posted.seq, posted.data["software"]))


def apply_settings(connection: Connection, posted: Posted) -> None:
    """Keep the settings under the entry that set them: old papers are drawn with theirs."""
    connection.execute(
        "INSERT INTO setting(seq, data) VALUES(?, ?)",
        (posted.seq, json.dumps(posted.data, ensure_ascii=False, sort_keys=True)),
    )


def apply_grid(connection: Connection, posted: Posted) -> None:
    """Write the opening hours that hold from a day on."""
    valid_from = posted.data["valid_from"]
    connection.execute("DELETE FROM opening_slot WHERE valid_from = ?", (valid_from,))
    connection.execute("INSERT INTO opening_grid VALUES(?) ON CONFLICT DO NOTHING", (valid_from,))
    rows = [{**slot, "valid_from": valid_from} for slot in posted.data["slots"]]
    write_rows(connection, "opening_slot", "valid_from weekday opens closes", rows)


def apply_closure(connection: Connection, posted: Posted) -> None:
    """Write an exceptional closure, a row for each of its days."""
    rows = [{"day": day, "reason": posted.data["reason"]} for day in _days_of(posted.data)]
    write_rows(connection, "closure", "day reason", rows, key="day")


def apply_reopened(connection: Connection, posted: Posted) -> None:
    """Forget closures: the grid says again how these days are."""
    first, last = posted.data["day"], posted.data.get("until_day", posted.data["day"])
    connection.execute("DELETE FROM closure WHERE day BETWEEN ? AND ?", (first, last))


def _days_of(data: Data) -> list[str]:
    """Return the days of an entry of the calendar, from its first to its last."""
    first = date.fromisoformat(data["day"])
    last = date.fromisoformat(data.get("until_day", data["day"]))
    return [(first + timedelta(days=step)).isoformat() for step in range((last - first).days + 1)]


def apply_vat(connection: Connection, posted: Posted) -> None:
    """Write the dated rates; a row of the same code and first day takes the place of the old one."""
    columns = "code rate valid_from valid_to"
    write_rows(connection, "vat_rate", columns, posted.data["rows"], key="code, valid_from")


def apply_set_back(connection: Connection, posted: Posted) -> None:
    """Keep what the clock said when it had gone back."""
    connection.execute(
        "INSERT INTO clock_set_back VALUES(?, ?, ?)", (posted.seq, posted.at, posted.data["clock_at"])
    )


def apply_clock_corrected(connection: Connection, posted: Posted) -> None:
    """Keep where the journal's clock was set right."""
    connection.execute("INSERT INTO clock_corrected VALUES(?, ?)", (posted.seq, posted.at))


def apply_integrity_failed(connection: Connection, posted: Posted) -> None:
    """Keep what was told to be altered."""
    what = json.dumps(posted.data["what"], ensure_ascii=False, separators=(",", ":"))
    connection.execute("INSERT INTO integrity VALUES(?, ?)", (posted.seq, what))


def apply_integrity_restored(connection: Connection, _posted: Posted) -> None:
    """Keep that everything is whole again."""
    connection.execute("DELETE FROM integrity")
