"""Export of everything: one folder with all the desk holds, readable without this program. No lock-in.

One unmoving state of the store is written, row by row, under a temporary name; names only on demand.

Source: docs/requirements.md, R-5.01 (names).
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from concierge_desk import __version__
from concierge_desk.counter.day.days_by_operator import by_operator_and_day
from concierge_desk.counter.privacy.looks import EXPORT as EXPORT_NAMES
from concierge_desk.counter.rights.table import EXPORT
from concierge_desk.counter.service_parts import Paper
from concierge_desk.counter.texts.entry_texts import told
from concierge_desk.desk import catalogue
from concierge_desk.desk.core_tables import CORE_TABLES, PERSONAL_TABLES
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import whole_folder
from concierge_desk.domain.errors import DeskError, Refused
from concierge_desk.domain.journal import anchor_of, instant_text
from concierge_desk.exporting import inventory, journal_out, tables
from concierge_desk.exporting.inventory import FileOut, InventoryOrigin
from concierge_desk.exporting.table_texts import TableOut
from concierge_desk.exporting.tables import TableField, TableSpec, csv_table
from concierge_desk.jobs.copies import recovery
from concierge_desk.jobs.entry_texts import tellings
from concierge_desk.jobs.looks.noted import NamesLooked
from concierge_desk.jobs.operators import entitled
from concierge_desk.jobs.papers import Found, find, papers_known
from concierge_desk.printing.render import render
from concierge_desk.signing.keys import load_keys, way_of
from concierge_desk.signing.passphrase import PassphraseSource
from concierge_desk.store import full_export, journal, till
from concierge_desk.store.connection import Connection
from concierge_desk.store.full_export import StoredRow

KIND = "everything.exported"

_PAPER_LIST = TableSpec(
    "papiers",
    f"{inventory.PAPERS}.csv",
    "Papiers",
    "Quel papier est dans quel fichier.",
    (
        TableField("day", "string", "Journée", "Date de la journée."),
        TableField("document", "string", "Papier", "Son nom, comme pour « print ».", required=True),
        TableField("file", "string", "Fichier", "Dans papiers/ ; vide : il ne peut plus être dessiné."),
        TableField("remark", "string", "Remarque", "Pourquoi il n'y est pas."),
    ),
)
_PEOPLE = csv_table(
    "personnes",
    "Noms et phrases saisies",
    "Ce qui se tient derrière chaque référence.",
    TableField("ref", "string", "Référence", "Celle que portent les tables et le journal.", required=True),
    TableField(
        "kind",
        "string",
        "Genre",
        "party : personne ; note : phrase ; operator : au comptoir ; inscription : mots d'un casier ou d'une étiquette.",
    ),
    TableField("text", "string", "Texte", "Le nom, ou la phrase."),
    TableField("retention", "string", "Durée", "Code de la durée après laquelle il est effacé."),
    TableField("since", "string", "Depuis", "Date à laquelle il a été saisi."),
    TableField("seq", "integer", "N° d'écriture", "Écriture du journal qui porte la référence."),
    TableField("event", "string", "Fait", "Ce que cette écriture est, comme dans le journal."),
    TableField("at_local", "string", "Heure du lieu", "Quand elle a été écrite."),
    TableField("event_fr", "string", "Fait, en clair", "Ce qu'elle dit, sans nom."),
)
_OPERATORS = csv_table(
    "operateurs",
    "Qui était au comptoir",
    "Par clôture et par personne, sans nom ; leur somme est celle de la journée.",
    TableField("day", "string", "Journée", "Date de la journée.", required=True),
    TableField("number", "string", "Clôture", "Numéro du Z.", required=True),
    TableField("operator", "string", "Par", "Code de la personne au comptoir.", required=True),
    TableField("tickets", "integer", "Tickets", "Remboursements compris.", required=True),
    TableField(
        "amount", "money", "Montant", "De ses tickets, remboursements déduits, en euros.", required=True
    ),
    TableField("refunds", "integer", "Remboursements", "Tickets qui rendent de l'argent.", required=True),
    TableField("corrections", "integer", "Corrections", "Actes qui en reprennent d'autres.", required=True),
)
_PURPOSE = {
    "journal": "Le journal entier, une écriture par ligne, signatures comprises.",
    "checksums": "L'empreinte de chaque fichier, papiers compris.",
    "people": "Les noms et phrases saisies, avec leur référence, en JSON.",
}


@dataclass(frozen=True, slots=True)
class Exported:
    """An export of everything that lies in its folder.

    Attributes:
        path: The folder.
        files: How many files lie in it.
        names: Whether names do.
        sha256: Of its inventory, as the journal has it.
    """

    path: Path
    files: int
    names: bool
    sha256: str


def export_everything(
    desk: Desk, folder: Path, operator: str | None, *, names: PassphraseSource | None = None
) -> Exported:
    """Write everything the desk holds into a new folder, and the act into the journal.

    Args:
        desk: The open desk.
        folder: Empty, or not there yet.
        operator: Code of whoever exports.
        names: Where the passphrase is given again, for the names to come along; None leaves them out.

    Raises:
        Refused: ``folder.not_empty``, ``operator.unknown``, ``operator.not_allowed``, ``everything.passphrase_needed``,
            ``backup.passphrase_needed``.
        EnvironmentFailure: ``file.cannot_write``, ``keys.wrong_passphrase`` …; nothing half stays.
        IntegrityFailure: ``store.damaged`` for a table that cannot be read.
    """
    by = entitled(desk, operator, EXPORT)
    with whole_folder(folder) as partial:
        if names is not None:
            _prove(desk, names)
            NamesLooked(desk, by).note_now(EXPORT_NAMES)
        readme, files = desk.store.read(lambda rows: _write(rows, desk, partial, names=names is not None))
        told = {"files": files, "names": names is not None, "sha256": readme}
        desk.store.write(lambda unit: desk.post(unit, KIND, told, by))
    return Exported(folder, files, names is not None, readme)


def _prove(desk: Desk, source: PassphraseSource) -> None:
    """Let names out only to whoever knows the passphrase; what is factice has none and needs none."""
    way = way_of(desk.folder)
    if way == "factice":
        return
    if source.file is None and source.prompt is None:
        raise Refused("everything.passphrase_needed")
    if way == "passphrase":
        load_keys(desk.folder, passphrase=source)
    else:
        # The key lies in the session's keystore: the one passphrase such a desk has is that of its backups.
        recovery.sheet_of(desk, source.obtain())


@dataclass(slots=True)
class _Folder:
    """The folder under way, and what lies in it so far."""

    root: Path
    files: list[FileOut] = field(default_factory=list)

    def put(self, name: str, title: str, chunks: Iterable[bytes], *, header: int | None = None) -> FileOut:
        """Write a file chunk by chunk.

        Args:
            name: Its path below the folder.
            title: What it is.
            chunks: Its bytes; where it has rows, one chunk a line.
            header: How many lines come before its rows; None where it has no rows.
        """
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        digest, count = hashlib.sha256(), 0
        with path.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                count += 1
            file.flush()
            os.fsync(file.fileno())
        made = FileOut(name, title, None if header is None else count - header, digest.hexdigest())
        self.files.append(made)
        return made

    def put_table(self, folder: str, spec: TableSpec, rows: Iterable[tables.Row]) -> None:
        """Write a table into a folder below."""
        title = f"{spec.title}. {spec.description}"
        self.put(f"{folder}{spec.file}", title, tables.csv_lines(spec, rows), header=1)


def _write(rows: Connection, desk: Desk, root: Path, *, names: bool) -> tuple[str, int]:
    """Write everything and return the SHA-256 of the inventory, and how many files there are."""
    out = _Folder(root)
    lines = (
        journal_out.json_line(entry, readable=journal.whole(entry) is not None)
        for entry in journal.entries(rows, 1)
    )
    out.put("journal.ndjson", _PURPOSE["journal"], lines, header=0)
    shown = (journal_out.csv_row(entry, journal.whole(entry)) for entry in journal.entries(rows, 1))
    out.put_table("", journal_out.JOURNAL, shown)
    for table in all_tables():
        stored = (tables.from_store(table.spec, row) for row in table.rows(rows))
        out.put_table(f"{inventory.TABLES}/", table.spec, stored)
    if by_operator := by_operator_and_day(rows):
        out.put_table("", _OPERATORS, by_operator)
    damaged = any(
        entry.payload is not None and journal.whole(entry) is None for entry in journal.entries(rows, 1)
    )
    drawn = _Papers(out, names=names, damaged=damaged)
    for paper in papers_known().values():
        drawn.all_of(rows, paper)
    out.put_table("", _PAPER_LIST, drawn.listed)
    if names:
        _write_people(rows, out)
    out.put(inventory.CHECKSUMS, _PURPOSE["checksums"], [inventory.checksums(out.files)])
    origin = _origin(rows, desk, names=names)
    readme = inventory.inventory(origin, out.files, drawn.counted, drawn.missing)
    made = out.put(inventory.README, "", [readme])
    return made.sha256, len(out.files)


def all_tables() -> tuple[TableOut, ...]:
    """Return every table of an export: the core's, then each service's."""
    return (
        *CORE_TABLES,
        *[table for service in catalogue.services() for table in service.aside().everything],
    )


def personal_tables() -> tuple[TableOut, ...]:
    """Return every table that stands among the names alone: the core's, then each service's."""
    return (
        *PERSONAL_TABLES,
        *[table for service in catalogue.services() for table in service.aside().personal],
    )


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A paper: its title, and by folder what lies there of it."""

    title: str
    contents: Mapping[str, bytes]


@dataclass(slots=True)
class _Papers:
    """Draws every paper as a copy to keep: nothing is printed, so nothing is journaled.

    Attributes:
        out: The folder.
        names: Papers that bear a name are drawn with it too, among the people.
        damaged: Some entry is not what was written.
        listed: Rows of `_PAPER_LIST`.
        counted: How many there are under each title.
        missing: How many cannot be drawn any more.
    """

    out: _Folder
    names: bool
    damaged: bool
    listed: list[tuple[str | None, ...]] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    missing: int = 0

    def all_of(self, rows: Connection, paper: Paper) -> None:
        """Draw every paper of a kind."""
        if paper.each is None:
            return
        for day, place in paper.each(rows):
            document = f"{paper.prefix}:{place}"
            file = f"{day or 'sans-jour'}/{document.replace(':', '-')}.pdf"
            # Not the original, which is given at the counter once.
            copy = max(1, till.copies(rows, document)) if paper.counted else 0
            drawn = self._try(rows, paper, place, copy)
            if isinstance(drawn, str):
                self.listed.append((day or None, document, None, drawn))
                self.missing += 1
                continue
            self.listed.append((day or None, document, file, None))
            self.counted[drawn.title] += 1
            for folder, content in drawn.contents.items():
                self.out.put(f"{folder}/{file}", "", [content])

    def _try(self, rows: Connection, paper: Paper, place: str, copy: int) -> _Drawn | str:
        """Return a paper, or the code of why not: one whose entries are gone keeps nobody from the others."""
        try:
            return self._drawn(paper, find(rows, paper, place), copy)
        except DeskError as failure:
            return failure.code
        except (LookupError, TypeError, ValueError):
            # An entry that a byte fell over in may miss what its paper shows; in a whole journal it is our bug.
            if self.damaged:
                return "store.damaged"
            raise

    def _drawn(self, paper: Paper, found: Found, copy: int) -> _Drawn:
        """Draw a paper without names, and with them where they are asked for."""
        shown = {inventory.PAPERS: found.without_names(paper)}
        if self.names and shown[inventory.PAPERS] != found:
            shown[f"{inventory.PEOPLE}/{inventory.PAPERS}"] = found
        drawn = {folder: one.said(paper.draw(one.state, one.settings, copy)) for folder, one in shown.items()}
        roll = found.settings.roll_mm
        contents = {folder: render(document.on_roll(roll), "pdf") for folder, document in drawn.items()}
        return _Drawn(drawn[inventory.PAPERS].title, contents)


def _write_people(rows: Connection, out: _Folder) -> None:
    out.put_table(
        f"{inventory.PEOPLE}/",
        _PEOPLE,
        (tables.from_store(_PEOPLE, row) for row in _people(rows)),
    )
    out.put(f"{inventory.PEOPLE}/personnes.json", _PURPOSE["people"], _people_json(rows))
    for table in personal_tables():
        stored = (tables.from_store(table.spec, row) for row in table.rows(rows))
        out.put_table(f"{inventory.PEOPLE}/", table.spec, stored)


def _people(rows: Connection) -> Iterator[StoredRow]:
    """Yield the records, each with the entry it belongs to: what it is, when, and what it says in French."""
    told_by = tellings()
    for *record, seq in full_export.personal_records(rows):
        entry = None if seq is None else journal.whole_at(rows, seq)
        if entry is None:
            yield (*record, seq, None, None, None)
        else:
            at = entry.local.replace(tzinfo=None).isoformat(" ", "seconds")
            yield (*record, seq, entry.kind, at, told(entry, told_by, "fr"))


def _people_json(rows: Connection) -> Iterator[bytes]:
    """Yield the records as one JSON list, one a line."""
    names = ("ref", "kind", "text", "retention", "since")
    before = "[\n"
    for *row, _seq in full_export.personal_records(rows):
        yield f"{before}{json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)}".encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def _origin(rows: Connection, desk: Desk, *, names: bool) -> InventoryOrigin:
    head = journal.head(rows)
    return InventoryOrigin(
        desk=desk.identity.desk,
        shop=desk.settings.name,
        practice=desk.identity.practice,
        public_key=desk.public_key,
        anchor=anchor_of(head.epoch, head.seq, head.hash),
        at="—" if head.at is None else instant_text(head.at),
        software=__version__,
        names=names,
    )
