"""Movements of what is owed to principals, by the entries that tell of them."""

from concierge_desk.domain.accounting.period import moved_by
from concierge_desk.domain.charge import is_mandate
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.store.connection import Connection


def apply_line(connection: Connection, posted: Posted) -> None:
    """Owe what a line was charged for a principal; a refund owes less."""
    _owe(connection, posted.data["line"]["fund"], posted.data["line"]["cents"])


def apply_moves(connection: Connection, posted: Posted) -> None:
    """Owe less by what was paid over, more by what a principal brought; what went to an account of his never was ours."""
    keep_moves(connection, posted.seq, posted.kind, posted.data)
    for fund, moved in moved_by(posted.kind, posted.data).items():
        _owe(connection, fund, -moved.remitted_cents - moved.straight_cents)


def keep_moves(connection: Connection, seq: int, kind: str, data: Data) -> None:
    """Keep what an entry moves of the funds of principals beside what it charges: most move nothing."""
    for fund, moved in moved_by(kind, data).items():
        connection.execute(
            "INSERT INTO fund_moved VALUES(?, ?, ?, ?)",
            (seq, fund, moved.remitted_cents, moved.straight_cents),
        )


def apply_opened(connection: Connection) -> None:
    """Keep what is owed as a day begins."""
    connection.execute("UPDATE account SET opened_cents = owed_cents")


def _owe(connection: Connection, fund: str, cents: int) -> None:
    if is_mandate(fund):
        connection.execute(
            "INSERT INTO account VALUES(?, ?, 0)"
            " ON CONFLICT(fund) DO UPDATE SET owed_cents = owed_cents + excluded.owed_cents",
            (fund, cents),
        )
