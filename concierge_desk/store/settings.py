"""Projections of settings, opening hours, rates and clock events; their loaders."""

import json
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from typing import Any

from concierge_desk.domain.calendar import Closure, SlotRow
from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection

SET = "settings.set"


def public_key(connection: Connection) -> str | None:
    """Return the key that the first entry names, in hex; None where that cannot be read any more."""
    commissioned, _lost = journal.readable(connection, 1, 1)
    return str(commissioned[0].data["pub"]) if commissioned else None


def software_at(connection: Connection, seq: int | None = None) -> str | None:
    """Return the version that wrote an entry, or that wrote last."""
    row = connection.execute(
        "SELECT version FROM software WHERE seq <= ? ORDER BY seq DESC LIMIT 1",
        (2**53 if seq is None else seq,),
    ).fetchone()
    return str(row[0]) if row else None


def settings_at(connection: Connection, seq: int | None = None) -> Data:
    """Return the settings in force at an entry, or now.

    Raises:
        LookupError: On a store whose set-up was never finished.
        IntegrityFailure: ``store.damaged`` when the entry that holds them cannot be read.
    """
    found = settings_entry(connection, seq)
    if found is None:
        raise LookupError("no settings")
    return found.data


def settings_in_force(connection: Connection) -> Data:
    """Return the settings in force now; the table's copy where the entry cannot be read any more.

    Verify says what is wrong with the entry; it bars nobody from the counter.

    Raises:
        LookupError: On a store whose set-up was never finished.
        IntegrityFailure: ``store.damaged`` when there is no copy either.
    """
    try:
        return settings_at(connection)
    except IntegrityFailure:
        copied = settings_copied(connection)
        if copied is None:
            raise
        return copied


def is_operator(connection: Connection, code: str) -> bool:
    """Say whether somebody of this code keeps the counter, or did."""
    shop = settings_in_force(connection)
    return code in shop["operators"] or code in shop.get("retired", ())


def settings_entry(connection: Connection, seq: int | None = None) -> Posted | None:
    """Return the ``settings.set`` in force at an entry, or now, from the journal itself; None where there is none.

    The table says where it lies; where the table was touched, the journal is searched, so that the desk
    still opens and the table can be made anew.
    """
    last = 2**53 if seq is None else seq
    entry = journal.entry_at(connection, "(SELECT max(seq) FROM setting WHERE seq <= ?)", last)
    if entry is not None and entry.kind == SET:
        found = _whole(entry)
        if found is None:
            raise IntegrityFailure("store.damaged")
        return found
    return journal.last_of_kind(connection, SET, last)


_whole = lru_cache(maxsize=4)(journal.whole)
"""The same entry, to the byte, says the same: each act reads the settings in force, and they change twice a year."""


def settings_copied(connection: Connection) -> Data | None:
    """Return the table's copy of the settings in force: for a desk whose entry cannot be read any more."""
    row = connection.execute("SELECT data FROM setting ORDER BY seq DESC LIMIT 1").fetchone()
    try:
        found = json.loads(row[0]) if row else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


@dataclass(frozen=True, slots=True, eq=False)
class OpeningHours:
    """The dated grids and the closures; the same ones for the same rows.

    Attributes:
        grid: Rows of every grid.
        closures: Exceptions.
        empty_from: First days of grids without any row.
    """

    grid: tuple[SlotRow, ...]
    closures: tuple[Closure, ...]
    empty_from: tuple[date, ...]


def opening_hours(connection: Connection) -> OpeningHours:
    """Return the dated grids and the closures."""
    return _hours(tuple(connection.execute(_HOURS).fetchall()))


_SLOT, _CLOSURE, _EMPTY = "slot", "closure", "empty"
_HOURS = (
    f"SELECT '{_SLOT}', valid_from, weekday, opens, closes FROM opening_slot"  # noqa: S608
    f" UNION ALL SELECT '{_CLOSURE}', day, reason, NULL, NULL FROM closure"
    f" UNION ALL SELECT '{_EMPTY}', valid_from, NULL, NULL, NULL FROM opening_grid"
    " WHERE valid_from NOT IN (SELECT valid_from FROM opening_slot) ORDER BY 1, 2, 3, 4"
)


@lru_cache(maxsize=4)
def _hours(rows: tuple[tuple[Any, ...], ...]) -> OpeningHours:
    """Return what rows of hours say; every arrival reads the same ones."""
    told: dict[str, list[tuple[Any, ...]]] = {_SLOT: [], _CLOSURE: [], _EMPTY: []}
    for what, day, *cells in rows:
        told[what].append((date.fromisoformat(day), *cells))
    return OpeningHours(
        grid=tuple(
            SlotRow(day, weekday, time.fromisoformat(opens), time.fromisoformat(closes))
            for day, weekday, opens, closes in told[_SLOT]
        ),
        closures=tuple(Closure(day, reason) for day, reason, *_ in told[_CLOSURE]),
        empty_from=tuple(day for day, *_ in told[_EMPTY]),
    )


def rates_on(connection: Connection, day: date) -> dict[str, int]:
    """Return the VAT rate of every code on a day, in hundredths of a percent."""
    rows = connection.execute(
        "SELECT code, rate FROM vat_rate WHERE valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)"
        " ORDER BY valid_from",
        (day.isoformat(), day.isoformat()),
    )
    return dict(rows.fetchall())


LAST_CORRECTED = "SELECT max(seq) FROM clock_corrected"
"""Tells where the journal's clock was last set right."""


def last_corrected(connection: Connection) -> int | None:
    """Return where the journal's clock was last set right."""
    row = connection.execute(LAST_CORRECTED).fetchone()
    return None if row[0] is None else int(row[0])


def told_altered(connection: Connection) -> list[str]:
    """Return what was last told to be altered, nothing once it was told to be whole again."""
    row = connection.execute("SELECT what FROM integrity ORDER BY seq DESC LIMIT 1").fetchone()
    return list(json.loads(row[0])) if row else []


def last_set_back(connection: Connection) -> tuple[int, str, str] | None:
    """Return place, instant and clock of the last jump back."""
    row: tuple[int, str, str] | None = connection.execute(
        "SELECT seq, at, clock_at FROM clock_set_back ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return row
