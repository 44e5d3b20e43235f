"""Anchors that count as witnesses of a desk's journal: its own, of entries that it really wrote.

Source: docs/contract.md, "Anchors"; decision 0054.
"""

from dataclasses import dataclass

from concierge_desk.domain.anchors import Anchor, KeptAnchor, read_anchor, read_anchors
from concierge_desk.domain.copy_names import read_copy_name
from concierge_desk.signing.signer import fingerprint
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Witnessed:
    """Desk that anchors are looked for.

    Attributes:
        desk: Code of the chain.
        key: Fingerprint of its key; empty where its first entry cannot be read.
        practice: Everything is an exercise: another shop of the same code may have lain in the same place.
    """

    desk: str
    key: str
    practice: bool

    def anchors_in(self, data: bytes) -> tuple[Anchor, ...]:
        """Return the anchors of this desk that a file of them holds; lines that cannot be read are none."""
        kept, _unreadable = read_anchors(data)
        return tuple(read_anchor(line.anchor) for line in kept if self._is_witness(line))

    def _is_witness(self, line: KeptAnchor) -> bool:
        if line.desk != self.desk or (line.key or (self.key if not self.practice else "")) != self.key:
            return False
        # A restore tells its epoch before its store is in place: where it was killed, nobody lived it.
        copied = read_copy_name(line.file, self.desk)
        return copied is None or copied.place == line.anchor.partition(":")[0]


def key_in(rows: Connection) -> str:
    """Return the fingerprint of the key that a journal was begun with; empty where that cannot be read any more."""
    first = journal.entry(rows, 1)
    posted = journal.whole(first) if first is not None else None
    try:
        return fingerprint(str(posted.data.get("pub"))) if posted is not None else ""
    except ValueError:
        return ""
