"""Verifying the journal: every fault is found, named and listed; nothing stops at the first.

Source: DESIGN §4 (verify); compliance §8.8, R-1.65.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from concierge_desk.domain import canonical
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import ZERO_HASH, Entry, anchor_of, chain_of, digest_of, link, read_payload
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection

CLOSINGS = frozenset({"day.closed"})
DROPPED = "privacy.payloads_dropped"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written.

    Attributes:
        code: ``gap moved prev payload digest hash aud column canonical order signature purge trigger
            tail anchor key number``.
        seq: The entry, None for the journal as a whole.
        detail: Names of columns or protections.
    """

    code: str
    seq: int | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An anchor as printed, read back: epoch, entry, first 16 hex of its hash."""

    epoch: str
    seq: int
    hex16: str


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be verified.

    Attributes:
        desk: Desk code of the chain.
        check: Verifies a signature over a hash.
        signatures: Check all of them, and the canonical form of every payload.
        anchor: Looks for a cut tail.
    """

    desk: str
    check: Callable[[bytes, bytes], bool]
    signatures: bool = False
    anchor: Anchor | None = None


@dataclass(slots=True)
class Findings:
    """What was verified.

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


@dataclass(slots=True)
class _Dropped:
    """Lines whose payload is gone, until an entry is found that says so."""

    lines: dict[int, tuple[int, str]] = field(default_factory=dict)


def read_anchor(text: str) -> Anchor:
    """Return an anchor from what is printed, ``A43:36853f432427aa82``.

    Raises:
        Refused: ``verify.anchor`` when it is not one.
    """
    place, _, hex16 = text.strip().partition(":")
    epoch = place.rstrip("0123456789")
    digits = place[len(epoch) :]
    well_formed = epoch.isalpha() and digits.isdigit() and len(hex16) == 16
    if not well_formed or set(hex16.lower()) - set("0123456789abcdef"):
        raise Refused("verify.anchor", anchor=text)
    return Anchor(epoch.upper(), int(digits), hex16.lower())


def verify(connection: Connection, request: Request) -> Findings:
    """Verify the journal of an open store."""
    findings = Findings()
    dropped = _Dropped()
    previous: Entry | None = None
    last_at = b""
    for entry in journal.entries(connection, 1):
        findings.entries += 1
        _check_place(entry, previous, findings)
        _check_link(entry, request, findings)
        last_at = _check_payload(entry, request, last_at, dropped, findings)
        _check_signature(entry, request, findings)
        _check_anchor(entry, request.anchor, findings)
        previous = entry
    _check_head(previous, request, findings)
    findings.faults += _purges(connection, dropped)
    findings.faults += [Fault("trigger", None, name) for name in journal.altered_texts(connection)]
    findings.faults += _tail(connection, previous, request.anchor)
    return findings


def _check_place(entry: Entry, previous: Entry | None, findings: Findings) -> None:
    expected = previous.seq + 1 if previous else 1
    if entry.seq != expected:
        findings.faults.append(Fault("gap", expected))
    elif entry.prev_hash != (previous.hash if previous else ZERO_HASH):
        findings.faults.append(Fault("prev", entry.seq))


def _check_link(entry: Entry, request: Request, findings: Findings) -> None:
    chain = chain_of(request.desk, entry.epoch)
    if link(chain, entry.seq, entry.prev_hash, entry.aud, entry.digest) == entry.hash:
        return
    for seq in (entry.seq - 1, entry.seq + 1):
        if seq > 0 and link(chain, seq, entry.prev_hash, entry.aud, entry.digest) == entry.hash:
            findings.faults.append(Fault("moved", entry.seq, str(seq)))
            return
    # A hash whose signature holds is the one that was written: then something it covers has changed.
    if not request.check(entry.hash, entry.sig):
        findings.faults.append(Fault("hash", entry.seq))
    elif entry.payload is not None and digest_of(entry.payload) != entry.digest:
        findings.faults.append(Fault("digest", entry.seq))
    elif b'"epoch":"' + entry.epoch.encode() + b'"' in (entry.payload or b""):
        findings.faults.append(Fault("aud", entry.seq))
    else:
        findings.faults.append(Fault("column", entry.seq, "epoch"))


def _check_payload(
    entry: Entry, request: Request, last_at: bytes, dropped: _Dropped, findings: Findings
) -> bytes:
    payload = entry.payload
    if payload is None:
        dropped.lines[entry.seq] = (entry.seq, f"{entry.seq} {entry.kind} {entry.day or ''} {entry.epoch}\n")
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
    if not request.signatures and head.kind not in CLOSINGS:
        findings.left_out -= 1
        findings.checked += 1
        if not request.check(head.hash, head.sig):
            findings.faults.append(Fault("signature", head.seq))


def _check_anchor(entry: Entry, anchor: Anchor | None, findings: Findings) -> None:
    if anchor is None or entry.seq != anchor.seq:
        return
    if entry.epoch != anchor.epoch or not entry.hash.hex().startswith(anchor.hex16):
        findings.faults.append(Fault("anchor", entry.seq))


def _tail(connection: Connection, head: Entry | None, anchor: Anchor | None) -> Iterable[Fault]:
    """Find what was cut off: an anchor beyond the head, or an operation that ends beyond it."""
    seq = head.seq if head else 0
    if anchor is not None and anchor.seq > seq:
        yield Fault("tail", seq + 1)
        return
    (last,) = connection.execute("SELECT max(last_seq) FROM operation").fetchone()
    if last is not None and last > seq:
        yield Fault("tail", seq + 1)


def _purges(connection: Connection, dropped: _Dropped) -> Iterable[Fault]:
    """Find payloads that are gone without an entry that says so."""
    if not dropped.lines:
        return
    left = dict(dropped.lines)
    entries = connection.execute("SELECT seq FROM journal WHERE kind = ? ORDER BY seq", (DROPPED,)).fetchall()
    for (seq,) in entries:
        entry = journal.entry(connection, seq)
        posted = read_payload(entry) if entry else None
        if posted is None:
            continue
        data = posted.data
        rows = [
            line
            for place, line in dropped.lines.values()
            if data["from"] <= place <= data["to"] and line.split(" ")[1] in data["kinds"]
        ]
        told = hashlib.sha256("".join(rows).encode()).hexdigest()
        if len(rows) != data["count"] or told != data["rows"]:
            yield Fault("purge", seq)
            continue
        for line in rows:
            left.pop(int(line.split(" ")[0]), None)
    yield from (Fault("purge", seq) for seq in left)
