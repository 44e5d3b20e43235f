"""Papers and the end of the day: a ticket, the closing with its Z, La Poste's file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.acts import FLAT
from bench.floors import Strips, bare_export, recompute, write_durably
from bench.history import Life
from bench.report import Row
from bench.timing import Samples
from concierge_desk.counter.service_parts import Marks
from concierge_desk.domain.document import Document
from concierge_desk.jobs.daily_file import export_of, own_entries
from concierge_desk.jobs.export import write_export
from concierge_desk.jobs.papers import PrintFormat, papers_known, print_document
from concierge_desk.printing.render import render
from concierge_desk.store import day as days
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection

_EXPORT = "laposte"
_WARM_UP = 3


@dataclass(slots=True)
class _Pair:
    """A figure and its floor, taken in turn."""

    figure: Samples = field(default_factory=Samples)
    floor: Samples = field(default_factory=Samples)

    def row(self, what: str, entries: int, budget: float) -> Row:
        """Return the medians of both."""
        return Row(what, self.figure.n, entries, self.figure.p50_ns, self.floor.p50_ns, budget)


@dataclass(slots=True)
class _Evening:
    """What closings and exports took on one store."""

    closing: _Pair = field(default_factory=_Pair)
    export: _Pair = field(default_factory=_Pair)


def measure_ticket(lives: Sequence[Life], rounds: int) -> list[Row]:
    """Draw a ticket of three lines and its PDF, from entries that were read, again and again."""
    rows = []
    for life in lives:
        draw = drawing(life, f"ticket:{life.desk.store.read(last_ticket)}")
        strips = Strips.of(draw())
        for _ in range(_WARM_UP):
            render(draw(), "pdf")
            strips.pdf()
        pair = _Pair()
        for _ in range(rounds):
            pair.figure.take(lambda: render(draw(), "pdf"))  # noqa: B023 (called at once)
            pair.floor.take(strips.pdf)
        rows.append(pair.row("warm ticket PDF, p50", life.head(), 3))
    return rows


def measure_days(lives: Sequence[Life], acts: int, repeats: int, folder: Path) -> list[Row]:
    """Live days of many acts on each store, close and export them, the floors beside it."""
    entries = [life.head() for life in lives]
    _live(lives, acts, 1, folder)
    taken = _live(lives, acts, repeats, folder)
    rows = []
    for count, evening in zip(entries, taken, strict=True):
        rows.append(evening.closing.row(f"closing a day of {acts} acts, p50", count, 2.5))
        rows.append(evening.export.row("La Poste export of that day, p50", count, 2.5))
    if len(lives) > 1:
        least, most = taken[0], taken[-1]
        for what, few, many in (
            ("growth of day.close and Z", least.closing, most.closing),
            ("growth of the export", least.export, most.export),
        ):
            figures = (many.figure.p50_ns, few.figure.p50_ns)
            rows.append(Row(what, repeats, entries[-1], *figures, FLAT, growth=True))
    return rows


def _live(lives: Sequence[Life], acts: int, repeats: int, folder: Path) -> list[_Evening]:
    taken = [_Evening() for _ in lives]
    for _ in range(repeats):
        for life, evening in zip(lives, taken, strict=True):
            life.live(acts)
            _close(life, folder, evening.closing)
            _export(life, folder, evening.export)
            life.checkpoint()
    return taken


def last_ticket(rows: Connection) -> str:
    """Return the last ticket of three lines."""
    found = rows.execute("SELECT ticket FROM ticket_line WHERE n = 3 ORDER BY seq DESC LIMIT 1").fetchone()
    return str(found[0])


def drawing(life: Life, name: str) -> Callable[[], Document]:
    """Return what draws a paper from entries that were read, without the marks of practice."""
    prefix, _, place = name.partition(":")
    paper = papers_known()[prefix]
    state = life.desk.store.read(lambda rows: paper.load(rows, place))
    settings = replace(life.desk.settings, practice=False)
    return lambda: paper.draw(state, settings, 0)


def _close(life: Life, folder: Path, taken: _Pair) -> None:
    """Close the open day and print its Z; then add it up, verify its links and draw the same text."""
    path = folder / "z.pdf"

    def close() -> str:
        name = f"z:{life.close()}"
        print_document(life.desk, name, PrintFormat("pdf"), path, None)
        return name

    strips = Strips.of(drawing(life, taken.figure.take(close))())

    def floor(rows: Connection) -> None:
        recompute(rows, life.day.isoformat(), life.desk.settings.desk)
        write_durably(path, strips.pdf())

    taken.floor.take(lambda: life.desk.store.read(floor))


def _export(life: Life, folder: Path, taken: _Pair) -> None:
    """Export the day that was just closed; then write the same rows and the same text barely."""
    export, day = export_of(_EXPORT), life.day.isoformat()
    taken.figure.take(lambda: write_export(life.desk, export, day, folder, None))
    entries = life.desk.store.read(lambda rows: tuple(journal.entries(rows, *days.day_range(rows, day))))
    own = own_entries(export, entries)
    tables = export.tables(own)
    marks = Marks(practice=False, anchor="")
    strips = Strips.of(export.bordereau(own, marks))
    if export.workbook is None:
        raise ValueError("La Poste's file has a workbook")
    book = export.workbook(own, marks)
    taken.floor.take(lambda: bare_export(tables, strips, book, folder / "bare.zip"))
