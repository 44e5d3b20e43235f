"""A principal's daily file: built from one closed day, written once, compared for ever.

Source: docs/contract.md, "La Poste's daily file".
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from concierge_desk import __version__
from concierge_desk.counter.service_parts import Export, Marks
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import whole_file
from concierge_desk.domain.canonical import Json, NotCanonical
from concierge_desk.domain.errors import IntegrityFailure, Refused
from concierge_desk.domain.journal import Entry, Posted, anchor_of, read_payload
from concierge_desk.exporting import container, datapackage, journal_lines, tables, verifier
from concierge_desk.exporting.readme import README, FirstWriting, Seal, checking
from concierge_desk.printing.render import render
from concierge_desk.signing.signer import fingerprint
from concierge_desk.store import day as days
from concierge_desk.store import journal, till
from concierge_desk.store.connection import Connection
from concierge_desk.store.unit import Unit

BORDEREAU = "bordereau.pdf"


@dataclass(frozen=True, slots=True)
class WrittenExport:
    """An export that lies in its folder: path, SHA-256, whether it had been made before."""

    path: Path
    sha256: str
    again: bool


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


def export_of(code: str) -> Export:
    """Return the export of a word of the command line.

    Raises:
        KeyError: For a word that nobody registered.
    """
    return {export.code: export for export in catalogue.exports()}[code]


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Choice of the closings of a date to write: all of them, or the one that is named.

    Attributes:
        day: ISO date, or the number of a closing; None where a closing is named.
        closing: Number of the only one; of that day, where both are given.
    """

    day: str | None
    closing: str | None = None


def write_exports(
    desk: Desk, export: Export, wanted: ExportRequest, folder: Path, operator: str | None
) -> tuple[tuple[str, WrittenExport], ...]:
    """Write the file of each closing of a date, the first one first: a date that was opened again has several.

    Returns:
        The number of each closing and its file.

    Raises:
        DeskError: As `write_export`; ``export.day_open`` too while the date is open again.
    """
    numbers = desk.store.read(lambda rows: _numbers(rows, wanted))
    return tuple((number, write_export(desk, export, number, folder, operator)) for number in numbers)


def _numbers(rows: Connection, wanted: ExportRequest) -> tuple[str, ...]:
    if wanted.closing is not None:
        known = days.closings_of(rows, wanted.closing)
        if not known or (wanted.day is not None and known[0] not in days.closings_of(rows, wanted.day)):
            raise Refused("day.unknown", day=wanted.closing)
        return known[:1]
    first, last = days.day_range(rows, str(wanted.day))
    if last is None:
        raise Refused("export.day_open", day=days.date_of(rows, first)[0])
    return days.closings_of(rows, str(wanted.day))


def write_export(desk: Desk, export: Export, day: str, folder: Path, operator: str | None) -> WrittenExport:
    """Write the file of a day's last closing into a folder; a repeat gives the same bytes and writes no entry.

    Args:
        desk: The open desk.
        export: What is written, for whom.
        day: ISO date, or the number of a closing.
        folder: Where the file goes.
        operator: Who writes it.

    Raises:
        Refused: ``day.unknown``, ``export.day_open``, ``operator.unknown``.
        IntegrityFailure: ``export.changed`` when the same version makes something else than it did;
            ``store.damaged`` when an entry of the principal cannot be read any more.
        EnvironmentFailure: ``file.cannot_write``.
    """
    by = desk.operator(operator)
    source = desk.store.read(lambda rows: _source(rows, desk, export, day))
    try:
        members = unsigned_members(export, source)
    except NotCanonical as error:
        # The day was closed all the same; what cannot be read is not handed on as if it were whole.
        raise IntegrityFailure("store.damaged") from error
    manifest = dict(members)[datapackage.DESCRIPTOR]
    data = container.pack([*members, (datapackage.SIGNATURE, desk.signer.sign(manifest))])
    sha256 = hashlib.sha256(data).hexdigest()
    later = "" if source.number is None else f"-{source.number}"
    name = f"{export.code}-{source.desk}-{source.day}{later}"
    with whole_file(folder / f"{name}.zip") as file:
        file.write(data)
        told = {
            "day": source.day,
            **({} if source.number is None else {"number": source.number}),
            "export": export.code,
            "principal": export.principal,
            "sha256": sha256,
            "software": __version__,
        }
        first = desk.store.write(lambda unit: _claim(unit, desk, by, told))
        if first is not None and first[0] != sha256:
            if first[1] == __version__:
                raise IntegrityFailure("export.changed", day=source.day)
            file.path = folder / f"{name}-réédition, version {__version__}.zip"
    return WrittenExport(file.path, sha256, first is not None)


def _claim(unit: Unit, desk: Desk, by: str, told: Mapping[str, str]) -> tuple[str, str] | None:
    """Return SHA-256 and software of the first time; the first time it is written down, inside the transaction."""
    known = till.export_made(unit.rows, told.get("number", told["day"]), told["export"])
    if known is None:
        desk.post(unit, "export.made", told, by)
    return known


def unsigned_members(export: Export, source: Source) -> list[tuple[str, bytes]]:
    """Return the members of a day's file but its signature, in their order.

    Raises:
        Refused: ``export.purged`` once details of the day were erased after their retention.
        IntegrityFailure: ``export.no_statement``.
    """
    own = own_entries(export, source.entries)
    if any(entry.payload is None for entry in source.entries if entry.aud == export.principal):
        raise Refused("export.purged", day=source.day)
    marks = Marks(source.practice, source.anchor, fingerprint(source.public_key))
    files: list[tuple[Mapping[str, Json], str, bytes]] = []
    for table in export.tables(own):
        content = tables.to_csv(table.spec, table.rows)
        files.append((datapackage.table_resource(table.spec, content), table.spec.file, content))
    for spec, content in (
        (_JOURNAL, journal_lines.write_lines(source.entries, export.principal)),
        (_BORDEREAU, render(export.bordereau(own, marks), "pdf")),
        (_VERIFIER, verifier.page()),
        (_README, _readme(export, source).encode()),
    ):
        files.append((datapackage.file_resource(spec, content), spec.file, content))
    if not own:
        raise IntegrityFailure("export.no_statement")
    first, last = source.entries[0], source.entries[-1]
    manifest = datapackage.build(
        {
            "name": f"{export.code}-{source.desk}-{source.day}".lower(),
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
        },
        [resource for resource, _, _ in files],
    )
    return [(datapackage.DESCRIPTOR, manifest), *[(name, content) for _, name, content in files]]


def own_entries(export: Export, entries: Sequence[Entry]) -> list[Posted]:
    """Return the readable entries of the principal, decoded."""
    found = (read_payload(entry) for entry in entries if entry.aud == export.principal)
    return [entry for entry in found if entry is not None]


def _readme(export: Export, source: Source) -> str:
    chain = f"{source.desk}/{source.entries[-1].epoch}"
    seal = Seal(source.public_key, fingerprint(source.public_key), source.anchor, chain)
    return export.readme + checking(seal, source.first)


def _source(rows: Connection, desk: Desk, export: Export, day: str) -> Source:
    first, last = days.day_range(rows, day)
    date, number = days.date_of(rows, first)
    if last is None:
        raise Refused("export.day_open", day=date)
    entries = tuple(journal.entries(rows, first, last))
    written = till.export_made(rows, number or date, export.code)
    # The same version makes the very file it made: that is no reissue, however often it is asked for.
    before = FirstWriting(*written) if written is not None and written[1] != __version__ else None
    return Source(
        desk=desk.identity.settings.desk,
        day=date,
        number=number,
        practice=desk.identity.practice,
        public_key=desk.public_key,
        prev_hash=entries[0].prev_hash,
        anchor=anchor_of(entries[-1].epoch, entries[-1].seq, entries[-1].hash),
        entries=entries,
        software=__version__,
        first=before,
    )


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
