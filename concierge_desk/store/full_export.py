"""Rows for the export of everything: tables, days and places of papers, personal records.

Each reader yields in a fixed order and holds nothing.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from concierge_desk.store.connection import Connection

StoredRow: TypeAlias = tuple[Any, ...]


def reader(table: str, columns: str, order: str) -> Callable[[Connection], Iterable[StoredRow]]:
    """Return what reads these columns of a table, in this order."""

    def read(connection: Connection) -> Iterable[StoredRow]:
        return connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}")  # noqa: S608

    return read


def tickets(connection: Connection) -> Iterable[StoredRow]:
    """Yield day and number of every ticket."""
    return connection.execute("SELECT day, number FROM ticket ORDER BY seq")


def closings(connection: Connection) -> Iterable[StoredRow]:
    """Yield day and number of every closing."""
    return connection.execute(
        "SELECT day, number FROM business_day WHERE closed_seq IS NOT NULL ORDER BY opened_seq"
    )


def sheets(connection: Connection) -> Iterable[StoredRow]:
    """Yield day and number of every paying-in sheet."""
    return connection.execute("SELECT day, sheet FROM paying_in ORDER BY seq")


def remittances(connection: Connection) -> Iterable[StoredRow]:
    """Yield day and number of every remittance slip."""
    return connection.execute("SELECT day, slip FROM remittance ORDER BY seq")


def cautions(connection: Connection) -> Iterable[StoredRow]:
    """Yield day and code of every caution."""
    return connection.execute("SELECT day, code FROM caution ORDER BY seq, code")


def advances(connection: Connection) -> Iterable[StoredRow]:
    """Yield day and code of everything that was paid ahead."""
    return connection.execute("SELECT day, code FROM advance ORDER BY seq, code")


def months(connection: Connection) -> Iterable[StoredRow]:
    """Yield last day and number of every closing of a month."""
    return connection.execute("SELECT day_to, number FROM period_closed WHERE span = 'month' ORDER BY seq")


def years(connection: Connection) -> Iterable[StoredRow]:
    """Yield last day and number of every closing of a fiscal year."""
    return connection.execute("SELECT day_to, number FROM period_closed WHERE span = 'year' ORDER BY seq")


def noted_visits(connection: Connection) -> Iterable[StoredRow]:
    """Yield day and code of every visit that has a note; its paper is the last one."""
    return connection.execute(
        "SELECT COALESCE(journal.day, ''), last.visit"
        " FROM (SELECT visit, max(seq) AS seq FROM note GROUP BY visit) AS last"
        " JOIN journal ON journal.seq = last.seq ORDER BY last.seq"
    )


def personal_records(connection: Connection) -> Iterable[StoredRow]:
    """Yield every name and typed sentence that is kept: ref, kind, text, retention, since, number of its entry."""
    return connection.execute("SELECT ref, kind, text, retention, since, seq FROM personal ORDER BY ref")
