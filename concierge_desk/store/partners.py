"""Projections of partners, their terms, and what was charged for each; their loaders.

Source: docs/contract.md, "Partners"; decisions 0065, 0069.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from concierge_desk.domain.charge import is_mandate
from concierge_desk.domain.journal import Posted
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import write_row, write_rows

SET, RETIRED, REMOVED, REPORTED = (
    "partner.set",
    "partner.retired",
    "partner.removed",
    "partner.day_reported",
)
"""Kinds: what he is, from when nothing new is done for him, that he was none, his statement of a day."""

TABLES = """
CREATE TABLE partner(
    partner TEXT PRIMARY KEY, seq INTEGER NOT NULL, name TEXT NOT NULL, form TEXT, ess INTEGER NOT NULL,
    regime TEXT NOT NULL, audience INTEGER NOT NULL, contact TEXT, retired_from TEXT,
    charged_cents INTEGER NOT NULL DEFAULT 0, charged_abs_cents INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE partner_terms(
    partner TEXT NOT NULL, valid_from TEXT NOT NULL, commission_bp INTEGER NOT NULL,
    PRIMARY KEY(partner, valid_from)) STRICT, WITHOUT ROWID;
"""
_COLUMNS = "partner seq name form ess regime audience contact retired_from"


@dataclass(frozen=True, slots=True)
class ChargedFor:
    """What was charged for a partner since he was made, in cents; what came back taken off, and added."""

    cents: int
    abs_cents: int


def apply_set(connection: Connection, posted: Posted) -> None:
    """Write what a partner is, with his terms as they stand now."""
    data = posted.data
    row = {**data, "seq": posted.seq, "retired_from": data.get("retired_from")}
    row |= {name: int(data[name]) for name in ("ess", "audience")}
    write_rows(connection, "partner", _COLUMNS, [row], key="partner")
    connection.execute("DELETE FROM partner_terms WHERE partner = ?", (data["partner"],))
    terms = [{**term, "partner": data["partner"]} for term in data["terms"]]
    write_rows(connection, "partner_terms", "partner valid_from commission_bp", terms)


def apply_retired(connection: Connection, posted: Posted) -> None:
    """Note from when nothing new is done for a partner; one that only a service names gets his row."""
    data = posted.data
    if data["partner"] not in names(connection):
        plain = {"form": None, "ess": 0, "audience": 0, "contact": None}
        told = {name: data[name] for name in ("partner", "name", "regime")}
        write_row(connection, "partner", {**told, **plain, "seq": posted.seq})
    connection.execute(
        "UPDATE partner SET retired_from = ?, seq = ? WHERE partner = ?",
        (data["from_day"], posted.seq, data["partner"]),
    )


def apply_removed(connection: Connection, posted: Posted) -> None:
    """Forget who was made a partner by mistake: nothing was ever done for him."""
    for table in ("partner_terms", "partner"):
        connection.execute(f"DELETE FROM {table} WHERE partner = ?", (posted.data["partner"],))  # noqa: S608


def apply_line(connection: Connection, posted: Posted) -> None:
    """Add what a line was charged for whoever it belongs to."""
    fund = posted.data["line"]["fund"]
    owner = fund.partition(":")[2] if is_mandate(fund) else posted.aud
    if owner:
        cents = posted.data["line"]["cents"]
        connection.execute(
            "UPDATE partner SET charged_cents = charged_cents + ?, charged_abs_cents = charged_abs_cents + ?"
            " WHERE partner = ?",
            (cents, abs(cents), owner),
        )


def partner_rows(connection: Connection) -> list[dict[str, Any]]:
    """Return the partners who were made, by code: each row by column, its terms by first day."""
    columns = ", ".join(_COLUMNS.split())
    rows = connection.execute(f"SELECT {columns} FROM partner ORDER BY partner").fetchall()  # noqa: S608
    return [_row(connection, dict(zip(_COLUMNS.split(), row, strict=True))) for row in rows]


def _row(connection: Connection, told: dict[str, Any]) -> dict[str, Any]:
    terms = connection.execute(
        "SELECT commission_bp, valid_from FROM partner_terms WHERE partner = ? ORDER BY valid_from",
        (told["partner"],),
    ).fetchall()
    flags = {name: bool(told[name]) for name in ("ess", "audience")}
    return {**told, **flags, "terms": terms}


def retired_partners(connection: Connection, day: date) -> frozenset[str]:
    """Return the codes of those for whom nothing new is done on a day."""
    rows = connection.execute("SELECT partner FROM partner WHERE retired_from <= ?", (day.isoformat(),))
    return frozenset(code for (code,) in rows.fetchall())


def names(connection: Connection) -> dict[str, str]:
    """Return what the partners who were made are called, by code."""
    return dict(connection.execute("SELECT partner, name FROM partner").fetchall())


def charged(connection: Connection, code: str) -> ChargedFor:
    """Return what was charged for a partner since he was made."""
    row = connection.execute(
        "SELECT charged_cents, charged_abs_cents FROM partner WHERE partner = ?", (code,)
    ).fetchone()
    return ChargedFor(*row) if row else ChargedFor(0, 0)


def is_reported(connection: Connection, code: str, closing: str) -> bool:
    """Say whether a closing has a statement for a partner."""
    row = connection.execute(
        "SELECT 1 FROM journal JOIN business_day ON seq BETWEEN from_seq AND closed_seq"
        " WHERE number = ? AND aud = ? AND kind = ? LIMIT 1",
        (closing, code, REPORTED),
    ).fetchone()
    return row is not None
