"""Erasures that are heard of, done again where what they name stands in the store all the same.

Source: docs/contract.md, "Backup"; decisions 0083, 0086.
"""

from collections.abc import Iterable

from concierge_desk.domain.erasures import Erasure, last_at
from concierge_desk.store.connection import Connection
from concierge_desk.store.held.erased_records import erase_personal, still_there
from concierge_desk.store.privacy import free_pages
from concierge_desk.store.visits import drop_saved_until


def missed(connection: Connection, erasures: Iterable[Erasure]) -> tuple[Erasure, ...]:
    """Return the erasures whose records stand in the store: it is a copy from before, or never heard of them."""
    told = tuple(dict.fromkeys(erasures))
    return still_there(connection, told) if told else ()


def erase_missed(connection: Connection, erasures: Iterable[Erasure]) -> int:
    """Erase what stands in the store all the same, and return how many records that were."""
    fresh = missed(connection, erasures)
    gone = erase_personal(connection, fresh)
    if gone:
        # What was typed for whoever went has no ref: as when a copy is put back.
        until = last_at(fresh)
        if until is not None:
            drop_saved_until(connection, until)
        free_pages.mark(connection)
    return gone
