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
from concierge_desk.domain.journal import Entry, anchor_of, chain_of, digest_of, link
from concierge_desk.signing import signer
from concierge_desk.store import journal, settings
from concierge_desk.store.anchor_check import DOUBTED, AnchorFault, anchor_faults
from concierge_desk.store.connection import Connection
from concierge_desk.store.database import Store
from concierge_desk.store.schema_check import altered_objects
from concierge_desk.store.unit import Unit

LOG = logging.getLogger("concierge_desk.desk")

WHOLE = "integrity.restored"
_HEAD, _ANCHOR = "head ", "anchor "
_LASTING = (_HEAD, _ANCHOR)
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
        altered = self.store.read(altered_of)
        faults = self.store.read(lambda rows: missed(rows, at_hand))
        told = self.store.read(settings.told_altered)
        if _doubts(told, altered, faults) != told:
            self.store.write(lambda unit: self._tell(unit, altered, faults))

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

    def _check_head(self, unit: Unit) -> None:
        last = journal.entry(unit.rows, unit.head().seq)
        if last is None or self._holds(last):
            return
        doubt = f"{_HEAD}{anchor_of(last.epoch, last.seq, last.hash)}"
        LOG.error("%s: %s", DOUBTED, doubt)
        what = {"what": [doubt, *settings.told_altered(unit.rows)]}
        self.post(unit, DOUBTED, what, next_epoch((last.epoch,)))

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
