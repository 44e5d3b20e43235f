"""Settling of what is held and owed, as periods count from it: what is open still, and when the last of it moved.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from typing import Final

from concierge_desk.store.connection import Connection

_THINGS: Final = (("caution", "party"), ("caution", "beside"), ("advance", "party"), ("debt", "party"))
"""Tables of things, with the columns in which a record beside the journal stands."""

_LAST: Final = "COALESCE((SELECT max(held_move.day) FROM held_move WHERE thing = code), day)"


def unsettled_refs(connection: Connection, day: str) -> frozenset[str]:
    """Return the records of what is open, or moved after a day."""
    return _refs(connection, f"(state IN ('open', 'kept') OR {_LAST} > ?)", day)


def settled_parties(connection: Connection, day: str) -> frozenset[str]:
    """Return the parties of what was over by a day."""
    return _refs(connection, f"state NOT IN ('open', 'kept') AND {_LAST} <= ?", day)


def moved_since(connection: Connection, day: str) -> frozenset[str]:
    """Return the parties of what moved after a day."""
    return _refs(connection, f"{_LAST} > ?", day)


def _refs(connection: Connection, where: str, day: str) -> frozenset[str]:
    asked = " UNION ".join(
        f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL AND {where}"  # noqa: S608
        for table, column in _THINGS
    )
    return frozenset(ref for (ref,) in connection.execute(asked, (day,) * len(_THINGS)))
