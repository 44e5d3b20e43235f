"""News for whoever is responsible, once she is back: clocks that somebody else set, wrong codes; read from the journal.

Source: docs/contract.md, "Operators and rights"; decision 0089.
"""

from collections.abc import Collection
from typing import Final

from concierge_desk.domain.journal import Posted
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection

FOR_RESPONSIBLE: Final = "for_responsible"
"""Field of an entry that she is to see."""
_FAILED: Final = "operator.code_failed"
_KINDS: Final = ("clock.corrected", _FAILED)
_MOST_CLOSINGS: Final = 62
"""How far back is looked: two months of days."""


def to_see(connection: Connection, responsible: Collection[str]) -> tuple[Posted, ...]:
    """Return what nobody responsible has seen yet, the first one first.

    It is shown for as long as she is there, and seen once she closed the day, or somebody else closed another day of hers.

    Args:
        connection: Of the store.
        responsible: Codes of those who are.
    """
    found = connection.execute(
        "SELECT seq FROM journal WHERE seq > ? AND kind IN (?, ?) ORDER BY seq",
        (_seen_until(connection, responsible), *_KINDS),
    ).fetchall()
    entries = [entry for (seq,) in found for entry in journal.posted(connection, seq, seq)]
    return tuple(entry for entry in entries if entry.kind == _FAILED or FOR_RESPONSIBLE in entry.data)


def _seen_until(connection: Connection, responsible: Collection[str]) -> int:
    """Return the last entry that somebody responsible had before her eyes."""
    rows = connection.execute(
        "SELECT from_seq, closed_seq FROM business_day WHERE closed_seq IS NOT NULL"
        " ORDER BY closed_seq DESC LIMIT ?",
        (_MOST_CLOSINGS,),
    ).fetchall()
    for first, last in rows:
        closing = next(iter(journal.posted(connection, last, last)), None)
        if closing is None:
            continue
        if closing.by in responsible:
            return int(last)
        # She went before its end: what came after that she did not see.
        if any(row["operator"] in responsible for row in closing.data.get("operators", ())):
            return int(first) - 1
    return int(rows[-1][0]) - 1 if len(rows) == _MOST_CLOSINGS else 0
