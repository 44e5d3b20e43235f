"""Links of parties: the one table by which a party of an entry is somebody who is known.

A personal record: no entry makes it, and with its rows goes all that joins what one person did.

Source: docs/contract.md, "Four kinds of tables"; decision 0085.
"""

from collections.abc import Iterable

from concierge_desk.domain.erasures import Erasure
from concierge_desk.domain.held.parties import PartyLink
from concierge_desk.store import seals
from concierge_desk.store.connection import Connection


def link(connection: Connection, made: PartyLink, since: str) -> None:
    """Tie the party of an entry to somebody.

    Args:
        connection: In a transaction.
        made: The party, and whose it is.
        since: ISO date of the entry.
    """
    seals.insert(connection, "party_link", (made.ref, made.person, since))


def erase_links(connection: Connection, erasures: Iterable[Erasure]) -> int:
    """Erase for good whose some parties are, and return how many there were; refs that are not there are no matter.

    When stays, as with a personal record: whoever looks for it is told that it is no fault.
    """
    count = 0
    for erasure in erasures:
        of_it: seals.Row = (erasure.ref,)
        with seals.changing(connection, "party_link", "ref = ?", of_it):
            gone = connection.execute("DELETE FROM party_link WHERE ref = ?", of_it).rowcount
        if gone:
            with seals.changing(connection, "erased", "ref = ?", of_it):
                connection.execute("INSERT OR REPLACE INTO erased VALUES(?, ?)", (erasure.ref, erasure.at))
            count += 1
    return count


def person_of(connection: Connection, ref: str) -> str | None:
    """Return the key of whose a party is; None for a name that is kept for one thing alone, or that is erased."""
    row = connection.execute("SELECT person FROM party_link WHERE ref = ?", (ref,)).fetchone()
    return str(row[0]) if row else None
