"""Check of a dispute file: container, signature, members, chain, closings; its lists made anew under the same version.

Source: docs/contract.md, "A dispute file", "Verifying"; decision 0080.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from concierge_desk import __version__
from concierge_desk.domain.anchors import read_anchor
from concierge_desk.domain.canonical import NotCanonical
from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.domain.journal import anchor_of, chain_of, link, posted_of
from concierge_desk.exporting import container, datapackage, dispute, journal_lines, tables
from concierge_desk.exporting.journal_lines import CopiedEntry, LinesStart
from concierge_desk.jobs.dispute.members import DisputeSource, is_open, tables_of
from concierge_desk.jobs.dispute.selection import Closed
from concierge_desk.jobs.verdict import Verdict, VerifyRequest
from concierge_desk.signing import signer


def is_dispute(data: bytes) -> bool:
    """Say whether bytes are those of a dispute file, as far as they can be read."""
    try:
        manifest = dict(container.unpack(data)).get(datapackage.DESCRIPTOR, b"")
        return datapackage.read_descriptor(manifest).get("export") == dispute.EXPORT
    except IntegrityFailure:
        return b'\n  "export": "dispute",\n' in data


def verify_dispute_file(data: bytes, asked: VerifyRequest) -> Verdict:
    """Verify the bytes of a dispute file.

    Args:
        data: The container.
        asked: What is verified.

    Raises:
        Refused: ``verify.anchor``.
    """
    verdict = Verdict()
    try:
        _verify(container.unpack(data), asked, verdict)
    except IntegrityFailure as failure:
        verdict.add_failure(failure)
    return verdict


def _verify(members: Sequence[tuple[str, bytes]], asked: VerifyRequest, verdict: Verdict) -> None:
    found = dict(members)
    for name in (datapackage.DESCRIPTOR, datapackage.SIGNATURE, journal_lines.MEMBER):
        if name not in found:
            raise IntegrityFailure("file.damaged", member=name)
    manifest = found[datapackage.DESCRIPTOR]
    descriptor: Mapping[str, Any] = datapackage.read_descriptor(manifest)
    try:
        closings = tuple(Closed(**one) for one in descriptor["days"])
        key, principal = str(descriptor["public_key"]), str(descriptor["principal"])
        about, software = dict(descriptor["dispute"]), descriptor["software"]
    except (LookupError, TypeError, ValueError) as error:
        raise IntegrityFailure("file.damaged", member=datapackage.DESCRIPTOR) from error
    verdict.take_key(key, asked.key)
    check = partial(signer.verify, key)
    if not check(manifest, found[datapackage.SIGNATURE]):
        verdict.add("signature", None, datapackage.DESCRIPTOR)
    for fault in datapackage.check_resources(descriptor, members):
        verdict.add(fault.code, None, fault.member)
    order = [datapackage.DESCRIPTOR, *[one["path"] for one in descriptor["resources"]], datapackage.SIGNATURE]
    if not verdict.faults and [name for name, _ in members] != order:
        verdict.add("file.damaged")
    lines = journal_lines.parse_lines(found[journal_lines.MEMBER])
    hashes = _check_lines(lines, descriptor, principal, check, verdict)
    check_closings(closings, hashes, descriptor, verdict)
    _take(lines, verdict, {"principal": principal, **about, "closings": len(closings)})
    if asked.anchor is not None:
        wanted = read_anchor(asked.anchor)
        if f"{wanted.epoch}{wanted.seq}:{wanted.hex16}" not in hashes.values():
            verdict.add("anchor", wanted.seq)
    if not verdict.faults and software == __version__:
        _check_tables(descriptor, found, lines, closings, verdict)


def _check_lines(
    lines: Sequence[CopiedEntry], descriptor: Mapping[str, Any], principal: str, check: Any, verdict: Verdict
) -> dict[int, str]:
    """Recompute the chain; return the anchor of each entry by its number."""
    start = journal_lines.start_of(descriptor)
    faults, _head = journal_lines.check_chain(lines, start, principal, check)
    for fault in faults:
        # Of a dispute the reader's other entries are there by their digests; the shop's own may be in clear.
        own = fault.code == "withheld"
        clear = fault.code == "not_yours" and _aud(lines, fault.seq) == ""
        if not own and not clear:
            verdict.add(fault.code, fault.seq)
    anchors = anchors_of(lines, start)
    if lines and anchors[lines[-1].seq] != descriptor.get("anchor"):
        verdict.add("anchor", lines[-1].seq, str(descriptor.get("anchor")))
    verdict.anchor = anchors[lines[-1].seq] if lines else ""
    return anchors


def anchors_of(lines: Sequence[CopiedEntry], start: LinesStart) -> dict[int, str]:
    """Return the anchor of each entry of a range by its number, as the chain makes it."""
    anchors: dict[int, str] = {}
    head = start.prev_hash
    for line in lines:
        head = link(chain_of(start.desk, line.epoch), line.seq, head, line.aud, line.digest)
        anchors[line.seq] = anchor_of(line.epoch, line.seq, head)
    return anchors


def _aud(lines: Sequence[CopiedEntry], seq: int) -> str | None:
    return next((line.aud for line in lines if line.seq == seq), None)


def check_closings(
    closings: Sequence[Closed], anchors: Mapping[int, str], descriptor: Mapping[str, Any], verdict: Verdict
) -> None:
    """Compare the closings that a file tells with its entries, by their anchors: each range whole, one after the other."""
    after = next(iter(anchors), 0)
    for one in closings:
        if one.from_seq != after or anchors.get(one.seq) != one.anchor:
            verdict.add("anchor", one.seq, one.anchor)
        after = one.seq + 1
    if anchors and descriptor.get("open") != is_open(closings, max(anchors)):
        verdict.add("changed", None, datapackage.DESCRIPTOR)


def _take(lines: Sequence[CopiedEntry], verdict: Verdict, about: dict[str, Any]) -> None:
    clear = sum(line.payload is not None for line in lines)
    verdict.entries, verdict.checked, verdict.left_out = len(lines), clear, len(lines) - clear
    verdict.dispute = {**about, "clear": clear, "digests": len(lines) - clear}


def _check_tables(
    descriptor: Mapping[str, Any],
    found: Mapping[str, bytes],
    lines: Sequence[CopiedEntry],
    closings: tuple[Closed, ...],
    verdict: Verdict,
) -> None:
    """Make the lists anew from the entries in clear, and compare them byte for byte."""
    about = descriptor["dispute"]
    try:
        clear = {
            line.seq: posted_of(line.seq, line.aud, line.payload)
            for line in lines
            if line.payload is not None
        }
        source = DisputeSource(
            desk=str(descriptor["desk"]),
            practice=bool(descriptor["practice"]),
            public_key=str(descriptor["public_key"]),
            software=__version__,
            principal=str(descriptor["principal"]),
            about=str(about.get("day") or about.get("tracking")),
            by_day="day" in about,
            prev_hash=b"",
            entries=(),
            clear=clear,
            closings=closings,
            papers={name: content for name, content in found.items() if name.endswith(".pdf")},
        )
        for spec, rows in tables_of(source):
            if found.get(spec.file) != tables.to_csv(spec, rows):
                verdict.add("changed", None, spec.file)
    except (NotCanonical, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        # Chained and signed, and yet not what the counter writes: no list can be made of it.
        verdict.add("changed", None, journal_lines.MEMBER)
