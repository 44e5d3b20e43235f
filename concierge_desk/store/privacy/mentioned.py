"""Entries that name parties or records: which acts are somebody's.

Source: docs/requirements.md, R-4.04; decision 0086.
"""

import re
from collections.abc import Iterator

from concierge_desk.domain.journal import Posted
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection

_REF = re.compile(rb'"([a-z]-[0-9a-z]{12})"')


def entries_naming(connection: Connection, refs: frozenset[str]) -> Iterator[Posted]:
    """Yield the entries that hold one of some refs, in order; the whole journal is read through, once for whoever asks."""
    wanted = {ref.encode() for ref in refs}
    rows = connection.execute("SELECT seq, payload FROM journal WHERE payload IS NOT NULL ORDER BY seq")
    found = [seq for seq, payload in rows if not wanted.isdisjoint(_REF.findall(payload))] if wanted else []
    for seq in found:
        yield from journal.readable(connection, seq, seq)[0]
