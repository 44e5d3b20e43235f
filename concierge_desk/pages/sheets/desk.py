"""The sheets of a window: noted, handed to a queue of the system, written down; in this order.

Only the window that holds the desk's one lock has this. Once a queue took a sheet it is written down as printed: from there
on the system brings it to paper. What is noted and was not written down may have been taken, and counts as a print.

Source: docs/contract.md, "Documents"; decisions 0025, 0060.
"""

import io
import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from concierge_desk.counter.service_parts import Paper
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import whole_file
from concierge_desk.domain.errors import EnvironmentFailure, IntegrityFailure, Refused
from concierge_desk.domain.override import override
from concierge_desk.i18n import translate
from concierge_desk.jobs.page_desk import PageDesk
from concierge_desk.jobs.papers import PrintFormat, copies, drawn, find, named, print_document
from concierge_desk.jobs.screen_papers import ShownPapers
from concierge_desk.pages.sheets.face import HandedOn, Kept, SheetQueue, SheetsFace, SheetsWorked
from concierge_desk.pdf_pages import opened_pdf
from concierge_desk.printing.queues import (
    PrintSystem,
    Queue,
    SheetJob,
    Size,
    chosen_queue,
    of_this_pc,
    size_of,
)
from concierge_desk.store.papers import sheet_spool, spool
from concierge_desk.store.papers.sheet_spool import SheetUnderWay
from concierge_desk.store.unit import Unit
from concierge_desk.ui.presenter.port import Port

_OPENED: Final = "ouvert"
"""Ends the name of a file that another program opens: nobody writes over it while it is on the screen."""
_OURS: Final = "sheets."
"""How the codes begin that say what the system's printing does."""
_REFUSED, _CUT_OFF = "sheets.refused", "sheets.cut_off"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet that is ready to be handed over.

    Attributes:
        title: What it is called, and which one it is.
        size: What it is printed on.
        data: The PDF.
        document: Its name; empty for one that is of no entry.
        copy: 0 for the original; None where no copies are counted.
        place: Its place in the outbox; None where it does not wait there.
    """

    title: str
    size: Size
    data: bytes
    document: str = ""
    copy: int | None = None
    place: int | None = None


class SheetsDesk(PageDesk, SheetsFace):
    """The desk of the sheets."""

    def __init__(
        self,
        desk: Desk,
        face: Port,
        papers: ShownPapers,
        operator: str | None = None,
        system: PrintSystem | None = None,
    ) -> None:
        """Print sheets of an open desk.

        Args:
            desk: The open desk; it outlives this.
            face: The window's.
            papers: What is on the screen.
            operator: Code of whoever is at the counter; the first of the settings by default.
            system: The printing of the system; this PC's by default.
        """
        super().__init__(desk, face, operator)
        self._papers = papers
        self._system = system or of_this_pc()
        self._chosen: dict[Size, str] = {}
        self._taken: set[str] = set()
        self._sizes: dict[int, Size] = {}

    @override
    def use(self, chosen: Mapping[str, str]) -> None:
        self._chosen = {size: name for size, name in chosen.items() if name}  # type: ignore[misc]
        self._papers.labels_by_queue = "label" in self._chosen
        # A desk that never had one, as most start, is not written to.
        if self._desk.store.read(sheet_spool.firsts).keys() != self._chosen.keys():
            self._desk.store.write(self._begin)

    @override
    def shows(self, file: str) -> bool:
        return self._papers.is_sheet(file)

    @override
    def queues(self) -> tuple[SheetQueue, ...]:
        return tuple(_told(queue) for queue in self._system.queues() if not queue.refuses)

    @override
    def look(self) -> tuple[SheetQueue, ...]:
        queues = self._system.queues()
        held = self._system.held() if queues else {}
        return tuple(
            replace(_told(queue), refuses=queue.refuses, held=held.get(queue.name, 0)) for queue in queues
        )

    @override
    def queue_for(self, file: str) -> SheetQueue:
        return _told(self._queue(_size_in(_read(Path(file)))))

    @override
    def order(self, file: str, count: int = 1) -> HandedOn:
        self._settle()
        sheet = self._shown(Path(file))
        if count > 1 and self._papers.several(file):
            sheet = replace(sheet, data=_repeated(sheet.data, count))
        return self._out(sheet, None)

    @override
    def hand_on(self, document: str, queue: str | None) -> HandedOn:
        self._settle()
        return self._out(self._next_print(document), queue)

    @override
    def keep_document(self, document: str, folder: Path) -> Kept:
        paper, which = named(document)
        name = self._title(paper, which)
        return self._kept(document, name, _free(folder, name))

    @override
    def keep(self, file: str, folder: Path | None) -> Kept:
        shown = Path(file)
        document = self._papers.sheet(file) or self._papers.printable(file)
        if document is None:
            # It is of no entry, or was written down as it was shown: the screen was the paper.
            name, data = _spoken(shown), _read(shown)
            lies = shown if folder is None else _free(folder, name)
            if folder is not None:
                with whole_file(lies, private=True) as whole:
                    whole.write(data)
            return Kept(name, None, lies)
        paper, which = named(document)
        name = self._title(paper, which)
        lies = shown.with_name(f"{shown.stem}-{_OPENED}.pdf") if folder is None else _free(folder, name)
        return self._kept(document, name, lies)

    @override
    def ended(self, number: str) -> bool:
        return self._system.became(number) != "taken"

    @override
    def work_off(self, stopping: Callable[[], bool]) -> SheetsWorked:
        worked = SheetsWorked(begun=self._settle())
        firsts = self._desk.store.read(sheet_spool.firsts)
        kept: dict[str, str] = {}
        for queued in self._desk.store.read(sheet_spool.waiting) if firsts else ():
            size = self._sizes.get(queued.place)
            if not self._is_ours(queued.document) or (size is not None and size not in firsts):
                continue
            # A queue that takes nothing keeps its own sheets, and no others.
            sheet = None if stopping() or size in kept else self._drawn_or_dropped(queued)
            if sheet is None:
                worked = replace(worked, waiting=worked.waiting + (queued.place in self._sizes))
            elif queued.place >= firsts.get(sheet.size, queued.place + 1):
                worked = self._handed_on(sheet, worked, kept)
        return worked

    def _out(self, sheet: _Sheet, name: str | None) -> HandedOn:
        """Let a queue take a sheet: the one of a name, or that of its size."""
        while True:
            queue = self._queue(sheet.size) if name is None else self._named(name)
            number = self._hand_on(sheet, queue)
            if number is not None:
                return HandedOn(sheet.title, sheet.copy, _told(queue), number)
            # Another process printed it meanwhile: it is drawn anew.
            sheet = self._next_print(sheet.document)

    def _kept(self, document: str, name: str, lies: Path) -> Kept:
        """Put a paper into a file; where it waited to be printed, this is the print that it waited for."""
        printed = print_document(self._desk, document, PrintFormat("pdf"), lies, self._operator)
        if self._desk.store.read(lambda rows: spool.waiting_places(rows, document)):
            self._desk.store.write(lambda unit: spool.mark_everywhere(unit.rows, document, spool.PRINTED))
        return Kept(name, printed.copy if named(document)[0].counted else None, lies)

    def _shown(self, path: Path) -> _Sheet:
        """Return the sheet of a file as it is printed next; one that is of no entry as it lies there."""
        document = self._papers.sheet(str(path))
        if document is None:
            data = _read(path)
            return _Sheet(_spoken(path), _size_in(data), data)
        return self._next_print(document)

    def _next_print(self, document: str) -> _Sheet:
        """Return the next print of a paper; where it waits to be printed, this is the print that it waits for."""
        places = self._desk.store.read(lambda rows: spool.waiting_places(rows, document))
        return self._drawn(document, places[0] if places else None)

    def _begin(self, unit: Unit) -> None:
        """Print from the open day on: what was queued before there was a queue is looked at, if at all."""
        sheet_spool.choose(unit.rows, self._chosen, self._day_begins(unit))

    def _queue(self, size: Size) -> Queue:
        """Return the queue of a kind of sheet, where it takes anything.

        Raises:
            EnvironmentFailure: ``sheets.no_queue``, ``sheets.unknown_queue``, ``sheets.refused``; the system.
        """
        return self._named(self._chosen.get(size, ""))

    def _named(self, name: str) -> Queue:
        queue = chosen_queue(self._system.queues(), name)
        if queue is None:
            code = "sheets.unknown_queue" if name else "sheets.no_queue"
            raise EnvironmentFailure(code, **({"queue": name} if name else {}))
        if queue.refuses:
            raise EnvironmentFailure(_REFUSED, queue=queue.name)
        return queue

    def _handed_on(self, sheet: _Sheet, worked: SheetsWorked, kept: dict[str, str]) -> SheetsWorked:
        """Let its queue take a sheet that waits; a kind whose queue does not is kept from then on."""
        try:
            taken = sheet.size not in kept and self._hand_on(sheet, self._queue(sheet.size)) is not None
        except EnvironmentFailure as failure:
            if not failure.code.startswith(_OURS):
                raise
            kept[sheet.size] = failure.code
            queue = self._chosen.get(sheet.size, "")
            begun = worked.begun or failure.code == _CUT_OFF
            waiting = worked.waiting + 1
            return SheetsWorked(worked.printed, waiting, failure.code, queue, begun=begun, kept=kept)
        return replace(worked, printed=worked.printed + taken, waiting=worked.waiting + (not taken))

    def _drawn_or_dropped(self, queued: spool.Queued) -> _Sheet | None:
        """Return a sheet that waits, drawn; None where what it says was erased or damaged since: it waits no longer."""
        try:
            sheet = self._drawn(queued.document, queued.place)
        except (Refused, IntegrityFailure):
            self._sizes.pop(queued.place, None)
            self._desk.store.write(lambda unit: spool.mark(unit.rows, queued.place, spool.GONE))
            return None
        self._sizes[queued.place] = sheet.size
        return sheet

    def _is_ours(self, document: str) -> bool:
        try:
            return not named(document)[0].roll or self._papers.is_label_of_queue(document)
        except Refused:
            return False

    def _drawn(self, document: str, place: int | None) -> _Sheet:
        paper, which = named(document)
        found, copy = self._desk.store.read(lambda rows: (find(rows, paper, which), copies(rows, document)))
        label = self._papers.is_label_of_queue(document)
        data = drawn(paper, found, copy, PrintFormat("pdf", on_sheet=not label))
        size: Size = "label" if label else _size_in(data)
        return _Sheet(self._title(paper, which), size, data, document, copy if paper.counted else None, place)

    def _title(self, paper: Paper, which: str) -> str:
        """Return what a paper is called: no name of a person, for whoever looks at the queue reads it."""
        if paper.spoken is not None:
            return translate(paper.spoken(which), self.lang)
        return f"{translate(paper.label, self.lang)} {which}"

    def _hand_on(self, sheet: _Sheet, queue: Queue) -> str | None:
        """Let a queue take a sheet, and write it down; None where another process printed it meanwhile.

        Raises:
            EnvironmentFailure: ``sheets.refused``, ``sheets.cut_off``; the store.
        """
        noted = sheet.document != ""
        if noted and not self._desk.store.write(lambda unit: _noted(unit, sheet)):
            return None
        try:
            number = self._system.send(SheetJob(queue.name, sheet.title, sheet.size, sheet.data))
        except EnvironmentFailure as failure:
            if noted and failure.code == _REFUSED:
                # It was not taken: that costs no number.
                self._desk.store.write(lambda unit: sheet_spool.put_down(unit.rows, sheet.size))
            elif noted:
                self._settle()
            raise
        if noted:
            self._taken.add(sheet.size)
            self._settle()
        return number

    def _settle(self) -> bool:
        """Write down the sheets that were being sent: taken, or nobody knows; say whether of one nobody does."""

        def settle(unit: Unit) -> bool:
            unknown = False
            for at in sheet_spool.under_way(unit.rows):
                taken = at.size in self._taken
                unknown = unknown or not taken
                if named(at.document)[0].counted:
                    told = {"document": at.document, "as": "pdf", "copy": at.copy, "by_queue": True}
                    self._desk.post(
                        unit,
                        "document.printed",
                        told if taken else told | {"cut_off": True},
                        self._operator,
                    )
                if taken and at.place is not None:
                    spool.mark(unit.rows, at.place, spool.PRINTED)
                sheet_spool.put_down(unit.rows, at.size)
            return unknown

        # Most looks find nothing under way, and write nothing.
        at_it = bool(self._desk.store.read(sheet_spool.under_way))
        unknown = at_it and self._desk.store.write(settle)
        self._taken.clear()
        return unknown


def _noted(unit: Unit, sheet: _Sheet) -> bool:
    """Note that a sheet is being sent, unless another process printed it meanwhile: then it is drawn anew."""
    if sheet.place is not None and not spool.is_waiting(unit.rows, sheet.place):
        # It was given up since it was drawn, or left by another way.
        return False
    if sheet.copy is not None and copies(unit.rows, sheet.document) != sheet.copy:
        return False
    sheet_spool.take(unit.rows, SheetUnderWay(sheet.size, sheet.document, sheet.copy or 0, sheet.place))
    return True


def _read(path: Path) -> bytes:
    """Return a paper of the screen.

    Raises:
        EnvironmentFailure: ``sheets.gone``: it was taken off meanwhile.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFailure("sheets.gone") from error


def _free(folder: Path, name: str) -> Path:
    """Return a file of a folder that is not there yet, called as a paper is."""
    plain = re.sub(r"[^\w .-]+", "-", name)
    tries = itertools.chain((plain,), (f"{plain} ({number})" for number in itertools.count(2)))
    return next(path for one in tries if not (path := folder / f"{one}.pdf").exists())


def _spoken(path: Path) -> str:
    """Return what a paper of no entry is called: as its file is."""
    return path.stem.replace("-", " ").capitalize()


def _told(queue: Queue) -> SheetQueue:
    return SheetQueue(queue.name, queue.default, queue.stopped, queue.why)


def _repeated(data: bytes, count: int) -> bytes:
    """Return a PDF with its pages so many times: not every driver heeds how many copies it is asked for."""
    with opened_pdf(data) as paper, type(paper).new() as many:
        for _ in range(count):
            many.import_pages(paper)
        out = io.BytesIO()
        many.save(out)
    return out.getvalue()


def _size_in(data: bytes) -> Size:
    """Return what kind of sheet a PDF of ours is printed on: all of its pages are alike."""
    with opened_pdf(data) as paper:
        return size_of(*paper[0].get_size())
