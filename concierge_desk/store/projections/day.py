"""Movements of the business day, its sessions and its drawer, by the entries that tell of them."""

from concierge_desk.domain.day import left_in
from concierge_desk.domain.journal import Posted
from concierge_desk.store.accounting import owed
from concierge_desk.store.connection import Connection
from concierge_desk.store.reconciling import bank
from concierge_desk.store.till import use_number


def apply_opened(connection: Connection, posted: Posted) -> None:
    """Begin the day; its range begins after the previous closing."""
    connection.execute(
        "INSERT INTO business_day(day, from_seq, opened_seq, float_cents)"
        " SELECT ?, COALESCE(max(closed_seq), 0) + 1, ?, ? FROM business_day",
        (posted.data["day"], posted.seq, posted.data["float_cents"]),
    )
    _begin_first(connection, posted.data["day"], posted.seq)
    data = posted.data
    for row in data.get("drawers") or [data]:
        _set_drawer(connection, row["drawer"], row["float_cents"])
    owed.apply_opened(connection)


def apply_closed(connection: Connection, posted: Posted) -> None:
    """End the day and keep what it leaves in the drawer."""
    cash = posted.data["cash"]
    rows = posted.data.get("drawers") or [cash]
    left = {row["drawer"]: left_in(row) for row in rows}
    connection.execute(
        "UPDATE business_day SET closed_seq = ?, number = ?, left_cents = ?, fiscal_year = ?"
        " WHERE closed_seq IS NULL",
        (posted.seq, posted.data["number"], sum(left.values()), posted.data["fiscal_year"]),
    )
    _end_last(connection, posted.data["day"], posted.seq)
    for drawer, cents in left.items():
        _set_drawer(connection, drawer, cents)
    use_number(connection, posted.data["number"])
    bank.apply_expected(connection, posted)


def apply_session_closed(connection: Connection, posted: Posted) -> None:
    """End a session."""
    connection.execute(
        "UPDATE session SET closed_seq = ? WHERE day = ? AND n = ?",
        (posted.seq, posted.day, posted.data["session"]),
    )


def apply_session_opened(connection: Connection, posted: Posted) -> None:
    """Begin a session, or go on with the one that was closed by mistake."""
    connection.execute(
        "INSERT INTO session(day, n, opened_seq) VALUES(?, ?, ?) ON CONFLICT(day, n) DO UPDATE SET closed_seq = NULL",
        (posted.day, posted.data["session"], posted.seq),
    )


def _begin_first(connection: Connection, day: str, seq: int) -> None:
    """Begin the first session with the day; those of an earlier opening of the same date are told by its entries."""
    connection.execute("DELETE FROM session WHERE day = ?", (day,))
    connection.execute("INSERT INTO session(day, n, opened_seq) VALUES(?, 1, ?)", (day, seq))


def _end_last(connection: Connection, day: str, seq: int) -> None:
    """End with the day whatever session still goes on."""
    connection.execute("UPDATE session SET closed_seq = ? WHERE day = ? AND closed_seq IS NULL", (seq, day))


def _set_drawer(connection: Connection, code: str, cents: int) -> None:
    """Say what a drawer should hold."""
    connection.execute(
        "INSERT INTO drawer VALUES(?, ?) ON CONFLICT(code) DO UPDATE SET cents = excluded.cents",
        (code, cents),
    )
