"""A principal's daily file: its members, a pure function of one closed day; of a partner's days, of all of them.

Source: docs/contract.md, "La Poste's daily file".
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from concierge_desk.counter.service_parts import Export, Marks
from concierge_desk.desk import catalogue
from concierge_desk.desk.partner_files import of_days, partner_export
from concierge_desk.domain.canonical import Json
from concierge_desk.domain.errors import IntegrityFailure, Refused
from concierge_desk.domain.journal import Entry, Posted
from concierge_desk.exporting import datapackage, dispute, journal_lines, tables, verifier
from concierge_desk.exporting.payloads import Payloads
from concierge_desk.exporting.readme import README, FirstWriting, Seal, checking
from concierge_desk.exporting.workbook import to_xlsx
from concierge_desk.jobs.dispute.selection import Closed
from concierge_desk.printing.render import render
from concierge_desk.signing.signer import fingerprint

BORDEREAU, WORKBOOK = "bordereau.pdf", "bordereau.xlsx"


@dataclass(frozen=True, slots=True)
class Source:
    """Data that an export is a pure function of.

    Attributes:
        desk: Desk code.
        day: ISO date.
        practice: Marks the papers FACTICE.
        public_key: Of the desk.
        prev_hash: Hash of the entry before the range.
        anchor: Of the range's last entry, the closing.
        entries: The day's range; those of other audiences may be withheld.
        software: Version that made it.
        number: Of the closing, where the date had been used before.
        first: The file of this closing that another version had written before: this one is a reissue.
        payloads: What decodes them, for all who read them.
        days: The closings within the range, where it is of several days: it has no paper then, and a script that checks
            it.
    """

    desk: str
    day: str
    practice: bool
    public_key: str
    prev_hash: bytes
    anchor: str
    entries: tuple[Entry, ...]
    software: str
    number: str | None = None
    first: FirstWriting | None = None
    payloads: Payloads = field(default_factory=Payloads, compare=False)
    days: tuple[Closed, ...] = ()


def export_of(code: str, days: Sequence[Closed] = ()) -> Export:
    """Return the export of a code: that of a word of the command line, or a partner's, of some closings together too.

    Raises:
        KeyError: For a code that nobody registered.
    """
    export = partner_export(code)
    if days and export is not None:
        return of_days(export, tuple((one.from_seq, one.seq) for one in days))
    return export if export is not None else {one.code: one for one in catalogue.exports()}[code]


def unsigned_members(export: Export, source: Source) -> list[tuple[str, bytes]]:
    """Return the members of a day's file but its signature, in their order.

    Raises:
        Refused: ``export.purged`` once details of the day were erased after their retention.
        IntegrityFailure: ``export.no_statement``.
    """
    own = own_entries(export, source.entries, source.payloads)
    if any(entry.payload is None for entry in source.entries if entry.aud == export.principal):
        raise Refused("export.purged", day=source.day)
    marks = Marks(source.practice, source.anchor, fingerprint(source.public_key))
    files: list[tuple[Mapping[str, Json], str, bytes]] = []
    for table in export.tables(own):
        content = tables.to_csv(table.spec, table.rows)
        files.append((datapackage.table_resource(table.spec, content), table.spec.file, content))
    papers = [] if source.days else [(_BORDEREAU, render(export.bordereau(own, marks), "pdf"))]
    for spec, content in (
        (_JOURNAL, journal_lines.write_lines(source.entries, export.principal)),
        *papers,
        *([] if export.workbook is None else [(_WORKBOOK, to_xlsx(export.workbook(own, marks)))]),
        (_VERIFIER, verifier.page()),
        *([(dispute.SCRIPT_SPEC, dispute.script())] if source.days else []),
        (_README, _readme(export, source).encode()),
    ):
        files.append((datapackage.file_resource(spec, content), spec.file, content))
    if not own:
        raise IntegrityFailure("export.no_statement")
    manifest = _manifest(export, source, own, [resource for resource, _, _ in files])
    return [(datapackage.DESCRIPTOR, manifest), *[(name, content) for _, name, content in files]]


def _manifest(
    export: Export, source: Source, own: Sequence[Posted], resources: list[Mapping[str, Json]]
) -> bytes:
    first, last = source.entries[0], source.entries[-1]
    # A slash is none of the signs of a name.
    told = source.day.replace("/", "-")
    return datapackage.build(
        {
            "name": f"{export.code}-{source.desk}-{told}".lower(),
            "title": export.title,
            "description": export.readme.splitlines()[0],
            "created": own[-1].at,
            "export": export.code,
            "principal": export.principal,
            "day": source.day,
            "practice": source.practice,
            "desk": source.desk,
            "epoch": last.epoch,
            "from_seq": first.seq,
            "prev_hash": source.prev_hash.hex(),
            "anchor": source.anchor,
            "public_key": source.public_key,
            "software": source.software,
            **({} if source.first is None else {"reissue": asdict(source.first)}),
            **({"days": [asdict(one) for one in source.days], "open": False} if source.days else {}),
        },
        resources,
    )


def own_entries(export: Export, entries: Sequence[Entry], payloads: Payloads | None = None) -> list[Posted]:
    """Return the readable entries of the principal, decoded.

    Raises:
        NotCanonical: For a payload that is none.
    """
    payloads = payloads or Payloads()
    return [
        payloads.posted(entry.seq, entry.aud, entry.payload)
        for entry in entries
        if entry.aud == export.principal and entry.payload is not None
    ]


def _readme(export: Export, source: Source) -> str:
    chain = f"{source.desk}/{source.entries[-1].epoch}"
    seal = Seal(source.public_key, fingerprint(source.public_key), source.anchor, chain)
    return export.readme + checking(seal, source.first)


_JOURNAL = datapackage.FileSpec(
    "journal",
    journal_lines.MEMBER,
    "Journal",
    "Les écritures de la journée : celles du mandant en clair, les autres par leur empreinte.",
    "ndjson",
    "application/x-ndjson",
    by_line=True,
)
_BORDEREAU = datapackage.FileSpec(
    "bordereau", BORDEREAU, "Bordereau", "Le relevé du jour, à lire et à classer.", "pdf", "application/pdf"
)
_WORKBOOK = datapackage.FileSpec(
    "bordereau-xlsx",
    WORKBOOK,
    "Bordereau, classeur",
    "Le relevé du jour, à ouvrir dans un tableur : une feuille par sujet.",
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
_VERIFIER = datapackage.FileSpec(
    "verifier",
    verifier.PAGE,
    "Page de vérification",
    "À ouvrir dans un navigateur ; vérifie ce fichier sans Internet.",
    "html",
    "text/html",
)
_README = datapackage.FileSpec(
    "lisezmoi", README, "Lisez-moi", "Ce que contient ce fichier.", "txt", "text/plain"
)
