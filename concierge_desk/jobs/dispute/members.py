"""Members of a dispute file: a pure function of what was selected, the papers apart.

Source: docs/contract.md, "A dispute file"; decision 0080.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from concierge_desk.counter.texts.entry_texts import paper_name, told
from concierge_desk.domain.canonical import Json
from concierge_desk.domain.journal import Entry, Posted, anchor_of
from concierge_desk.exporting import datapackage, dispute, journal_lines, tables, verifier
from concierge_desk.exporting.tables import Cell, TableSpec
from concierge_desk.jobs.dispute.selection import Closed
from concierge_desk.jobs.entry_texts import paper_names, tellings
from concierge_desk.signing.signer import fingerprint

_PRINTED = "document.printed"
CLOSED = "day.closed"
REPORTED = ".day_reported"
"""Ends the kind of a statement of a day."""


@dataclass(frozen=True, slots=True)
class DisputeSource:
    """Data that a dispute file is a pure function of.

    Attributes:
        desk: Desk code.
        practice: Everything is an exercise.
        public_key: Of the desk.
        software: Version that made it.
        principal: Whose dispute.
        about: The number, or the date.
        by_day: It is about a date.
        prev_hash: Hash of the entry before the range.
        entries: The whole range.
        clear: By number, the entries that are handed on in clear.
        closings: Those within the range.
        papers: Those that could be drawn: file and content.
    """

    desk: str
    practice: bool
    public_key: str
    software: str
    principal: str
    about: str
    by_day: bool
    prev_hash: bytes
    entries: tuple[Entry, ...]
    clear: Mapping[int, Posted]
    closings: tuple[Closed, ...]
    papers: Mapping[str, bytes] = field(default_factory=dict)

    def with_papers(self, papers: Mapping[str, bytes]) -> "DisputeSource":
        """Return the same with the papers that could be drawn."""
        return replace(self, papers=papers)

    @property
    def documents(self) -> tuple[str, ...]:
        """Names of the papers that its entries speak of: of a day its statements too, which name all that was there."""
        told = [one for one in self.clear.values() if one.aud == self.principal or one.kind == CLOSED]
        wanted = [one for one in told if self.by_day or not one.kind.endswith(REPORTED)]
        return tuple(dict.fromkeys(str(name) for one in wanted for name in one.data.get("documents", ())))


def file_of(document: str) -> str:
    """Return the name of a paper's file."""
    return f"{document.replace(':', '-')}.pdf"


def unsigned_members(source: DisputeSource) -> list[tuple[str, bytes]]:
    """Return the members of a dispute file but its signature, in their order."""
    files: list[tuple[Mapping[str, Json], str, bytes]] = []
    for table, rows in tables_of(source):
        content = tables.to_csv(table, rows)
        files.append((datapackage.table_resource(table, content), table.file, content))
    lines = b"".join(
        journal_lines.clear_line(entry) if entry.seq in source.clear else journal_lines.withheld_line(entry)
        for entry in source.entries
    )
    names = paper_names()
    titles = {file_of(document): paper_name(document, names, "fr") for document in source.documents}
    for spec, content in (
        (dispute.JOURNAL_SPEC, lines),
        *[(dispute.paper_spec(file, titles[file]), content) for file, content in source.papers.items()],
        (dispute.PAGE_SPEC, verifier.page()),
        (dispute.SCRIPT_SPEC, dispute.script()),
        (dispute.README_SPEC, dispute.readme(_told(source)).encode()),
    ):
        files.append((datapackage.file_resource(spec, content), spec.file, content))
    manifest = datapackage.build(_properties(source), [resource for resource, _, _ in files])
    return [(datapackage.DESCRIPTOR, manifest), *[(name, content) for _, name, content in files]]


def _properties(source: DisputeSource) -> dict[str, Json]:
    first, last = source.entries[0], source.entries[-1]
    return {
        "name": f"{dispute.EXPORT}-{source.desk}-{source.about}".lower(),
        "title": f"{dispute.TITLE} : {source.about}",
        "description": "Ce que le journal de la conciergerie en dit, et la preuve que rien n'y manque.",
        "created": max(posted.at for posted in source.clear.values()),
        "export": dispute.EXPORT,
        "dispute": {"day": source.about} if source.by_day else {"tracking": source.about},
        "principal": source.principal,
        "day": max(posted.day or "" for posted in source.clear.values()),
        "practice": source.practice,
        "desk": source.desk,
        "epoch": last.epoch,
        "from_seq": first.seq,
        "prev_hash": source.prev_hash.hex(),
        "anchor": _anchor(source),
        "days": [asdict(one) for one in source.closings],
        "open": is_open(source.closings, last.seq),
        "public_key": source.public_key,
        "software": source.software,
    }


def is_open(closings: Sequence[Closed], last: int) -> bool:
    """Say whether the last entries are of no closing."""
    return not closings or closings[-1].seq < last


def tables_of(source: DisputeSource) -> tuple[tuple[TableSpec, tuple[tuple[Cell, ...], ...]], ...]:
    """Return the tables of a dispute file, from its entries in clear alone; of the papers only that they lie beside."""
    posted, words = tuple(source.clear.values()), tellings()
    entries = tuple(
        (
            entry.seq,
            entry.instant,
            entry.kind,
            entry.data.get("tracking"),
            entry.data.get("line", {}).get("cents"),
            entry.data.get("corrects"),
            entry.local.replace(tzinfo=None, microsecond=0),
            told(entry, words, "fr"),
        )
        for entry in posted
    )
    prints = [entry for entry in posted if entry.kind == _PRINTED]
    names = dict.fromkeys((*source.documents, *[str(entry.data["document"]) for entry in prints]))
    lying = frozenset(source.papers)
    papers = tuple(
        row
        for name in names
        for row in _paper_rows(name, [one for one in prints if one.data["document"] == name], lying)
    )
    return (dispute.ENTRIES, entries), (dispute.PAPERS, papers)


def _paper_rows(name: str, prints: Sequence[Posted], lying: frozenset[str]) -> list[tuple[Cell, ...]]:
    called = paper_name(name, paper_names(), "fr")
    file = file_of(name) if file_of(name) in lying else None
    if not prints:
        return [(name, None, None, None, file, None, called)]
    return [
        (
            name,
            one.seq,
            one.instant,
            one.data["copy"],
            file,
            one.local.replace(tzinfo=None, microsecond=0),
            called,
        )
        for one in prints
    ]


def _told(source: DisputeSource) -> dispute.DisputeWords:
    return dispute.DisputeWords(
        about=source.about,
        principal=source.principal,
        desk=source.desk,
        clear=len(source.clear),
        digests=len(source.entries) - len(source.clear),
        closings=tuple((one.number, one.day, one.anchor) for one in source.closings),
        is_open=is_open(source.closings, source.entries[-1].seq),
        anchor=_anchor(source),
        fingerprint=fingerprint(source.public_key),
        practice=source.practice,
    )


def _anchor(source: DisputeSource) -> str:
    last = source.entries[-1]
    return anchor_of(last.epoch, last.seq, last.hash)
