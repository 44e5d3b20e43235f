"""Projection of which fund lies in which drawer, and to whom it is paid otherwise; its loader.

Source: docs/contract.md, "Drawers", "Payees"; decisions 0070, 0074.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from concierge_desk.domain.journal import Posted
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import write_rows

SET = "drawer.set"

TABLES = """
CREATE TABLE drawer_fund(fund TEXT PRIMARY KEY, drawer TEXT NOT NULL, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
ALTER TABLE drawer_count ADD COLUMN drawer TEXT;
UPDATE drawer_count SET drawer = (
    SELECT CASE WHEN json_valid(CAST(payload AS TEXT))
        THEN json_extract(CAST(payload AS TEXT), '$.data.drawer') END
    FROM journal WHERE journal.seq = drawer_count.seq);
"""
"""What was counted before lay in the only drawer: its entry says which."""

PAYEES = """
ALTER TABLE drawer_fund ADD COLUMN payee TEXT;
ALTER TABLE payment ADD COLUMN payee TEXT;
ALTER TABLE cheque ADD COLUMN payee TEXT;
"""
"""What was paid before was paid to the site itself: none is named."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which fund lies in which drawer, where that was said; any other lies in the site's first.

    Attributes:
        lies: Code of the drawer, by fund.
        seq: The entry that said so last; None before the first.
        payees: Payee of each fund that is not paid to the site itself by card and cheque.
    """

    lies: dict[str, str]
    seq: int | None = None
    payees: dict[str, str] = field(default_factory=dict)


def apply_set(connection: Connection, posted: Posted) -> None:
    """Write where each fund lies: the entry says all of it."""
    connection.execute("DELETE FROM drawer_fund")
    rows = [{**row, "seq": posted.seq, "payee": row.get("payee")} for row in posted.data["lies"]]
    write_rows(connection, "drawer_fund", "fund drawer seq payee", rows)


def layout_of(rows: Iterable[Mapping[str, str]], seq: int | None = None) -> Layout:
    """Return what the rows of an entry say of which fund lies where."""
    found = list(rows)
    payees = {row["fund"]: row["payee"] for row in found if "payee" in row}
    return Layout({row["fund"]: row["drawer"] for row in found}, seq, payees)


def layout(connection: Connection) -> Layout:
    """Return which fund lies in which drawer, and to whom it is paid otherwise."""
    rows = connection.execute("SELECT fund, drawer, seq, payee FROM drawer_fund ORDER BY fund").fetchall()
    return Layout(
        {fund: drawer for fund, drawer, *_ in rows},
        rows[0][2] if rows else None,
        {fund: payee for fund, _, _, payee in rows if payee is not None},
    )
