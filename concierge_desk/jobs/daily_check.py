"""Check of a principal's daily file: container, chain, signatures, books, and what the same version makes of it.

Source: docs/contract.md, "Verifying".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from concierge_desk import __version__
from concierge_desk.counter.books.audience import wrong_in_clear
from concierge_desk.counter.service_parts import Export
from concierge_desk.desk import catalogue
from concierge_desk.domain.anchors import Anchor, read_anchor
from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.domain.journal import Entry, Posted, anchor_of
from concierge_desk.exporting import container, datapackage, journal_lines, tables
from concierge_desk.exporting.journal_lines import CopiedEntry
from concierge_desk.exporting.payloads import Payloads
from concierge_desk.exporting.readme import FirstWriting
from concierge_desk.jobs.books import BOOKS
from concierge_desk.jobs.daily_file import Source, export_of, own_entries, unsigned_members
from concierge_desk.jobs.dispute.checking import anchors_of, check_closings
from concierge_desk.jobs.dispute.selection import Closed
from concierge_desk.jobs.verdict import Verdict, VerifyRequest
from concierge_desk.signing import signer
from concierge_desk.signing.signer import Signer


@dataclass(frozen=True, slots=True)
class Made:
    """What a desk made a file with just now, from the very entries that it holds.

    Attributes:
        own: The desk's own hand.
        payloads: What decoded the entries.
    """

    own: Signer
    payloads: Payloads


def verify_daily(data: bytes, asked: VerifyRequest, made: Made | None = None) -> Verdict:
    """Verify the bytes of a principal's daily file.

    Args:
        data: The container.
        asked: What is verified.
        made: Given where the desk made them just now: no member is made anew to be compared.

    Raises:
        Refused: ``verify.anchor``.
    """
    verdict = Verdict()
    try:
        _verify_members(container.unpack(data), asked, verdict, made)
    except IntegrityFailure as failure:
        verdict.add_failure(failure)
    return verdict


def _verify_members(
    members: Sequence[tuple[str, bytes]], asked: VerifyRequest, verdict: Verdict, made: Made | None
) -> None:
    found = dict(members)
    for name in (datapackage.DESCRIPTOR, datapackage.SIGNATURE, journal_lines.MEMBER):
        if name not in found:
            raise IntegrityFailure("file.damaged", member=name)
    manifest = found[datapackage.DESCRIPTOR]
    descriptor = datapackage.read_descriptor(manifest)
    export, told = _told(descriptor)
    verdict.take_key(told.public_key, asked.key)
    if made is not None:
        told = replace(told, payloads=made.payloads)
    is_own = made is not None and made.own.public_key == told.public_key
    check = made.own.is_own if made is not None and is_own else partial(signer.verify, told.public_key)
    if not check(manifest, found[datapackage.SIGNATURE]):
        verdict.add("signature", None, datapackage.DESCRIPTOR)
    for fault in datapackage.check_resources(descriptor, members):
        verdict.add(fault.code, None, fault.member)
    order = [datapackage.DESCRIPTOR, *_paths(descriptor), datapackage.SIGNATURE]
    if not verdict.faults and [name for name, _ in members] != order:
        verdict.add("file.damaged")
    lines = journal_lines.parse_lines(found[journal_lines.MEMBER])
    start = journal_lines.start_of(descriptor)
    faults, head = journal_lines.check_chain(lines, start, export.principal, check, told.payloads.decode)
    for broken in faults:
        verdict.add(broken.code, broken.seq)
    _take_lines(lines, head, told, verdict)
    _check_days(told, lines, descriptor, verdict)
    if asked.anchor is not None:
        _check_anchor(lines, read_anchor(asked.anchor), verdict)
    if not verdict.faults:
        told = replace(told, entries=tuple(map(_entry, lines)))
        _check_told(export, told, None if made is not None else found, asked, verdict)


def _check_days(
    told: Source, lines: Sequence[CopiedEntry], descriptor: Mapping[str, Any], verdict: Verdict
) -> None:
    if told.days:
        check_closings(told.days, anchors_of(lines, journal_lines.start_of(descriptor)), descriptor, verdict)


def _check_told(
    export: Export, told: Source, found: Mapping[str, bytes] | None, asked: VerifyRequest, verdict: Verdict
) -> None:
    """Check what sound entries say; members are made anew and compared where they are given."""
    try:
        posted = own_entries(export, told.entries, told.payloads)
        if asked.books:
            # Hold together what lies there in clear.
            for seq, detail in wrong_in_clear(posted, catalogue.booked()):
                verdict.add(BOOKS, seq, detail)
        _check_content(export, posted, told, verdict)
        if found is not None and not verdict.faults:
            _check_members(export, told, found, verdict)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        # Chained and signed, and yet not what the counter writes: no list can be made of it.
        verdict.add("changed", None, journal_lines.MEMBER)


def _paths(descriptor: Any) -> list[str]:
    return [resource["path"] for resource in descriptor["resources"]]


def _told(descriptor: Any) -> tuple[Export, Source]:
    """Return what a manifest says of itself, its entries left out.

    Raises:
        IntegrityFailure: ``file.damaged``.
    """
    names = ("desk", "day", "public_key", "anchor", "software", "export")
    texts = {name: descriptor.get(name) for name in names}
    practice = descriptor.get("practice")
    if not all(isinstance(text, str) for text in texts.values()) or not isinstance(practice, bool):
        raise IntegrityFailure("file.damaged", member=datapackage.DESCRIPTOR)
    try:
        days = tuple(Closed(**one) for one in descriptor.get("days", ()))
        export = export_of(texts.pop("export"), days)
    except (LookupError, TypeError) as error:
        raise IntegrityFailure("file.damaged", member=datapackage.DESCRIPTOR) from error
    prev_hash = journal_lines.start_of(descriptor).prev_hash
    first = _first(descriptor.get("reissue"))
    more: Any = {"first": first, "days": days}
    return export, Source(practice=practice, prev_hash=prev_hash, entries=(), **more, **texts)


def _first(told: Any) -> FirstWriting | None:
    """Return what a manifest says it is a reissue of.

    Raises:
        IntegrityFailure: ``file.damaged``.
    """
    if told is None:
        return None
    if not isinstance(told, dict) or sorted(told) != ["sha256", "software"]:
        raise IntegrityFailure("file.damaged", member=datapackage.DESCRIPTOR)
    return FirstWriting(str(told["sha256"]), str(told["software"]))


def _take_lines(lines: list[CopiedEntry], head: bytes, told: Source, verdict: Verdict) -> None:
    verdict.entries = len(lines)
    verdict.checked = sum(line.sig is not None for line in lines)
    verdict.left_out = len(lines) - verdict.checked
    if lines:
        verdict.anchor = anchor_of(lines[-1].epoch, lines[-1].seq, head)
    if verdict.anchor != told.anchor:
        verdict.add("anchor", lines[-1].seq if lines else None, told.anchor)


def _check_anchor(lines: list[CopiedEntry], anchor: Anchor, verdict: Verdict) -> None:
    """Compare what was printed with the closing of the file, or with one of the reader's own entries."""
    known = {anchor_of(line.epoch, line.seq, line.hash) for line in lines if line.hash is not None}
    if f"{anchor.epoch}{anchor.seq}:{anchor.hex16}" not in known | {verdict.anchor}:
        verdict.add("anchor", anchor.seq)


def _check_content(export: Export, posted: Sequence[Posted], told: Source, verdict: Verdict) -> None:
    """Add the totals up anew from the entries."""
    known = {None, *({one.day for one in told.days} or {told.day})}
    if any(entry.day not in known for entry in posted):
        verdict.add("changed", None, datapackage.DESCRIPTOR)
    for code in export.check(posted):
        verdict.add(code)


def _check_members(export: Export, told: Source, found: Mapping[str, bytes], verdict: Verdict) -> None:
    """Make lists and papers anew from the entries, and compare them byte for byte."""
    if told.software == __version__:
        _check_whole(export, told, found, verdict)
        return
    for table in export.tables(own_entries(export, told.entries, told.payloads)):
        if not tables.tells_the_same(table.spec, table.rows, found.get(table.spec.file, b"")):
            verdict.add("changed", None, table.spec.file)


def _check_whole(export: Export, told: Source, found: Mapping[str, bytes], verdict: Verdict) -> None:
    """Under the same version every member comes out the same, manifest and paper included."""
    made = unsigned_members(export, told)
    changed = [name for name, content in made if found.get(name) != content]
    # The manifest holds the hashes of the others: it is named where it alone says something else.
    for name in [name for name in changed if name != datapackage.DESCRIPTOR] or changed:
        verdict.add("changed", None, name)


def _entry(line: CopiedEntry) -> Entry:
    # Kind and day stand in the payload; the hash of the entry before is the chain's, checked already.
    return Entry(
        seq=line.seq,
        epoch=line.epoch,
        aud=line.aud,
        kind="",
        day=None,
        payload=line.payload,
        digest=line.digest,
        prev_hash=b"",
        hash=line.hash or b"",
        sig=line.sig or b"",
    )
