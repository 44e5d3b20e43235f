"""Erasures of this desk's own: a record goes at once, and waits to be noted in the list beside copies.

The list is a file: it cannot be written in the transaction that erases. What is still to be noted is working state.

Source: docs/contract.md, "Backup"; docs/requirements.md, R-4.13; decision 0083.
"""

from collections.abc import Iterable

from concierge_desk.domain.erasures import Erasure
from concierge_desk.store.connection import Connection
from concierge_desk.store.records import erase_personal


def erase(connection: Connection, refs: Iterable[str], at: str) -> None:
    """Erase records for good, and let them wait to be noted beside copies; refs that are not there are no matter.

    Args:
        connection: In a transaction.
        refs: Of the records.
        at: Instant, as entries have it.
    """
    for ref in refs:
        if erase_personal(connection, [Erasure(ref, at)]):
            connection.execute("INSERT OR REPLACE INTO erasure VALUES(?, ?)", (ref, at))


def to_note(connection: Connection) -> tuple[Erasure, ...]:
    """Return the erasures that are not noted beside the store yet."""
    rows = connection.execute("SELECT ref, at FROM erasure ORDER BY at, ref").fetchall()
    return tuple(Erasure(ref, at) for ref, at in rows)


def noted(connection: Connection, erasures: Iterable[Erasure]) -> None:
    """Forget erasures that are noted beside the store."""
    connection.executemany("DELETE FROM erasure WHERE ref = ?", [(erasure.ref,) for erasure in erasures])
