"""Periods of what is entrusted: of which orders everything was gone by a day.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from collections.abc import Callable, Iterable

from concierge_desk.domain.erasures import Erasure
from concierge_desk.mechanisms.entrusted.tables.names import Tables
from concierge_desk.store.connection import Connection
from concierge_desk.store.held.parties import erase_links
from concierge_desk.store.privacy.periods import but_those
from concierge_desk.store.rows import column

_STANDS = "FROM {N}_piece WHERE ended_day IS NULL OR ended_day > :day"


def ended_orders(code: str, retention: str) -> Callable[[Connection, str], Iterable[str]]:
    """Return what tells the names and sentences of orders that are over."""
    beside = " UNION ".join(f"SELECT {name} {_STANDS}" for name in ("brand", "note", "fnuci"))
    whose = "SELECT party FROM {N}_order WHERE number IN (SELECT number " + _STANDS + ")"  # noqa: S608
    return but_those(retention, Tables(code).named(f"{whose} UNION {beside}"))


def ended_owners(code: str) -> Callable[[Connection, str], Iterable[str]]:
    """Return what tells the parties of orders that are over and are tied to somebody."""
    asked = Tables(code).named(
        "SELECT ref FROM party_link JOIN {N}_order ON party = ref WHERE NOT EXISTS"
        " (SELECT 1 FROM {N}_piece WHERE {N}_piece.number = {N}_order.number AND (ended_day IS NULL OR ended_day > ?))"
    )
    return lambda connection, day: column(connection, asked, day)


def forget_owners(connection: Connection, parties: Iterable[str]) -> None:
    """Forget whose some orders were, and when that was: what went at one instant would be one person's."""
    erase_links(connection, [Erasure(party, "") for party in parties])
