"""Projections of partners, their terms, and what was charged for each; their loaders.

Source: docs/contract.md, "Partners"; decisions 0065, 0069.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import records

SET, RETIRED, REMOVED, REPORTED, SETTLED, EXPORTED = (
    "partner.set",
    "partner.retired",
    "partner.removed",
    "partner.day_reported",
    "partner.settled",
    "partner.days_exported",
)
"""Kinds: what he is, from when nothing new is done for him, that he was none, his statement of a day, what he was paid,
that his file of some days was written."""

TABLES = """
CREATE TABLE partner(
    partner TEXT PRIMARY KEY, seq INTEGER NOT NULL, name TEXT NOT NULL, form TEXT, ess INTEGER NOT NULL,
    regime TEXT NOT NULL, audience INTEGER NOT NULL, contact TEXT, retired_from TEXT,
    charged_cents INTEGER NOT NULL DEFAULT 0, charged_abs_cents INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE partner_terms(
    partner TEXT NOT NULL, valid_from TEXT NOT NULL, commission_bp INTEGER NOT NULL,
    PRIMARY KEY(partner, valid_from)) STRICT, WITHOUT ROWID;
"""
REMITTANCES = """
CREATE TABLE remittance(
    slip TEXT PRIMARY KEY, seq INTEGER NOT NULL, day TEXT NOT NULL, principal TEXT NOT NULL, fund TEXT NOT NULL,
    cents INTEGER NOT NULL, by TEXT NOT NULL, until_day TEXT, owed_cents INTEGER, taken_back_seq INTEGER)
    STRICT, WITHOUT ROWID;
CREATE INDEX remittance_seq ON remittance(seq);
"""
SETTLEMENTS = """
CREATE TABLE partner_settlement(
    seq INTEGER NOT NULL, service TEXT NOT NULL, partner TEXT NOT NULL, day TEXT NOT NULL, until_day TEXT,
    cents INTEGER NOT NULL, PRIMARY KEY(seq, service)) STRICT, WITHOUT ROWID;
CREATE INDEX partner_settlement_partner ON partner_settlement(partner, service);
"""
"""What was noted as paid to a partner on our own account, by the service that owed it."""
COLUMNS = "partner seq name form ess regime audience contact retired_from"


@dataclass(frozen=True, slots=True)
class ChargedFor:
    """What was charged for a partner since he was made, in cents; what came back taken off, and added."""

    cents: int
    abs_cents: int


def partner_rows(connection: Connection) -> list[dict[str, Any]]:
    """Return the partners who were made, by code: each row by column, its terms by first day."""
    columns = ", ".join(COLUMNS.split())
    rows = connection.execute(f"SELECT {columns} FROM partner ORDER BY partner").fetchall()  # noqa: S608
    return [_row(connection, dict(zip(COLUMNS.split(), row, strict=True))) for row in rows]


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


def settled(connection: Connection, partner: str, service: str, entries: tuple[int, int] = (0, 2**53)) -> int:
    """Return what was noted as paid to a partner of what a service owes him, by all entries or those of a range."""
    sql = (
        "SELECT COALESCE(sum(cents), 0) FROM partner_settlement WHERE partner = ? AND service = ?"
        " AND seq BETWEEN ? AND ?"
    )
    return int(connection.execute(sql, (partner, service, *entries)).fetchone()[0])


@dataclass(frozen=True, slots=True)
class PartnerPayment:
    """What was noted as paid to a partner of what a service owes him; below nothing where it was taken back."""

    seq: int
    day: str
    until_day: str | None
    cents: int


def payments_to(connection: Connection, partner: str, service: str) -> tuple[PartnerPayment, ...]:
    """Return what was noted as paid to a partner of what a service owes him, in its order."""
    tables = "partner_settlement WHERE partner = ? AND service = ? ORDER BY seq"
    return records(connection, PartnerPayment, tables, partner, service)
