"""Verification of the journal: every fault is found, named and listed; nothing stops at the first.

Source: docs/contract.md, "Verifying"; docs/requirements.md, "Verification", R-1.65.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias

from concierge_desk.domain import canonical
from concierge_desk.domain.anchors import Anchor
from concierge_desk.domain.journal import (
    ZERO_HASH,
    Entry,
    Posted,
    anchor_of,
    chain_of,
    digest_of,
    link,
    read_payload,
)
from concierge_desk.store import journal, seals
from concierge_desk.store.anchor_check import anchor_faults
from concierge_desk.store.connection import Connection
from concierge_desk.store.operation_check import OperationCheck
from concierge_desk.store.schema import Schema, purgeable_kinds
from concierge_desk.store.schema_check import altered_objects

CLOSINGS = frozenset({"day.closed"})
DROPPED = "privacy.payloads_dropped"
_ALL = (-(2**63), 2**63 - 1)
_STEP = 250
"""Entries between two times that whoever looks on is told: a few milliseconds."""

_Dropped: TypeAlias = dict[int, tuple[str, str]]
"""By number of an entry whose payload is gone: its kind, and the line that an entry which says so is made of."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Fault: something that is not as it was written.

    Attributes:
        code: ``gap moved prev payload digest hash aud column canonical order signature purge trigger
            tail anchor elsewhere lost key schema sealed operation``.
        seq: The entry, None for the journal or the store as a whole.
        detail: Names of columns, protections, objects or tables; the day of the restore that an entry was lost by.
    """

    code: str
    seq: int | None
    detail: str = ""


def _nobody_looks(_entries: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Request:
    """Request: the ranges and signatures to verify.

    Attributes:
        desk: Desk code of the chain.
        public_key: The desk's own: the first entry must name it.
        schemas: What the store's tables are made by; none where they are nobody's matter.
        check: Verifies a signature over a hash.
        signatures: Check all of them, and the canonical form of every payload.
        anchor: Looks for a cut tail.
        at_hand: Anchors that lie beside the store, on sticks, in exports and copies.
        step: Told now and then how many entries were read; what it raises ends the verifying.
    """

    desk: str
    check: Callable[[bytes, bytes], bool]
    public_key: str = ""
    schemas: Sequence[Schema] = ()
    signatures: bool = False
    anchor: Anchor | None = None
    at_hand: Sequence[Anchor] = ()
    step: Callable[[int], None] = _nobody_looks


@dataclass(slots=True)
class Findings:
    """Findings of a verification.

    Attributes:
        entries: How many.
        checked: Signatures that were checked.
        left_out: Signatures that were not.
        head: Anchor of the last entry.
        faults: All of them, in order.
    """

    entries: int = 0
    checked: int = 0
    left_out: int = 0
    head: str = ""
    faults: list[Fault] = field(default_factory=list)


def verify(connection: Connection, request: Request) -> Findings:
    """Verify the journal of an open store."""
    strict = connection.text_factory
    # A text that is no UTF-8 any more is a changed text: it is told, and nothing stops at it.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    try:
        return _verify(connection, request)
    finally:
        connection.text_factory = strict


def _verify(connection: Connection, request: Request) -> Findings:
    findings = Findings()
    dropped: _Dropped = {}
    operations = OperationCheck(connection)
    previous: Entry | None = None
    last_at = b""
    for entry in journal.entries(connection, *_ALL):
        findings.entries += 1
        if findings.entries % _STEP == 0:
            request.step(findings.entries)
        if entry.seq < 1:
            findings.faults.append(Fault("moved", entry.seq))
            continue
        _check_place(entry, previous, findings)
        _check_link(entry, previous, request, findings)
        last_at = _check_payload(entry, request, last_at, dropped, findings)
        _check_signature(entry, request, findings)
        if previous is not None and previous.epoch != entry.epoch:
            _check_end(previous, request, findings)
        _pass_by(operations, entry)
        previous = entry
    _check_head(previous, request, findings)
    findings.faults += _purges(connection, dropped)
    findings.faults += [Fault("trigger", None, name) for name in journal.altered_texts(connection)]
    if request.schemas:
        findings.faults += _tables(connection, request.schemas)
    findings.faults += _commissioned(connection, request)
    anchors = [request.anchor] if request.anchor is not None else []
    told = [Fault(one.code, one.seq, one.detail) for one in anchor_faults(connection, anchors)]
    findings.faults += told or _tail(connection, previous)
    # An entry that is gone or changed is told as such: its operation would only say it again.
    if request.schemas and all(fault.code in _BESIDE for fault in findings.faults):
        findings.faults += [Fault("operation", seq) for seq in operations.end()]
    findings.faults += _witnesses(connection, request)
    return findings


_BESIDE = frozenset({"key", "schema", "sealed", "trigger"})
"""Faults that are none of the entries themselves."""


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
    posted = _decoded(entry)
    return posted.epoch if posted else entry.epoch


def _decoded(entry: Entry) -> Posted | None:
    """Return an entry decoded, whatever its digest says; None where its payload is none, or gone."""
    try:
        return read_payload(entry)
    except canonical.NotCanonical:
        return None


def _check_payload(
    entry: Entry, request: Request, last_at: bytes, dropped: _Dropped, findings: Findings
) -> bytes:
    payload = entry.payload
    if payload is None:
        dropped[entry.seq] = (entry.kind, f"{entry.seq} {entry.kind} {entry.day or ''} {entry.epoch}\n")
        return last_at
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
    at = payload[7:31]
    if at < last_at and entry.kind != "clock.corrected":
        findings.faults.append(Fault("order", entry.seq))
    return at


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


def _pass_by(operations: OperationCheck, entry: Entry) -> None:
    payload = entry.payload
    if payload is None:
        operations.pass_by_purged()
        return
    # Keys are sorted: what stands behind `data` has a fixed order.
    found = _OP.search(payload, payload.rfind(b'"day":'))
    operations.pass_by(entry.seq, entry.kind, found.group(1).decode(errors="replace") if found else "")


_OP = re.compile(rb'"op":"([^"]*)"')


def _tables(connection: Connection, schemas: Sequence[Schema]) -> Iterable[Fault]:
    """Find what of the tables beside the journal is not what the program made of them."""
    told = set(journal.altered_texts(connection))
    for name in altered_objects(connection, schemas):
        if name.partition(" ")[2] not in told:
            yield Fault("schema", None, name)
    yield from (Fault("sealed", None, table) for table in seals.broken(connection))
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


def _purges(connection: Connection, dropped: _Dropped) -> Iterable[Fault]:
    """Find payloads that are gone without an entry that says so.

    ``rows`` of such an entry is the SHA-256, in hex, over the lines it dropped, in order of their
    numbers, each ``seq kind day epoch`` and a line feed, in UTF-8; the day is empty where there was
    none. Lines that an earlier entry had dropped are not its own.
    """
    if not dropped:
        return
    left = dict(dropped)
    entries = connection.execute("SELECT seq FROM journal WHERE kind = ? ORDER BY seq", (DROPPED,)).fetchall()
    for (seq,) in entries:
        entry = journal.entry(connection, seq)
        rows = _told_rows(entry, left) if entry else None
        if rows is None:
            yield Fault("purge", seq)
            continue
        for place in rows:
            del left[place]
    yield from (Fault("purge", seq) for seq in left)


def _told_rows(entry: Entry, left: _Dropped) -> list[int] | None:
    """Return the lines that a purge dropped; None where its entry does not say so."""
    posted = _decoded(entry)
    if posted is None:
        return None
    told = posted.data
    try:
        rows = [
            place
            for place, (kind, _line) in left.items()
            if told["from"] <= place <= told["to"] and kind in told["kinds"]
        ]
        expected = (told["count"], told["rows"])
    except (KeyError, TypeError):
        return None
    digest = hashlib.sha256("".join(left[place][1] for place in rows).encode()).hexdigest()
    return rows if expected == (len(rows), digest) else None
