"""Personal records that entries name: each is there, or was erased.

Refs are gathered on the way through the journal, and asked for by the thousand: however long it is, no more is held.

Source: docs/contract.md, "Four kinds of tables", "The books"; decision 0053.
"""

import json
from collections.abc import Sequence

from concierge_desk.store.connection import Connection

_AT_ONCE = 65_536
"""They lie where lot put them: the more are asked for in their order, the fewer pages are read twice."""


class NamedRecords:
    """Refs on the way through a journal.

    Attributes:
        missing: Entries that name a record which is neither there nor erased, with its ref, in their order.
    """

    def __init__(self, connection: Connection) -> None:
        """Begin without any."""
        self.missing: list[tuple[int, str]] = []
        self._connection = connection
        self._asked: dict[bytes, int] = {}

    def note(self, seq: int, refs: Sequence[bytes]) -> None:
        """Take note that an entry names records."""
        for ref in refs:
            self._asked.setdefault(ref, seq)
        if len(self._asked) >= _AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Ask for those that were noted."""
        asked, self._asked = self._asked, {}
        if not asked:
            return
        refs = json.dumps(sorted(ref.decode() for ref in asked))
        found = self._connection.execute(
            "SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM personal WHERE ref = value)"
            " AND NOT EXISTS (SELECT 1 FROM erased WHERE ref = value)",
            (refs,),
        )
        missing = [(asked[ref.encode()], ref) for (ref,) in found]
        self.missing += sorted(missing)
