"""Anchors that count as witnesses of a desk's journal: its own, of entries that it really wrote.

Source: docs/contract.md, "Anchors"; decision 0054.
"""

from dataclasses import dataclass, replace

from concierge_desk.domain.anchors import Anchor, KeptAnchor, read_anchor, read_anchors
from concierge_desk.domain.copies.names import read_copy_name
from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import way_of
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
        return tuple(line.told for line in kept if self._is_witness(line))

    def _is_witness(self, line: KeptAnchor) -> bool:
        if line.desk != self.desk or (line.key or (self.key if not self.practice else "")) != self.key:
            return False
        # A restore tells its epoch before its store is in place: where it was killed, nobody lived it.
        copied = read_copy_name(line.file, self.desk)
        return copied is None or copied.place == line.anchor.partition(":")[0]


def anchor_in_keystore(folder: DataFolder, witnessed: Witnessed) -> tuple[Anchor, ...]:
    """Return the anchor that the keystore of the system holds of a desk whose keys it keeps; none where it has none.

    Whoever lays an older file over the store does not reach it there.
    """
    if not _keeps_keys(folder, witnessed):
        return ()
    from concierge_desk.signing import keystore  # noqa: PLC0415  (loaded by now: the keys came from there)

    anchor, _, life = (keystore.noted(_ENTRY + witnessed.key) or "").partition(" ")
    try:
        return (replace(read_anchor(anchor), life=life),) if anchor else ()
    except Refused:
        return ()


def keep_in_keystore(folder: DataFolder, witnessed: Witnessed, kept: KeptAnchor) -> None:
    """Keep an anchor in the keystore that keeps the keys; one that takes none does no harm."""
    if _keeps_keys(folder, witnessed):
        from concierge_desk.signing import keystore  # noqa: PLC0415  (as above)

        keystore.note(_ENTRY + witnessed.key, f"{kept.anchor} {kept.life}".rstrip())


_ENTRY = "ancre "


def _keeps_keys(folder: DataFolder, witnessed: Witnessed) -> bool:
    try:
        return bool(witnessed.key) and way_of(folder) == "keyring"
    except EnvironmentFailure:
        return False


def key_in(rows: Connection) -> str:
    """Return the fingerprint of the key that a journal was begun with; empty where that cannot be read any more."""
    first = journal.entry(rows, 1)
    posted = journal.whole(first) if first is not None else None
    try:
        return fingerprint(str(posted.data.get("pub"))) if posted is not None else ""
    except ValueError:
        return ""
