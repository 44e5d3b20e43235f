"""Codes of operators: their hashes are secrets of the store, wrong ones working state.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from typing import Final

from concierge_desk.store import seals
from concierge_desk.store.connection import Connection
from concierge_desk.store.records import keep_secret, secret

TABLE: Final = (
    "CREATE TABLE operator_try(who TEXT PRIMARY KEY, count INTEGER NOT NULL, at TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID"
)

CODE, BADGE = "operator.code.", "operator.badge."
"""What the names of the secrets begin with; the operator follows."""


def hash_of(connection: Connection, means: str, operator: str) -> str | None:
    """Return the hash of an operator's code or badge, None where there is none.

    Args:
        connection: Of the store.
        means: `CODE` or `BADGE`.
        operator: Its code.
    """
    found = secret(connection, f"{means}{operator}")
    return None if found is None else found.decode()


def has_code(connection: Connection, operator: str) -> bool:
    """Say whether a code is asked of an operator."""
    return _is_kept(connection, CODE, operator)


def has_badge(connection: Connection, operator: str) -> bool:
    """Say whether a badge does in place of an operator's code."""
    return _is_kept(connection, BADGE, operator)


def _is_kept(connection: Connection, means: str, operator: str) -> bool:
    row = connection.execute("SELECT 1 FROM secret WHERE name = ?", (f"{means}{operator}",)).fetchone()
    return row is not None


def keep_code(connection: Connection, operator: str, code: str, badge: str | None) -> None:
    """Keep the hashes of an operator's code and badge; those before give way, and wrong tries are forgotten."""
    drop_code(connection, operator)
    keep_secret(connection, f"{CODE}{operator}", code.encode())
    if badge is not None:
        keep_secret(connection, f"{BADGE}{operator}", badge.encode())


def drop_code(connection: Connection, operator: str) -> None:
    """Ask no code of an operator any more."""
    names = (f"{CODE}{operator}", f"{BADGE}{operator}")
    with seals.changing(connection, "secret", "name IN (?, ?)", names):
        connection.execute("DELETE FROM secret WHERE name IN (?, ?)", names)
    forget_tries(connection, operator)


def tries_of(connection: Connection, who: str) -> tuple[int, str] | None:
    """Return how many wrong codes were given, and when the last of them; None without one."""
    row = connection.execute("SELECT count, at FROM operator_try WHERE who = ?", (who,)).fetchone()
    return None if row is None else (int(row[0]), str(row[1]))


def keep_tries(connection: Connection, who: str, count: int, at: str) -> None:
    """Keep how many wrong codes were given."""
    connection.execute(
        "INSERT INTO operator_try VALUES(?, ?, ?)"
        " ON CONFLICT(who) DO UPDATE SET count = excluded.count, at = excluded.at",
        (who, count, at),
    )


def forget_tries(connection: Connection, who: str) -> None:
    """Begin anew after a right code."""
    connection.execute("DELETE FROM operator_try WHERE who = ?", (who,))
