"""Verification of the journal: a desk's own, or a file that left it.

Source: docs/contract.md, "Verifying".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from concierge_desk import __version__
from concierge_desk.counter.books.audience import wrong_in_clear
from concierge_desk.counter.service_parts import Export
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import foreign_bytes
from concierge_desk.domain.anchors import Anchor, read_anchor
from concierge_desk.domain.canonical import NotCanonical
from concierge_desk.domain.errors import EnvironmentFailure, IntegrityFailure
from concierge_desk.domain.journal import Entry, anchor_of
from concierge_desk.exporting import container, datapackage, journal_lines, tables
from concierge_desk.exporting.journal_lines import CopiedEntry, LinesStart
from concierge_desk.exporting.readme import FirstWriting
from concierge_desk.jobs.archive import archive_at, begun_by, verify_archive
from concierge_desk.jobs.at_hand import all_of, witnesses
from concierge_desk.jobs.books import BOOKS, StoredBooks
from concierge_desk.jobs.export import Source, export_of, own_entries, unsigned_members
from concierge_desk.jobs.made_anew import put_anew
from concierge_desk.signing import signer
from concierge_desk.store.connection import Connection, is_whole
from concierge_desk.store.findings import Request
from concierge_desk.store.locks import ExclusiveUse
from concierge_desk.store.rebuild import Compared, compare
from concierge_desk.store.verify import desk_code, verify


@dataclass(frozen=True, slots=True)
class VerifyRequest:
    """Request of the command line to verify.

    Attributes:
        signatures: Check every signature.
        rebuild: Make the projections anew, and the store where they differ.
        tables: Compare the projections only; others go on using the store.
        anchor: As printed.
        key: Fingerprint to compare the public key with.
        books: Read what entries say of each other too.
    """

    signatures: bool = False
    rebuild: bool = False
    tables: bool = False
    anchor: str | None = None
    key: str | None = None
    books: bool = True


@dataclass(slots=True)
class Verdict:
    """Verdict of a verification.

    Attributes:
        entries: How many were read.
        checked: Signatures checked.
        left_out: Signatures left out.
        anchor: Of the last entry.
        fingerprint: Of the public key.
        faults: Code, entry, detail: all of them.
        compared: The tables were compared with what the journal makes.
        kept: The store as it was before it was made anew, None where it was not.
    """

    entries: int = 0
    checked: int = 0
    left_out: int = 0
    anchor: str = ""
    fingerprint: str = ""
    faults: list[dict[str, Any]] = field(default_factory=list)
    compared: bool = False
    kept: Path | None = None

    def add(self, code: str, seq: int | None = None, detail: str = "") -> None:
        """Add a fault."""
        self.faults.append({"code": code, "seq": seq, "detail": detail})


def verify_desk(
    desk: Desk, asked: VerifyRequest, step: Callable[[int], None] = lambda _entries: None
) -> Verdict:
    """Verify the journal of a desk, and its projections where asked.

    Args:
        desk: The desk; others go on using it.
        asked: What is verified.
        step: Told now and then how many entries were read; what it raises ends the verifying.

    Raises:
        Refused: ``verify.anchor``.
        EnvironmentFailure: Disk, or another process while rebuilding.
    """
    request = replace(
        request_of(desk),
        signatures=asked.signatures,
        anchor=read_anchor(asked.anchor) if asked.anchor else None,
        at_hand=all_of(witnesses(desk)),
        step=step,
    )
    verdict = desk.store.read(lambda rows: _verdict(rows, request, desk if asked.books else None))
    _check_key(verdict, desk.public_key, asked)
    if (asked.signatures or asked.rebuild) and not desk.store.read(is_whole):
        verdict.add("store.damaged")
    if asked.rebuild:
        _rebuild(desk, verdict)
    elif asked.tables:
        _compare(desk, verdict)
    verdict.compared = asked.rebuild or asked.tables
    return verdict


def _verdict(rows: Connection, request: Request, desk: Desk | None) -> Verdict:
    """Verify the journal, and the books of a desk."""
    books = None if desk is None else StoredBooks(rows, desk.folder.root)
    findings = verify(rows, replace(request, books=None if books is None else books.book))
    verdict = Verdict(findings.entries, findings.checked, findings.left_out, findings.head)
    faults = [*findings.faults, *(() if books is None else books.faults())]
    for fault in faults:
        verdict.add(fault.code, fault.seq, fault.detail)
    return verdict


def request_of(desk: Desk) -> Request:
    """Return how the journal of a desk is verified."""
    code = desk.store.read(lambda rows: desk_code(rows, desk.identity.settings.desk))
    return request_for(code, desk.public_key)


def request_for(desk: str, public_key: str) -> Request:
    """Return how the journal of a desk is verified whose code and key are known."""
    return Request(
        desk=desk,
        public_key=public_key,
        schemas=catalogue.schemas(),
        check=lambda message, sig: signer.verify(public_key, message, sig),
    )


def _compare(desk: Desk, verdict: Verdict) -> None:
    """Compare the projections with what the journal makes of them; others go on using the store."""
    try:
        compared = compare(desk.folder.store, desk.keys.store_key, catalogue.schemas())
    except (NotCanonical, KeyError) as error:
        verdict.add("rebuild", None, str(error))
        return
    _add(verdict, compared)


def _rebuild(desk: Desk, verdict: Verdict) -> None:
    """Make the store anew where its tables are not what its journal makes, and keep what was there."""
    _compare(desk, verdict)
    if not {fault["code"] for fault in verdict.faults} & _MENDED or _bars(verdict):
        return
    with ExclusiveUse(desk.folder.locks, own=desk.shared):
        verdict.kept = put_anew(desk)


def _bars(verdict: Verdict) -> bool:
    """Say whether something was found that only the present tables bear witness of."""
    return any(fault["code"] not in _MENDED for fault in verdict.faults)


_MENDED = frozenset({"projection", "schema", "trigger"})
"""Faults that go when the store is made anew from its journal."""


def _add(verdict: Verdict, compared: Compared) -> None:
    for found in compared.differences:
        verdict.add("projection", None, f"{found.table}: +{found.missing} -{found.surplus}")
    for table in compared.beyond:
        verdict.add("beyond", None, table)


def verify_file(path: Path, asked: VerifyRequest) -> Verdict:
    """Verify a principal's daily file, or an export of everything; no store is needed.

    Raises:
        EnvironmentFailure: ``file.missing``.
        Refused: ``verify.anchor``.
    """
    archive = archive_at(path)
    if archive is not None:
        return _verify_archive(archive, asked)
    try:
        data = foreign_bytes(path, _MOST_BYTES)
    except OSError as error:
        raise EnvironmentFailure("file.missing", file=str(path)) from error
    verdict = Verdict()
    try:
        _verify_members(container.unpack(data), asked, verdict)
    except IntegrityFailure as failure:
        verdict.add(
            failure.code, _number(failure.params.get("line")), str(failure.params.get("member") or "")
        )
    return verdict


def _verify_archive(file: Path, asked: VerifyRequest) -> Verdict:
    """Read an export of everything from its first entry to its last."""
    verdict = Verdict()
    try:
        begun = begun_by(file)
        _check_key(verdict, begun.data["pub"], asked)
        request = replace(
            request_for(begun.desk, begun.data["pub"]),
            signatures=asked.signatures,
            anchor=read_anchor(asked.anchor) if asked.anchor else None,
        )
        findings = verify_archive(file, request, books=asked.books)
    except IntegrityFailure as failure:
        verdict.add(
            failure.code, _number(failure.params.get("line")), str(failure.params.get("member") or "")
        )
        return verdict
    verdict.entries, verdict.checked = findings.entries, findings.checked
    verdict.left_out, verdict.anchor = findings.left_out, findings.head
    for fault in findings.faults:
        verdict.add(fault.code, fault.seq, fault.detail)
    return verdict


_MOST_BYTES = 256 << 20


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _verify_members(members: Sequence[tuple[str, bytes]], asked: VerifyRequest, verdict: Verdict) -> None:
    found = dict(members)
    for name in (datapackage.DESCRIPTOR, datapackage.SIGNATURE, journal_lines.MEMBER):
        if name not in found:
            raise IntegrityFailure("file.damaged", member=name)
    manifest = found[datapackage.DESCRIPTOR]
    descriptor = datapackage.read_descriptor(manifest)
    export, told = _told(descriptor)
    _check_key(verdict, told.public_key, asked)
    if not signer.verify(told.public_key, manifest, found[datapackage.SIGNATURE]):
        verdict.add("signature", None, datapackage.DESCRIPTOR)
    for fault in datapackage.check_resources(descriptor, members):
        verdict.add(fault.code, None, fault.member)
    order = [datapackage.DESCRIPTOR, *_paths(descriptor), datapackage.SIGNATURE]
    if not verdict.faults and [name for name, _ in members] != order:
        verdict.add("file.damaged")
    lines = journal_lines.parse_lines(found[journal_lines.MEMBER])
    _check_lines(lines, journal_lines.start_of(descriptor), export.principal, told, verdict)
    if asked.anchor is not None:
        _check_anchor(lines, read_anchor(asked.anchor), verdict)
    if not verdict.faults:
        try:
            told = replace(told, entries=tuple(map(_entry, lines)))
            _check_books(export, told, asked, verdict)
            _check_content(export, told, found, verdict)
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
        export = export_of(texts.pop("export"))
    except KeyError as error:
        raise IntegrityFailure("file.damaged", member=datapackage.DESCRIPTOR) from error
    prev_hash = journal_lines.start_of(descriptor).prev_hash
    first = _first(descriptor.get("reissue"))
    return export, Source(practice=practice, prev_hash=prev_hash, entries=(), first=first, **texts)


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


def _check_lines(
    lines: list[CopiedEntry], start: LinesStart, principal: str, told: Source, verdict: Verdict
) -> None:
    check: Callable[[bytes, bytes], bool] = lambda message, sig: signer.verify(told.public_key, message, sig)  # noqa: E731
    faults, head = journal_lines.check_chain(lines, start, principal, check)
    for fault in faults:
        verdict.add(fault.code, fault.seq)
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


def _check_books(export: Export, told: Source, asked: VerifyRequest, verdict: Verdict) -> None:
    """Hold together what lies there in clear."""
    if asked.books:
        for seq, detail in wrong_in_clear(own_entries(export, told.entries), catalogue.booked()):
            verdict.add(BOOKS, seq, detail)


def _check_content(export: Export, told: Source, found: Mapping[str, bytes], verdict: Verdict) -> None:
    """Make lists and totals anew from the entries, and compare them byte for byte."""
    own = own_entries(export, told.entries)
    if any(entry.day not in (told.day, None) for entry in own):
        verdict.add("changed", None, datapackage.DESCRIPTOR)
    for code in export.check(own):
        verdict.add(code)
    if verdict.faults:
        return
    if told.software == __version__:
        _check_whole(export, told, found, verdict)
        return
    for table in export.tables(own):
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


def _check_key(verdict: Verdict, public_key: str, asked: VerifyRequest) -> None:
    try:
        verdict.fingerprint = signer.fingerprint(public_key)
    except ValueError:
        verdict.add("key", None, "")
        return
    if asked.key is not None and not signer.same_fingerprint(public_key, asked.key):
        verdict.add("key", None, verdict.fingerprint)
