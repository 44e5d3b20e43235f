"""Watch over a store: what does not hold of its schema, its last entry, its witnesses is told before all else.

Sales go on (docs/requirements.md, "Protection of the table" 5). What was written upon a forged entry, or upon an older
file that was put back, would vouch for it: then the counter goes on in an epoch of its own, as after a restore.

Source: docs/contract.md, "Epochs", "Verifying"; decision 0054.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from concierge_desk.desk import catalogue
from concierge_desk.domain.anchors import Anchor
from concierge_desk.domain.epochs import next_epoch
from concierge_desk.domain.journal import ZERO_HASH, Entry, anchor_of, chain_of, digest_of, link
from concierge_desk.signing import signer
from concierge_desk.store import journal, settings
from concierge_desk.store.checks.anchor_check import DOUBTED, AnchorFault, anchor_faults
from concierge_desk.store.checks.schema_check import altered_objects
from concierge_desk.store.connection import Connection
from concierge_desk.store.database import Store
from concierge_desk.store.sound_entries import SoundEntries, entry_of
from concierge_desk.store.sound_entries import rows as rows_of
from concierge_desk.store.unit import Unit

LOG = logging.getLogger("concierge_desk.desk")

WHOLE = "integrity.restored"
_HEAD, _ANCHOR, _ENTRY = "head ", "anchor ", "entry "
_LASTING = (_HEAD, _ANCHOR, _ENTRY)
"""Doubts that only a restore ends."""


@dataclass(frozen=True, slots=True)
class Integrity:
    """Watch over a store that is open.

    Attributes:
        store: The store.
        desk: Code of the chain.
        public_key: Gives the desk's own, when it is asked for: most looks need none.
        post: Writes an entry that is no act of the counter: kind, data, epoch that it begins.
    """

    store: Store
    desk: str
    public_key: Callable[[], str]
    post: Callable[[Unit, str, Mapping[str, object], str | None], None]

    def guard(self) -> None:
        """Check the last entry of the store before this process builds on it, whoever wrote it."""
        self.store.guarded_by(self._check_head)

    def watch(self, at_hand: Sequence[Anchor] = ()) -> None:
        """Write down once what does not hold, and once that the tables are whole again.

        Args:
            at_hand: Anchors of this desk that lie beside the store and elsewhere.
        """
        altered, faults, told = self.store.read(
            lambda rows: (altered_of(rows), missed(rows, at_hand), settings.told_altered(rows))
        )
        if _doubts(told, altered, faults) != told:
            self.store.write(lambda unit: self._tell(unit, altered, faults))

    def watch_head(self) -> None:
        """Write down at once, not with the next act, that the last entry does not hold."""
        if self.store.read(self._wrong_head) is not None:
            # What guards each transaction does it (`guard`).
            self.store.write(lambda _unit: None)

    def watch_day(self, first: int, last: int) -> None:
        """Check links and signatures of a day that was closed, and write down once that they do not hold.

        Args:
            first: Number of its first entry.
            last: Of its closing.
        """
        wrong = self.store.read(lambda rows: self._altered_entry(rows, first, last))
        if wrong is not None:
            doubt = f"{_ENTRY}{anchor_of(wrong.epoch, wrong.seq, wrong.hash)}"
            self.store.write(lambda unit: self._doubt(unit, doubt))

    def _altered_entry(self, rows: Connection, first: int, last: int) -> Entry | None:
        """Return the first entry of a range that does not hold."""
        look, public_key = SoundEntries(self.desk).look, self.public_key()
        before = journal.entry(rows, first - 1)
        link_before, at = (before.hash if before is not None else ZERO_HASH), b""
        for row in rows_of(rows, first, last):
            entry = entry_of(row)
            own = at if entry.payload is None else look(row, link_before, at)
            if own is None or not signer.verify(public_key, entry.hash, entry.sig):
                return entry
            link_before, at = entry.hash, own
        return None

    def _doubt(self, unit: Unit, doubt: str) -> None:
        told = settings.told_altered(unit.rows)
        if doubt not in told:
            LOG.error("%s: %s", DOUBTED, doubt)
            self.post(unit, DOUBTED, {"what": [doubt, *told]}, next_epoch((unit.head().epoch,)))

    def _tell(self, unit: Unit, altered: Sequence[str], faults: Sequence[AnchorFault]) -> None:
        told = settings.told_altered(unit.rows)
        doubts = _doubts(told, altered, faults)
        if doubts == told:
            return
        kind = DOUBTED if doubts else WHOLE
        LOG.error("%s: %s", kind, ", ".join(doubts or told))
        new = [fault.anchor for fault in faults if f"{_ANCHOR}{fault.anchor}" not in told]
        epoch = next_epoch((unit.head().epoch, *[anchor.epoch for anchor in new])) if new else None
        self.post(unit, kind, {"what": doubts or told}, epoch)

    def _wrong_head(self, rows: Connection) -> Entry | None:
        """Return the last entry where it does not hold."""
        last = journal.entry(rows, journal.head(rows).seq)
        return None if last is None or self._holds(last) else last

    def _check_head(self, unit: Unit) -> None:
        wrong = self._wrong_head(unit.rows)
        if wrong is not None:
            self._doubt(unit, f"{_HEAD}{anchor_of(wrong.epoch, wrong.seq, wrong.hash)}")

    def _holds(self, last: Entry) -> bool:
        """Say whether an entry is one that this desk signed."""
        linked = (
            link(chain_of(self.desk, last.epoch), last.seq, last.prev_hash, last.aud, last.digest)
            == last.hash
        )
        whole = last.payload is None or digest_of(last.payload) == last.digest
        return linked and whole and signer.verify(self.public_key(), last.hash, last.sig)


def altered_of(rows: Connection) -> tuple[str, ...]:
    """Return what of a store is not as the migrations made it: names of the journal's protections, types and names."""
    own = journal.altered_texts(rows)
    others = (
        name for name in altered_objects(rows, catalogue.schemas()) if name.partition(" ")[2] not in own
    )
    return (*own, *others)


def missed(rows: Connection, at_hand: Iterable[Anchor]) -> tuple[AnchorFault, ...]:
    """Return the anchors at hand that the journal does not bear out; what a restore left out is none."""
    return tuple(fault for fault in anchor_faults(rows, at_hand) if fault.code != "lost")


def _doubts(told: Sequence[str], altered: Sequence[str], faults: Sequence[AnchorFault]) -> list[str]:
    lasting = [doubt for doubt in told if doubt.startswith(_LASTING)]
    now = [f"{_ANCHOR}{fault.anchor}" for fault in faults]
    return [*dict.fromkeys([*lasting, *now]), *altered]
