"""An archive: the ``journal.ndjson`` of an export of everything, verified without a store, line by line.

Source: docs/contract.md, "Export of everything", "Verifying", "The books"; decision 0053.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from concierge_desk.domain.canonical import NotCanonical
from concierge_desk.domain.errors import EnvironmentFailure, IntegrityFailure
from concierge_desk.domain.journal import Entry, Posted, read_payload
from concierge_desk.exporting import journal_in
from concierge_desk.jobs.books import book_of
from concierge_desk.store.findings import Fault, Findings, Request
from concierge_desk.store.sound_entries import row_of
from concierge_desk.store.verify import verify_rows

BEGUN = "desk.commissioned"


def archive_at(path: Path) -> Path | None:
    """Return where the journal of an export of everything lies: the file itself, or in its folder; None elsewhere.

    Raises:
        EnvironmentFailure: ``file.missing``.
    """
    file = path / journal_in.MEMBER if path.is_dir() else path
    try:
        with file.open("rb") as opened:
            return file if opened.read(len(journal_in.BEGINS)) == journal_in.BEGINS else None
    except OSError as error:
        raise EnvironmentFailure("file.missing", file=str(path)) from error


def begun_by(file: Path) -> Posted:
    """Return the first entry of an archive: it says which desk it is of, and with which key it was begun.

    Raises:
        IntegrityFailure: ``file.damaged``.
    """
    with file.open("rb") as lines:
        first = next(journal_in.read_lines(lines), None)
    try:
        posted = read_payload(first) if first is not None else None
    except NotCanonical:
        posted = None
    if posted is None or posted.kind != BEGUN or not isinstance(posted.data.get("pub"), str):
        raise IntegrityFailure("file.damaged", member=journal_in.MEMBER, line=1)
    return posted


def verify_archive(file: Path, request: Request, *, books: bool) -> Findings:
    """Verify an archive, and its books where asked; names and sentences lie elsewhere.

    Args:
        file: What `archive_at` returned.
        request: How the journal of its desk is verified.
        books: Read what entries say of each other too.

    Raises:
        IntegrityFailure: ``file.damaged``.
    """
    told: list[Fault] = []
    book = book_of(told) if books else None
    with file.open("rb") as lines:
        entries: Iterator[Entry] = journal_in.read_lines(lines)
        findings = verify_rows(
            map(row_of, entries), replace(request, readers=() if book is None else (book,))
        )
    if book is not None:
        book.finish()
    findings.faults += told
    return findings
