"""Verification of the journal: a desk's own, or a file that left it.

Source: docs/contract.md, "Verifying".
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import foreign_bytes
from concierge_desk.domain.anchors import read_anchor
from concierge_desk.domain.canonical import NotCanonical
from concierge_desk.domain.errors import EnvironmentFailure, IntegrityFailure
from concierge_desk.jobs.archive import archive_at, begun_by, verify_archive
from concierge_desk.jobs.at_hand import all_of, witnesses
from concierge_desk.jobs.books import book_of, read_aside, record_faults
from concierge_desk.jobs.daily_check import verify_daily
from concierge_desk.jobs.dispute.checking import is_dispute, verify_dispute_file
from concierge_desk.jobs.made_anew import put_anew
from concierge_desk.jobs.second_half import half_of
from concierge_desk.jobs.second_process import apart
from concierge_desk.jobs.verdict import Verdict, VerifyRequest
from concierge_desk.signing import signer
from concierge_desk.signing.signer import Signer
from concierge_desk.store import seals
from concierge_desk.store.checks.chain_check import Rest
from concierge_desk.store.checks.named_records import NamedRecords
from concierge_desk.store.connection import Connection, is_whole
from concierge_desk.store.failures import Error
from concierge_desk.store.findings import Fault, Findings, Request
from concierge_desk.store.locks import ExclusiveUse
from concierge_desk.store.rebuild import Compared, compare
from concierge_desk.store.verify import NotShared, desk_code, verify


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
    verdict = desk.store.read(lambda rows: _verdict(rows, request, desk, books=asked.books))
    verdict.take_key(desk.public_key, asked.key)
    if (asked.signatures or asked.rebuild) and not desk.store.read(is_whole):
        verdict.add("store.damaged")
    if asked.rebuild:
        _rebuild(desk, verdict)
    elif asked.tables:
        _compare(desk, verdict)
    verdict.compared = asked.rebuild or asked.tables
    return verdict


def _verdict(rows: Connection, request: Request, desk: Desk, *, books: bool) -> Verdict:
    """Verify the journal, and the books of a desk where asked."""
    head = _last_of(rows)
    shared = head >= LONG and (os.cpu_count() or 1) > 1
    share = _shared if books else _halved
    findings = share(rows, request, desk, head) if shared else None
    findings = findings or _alone(rows, request, desk, books=books)
    verdict = Verdict(findings.entries, findings.checked, findings.left_out, findings.head)
    for fault in findings.faults:
        verdict.add(fault.code, fault.seq, fault.detail)
    return verdict


def _last_of(rows: Connection) -> int:
    """Return the number of the last entry; 0 where that cannot be read, which whoever verifies tells."""
    try:
        (last,) = rows.execute("SELECT max(seq) FROM journal").fetchone()
    except Error:
        return 0
    return last or 0


def _alone(rows: Connection, request: Request, desk: Desk, *, books: bool) -> Findings:
    """Verify in this process."""
    if not books:
        return verify(rows, request)
    told: list[Fault] = []
    book, records = book_of(told), NamedRecords(rows)
    findings = verify(rows, replace(request, readers=(book, records)))
    book.finish()
    records.finish()
    findings.faults += [*told, *record_faults(records.missing, desk.folder.root)]
    return findings


def _shared(rows: Connection, request: Request, desk: Desk, head: int) -> Findings | None:
    """Verify the chain and the seals here, the books in a process beside this one.

    Args:
        rows: One state of the store.
        request: What is verified.
        desk: Of the store.
        head: The last entry of this state.

    Returns:
        None where what was read as if every entry held has to be read again: one does not.
    """
    with apart(partial(read_aside, last=head), desk.folder.store, desk.keys.store_key) as aside:
        findings = verify(rows, request)
        there = None if findings.faults else aside.result(partial(request.step, head))
    if there is None:
        return None
    missing = record_faults(there.missing, desk.folder.root)
    return replace(findings, faults=[*there.faults, *missing])


def _halved(rows: Connection, request: Request, desk: Desk, head: int) -> Findings | None:
    """Verify the first half of the chain here, the second and the seals in a process each beside this one.

    Returns:
        None where anything was found, or the second half was read from no entry of the first: all of it is read again.
    """
    half, place = half_of(rows, request, head), (desk.folder.store, desk.keys.store_key)
    if half is None:
        return None
    waiting = partial(request.step, head)
    with apart(half, *place) as reading, apart(seals.broken, *place) as sealed, suppress(NotShared):

        def unsealed(own: Connection) -> Iterable[str]:
            there = sealed.result(waiting)
            return seals.broken(own) if there is None else there

        findings = verify(
            rows, replace(request, unsealed=unsealed), Rest(half.after, lambda: reading.result(waiting))
        )
        return None if findings.faults else findings
    return None


def request_of(desk: Desk) -> Request:
    """Return how the journal of a desk is verified."""
    code = desk.store.read(lambda rows: desk_code(rows, desk.identity.desk))
    return request_for(code, desk.signer)


def request_for(desk: str, own: Signer) -> Request:
    """Return how the journal of a desk is verified whose code and key are known."""
    return Request(desk, own.is_own, own.public_key, catalogue.schemas())


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
    """Verify a principal's daily file, a dispute file, or an export of everything; no store is needed.

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
    if is_dispute(data):
        return verify_dispute_file(data, asked)
    return verify_daily(data, asked)


def _verify_archive(file: Path, asked: VerifyRequest) -> Verdict:
    """Read an export of everything from its first entry to its last."""
    verdict = Verdict(journal_only=True)
    try:
        begun = begun_by(file)
        verdict.take_key(begun.data["pub"], asked.key)
        key = str(begun.data["pub"])
        request = Request(
            begun.desk,
            partial(signer.verify, key),
            key,
            signatures=asked.signatures,
            anchor=read_anchor(asked.anchor) if asked.anchor else None,
        )
        findings = verify_archive(file, request, books=asked.books)
    except IntegrityFailure as failure:
        verdict.add_failure(failure)
        return verdict
    verdict.entries, verdict.checked = findings.entries, findings.checked
    verdict.left_out, verdict.anchor = findings.left_out, findings.head
    for fault in findings.faults:
        verdict.add(fault.code, fault.seq, fault.detail)
    return verdict


_MOST_BYTES = 256 << 20
LONG = 150_000
"""Entries from which on a second process reads more than its beginning costs."""
