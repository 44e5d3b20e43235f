"""The chain of the journal, entry by entry, all of it or a stretch: every fault is found and named.

Source: docs/contract.md, "Link and signature", "Verifying"; docs/requirements.md, R-1.65; decision 0059.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from concierge_desk.domain import canonical
from concierge_desk.domain.accounting.period import MONTH_CLOSED, YEAR_CLOSED
from concierge_desk.domain.anchors import Anchor
from concierge_desk.domain.journal import ZERO_HASH, Entry, anchor_of, chain_of, digest_of, link
from concierge_desk.store.checks.anchor_check import BEGINNINGS, judged
from concierge_desk.store.checks.operation_check import OperationCheck
from concierge_desk.store.checks.purges import Dropped, decoded
from concierge_desk.store.findings import Fault, Findings, Request
from concierge_desk.store.privacy.purging import DROPPED
from concierge_desk.store.sound_entries import AT, Row, SoundEntries, blocks, entry_of

CLOSINGS = frozenset({"day.closed", MONTH_CLOSED, YEAR_CLOSED})
_STEP = 250
"""Entries between two times that whoever looks on is told: a few milliseconds."""


@dataclass(slots=True)
class Anchored:
    """What the journal says of an anchor, found on the way through it."""

    anchor: Anchor | None
    entry: Entry | None = None
    begun: list[Entry] = field(default_factory=list)

    def pass_by(self, entry: Entry) -> None:
        """Keep the entry that the anchor names, and all that may have begun an epoch."""
        if self.anchor is not None and entry.seq == self.anchor.seq:
            self.entry = entry
        if entry.kind in BEGINNINGS:
            self.begun.append(entry)

    def faults(self, head: Entry | None) -> list[Fault]:
        """Return what is wrong with the anchor, as far as the entries that are there tell."""
        if self.anchor is None:
            return []
        found = judged(self.anchor, self.entry, self.begun, head.seq if head is not None else 0)
        return [Fault(found.code, found.seq, found.detail)] if found is not None else []


@dataclass(slots=True)
class Stretch:
    """What was found on a stretch of the chain.

    Attributes:
        before: The entry that it begins behind; None at the first.
        findings: So far.
        dropped: By number of an entry whose payload is gone: its kind, and the line that tells of it.
        purges: The entries that say which payloads were dropped.
        anchored: What is said of the anchor.
        operations: First entries of operations that are not told as they are.
        last: The last entry; None before the first.
    """

    before: Row | None
    anchored: Anchored
    findings: Findings = field(default_factory=Findings)
    dropped: Dropped = field(default_factory=dict)
    purges: list[Entry] = field(default_factory=list)
    operations: list[int | None] = field(default_factory=list)
    last: Row | None = None

    @property
    def head(self) -> Entry | None:
        """The last entry."""
        return None if self.last is None else entry_of(self.last)

    def go_on(self, behind: "Stretch") -> bool:
        """Take what was found on the stretch behind this one; say whether it is the one behind it."""
        if behind.before != self.last:
            return False
        own, other = self.findings, behind.findings
        own.faults += other.faults
        own.entries += other.entries
        own.checked += other.checked
        own.left_out += other.left_out
        self.dropped |= behind.dropped
        self.purges += behind.purges
        self.anchored.entry = self.anchored.entry or behind.anchored.entry
        self.anchored.begun += behind.anchored.begun
        self.operations += behind.operations
        self.last = behind.last
        return True


@dataclass(frozen=True, slots=True)
class Rest:
    """Rest of a chain that is verified elsewhere.

    Attributes:
        after: Number of the entry that it lies behind; it ends an operation.
        read: Returns what was found there; None where nobody can say.
    """

    after: int
    read: Callable[[], Stretch | None]


class ChainReading:
    """The way through the entries of a stretch, from the first to the last.

    Attributes:
        found: What was found on it so far.
    """

    def __init__(
        self, request: Request, operations: OperationCheck | None = None, before: Row | None = None
    ) -> None:
        """Begin.

        Args:
            request: What is verified.
            operations: Compared with their entries; None where there is no store that keeps them.
            before: The entry that the stretch begins behind, which has its payload; None at the first.
        """
        self.found = Stretch(before, Anchored(request.anchor), last=before)
        self._operations = operations
        self._request = request
        self._at = b"" if before is None else (before[5] or b"")[AT]
        self._look = SoundEntries(request.desk)
        self._readers: list[Callable[[list[Row]], None]] = [
            _one_by_one(reader.note) for reader in request.readers
        ]
        if operations is not None:
            self._readers.append(operations.note)
        # Looked at once more, however sound they are.
        self._kinds = {kind.encode() for kind in (*CLOSINGS, *BEGINNINGS, DROPPED)}
        self._seq = -1 if request.anchor is None else request.anchor.seq

    def read(self, found: Iterable[Row]) -> None:
        """Read all entries, from the first to the last: of nearly all of them one look tells that they hold."""
        told, findings = 0, self.found.findings
        for block in blocks(found):
            if not self._request.signatures and self._look.all_sound(block, self.found.last, self._at):
                self._take(block)
            else:
                for row in block:
                    self._read(row)
            findings.entries += len(block)
            if findings.entries - told >= _STEP:
                told = findings.entries
                self._request.step(told)

    def _take(self, block: list[Row]) -> None:
        """Take some entries that are sound, but for those that are looked at in other ways too."""
        begun = 0
        for place, row in enumerate(block):
            if row[3] in self._kinds or row[0] == self._seq:
                self._take_plain(block[begun:place])
                self._read(row)
                begun = place + 1
        self._take_plain(block[begun:])

    def _take_plain(self, found: list[Row]) -> None:
        """Take entries that are sound."""
        if found:
            for take in self._readers:
                take(found)
            self.found.findings.left_out += len(found)
            self.found.last, self._at = found[-1], (found[-1][5] or b"")[AT]

    def _read(self, row: Row) -> None:
        """Read one entry."""
        last = self.found.last
        if last is not None and self._is_plain(row, last) and self._look.look(row, last[8], self._at):
            self._take_plain([row])
        elif self._look_again(row, last, self._at):
            self.found.last, self._at = row, self._at if row[5] is None else row[5][AT]

    def _is_plain(self, row: Row, last: Row) -> bool:
        """Say whether one look is enough for an entry, where it is as it was written."""
        looked_at = self._request.signatures or row[3] in self._kinds or row[0] == self._seq
        return not looked_at and row[0] == last[0] + 1 and row[1] == last[1]

    def _look_again(self, row: Row, last: Row | None, last_at: bytes) -> bool:
        """Check an entry in every way there is; say whether the journal goes on from it."""
        request, found = self._request, self.found
        findings = found.findings
        entry, previous = entry_of(row), None if last is None else entry_of(last)
        before = len(findings.faults)
        if entry.seq < 1:
            findings.faults.append(Fault("moved", entry.seq))
            return False
        _check_place(entry, previous, findings)
        _check_link(entry, previous, request, findings)
        _check_payload(entry, request, last_at, found.dropped, findings)
        if previous is not None and previous.epoch != entry.epoch:
            _check_end(previous, request, findings)
        _check_signature(entry, request, findings)
        found.anchored.pass_by(entry)
        if entry.kind == DROPPED:
            found.purges.append(entry)
        if self._operations is not None:
            self._operations.note([row])
        for reader in request.readers:
            # What was altered is told already: nothing is built on what it says.
            told = reader.note if len(findings.faults) == before else reader.leave_out
            told(row)
        return True


def _one_by_one(note: Callable[[Row], None]) -> Callable[[list[Row]], None]:
    def note_all(found: list[Row]) -> None:
        for row in found:
            note(row)

    return note_all


def _check_place(entry: Entry, previous: Entry | None, findings: Findings) -> None:
    expected = previous.seq + 1 if previous else 1
    if entry.seq != expected:
        findings.faults.append(Fault("gap", expected))
    elif entry.prev_hash != (previous.hash if previous else ZERO_HASH):
        findings.faults.append(Fault("prev", entry.seq))


def _check_link(entry: Entry, previous: Entry | None, request: Request, findings: Findings) -> None:
    if _holds(entry, request):
        return
    fault = _broken_link(entry, previous, request)
    if fault is not None:
        findings.faults.append(fault)


def _holds(entry: Entry, request: Request) -> bool:
    chain = chain_of(request.desk, entry.epoch)
    return link(chain, entry.seq, entry.prev_hash, entry.aud, entry.digest) == entry.hash


def _broken_link(entry: Entry, previous: Entry | None, request: Request) -> Fault | None:
    """Name what was changed: the link holds again once it is put back."""
    prev_hash = previous.hash if previous else ZERO_HASH
    if _holds(replace(entry, prev_hash=prev_hash), request):
        return None  # its place tells it already
    for seq in (entry.seq - 1, entry.seq + 1):
        if seq > 0 and _holds(replace(entry, seq=seq), request):
            return Fault("moved", entry.seq, str(seq))
    payload = entry.payload
    if payload is not None and _holds(replace(entry, digest=digest_of(payload)), request):
        return Fault("digest", entry.seq)
    if _holds(replace(entry, epoch=_epoch_told(entry)), request):
        return Fault("column", entry.seq, "epoch")
    # A hash whose signature holds is the one that was written: then something it covers has changed.
    if payload is None or digest_of(payload) != entry.digest or not request.check(entry.hash, entry.sig):
        return Fault("hash", entry.seq)
    return Fault("aud" if entry.prev_hash == prev_hash else "moved", entry.seq)


def _epoch_told(entry: Entry) -> str:
    """Return the epoch that the payload tells, else the column's."""
    posted = decoded(entry)
    return posted.epoch if posted else entry.epoch


def _check_payload(
    entry: Entry, request: Request, last_at: bytes, dropped: Dropped, findings: Findings
) -> None:
    payload = entry.payload
    if payload is None:
        dropped[entry.seq] = (entry.kind, f"{entry.seq} {entry.kind} {entry.day or ''} {entry.epoch}\n")
        return
    if digest_of(payload) != entry.digest:
        findings.faults.append(Fault("payload", entry.seq))
    day = "null" if entry.day is None else f'"{entry.day}"'
    columns = f'"day":{day},"desk":"{request.desk}","epoch":"{entry.epoch}","kind":"{entry.kind}","op":"'
    # Keys are sorted: what stands behind `data` has a fixed order, and is the last of its kind.
    if not payload[payload.rfind(b'"day":') :].startswith(columns.encode()):
        findings.faults.append(Fault("column", entry.seq, "kind, day, epoch"))
    if request.signatures:
        try:
            canonical.decode(payload)
        except canonical.NotCanonical:
            findings.faults.append(Fault("canonical", entry.seq))
    if payload[AT] < last_at and entry.kind != "clock.corrected":
        findings.faults.append(Fault("order", entry.seq))


def _check_signature(entry: Entry, request: Request, findings: Findings) -> None:
    if not request.signatures and entry.kind not in CLOSINGS:
        findings.left_out += 1
        return
    findings.checked += 1
    if not request.check(entry.hash, entry.sig):
        findings.faults.append(Fault("signature", entry.seq))


def check_head(head: Entry | None, request: Request, findings: Findings) -> None:
    """Check the last entry of all: there is one, and whoever forged it could not sign it."""
    if head is None:
        findings.faults.append(Fault("gap", 1))
        return
    findings.head = anchor_of(head.epoch, head.seq, head.hash)
    _check_end(head, request, findings)


def _check_end(last: Entry, request: Request, findings: Findings) -> None:
    """Check the signature of the last entry of an epoch: whoever forged it could not sign it."""
    if not request.signatures and last.kind not in CLOSINGS:
        findings.left_out -= 1
        findings.checked += 1
        if not request.check(last.hash, last.sig):
            findings.faults.append(Fault("signature", last.seq))
