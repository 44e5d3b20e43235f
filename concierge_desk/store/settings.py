"""Projections of settings, opening hours, rates and clock events; their loaders."""

import json
from datetime import date, time

from concierge_desk.domain.calendar import Closure, SlotRow
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.store.connection import Connection


def apply_settings(connection: Connection, posted: Posted) -> None:
    """Keep the settings under the entry that set them: old papers are drawn with theirs."""
    connection.execute(
        "INSERT INTO setting(seq, data) VALUES(?, ?)",
        (posted.seq, json.dumps(posted.data, ensure_ascii=False, sort_keys=True)),
    )


def settings_at(connection: Connection, seq: int | None = None) -> Data:
    """Return the settings in force at an entry, or now.

    Raises:
        LookupError: On a store whose set-up was never finished.
    """
    row = connection.execute(
        "SELECT data FROM setting WHERE seq <= ? ORDER BY seq DESC LIMIT 1", (2**53 if seq is None else seq,)
    ).fetchone()
    if row is None:
        raise LookupError("no settings")
    found: Data = json.loads(row[0])
    return found


def apply_grid(connection: Connection, posted: Posted) -> None:
    """Write the opening hours that hold from a day on."""
    valid_from = posted.data["valid_from"]
    connection.execute("DELETE FROM opening_slot WHERE valid_from = ?", (valid_from,))
    connection.execute("INSERT INTO opening_grid VALUES(?) ON CONFLICT DO NOTHING", (valid_from,))
    connection.executemany(
        "INSERT INTO opening_slot VALUES(?, ?, ?, ?)",
        [(valid_from, slot["weekday"], slot["opens"], slot["closes"]) for slot in posted.data["slots"]],
    )


def apply_closure(connection: Connection, posted: Posted) -> None:
    """Write an exceptional closure."""
    connection.execute(
        "INSERT INTO closure VALUES(?, ?) ON CONFLICT(day) DO UPDATE SET reason = excluded.reason",
        (posted.data["day"], posted.data["reason"]),
    )


def opening_hours(connection: Connection) -> tuple[tuple[SlotRow, ...], tuple[Closure, ...]]:
    """Return the dated grid and the closures."""
    slots = connection.execute("SELECT valid_from, weekday, opens, closes FROM opening_slot ORDER BY 1, 2, 3")
    closures = connection.execute("SELECT day, reason FROM closure ORDER BY day")
    return (
        tuple(
            SlotRow(date.fromisoformat(day), weekday, time.fromisoformat(opens), time.fromisoformat(closes))
            for day, weekday, opens, closes in slots
        ),
        tuple(Closure(date.fromisoformat(day), reason) for day, reason in closures),
    )


def apply_vat(connection: Connection, posted: Posted) -> None:
    """Write the dated rates; a row of the same code and first day takes the place of the old one."""
    connection.executemany(
        "INSERT INTO vat_rate VALUES(?, ?, ?, ?) ON CONFLICT(code, valid_from)"
        " DO UPDATE SET rate = excluded.rate, valid_to = excluded.valid_to",
        [(row["code"], row["rate"], row["valid_from"], row["valid_to"]) for row in posted.data["rows"]],
    )


def rates_on(connection: Connection, day: date) -> dict[str, int]:
    """Return the VAT rate of every code on a day, in hundredths of a percent."""
    rows = connection.execute(
        "SELECT code, rate FROM vat_rate WHERE valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)"
        " ORDER BY valid_from",
        (day.isoformat(), day.isoformat()),
    )
    return dict(rows.fetchall())


def apply_set_back(connection: Connection, posted: Posted) -> None:
    """Keep what the clock said when it had gone back."""
    connection.execute(
        "INSERT INTO clock_set_back VALUES(?, ?, ?)", (posted.seq, posted.at, posted.data["clock_at"])
    )


def last_set_back(connection: Connection) -> tuple[int, str, str] | None:
    """Return place, instant and clock of the last jump back."""
    row: tuple[int, str, str] | None = connection.execute(
        "SELECT seq, at, clock_at FROM clock_set_back ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return row
