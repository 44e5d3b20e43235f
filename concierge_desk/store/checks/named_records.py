"""Personal records that entries name: each is there, or was erased.

Refs are gathered on the way through the journal, and asked for by the thousand: however long it is, no more is held.

Source: docs/contract.md, "Four kinds of tables", "The books"; decision 0053.
"""

import json

from concierge_desk.domain import inscriptions
from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.store.connection import Connection
from concierge_desk.store.failures import Error, failure_of
from concierge_desk.store.sound_entries import Row

_REF_SIGNS = 14
_BEGINS = (b'"n-', b'"r-')
_INSCRIBED = f"{inscriptions.PREFIX}-".encode()
_AT_ONCE = 65_536
"""They lie where lot put them: the more are asked for in their order, the fewer pages are read twice."""


class NamedRecords:
    """Refs on the way through a journal: of people, of what they said, of words in place of a code.

    Attributes:
        missing: Entries that name a record which is neither there nor erased, with its ref, in their order.
    """

    def __init__(self, connection: Connection) -> None:
        """Begin without any."""
        self.missing: list[tuple[int, str]] = []
        self._connection = connection
        self._asked: dict[bytes, int] = {}

    def note(self, row: Row, /) -> None:
        """Take note of the records that an entry names; its payload may be gone."""
        payload = row[5] or b""
        for begins in _BEGINS:
            at = payload.find(begins)
            while at >= 0:
                ends = at + _REF_SIGNS + 1
                if payload[ends : ends + 1] == b'"':
                    self._ask(payload[at + 1 : ends], row[0])
                at = payload.find(begins, ends)
        # Those of words stand inside a text as well.
        if _INSCRIBED in payload:
            for ref in sorted(inscriptions.refs_in(payload.decode(errors="replace"))):
                self._ask(ref.encode(), row[0])

    def leave_out(self, row: Row, /) -> None:
        """Ask for nothing that an altered entry names."""

    def _ask(self, ref: bytes, seq: int) -> None:
        self._asked.setdefault(ref, seq)
        if len(self._asked) >= _AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Ask for those that were noted."""
        asked, self._asked = self._asked, {}
        if not asked:
            return
        refs = json.dumps(sorted(ref.decode() for ref in asked))
        try:
            found = self._connection.execute(_missing(self._connection), (refs,)).fetchall()
        except Error as error:
            if not isinstance(failure_of(error), IntegrityFailure):
                raise
            # A table that is not there is told as that.
            return
        self.missing += sorted((asked[ref.encode()], ref) for (ref,) in found)


_MISSING = (
    "SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM personal WHERE ref = value)"
    " AND NOT EXISTS (SELECT 1 FROM erased WHERE ref = value)"
)
_NOR_LINKED = " AND NOT EXISTS (SELECT 1 FROM party_link WHERE ref = value)"


def _missing(connection: Connection) -> str:
    """Return the question; a store of an earlier version, read as it is, ties no party to anybody."""
    links = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'party_link'")
    return _MISSING if links.fetchone() is None else _MISSING + _NOR_LINKED
