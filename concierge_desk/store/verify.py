"""Verification of the journal: every fault is found, named and listed; nothing stops at the first.

Source: docs/contract.md, "Verifying"; docs/requirements.md, "Verification", R-1.65.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from concierge_desk.domain import canonical
from concierge_desk.domain.anchors import Anchor
from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.domain.journal import (
    ZERO_HASH,
    Entry,
    anchor_of,
    chain_of,
    digest_of,
    link,
)
from concierge_desk.store import journal
from concierge_desk.store.checks.anchor_check import BEGINNINGS, anchor_faults, judged
from concierge_desk.store.checks.operation_check import OperationCheck
from concierge_desk.store.checks.purges import DROPPED, Dropped, decoded, untold_purges
from concierge_desk.store.checks.schema_check import altered_objects
from concierge_desk.store.connection import Connection
from concierge_desk.store.failures import Error, failure_of
from concierge_desk.store.findings import Fault, Findings, Request
from concierge_desk.store.schema import Schema, purgeable_kinds
from concierge_desk.store.sound_entries import AT, Row, SoundEntries, blocks, entry_of, rows

CLOSINGS = frozenset({"day.closed"})
_ALL = (-(2**63), 2**63 - 1)
_STEP = 250
"""Entries between two times that whoever looks on is told: a few milliseconds."""


@dataclass(slots=True)
class _Anchored:
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


def verify(connection: Connection, request: Request) -> Findings:
    """Verify the journal of an open store."""
    strict = connection.text_factory
    # A text that is no UTF-8 any more is a changed text: it is told, and nothing stops at it.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    try:
        return _verify(connection, request)
    except Error as error:
        failure = failure_of(error)
        if not isinstance(failure, IntegrityFailure):
            raise
        altered = altered_objects(connection, request.schemas)
        if not altered:
            raise
        # What is read of it is not there any more: that is said, and nothing of the rest.
        faults = [Fault("schema", None, name) for name in altered]
        return Findings(faults=[*faults, Fault(failure.code, None)])
    finally:
        connection.text_factory = strict


def _verify(connection: Connection, request: Request) -> Findings:
    operations = OperationCheck(connection, sealing=request.unsealed is None) if request.schemas else None
    reading = _Reading(request, operations)
    reading.read(rows(connection, *_ALL))
    findings, head = reading.findings, reading.head
    findings.faults += untold_purges(reading.purges, reading.dropped)
    findings.faults += [Fault("trigger", None, name) for name in journal.altered_texts(connection)]
    if operations is not None:
        findings.faults += _tables(connection, request.schemas)
        unsealed = operations.unsealed() if request.unsealed is None else request.unsealed(connection)
        findings.faults += [Fault("sealed", None, table) for table in unsealed]
        findings.faults += _purgeable(connection, request.schemas)
    findings.faults += _commissioned(connection, request)
    findings.faults += reading.anchored.faults(head) or _tail(connection, head)
    # An entry that is gone or changed is told as such: its operation would only say it again.
    if operations is not None and all(fault.code in _BESIDE for fault in findings.faults):
        findings.faults += [Fault("operation", seq) for seq in operations.end()]
    findings.faults += _witnesses(connection, request)
    return findings


_BESIDE = frozenset({"key", "schema", "sealed", "trigger"})
"""Faults that are none of the entries themselves."""


def verify_rows(found: Iterable[Row], request: Request) -> Findings:
    """Verify a journal that lies in no store: the entries alone, as an archive has them.

    Args:
        found: All entries, from the first to the last.
        request: See `Request`.
    """
    reading = _Reading(request)
    reading.read(found)
    findings, head = reading.findings, reading.head
    findings.faults += untold_purges(reading.purges, reading.dropped)
    findings.faults += reading.anchored.faults(head)
    return findings


class _Reading:
    """The way through all entries, from the first to the last, with what was found on it.

    Attributes:
        findings: So far.
        dropped: By number of an entry whose payload is gone: its kind, and the line that tells of it.
        purges: The entries that say which payloads were dropped.
        anchored: What is said of the anchor.
        operations: Compared with their entries; None where there is no store that keeps them.
    """

    def __init__(self, request: Request, operations: OperationCheck | None = None) -> None:
        """Begin before the first entry."""
        self.operations = operations
        self.findings = Findings()
        self.dropped: Dropped = {}
        self.purges: list[Entry] = []
        self.anchored = _Anchored(request.anchor)
        self._request = request
        self._last: Row | None = None
        self._at = b""
        self._look = SoundEntries(request.desk)
        self._readers: list[Callable[[list[Row]], None]] = [
            _one_by_one(reader.note) for reader in request.readers
        ]
        if operations is not None:
            self._readers.append(operations.note)
        # Looked at once more, however sound they are.
        self._kinds = {kind.encode() for kind in (*CLOSINGS, *BEGINNINGS, DROPPED)}
        self._seq = -1 if request.anchor is None else request.anchor.seq

    @property
    def head(self) -> Entry | None:
        """The last entry."""
        return None if self._last is None else entry_of(self._last)

    def read(self, found: Iterable[Row]) -> None:
        """Read all entries, from the first to the last: of nearly all of them one look tells that they hold."""
        told = 0
        for block in blocks(found):
            if not self._request.signatures and self._look.all_sound(block, self._last, self._at):
                self._take(block)
            else:
                for row in block:
                    self._read(row)
            self.findings.entries += len(block)
            if self.findings.entries - told >= _STEP:
                told = self.findings.entries
                self._request.step(told)
        _check_head(self.head, self._request, self.findings)

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
            self.findings.left_out += len(found)
            self._last, self._at = found[-1], (found[-1][5] or b"")[AT]

    def _read(self, row: Row) -> None:
        """Read one entry."""
        last = self._last
        if last is not None and self._is_plain(row, last) and self._look.look(row, last[8], self._at):
            self._take_plain([row])
        elif self._look_again(row, last, self._at):
            self._last, self._at = row, self._at if row[5] is None else row[5][AT]

    def _is_plain(self, row: Row, last: Row) -> bool:
        """Say whether one look is enough for an entry, where it is as it was written."""
        looked_at = self._request.signatures or row[3] in self._kinds or row[0] == self._seq
        return not looked_at and row[0] == last[0] + 1 and row[1] == last[1]

    def _look_again(self, row: Row, last: Row | None, last_at: bytes) -> bool:
        """Check an entry in every way there is; say whether the journal goes on from it."""
        request, findings = self._request, self.findings
        entry, previous = entry_of(row), None if last is None else entry_of(last)
        before = len(findings.faults)
        if entry.seq < 1:
            findings.faults.append(Fault("moved", entry.seq))
            return False
        _check_place(entry, previous, findings)
        _check_link(entry, previous, request, findings)
        _check_payload(entry, request, last_at, self.dropped, findings)
        if previous is not None and previous.epoch != entry.epoch:
            _check_end(previous, request, findings)
        _check_signature(entry, request, findings)
        self.anchored.pass_by(entry)
        if entry.kind == DROPPED:
            self.purges.append(entry)
        if self.operations is not None:
            self.operations.note([row])
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


def _check_head(head: Entry | None, request: Request, findings: Findings) -> None:
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


def _tables(connection: Connection, schemas: Sequence[Schema]) -> Iterable[Fault]:
    """Find what of the schema is not what the program made; what guards the journal is told as that."""
    told = set(journal.altered_texts(connection))
    for name in altered_objects(connection, schemas):
        if name.partition(" ")[2] not in told:
            yield Fault("schema", None, name)


def _purgeable(connection: Connection, schemas: Sequence[Schema]) -> Iterable[Fault]:
    """Find kinds that the store lets go of and no schema does, or the other way round."""
    if "purgeable_kind" in journal.protections(connection):
        kinds = {kind for (kind,) in connection.execute("SELECT kind FROM purgeable_kind")}
        if kinds != purgeable_kinds(schemas):
            yield Fault("trigger", None, "purgeable_kind")


def _commissioned(connection: Connection, request: Request) -> Iterable[Fault]:
    """Find a first entry that names another key than the desk's own."""
    first = journal.entry(connection, 1)
    if request.public_key and first is not None and request.public_key.encode() not in (first.payload or b""):
        yield Fault("key", 1)


def desk_code(connection: Connection, told: str) -> str:
    """Return the desk code of the chain: of those that settings and entries say, the one the links hold with."""
    ends = connection.execute(
        "SELECT epoch, seq, prev_hash, aud, digest, hash, payload FROM journal"
        " WHERE seq IN ((SELECT min(seq) FROM journal), (SELECT max(seq) FROM journal))"
    ).fetchall()
    codes = [told, *[found.group(1).decode() for row in ends if (found := _DESK.search(row[6] or b""))]]
    for code in codes:
        for epoch, seq, prev_hash, aud, digest, entry_hash, _payload in ends:
            if link(chain_of(code, epoch), seq, prev_hash, aud, digest) == entry_hash:
                return code
    return told


_DESK = re.compile(rb'"desk":"([A-Z0-9-]{1,20})","epoch"')


def _tail(connection: Connection, head: Entry | None) -> Iterable[Fault]:
    """Find what was cut off: an operation that ends beyond the last entry."""
    seq = head.seq if head else 0
    (last,) = connection.execute("SELECT max(last_seq) FROM operation").fetchone()
    if last is not None and last > seq:
        yield Fault("tail", seq + 1)


def _witnesses(connection: Connection, request: Request) -> Iterable[Fault]:
    """Find what the anchors at hand know better; what a restore left out is no fault."""
    for found in anchor_faults(connection, request.at_hand):
        if found.code != "lost":
            yield Fault(found.code, found.seq, str(found.anchor))
