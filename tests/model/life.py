"""A real desk that is opened, closed, cut off and killed, and goes on each time from what lies on the disk."""

import itertools
import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from concierge_desk.counter.command.operation import Answer, Counter
from concierge_desk.counter.command.screening import Inhabitants
from concierge_desk.counter.command.sources import Sources
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk, Options, open_desk
from concierge_desk.desk.overview import day_status
from concierge_desk.domain.journal import Posted
from concierge_desk.jobs.papers import PrintFormat, print_document
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.pages.printer.drawer import Drawer
from concierge_desk.store import journal, visits
from concierge_desk.store.connection import Connection, open_for_reading
from concierge_desk.store.database import Store
from concierge_desk.store.unit import Unit
from tests.counter.desks import Hands

T = TypeVar("T")
Raw = Mapping[str, Any]


class Cut(Exception):
    """The power went in the middle of an act."""


class Wire:
    """A book that can be cut at any of the steps that an act takes through its transaction."""

    def __init__(self, store: Store, steps: int, cut: Callable[[], None]) -> None:
        self._store = store
        self._steps = steps
        self._cut = cut

    def write(self, job: Callable[[Unit], T]) -> T:
        return self._store.write(lambda unit: job(_CutUnit(unit, self)))

    def step(self) -> None:
        self._steps -= 1
        if self._steps == 0:
            self._cut()
            raise Cut


class _CutUnit:
    """A transaction, each of whose steps may be the last."""

    def __init__(self, unit: Any, wire: Wire) -> None:
        self._unit = unit
        self._wire = wire

    def __getattr__(self, name: str) -> Any:
        self._wire.step()
        return getattr(self._unit, name)


class _Looking:
    """A connection that only reads, kept open: an act is looked at three times, and opening costs more than reading."""

    def __init__(self, desk: Desk) -> None:
        self._connection = open_for_reading(desk.folder.store, desk.keys.store_key)

    def read(self, job: Callable[[Connection], T]) -> T:
        self._connection.execute("BEGIN")
        try:
            return job(self._connection)
        finally:
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        self._connection.close()


class _Line:
    """A line to a printer that takes whatever it is sent."""

    pulses = 0

    def pulse(self, data: bytes) -> None:
        self.pulses += 1


class Life:
    """A desk from its commissioning on: one folder after the other, one clock, one row of drawn codes."""

    def __init__(self, template: Path, root: Path, start: datetime) -> None:
        self._root = root
        self._folders = itertools.count(1)
        self._drawn = itertools.count(1)
        self._held = ExitStack()
        self.hands = Hands(start)
        self.folder = self._next_folder()
        shutil.copytree(template, self.folder)
        self.open()

    def _next_folder(self) -> Path:
        return self._root / f"poste{next(self._folders)}"

    def draw(self, prefix: str) -> str:
        """Draw a code; the same run draws the same codes."""
        return f"{prefix}-{next(self._drawn):012d}"

    def skip_codes(self, count: int) -> int:
        """Leave codes to somebody else, and return the first of them."""
        first = next(self._drawn)
        self._drawn = itertools.count(first + count)
        return first

    # Opening and closing.

    def open(self) -> None:
        """Open the desk as the program does."""
        self.desk: Desk = self._held.enter_context(open_desk(Options(self.folder)))
        self.counter = self._counter(self.desk.store)
        self._looking = self._held.enter_context(closing(_Looking(self.desk)))

    def _counter(self, book: Any) -> Counter:
        # Who waits here is left out: that the more things lie here, the more names are held against what is typed, is no
        # growth with the days that were lived.
        known = Inhabitants(parties=catalogue.people)
        sources = Sources(self.hands, self.draw, catalogue.calendar, known)
        return Counter(book, catalogue.commands(), sources)

    def close(self) -> None:
        """Close the desk in good order."""
        self._held.close()

    def end(self) -> None:
        """Close the desk and take everything away."""
        self.close()
        shutil.rmtree(self._root)

    def copy_files(self) -> Path:
        """Copy what lies on the disk at this moment: what a power cut leaves, with no connection closed."""
        folder = self._next_folder()
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("*-shm", "verrous"))
        return folder

    def go_on_from(self, folder: Path) -> None:
        """Leave the desk as it is, and go on from a copy of its files."""
        self.close()
        shutil.rmtree(self.folder)
        self.folder = folder
        self.open()

    # Acts.

    def execute(self, raw: Raw, operator: str | None = None) -> Answer:
        """Play an act."""
        return self.counter.execute(raw, operator)

    def cut_off(self, raw: Raw, operator: str | None, steps: int, cut: Callable[[], None]) -> None:
        """Play an act that is cut off after some steps; one that takes fewer ends as it should."""
        counter = self._counter(Wire(self.desk.store, steps, cut))
        try:
            counter.execute(raw, operator)
        except Cut:
            return

    def print(self, document: str) -> int:
        """Print a paper as text; return which copy it was."""
        desk = replace(self.desk, clock=self.hands)
        return print_document(desk, document, PrintFormat("text"), self._root / "paper.txt", None).copy

    def connect_drawer(self, connected: bool) -> None:
        """Hang a drawer on the printer, or take it off."""
        Drawer(self.desk).use(connected)

    def open_drawer(self) -> tuple[int, int]:
        """Send the pulses that wait; return how many were journaled, and how many the line took."""
        line = _Line()
        opened = Drawer(replace(self.desk, clock=self.hands)).open(line)
        return opened, line.pulses

    # Looking.

    def head(self) -> int:
        """The last entry."""
        return self._looking.read(journal.head).seq

    def work(self) -> tuple[int, list[tuple[str, bool, list[Any]]]]:
        """The last entry, and the visits that are not settled."""

        def look(rows: Connection) -> tuple[int, list[tuple[str, bool, list[Any]]]]:
            found = [(visit.visit, visit.parked, list(visit.acts)) for visit in visits.visits(rows)]
            return journal.head(rows).seq, found

        return self._looking.read(look)

    def hash_at(self, seq: int) -> str:
        """The hash of an entry."""
        entry = self._looking.read(lambda rows: journal.entry(rows, seq))
        assert entry is not None
        return entry.hash.hex()

    def rows(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        """Ask the store."""
        return self._looking.read(lambda rows: rows.execute(sql, params).fetchall())

    def posted(self) -> tuple[Posted, ...]:
        """Every entry."""
        return self._looking.read(lambda rows: journal.posted(rows, 1))

    def status(self, day: str | None = None) -> dict[str, Any]:
        """The figures of a day."""
        return day_status(replace(self.desk, store=cast(Store, self._looking)), day)

    def faults(self) -> list[dict[str, Any]]:
        """Everything that is wrong with the journal, its signatures and its projections."""
        return verify_desk(self.desk, VerifyRequest(signatures=True, rebuild=True)).faults
