"""Periods of what is lent: what stands by a day, and keeps whose it is.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from collections.abc import Callable, Iterable

from concierge_desk.domain.erasures import Erasure
from concierge_desk.store.connection import Connection
from concierge_desk.store.held.parties import erase_links
from concierge_desk.store.privacy.periods import but_those

_STANDS = """
SELECT party FROM {N}_loan WHERE state = 'out' OR ended_day > :day
UNION SELECT party FROM {N}_reservation WHERE state = 'open' AND to_day > :day OR ended_day > :day
UNION SELECT party FROM {N}_waiting WHERE state = 'open' OR ended_day > :day
UNION SELECT party FROM {N}_authority
    WHERE state = 'open' AND (until_day IS NULL OR until_day > :day) OR ended_day > :day
UNION SELECT party FROM {N}_object WHERE party IS NOT NULL AND (state NOT IN ('lost', 'retired', 'undone') OR ended_day > :day)
"""


def ended(code: str, retention: str) -> Callable[[Connection, str], Iterable[str]]:
    """Return what tells the names and sentences of what is over."""
    beside = (
        "SELECT fnuci FROM {N}_object WHERE state NOT IN ('lost', 'retired', 'undone') OR ended_day > :day"
    )
    notes = "SELECT note FROM {N}_upkeep WHERE day > :day"
    return but_those(retention, f"{_STANDS} UNION {beside} UNION {notes}".replace("{N}", code))


def ended_borrowers(code: str) -> Callable[[Connection, str], Iterable[str]]:
    """Return what tells the parties that are over and are tied to somebody."""
    mine = " UNION ".join(
        f"SELECT party FROM {code}_{name}"  # noqa: S608
        for name in ("loan", "reservation", "waiting", "authority", "object")
    )
    stands = _STANDS.replace("{N}", code)
    sql = f"SELECT ref FROM party_link WHERE ref IN ({mine}) AND ref NOT IN ({stands})"  # noqa: S608
    return lambda connection, day: tuple(ref for (ref,) in connection.execute(sql, {"day": day}))


def forget_borrowers(connection: Connection, parties: Iterable[str]) -> None:
    """Forget whose some loans were, and when that was."""
    erase_links(connection, [Erasure(party, "") for party in parties])
