"""Entries of the journal that mention a number or a code, wherever in them it stands.

Source: docs/contract.md, "A dispute file"; decision 0080.
"""

from collections.abc import Iterable, Iterator

from concierge_desk.domain.journal import Entry
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection


def mentioning(connection: Connection, terms: Iterable[str]) -> Iterator[Entry]:
    """Yield the entries whose payload holds one of some texts, in order; what of it is a value is for the reader to see.

    The whole journal is read through: of a dispute nothing may be left out, and it is asked for a few times a year.
    """
    wanted = [f'"{term}' for term in terms] + [f':{term}"' for term in terms]
    where = " OR ".join(["instr(payload, CAST(? AS BLOB))"] * len(wanted))
    found = connection.execute(f"SELECT seq FROM journal WHERE {where} ORDER BY seq", wanted)  # noqa: S608
    for (seq,) in found.fetchall():
        entry = journal.entry(connection, seq)
        if entry is not None:
            yield entry
