"""Writing of a dispute file: drawn up from one unmoving state of the store, read back, and written down.

Source: docs/contract.md, "A dispute file"; decision 0080.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from concierge_desk import __version__
from concierge_desk.counter.rights.table import EXPORT
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import keep_beside, whole_file
from concierge_desk.domain.errors import DeskError, IntegrityFailure
from concierge_desk.exporting import container, datapackage
from concierge_desk.jobs.dispute.checking import verify_dispute_file
from concierge_desk.jobs.dispute.members import DisputeSource, file_of, unsigned_members
from concierge_desk.jobs.dispute.selection import KIND, Subject, select
from concierge_desk.jobs.operators import entitled
from concierge_desk.jobs.papers import PrintFormat, drawn, find, papers_known
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.store import till
from concierge_desk.store.connection import Connection


@dataclass(frozen=True, slots=True)
class WrittenDispute:
    """A dispute file that lies in its folder.

    Attributes:
        path: Where.
        sha256: Of its bytes.
        entries: How many of the journal it holds.
        clear: How many of them in clear.
        kept: Where another file that lay there under its name lies now; None where none did.
    """

    path: Path
    sha256: str
    entries: int
    clear: int
    kept: Path | None


def write_dispute(desk: Desk, subject: Subject, folder: Path, operator: str | None) -> WrittenDispute:
    """Write the file of a dispute into a folder, and into the journal that it was.

    Args:
        desk: The open desk.
        subject: What it is about.
        folder: Where the file goes.
        operator: Who writes it.

    Raises:
        Refused: As `select`; ``operator.unknown``, ``operator.not_allowed``.
        IntegrityFailure: ``store.damaged``; ``export.unsound`` when what was made does not hold.
        EnvironmentFailure: ``file.cannot_write``.
    """
    by = entitled(desk, operator, EXPORT)
    source = desk.store.read(lambda rows: _source(rows, desk, subject))
    members = unsigned_members(source)
    signature = desk.signer.sign(dict(members)[datapackage.DESCRIPTOR])
    data = container.pack([*members, (datapackage.SIGNATURE, signature)])
    if verify_dispute_file(data, VerifyRequest()).faults:
        raise IntegrityFailure("export.unsound", day=source.about)
    sha256 = hashlib.sha256(data).hexdigest()
    whose = f"-{source.principal.lower()}" if source.by_day else ""
    name = f"litige-{source.desk}-{source.about}{whose}.zip"
    told = {
        "principal": source.principal,
        **({"day": source.about} if source.by_day else {"tracking": source.about}),
        "seq_from": source.entries[0].seq,
        "seq_to": source.entries[-1].seq,
        "sha256": sha256,
        "software": __version__,
    }
    with whole_file(folder / name) as file:
        file.write(data)
        kept = _keep_other(file.path, data)
        desk.store.write(lambda unit: desk.post(unit, KIND, told, by))
    return WrittenDispute(folder / name, sha256, len(source.entries), len(source.clear), kept)


def _keep_other(path: Path, data: bytes) -> Path | None:
    """Keep what lies under the name of the file with other contents: it may have been handed on."""
    return keep_beside(path) if path.exists() and path.read_bytes() != data else None


def _source(rows: Connection, desk: Desk, subject: Subject) -> DisputeSource:
    found = select(rows, subject)
    source = DisputeSource(
        desk=desk.identity.desk,
        practice=desk.identity.practice,
        public_key=desk.public_key,
        software=__version__,
        principal=subject.principal,
        about=found.about,
        by_day=subject.day is not None,
        prev_hash=found.entries[0].prev_hash,
        entries=found.entries,
        clear=found.clear,
        closings=found.closings,
    )
    return source.with_papers(
        {file_of(name): content for name in source.documents if (content := _paper(rows, name)) is not None}
    )


def _paper(rows: Connection, name: str) -> bytes | None:
    """Return a paper as a copy to keep, without anybody's name; None where it cannot be drawn so."""
    prefix, _, place = name.partition(":")
    paper = papers_known()[prefix]
    # What the export of everything draws without names, it draws without names here too.
    if paper.each is None:
        return None
    try:
        found = find(rows, paper, place)
    except DeskError:
        return None
    # Not the original, which is given at the counter once.
    copy = max(1, till.copies(rows, name)) if paper.counted else 0
    return drawn(paper, found.without_names(paper), copy, PrintFormat("pdf"))
