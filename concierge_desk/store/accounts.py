"""Accounts of principals: what was charged for each, less what was paid over to it, or went there straight away.

Source: docs/contract.md, "Payments and the drawer", "Payees"; decisions 0044, 0074.
"""

from dataclasses import dataclass

from concierge_desk.store.connection import Connection

TABLE = """
CREATE TABLE account(fund TEXT PRIMARY KEY, owed_cents INTEGER NOT NULL, opened_cents INTEGER NOT NULL)
    STRICT, WITHOUT ROWID;
INSERT INTO account
    SELECT fund, sum(cents), sum(CASE WHEN seq < opened THEN cents ELSE 0 END)
    FROM (
        SELECT fund, cents, seq FROM ticket_line
        UNION ALL SELECT
            json_extract(text, '$.data.fund'),
            json_extract(text, '$.data.cents') * CASE json_extract(text, '$.data.direction') WHEN 'in' THEN 1 ELSE -1 END,
            seq
        FROM (SELECT CAST(payload AS TEXT) AS text, seq FROM journal WHERE kind = 'till.moved')
        WHERE json_valid(text)),
        (SELECT COALESCE(max(opened_seq), 0) AS opened FROM business_day)
    WHERE fund LIKE 'MANDATE:%' GROUP BY fund;
"""


@dataclass(frozen=True, slots=True)
class Account:
    """Account of a principal, in cents.

    Attributes:
        fund: Whose money it is, such as ``MANDATE:LAPOSTE``.
        owed_cents: What is owed now; less than nothing where too much was paid over.
        opened_cents: What was owed when the last day was opened.
    """

    fund: str
    owed_cents: int
    opened_cents: int


def accounts(connection: Connection) -> tuple[Account, ...]:
    """Return the account of each principal that something was ever charged or paid for, by fund."""
    rows = connection.execute("SELECT fund, owed_cents, opened_cents FROM account ORDER BY fund").fetchall()
    return tuple(Account(*row) for row in rows)


def owed_to(connection: Connection, fund: str) -> int | None:
    """Return what is owed to whose fund it is; None where nothing was ever charged for him or paid over."""
    row = connection.execute("SELECT owed_cents FROM account WHERE fund = ?", (fund,)).fetchone()
    return int(row[0]) if row else None
