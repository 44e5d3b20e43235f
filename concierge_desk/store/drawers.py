"""Projection of which fund lies in which drawer; its loader.

Source: docs/contract.md, "Drawers"; decision 0070.
"""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Layout:
    """Which fund lies in which drawer, where that was said; any other lies in the site's first.

    Attributes:
        lies: Code of the drawer, by fund.
        seq: The entry that said so last; None before the first.
    """

    lies: dict[str, str]
    seq: int | None = None


def apply_set(connection: Connection, posted: Posted) -> None:
    """Write where each fund lies: the entry says all of it."""
    connection.execute("DELETE FROM drawer_fund")
    rows = [{**row, "seq": posted.seq} for row in posted.data["lies"]]
    write_rows(connection, "drawer_fund", "fund drawer seq", rows)


def layout(connection: Connection) -> Layout:
    """Return which fund lies in which drawer."""
    rows = connection.execute("SELECT fund, drawer, seq FROM drawer_fund ORDER BY fund").fetchall()
    return Layout({fund: drawer for fund, drawer, _ in rows}, rows[0][2] if rows else None)
