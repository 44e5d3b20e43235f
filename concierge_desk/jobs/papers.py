"""Papers asked for by name, drawn from their entries; every print is journaled.

Source: docs/contract.md, "Documents"; docs/requirements.md, R-1.21.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.counter.day.by_operator import FIELD
from concierge_desk.counter.day.hours import opening_calendar
from concierge_desk.counter.papers import (
    commissioning,
    door,
    fallback,
    handbook,
    note,
    posters,
    tickets,
    zed,
)
from concierge_desk.counter.rights.table import LOOK
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service_parts import Paper
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import whole_file
from concierge_desk.desk.privacy import PRIVACY_PAPERS
from concierge_desk.domain.document import ROLLS, Document
from concierge_desk.domain.document import Paper as PaperSize
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.inscriptions import refs_in, spelled_whole
from concierge_desk.domain.journal import Posted, chain_of
from concierge_desk.i18n import N_
from concierge_desk.jobs.absence.papers import ABSENCE_PAPERS
from concierge_desk.jobs.fallback_sheets import load_fallback
from concierge_desk.jobs.held.papers import HELD_PAPERS
from concierge_desk.jobs.looks.noted import NamesLooked, look_of
from concierge_desk.jobs.money_papers import MONEY_PAPERS, sealed, warned_of
from concierge_desk.jobs.operators import entitled
from concierge_desk.printing.codepage import Letters
from concierge_desk.printing.render import Form, render
from concierge_desk.signing.signer import fingerprint
from concierge_desk.store import day as days
from concierge_desk.store import full_export, journal, records, settings, till, visits
from concierge_desk.store.connection import Connection
from concierge_desk.store.papers import sheet_spool, spool
from concierge_desk.store.unit import Unit

FIRST = "1"
"""Place of what is drawn from the first entry of a desk."""
COMMISSIONING = f"commissioning:{FIRST}"

_SETTINGS_BY = 2
"""Number of the settings that a desk was made with: they follow the first entry."""


@dataclass(frozen=True, slots=True)
class PrintFormat:
    """Format in which a paper is asked for.

    Attributes:
        as_: ``pdf``, ``text`` or ``escpos``.
        roll_mm: Width of the roll for what is printed on one; the shop's own by default.
        on_sheet: What is printed on a roll is laid out on a sheet of A4: it leaves by a printer of sheets.
        letters: How letters go to a printer of rolls.
    """

    as_: Form
    roll_mm: int | None = None
    on_sheet: bool = False
    letters: Letters = "auto"


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper that lies in its file: which, where, which copy."""

    document: str
    path: Path
    copy: int


@dataclass(frozen=True, slots=True)
class Found:
    """State that a paper is drawn from, with the settings of its time.

    Attributes:
        state: As its service loads it.
        settings: Of the shop.
        words: What stands on a shelf or a label in place of a code, by its ref; None where it was erased.
    """

    state: Any
    settings: Settings
    words: Mapping[str, str | None] = field(default_factory=dict)

    def said(self, document: Document) -> Document:
        """Return a paper with the words in place of their refs."""
        return spelled_whole(document, self.words.get) if self.words else document

    def without_names(self, paper: Paper) -> "Found":
        """Return the same for a file in which nobody is named: without words, and without names where it shows any."""
        return self.unsaid if paper.unnamed is None else replace(self.unsaid, state=paper.unnamed(self.state))

    @property
    def unsaid(self) -> "Found":
        """The same, without the words."""
        return replace(self, words=dict.fromkeys(self.words))


@cache
def papers_known() -> Mapping[str, Paper]:
    """Return every paper by its prefix: the core's and the services'."""
    known = [
        Paper("ticket", _load_ticket, tickets.ticket, N_("Ticket"), roll=True, each=full_export.tickets),
        Paper(
            "z",
            _load_zed,
            zed.zed,
            N_("Closing of the day"),
            roll=True,
            each=full_export.closings,
            unnamed=zed.unnamed,
            names=None,
        ),
        Paper(
            "note",
            _load_note,
            note.note,
            N_("Note of services"),
            roll=True,
            each=full_export.noted_visits,
            unnamed=_without_name,
        ),
        *MONEY_PAPERS,
        *PRIVACY_PAPERS,
        *HELD_PAPERS,
        *ABSENCE_PAPERS,
        # Not among the papers of the export of everything: nothing was handed over with it, and the journal says it all.
        Paper("commissioning", _load_commissioning, commissioning.commissioning, N_("Commissioning record")),
        Paper("poster", _load_poster, posters.poster, N_("Poster"), counted=False),
        Paper(
            "fallback",
            load_fallback,
            fallback.fallback,
            N_("Paper sheet"),
            counted=False,
            spoken=fallback.spoken,
        ),
        Paper(
            handbook.KIND,
            handbook.load_handbook,
            handbook.draw_handbook,
            N_("Handbook"),
            counted=False,
            spoken=handbook.spoken,
        ),
        *[paper for service in catalogue.services() for paper in service.aside().documents],
    ]
    return {paper.prefix: paper for paper in known}


def print_document(desk: Desk, name: str, sheet: PrintFormat, path: Path, operator: str | None) -> Printed:
    """Draw a paper into a file and journal the print; the first is an original, the next are duplicates.

    Args:
        desk: The open desk.
        name: Such as ``ticket:T-2026-000001``.
        sheet: In which form, on which roll.
        path: The file.
        operator: Code of whoever prints.

    Raises:
        Refused: ``print.unknown``, ``print.no_roll``, ``operator.unknown``, ``operator.not_allowed``.
        EnvironmentFailure: ``file.cannot_write``, ``file.not_regular``.
    """
    printing = _Printing.of(desk, name, sheet, operator)
    with whole_file(path) as file:
        # On the disk first: no print is written down whose paper was never there.
        return Printed(name, path, printing.print(file.write))


def printed_bytes(desk: Desk, name: str, sheet: PrintFormat, operator: str | None) -> bytes:
    """Draw a paper for a stream, which cannot take back what it was given: the print is journaled first.

    Where the stream fails the next one is a duplicate: an original is never out twice.

    Args:
        desk: The open desk.
        name: Such as ``ticket:T-2026-000001``.
        sheet: In which form, on which roll.
        operator: Code of whoever prints.

    Raises:
        Refused: As `print_document`.
    """
    papers: list[bytes] = []
    _Printing.of(desk, name, sheet, operator).print(papers.append)
    return papers[-1]


@dataclass(frozen=True, slots=True)
class _Printing:
    """A print that is allowed: of which paper, by whom."""

    desk: Desk
    by: str
    name: str
    paper: Paper
    found: Found
    sheet: PrintFormat

    @classmethod
    def of(cls, desk: Desk, name: str, sheet: PrintFormat, operator: str | None) -> "_Printing":
        paper, place = named(name)
        if sheet.as_ == "escpos" and not paper.roll:
            raise Refused("print.no_roll", document=name)
        by = entitled(desk, operator, paper.right)
        found = desk.store.read(lambda rows: find(rows, paper, place))
        return cls(desk, by, name, paper, found, sheet)

    def print(self, put: Callable[[bytes], object]) -> int:
        """Draw it, hand it over, write it down, and return which copy it is; again where another took its number."""
        while True:
            copy = self.desk.store.read(lambda rows: copies(rows, self.name))
            put(drawn(self.paper, self.found, copy, self.sheet))
            told = {"document": self.name, "as": self.sheet.as_, "copy": copy}
            if not self.paper.counted or _counted(self.desk, self.by, told):
                # Of a duplicate that is counted an entry says who drew it.
                if not self.paper.counted and (kind := look_of(self.paper, copy)):
                    NamesLooked(self.desk, self.by).note(kind)
                return copy


def show_document(desk: Desk, name: str, path: Path, at_least: int = 0, operator: str | None = None) -> None:
    """Draw a paper as the printer would print it next; a look is no print, and no entry says that it was.

    Args:
        desk: The open desk.
        name: Such as ``ticket:T-2026-000001``.
        path: The file, a PDF.
        at_least: Which copy it is at least: a desk that is only looked at may have none of the prints made since.
        operator: Code of whoever was named when the program was started; the first of the settings by default.

    Raises:
        Refused: ``print.unknown``, ``operator.not_allowed``, ``operator.code_needed``.
        EnvironmentFailure: ``file.cannot_write``.
    """
    paper, place = named(name)
    if paper.right != LOOK:
        entitled(desk, desk.present(operator), paper.right)
    found, copy = desk.store.read(lambda rows: (find(rows, paper, place), copies(rows, name)))
    with whole_file(path) as file:
        file.write(drawn(paper, found, max(copy, at_least), PrintFormat("pdf")))
    if kind := look_of(paper, copy):
        NamesLooked(desk, operator).note(kind)


def named(name: str) -> tuple[Paper, str]:
    """Return which paper a name asks for, and which of them.

    Raises:
        Refused: ``print.unknown``.
    """
    prefix, _, place = name.partition(":")
    paper = papers_known().get(prefix)
    if paper is None or not place:
        raise Refused("print.unknown", document=name)
    return paper, place


def copies(rows: Connection, name: str) -> int:
    """Return how often a paper was printed; one that the printer is at may be out already."""
    rolls, sheets = spool.under_way(rows), sheet_spool.under_way(rows)
    at_it = [at.document for at in (rolls, *sheets) if at is not None]
    return till.copies(rows, name) + (name in at_it)


def drawn(paper: Paper, found: Found, copy: int, sheet: PrintFormat) -> bytes:
    """Return a paper as it is printed: 0 for the original, n for the n-th duplicate."""
    document = found.said(paper.draw(found.state, found.settings, copy))
    if sheet.on_sheet and document.paper in ROLLS.values():
        return render(replace(document, paper="a4"), sheet.as_)
    return render(document.on_roll(sheet.roll_mm or found.settings.roll_mm), sheet.as_, sheet.letters)


def paper_of(found: Found, paper: Paper) -> PaperSize:
    """Return what a paper is printed on; it is laid out for that, and drawn on nothing."""
    return paper.draw(found.state, found.settings, 0).paper


def _counted(desk: Desk, by: str, told: Mapping[str, Any]) -> bool:
    """Write a print down unless another took its number meanwhile: no two are the same."""

    def count(unit: Unit) -> bool:
        if copies(unit.rows, told["document"]) != told["copy"]:
            return False
        desk.post(unit, "document.printed", told, by)
        return True

    return desk.store.write(count)


def find(rows: Connection, paper: Paper, place: str) -> Found:
    """Return what a paper is drawn from.

    Raises:
        Refused: ``print.unknown``, ``print.erased`` and what its service says.
    """
    state = paper.load(rows, place)
    if paper.whose is not None:
        state = paper.whose(rows, catalogue.people(), state)
    seq = _seq_of(state)
    shop = Settings.of(settings.settings_at(rows, seq))
    return Found(state, shop, {ref: records.personal_text(rows, ref) for ref in refs_in(repr(state))})


def _seq_of(state: Any) -> int | None:
    """Return the entry whose settings a paper is drawn with."""
    posted = state if isinstance(state, Sequence) else getattr(state, "posted", None)
    if isinstance(posted, Posted):
        return posted.seq
    return posted[-1].seq if posted else None


def _load_ticket(rows: Rows, number: str) -> tickets.Sealed:
    return sealed(rows, till.ticket_entries(rows, number), f"ticket:{number}")


def _load_note(rows: Rows, visit: str) -> note.Note:
    noted = visits.last_note(rows, visit)
    if noted is None:
        raise Refused("print.unknown", document=f"note:{visit}")
    ref = noted.data["party"]
    name = None if ref is None else records.personal_text(rows, ref) or note.ERASED
    return note.Note(sealed(rows, (noted,), f"note:{visit}"), name)


def _without_name(note: note.Note) -> note.Note:
    return replace(note, customer=None)


def _load_poster(rows: Rows, name: str) -> posters.Poster:
    """Return a poster as it reads on the day of the last entry: a desk may have no clock but its journal."""
    at, closed = journal.head(rows).at, door.closed_day(name)
    if closed is not None:
        shop = Settings.of(settings.settings_in_force(rows))
        found = door.door_poster(opening_calendar(rows, shop), closed)
    else:
        found = None if at is None else posters.poster_on(name, at.date())
    if found is None:
        raise Refused("print.unknown", document=f"poster:{name}")
    return found


def _load_zed(rows: Rows, number: str) -> tickets.Sealed:
    last = days.closing_of_number(rows, number)
    found = _with_key(rows, sealed(rows, journal.posted(rows, last, last), f"z:{number}"))
    said = warned_of(rows, found.posted[-1].data["seq_to"] + 1, last - 1)
    shop, told = settings.settings_in_force(rows), found.posted[-1].data.get(FIELD, ())
    names = {row["operator"]: records.operator_name(rows, shop, row["operator"]) for row in told}
    # Where a name was erased, the code stands for it.
    return replace(found, said=said, operators={code: name for code, name in names.items() if name != code})


def _load_commissioning(rows: Rows, place: str) -> commissioning.Commissioning:
    """Return what the desk was made with; its place is the number of the first entry, and there is no other.

    Raises:
        Refused: ``print.unknown``; ``print.erased`` where the entry cannot be read any more.
    """
    name = f"commissioning:{place}"
    if place != FIRST:
        raise Refused("print.unknown", document=name)
    first, public_key = journal.entry(rows, int(FIRST)), settings.public_key(rows)
    made, _lost = journal.readable(rows, int(FIRST), _SETTINGS_BY)
    if first is None or public_key is None or len(made) < _SETTINGS_BY:
        raise Refused("print.erased", document=name)
    first_one = _with_key(rows, sealed(rows, made[:1], name))
    return commissioning.Commissioning(
        replace(first_one, posted=made),
        chain_of(made[0].desk, first.epoch),
        first.hash.hex(),
        public_key,
        tuple(label_of("principal", export.principal, "fr") for export in catalogue.exports()),
    )


def _with_key(rows: Rows, found: tickets.Sealed) -> tickets.Sealed:
    """Return what a paper is drawn from with the fingerprint of the desk's key, as far as the first entry tells it."""
    public_key = settings.public_key(rows)
    return found if public_key is None else replace(found, fingerprint=fingerprint(public_key))
