"""Balances of funds before a day, as the closing before it says them, or as the tables tell where none said them yet.

Source: docs/contract.md, "Balances of funds"; decision 0084.
"""

from collections.abc import Sequence

from concierge_desk.domain.accounting.balance import (
    BALANCES,
    CUSTOMERS,
    all_fund_moves,
    closing_balances,
    is_peoples_money,
)
from concierge_desk.domain.journal import Posted
from concierge_desk.store import accounts, journal
from concierge_desk.store.connection import Connection


def opening(connection: Connection, first: int, posted: Sequence[Posted]) -> dict[str, int] | None:
    """Return what each fund came to as a range begins, but the shop's own; None where nothing is told of it.

    Args:
        connection: The store.
        first: Where the range begins: after the closing before.
        posted: Its entries.
    """
    entry = journal.entry(connection, first - 1) if first > 1 else None
    previous = None if entry is None else journal.whole(entry)
    if previous is not None and BALANCES in previous.data:
        return closing_balances(previous.data[BALANCES])
    begins = any("line" in one.data and is_peoples_money(one.data["line"]) for one in posted)
    # What the closing before said of it, nobody can read.
    lost = entry is not None and previous is None
    if not begins and not lost:
        return None
    found = _by_the_tables(connection, first)
    return found if begins or CUSTOMERS & found.keys() else None


def _by_the_tables(connection: Connection, first: int) -> dict[str, int]:
    """Return what each fund came to before an entry: of principals, what was owed when the day was opened."""
    found = {account.fund: account.opened_cents for account in accounts.accounts(connection)}
    marks = ", ".join("?" * len(CUSTOMERS))
    charged = connection.execute(
        "SELECT fund, sum(cents) FROM ticket_line JOIN ticket ON ticket.number = ticket_line.ticket"  # noqa: S608
        f" WHERE ticket.seq < ? AND fund IN ({marks}) GROUP BY fund",
        (first, *sorted(CUSTOMERS)),
    )
    found |= dict(charged.fetchall())
    moved = [
        (one.kind, one.data)
        for (seq,) in connection.execute(
            "SELECT seq FROM journal WHERE kind = 'till.moved' AND seq < ? ORDER BY seq", (first,)
        ).fetchall()
        for one in journal.posted(connection, seq, seq)
    ]
    for fund, cents in all_fund_moves(moved).items():
        if fund in CUSTOMERS:
            found[fund] = found.get(fund, 0) + cents
    return found
