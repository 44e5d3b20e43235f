"""The printer of a window, and the papers of the outbox that it works off.

Only the window that holds the desk's one lock has one, so that no paper is printed by two. A paper is noted as being
sent before its first byte goes out: whatever happens after that, a second one says that it is a duplicate.

Source: docs/contract.md, "One act, file by file", "Documents"; decision 0025.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from concierge_desk.counter.rights.table import LOOK
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import EnvironmentFailure, IntegrityFailure, Refused
from concierge_desk.domain.override import override
from concierge_desk.domain.printer_address import PrinterPlace, printer_place
from concierge_desk.jobs.operators import entitled
from concierge_desk.jobs.page_desk import PageDesk
from concierge_desk.jobs.screen_papers import ShownPapers
from concierge_desk.pages.printer.drawer import Drawer
from concierge_desk.pages.printer.face import PrinterFace, Worked
from concierge_desk.store.papers import spool
from concierge_desk.store.unit import Unit
from concierge_desk.ui.presenter.port import Port

if TYPE_CHECKING:
    from concierge_desk.printing.roll_printer import RollPrinter

_AS: Final = "escpos"
_OURS = "printer."
"""How the codes begin that say what the printer does."""
_OFF, _CUT_OFF = "printer.off", "printer.cut_off"


@dataclass(frozen=True, slots=True)
class _Job:
    """A paper that is ready to be sent.

    Attributes:
        queued: Its place in the outbox.
        copy: 0 for the original.
        data: What is sent.
    """

    queued: spool.Queued
    copy: int
    data: bytes


class PrinterDesk(PageDesk, PrinterFace):
    """The desk of the printer."""

    def __init__(self, desk: Desk, face: Port, papers: ShownPapers, operator: str | None = None) -> None:
        """Print the papers of an open desk.

        Args:
            desk: The open desk; it outlives this.
            face: The window's.
            papers: What is on the screen.
            operator: Code of whoever is at the counter; the first of the settings by default.
        """
        super().__init__(desk, face, operator)
        self._papers = papers
        self._drawer = Drawer(desk)
        self._address: PrinterPlace | None = None
        self._answered = False
        self._letters, self._width_mm = "auto", 0
        self._passed, self._labels_passed = 0, False
        """Up to this place of the outbox nothing waits but what is for another printer; so far as labels are not, or are."""
        self._out: int | None = None
        self._broke_off = False
        """Nobody knows where in a paper the last bytes ended."""

    @override
    def use(self, address: str, *, drawer: bool = False, letters: str = "auto", width_mm: int = 0) -> None:
        self._letters, self._width_mm = letters, width_mm
        self._address, self._answered = (printer_place(address) if address else None), False
        self._papers.by_printer = self._address is not None
        # A desk that never had a printer, as most start, is not written to.
        if self._papers.by_printer != self._desk.store.read(spool.has_begun):
            self._desk.store.write(
                self._begin if self._papers.by_printer else lambda unit: spool.end(unit.rows)
            )
        self._drawer.use(drawer and self._papers.by_printer)

    @override
    def prints(self, file: str) -> bool:
        return self._papers.printable(file) is not None

    @override
    def order(self, file: str, count: int = 1) -> None:
        document = self._papers.printable(file)
        if document is None:
            return
        entitled(self._desk, self._operator, LOOK)
        op, several = self._desk.new_op(), self._papers.several(file)

        def queue(unit: Unit) -> None:
            if document not in {queued.document for queued in spool.waiting(unit.rows)}:
                for _ in range(count if several else 1):
                    unit.queue(document, op)

        self._desk.store.write(queue)

    @override
    def work_off(self, stopping: Callable[[], bool]) -> Worked:
        printed, opened, low = 0, 0, False
        try:
            self._settle()
            while (address := self._address) is not None and not stopping():
                job = self._next()
                with _connected(address) as printer:
                    low = self._asked(printer)
                    # First the drawer: whoever waits for change does not wait for a paper.
                    opened += self._drawer.open(printer)
                    if job is None:
                        break
                    printed += self._print(job, printer, stopping)
        except EnvironmentFailure as failure:
            if not failure.code.startswith(_OURS):
                raise
            begun = self._settle()
            # A line that breaks before a paper is on it broke in the middle of none.
            code = _OFF if failure.code == _CUT_OFF and not begun else failure.code
            shut = self._drawer.give_up()
            return Worked(printed, self._waiting(), code, begun=begun, opened=opened, unopened=shut)
        return Worked(printed, self._waiting(), low=low, opened=opened)

    @override
    def try_page(self) -> tuple[tuple[str, str], ...]:
        # Loaded by whoever tries a printer.
        from concierge_desk.jobs.core_steps import PRINTED  # noqa: PLC0415
        from concierge_desk.jobs.first_steps import note  # noqa: PLC0415
        from concierge_desk.printing.trial_page import trial_lines, trial_page  # noqa: PLC0415

        if self._address is None:
            raise EnvironmentFailure("printer.none")
        with _connected(self._address) as printer:
            self._asked(printer)
            printer.print(trial_page())
        note(self._desk, PRINTED)
        return tuple((line.letters, line.sample) for line in trial_lines())

    def _begin(self, unit: Unit) -> None:
        """Print from the open day on: what was queued before there was a printer is looked at, if at all."""
        spool.begin(unit.rows, self._day_begins(unit))

    def _waiting(self) -> int:
        return len(self._queue())

    def _queue(self) -> tuple[spool.Queued, ...]:
        """Return what waits for this printer; sheets wait for another one.

        They wait for years where there is none: each is looked at once.
        """
        by_queue = self._papers.labels_by_queue
        if by_queue != self._labels_passed:
            self._passed, self._labels_passed = 0, by_queue
        waiting = self._desk.store.read(lambda rows: spool.waiting(rows, self._passed))
        of_queue = self._papers.is_label_of_queue
        own = tuple(one for one in waiting if _is_roll(one.document) and not of_queue(one.document))
        passed = [one.place for one in waiting if not own or one.place < own[0].place]
        self._passed = passed[-1] if passed else self._passed
        return own

    def _next(self) -> _Job | None:
        """Return the next paper, drawn; where what it says was erased or damaged since, the one after it."""
        for queued in self._queue():
            try:
                return self._drawn(queued)
            except (Refused, IntegrityFailure):
                self._drop(queued.place)
        return None

    def _drop(self, place: int) -> None:
        self._desk.store.write(lambda unit: spool.mark(unit.rows, place, spool.GONE))

    def _drawn(self, queued: spool.Queued) -> _Job:
        # Loaded by the first paper.
        from concierge_desk.jobs.papers import PrintFormat, copies, drawn, find, named  # noqa: PLC0415

        paper, place = named(queued.document)
        sent = PrintFormat(_AS, self._width_mm or None, letters=self._letters)  # type: ignore[arg-type]
        found, copy = self._desk.store.read(
            lambda rows: (find(rows, paper, place), copies(rows, queued.document))
        )
        return _Job(queued, copy, drawn(paper, found, copy, sent))

    def _print(self, job: _Job, printer: "RollPrinter", stopping: Callable[[], bool]) -> bool:
        """Send a paper; False where another process printed it meanwhile, so that it is to be drawn anew.

        Raises:
            EnvironmentFailure: ``printer.*``; the store.
        """
        if not self._desk.store.write(lambda unit: _taken(unit, job)):
            return False
        printer.print(_filled(job.data) if self._broke_off else job.data, stopping)
        self._out, self._broke_off = job.queued.place, False
        self._settle()
        return True

    def _asked(self, printer: "RollPrinter") -> bool:
        """Ask the printer how it is, and say whether its roll is low.

        Raises:
            EnvironmentFailure: ``printer.*``.
        """
        health = printer.health()
        if health.trouble:
            raise EnvironmentFailure(health.trouble)
        if self._answered and not health.answers:
            # It knows the question: it is not itself.
            raise EnvironmentFailure(_OFF)
        self._answered = health.answers
        return health.low

    def _settle(self) -> bool:
        """Write down the paper that was being sent: it is out, or nobody knows; say whether nobody does."""

        def settle(unit: Unit) -> bool:
            at = spool.under_way(unit.rows)
            if at is None:
                return False
            whole = at.place == self._out
            if _is_counted(at.document):
                told = {"document": at.document, "as": _AS, "copy": at.copy}
                self._desk.post(
                    unit, "document.printed", told if whole else told | {"cut_off": True}, self._operator
                )
            if whole:
                spool.mark(unit.rows, at.place, spool.PRINTED)
            spool.put_down(unit.rows)
            return not whole

        # Most looks find nothing under way, and write nothing.
        at_it = self._desk.store.read(spool.under_way) is not None
        begun = at_it and self._desk.store.write(settle)
        self._out, self._broke_off = None, self._broke_off or begun
        return begun


def _connected(address: PrinterPlace) -> "AbstractContextManager[RollPrinter]":
    from concierge_desk.printing.roll_printer import connected  # noqa: PLC0415  (no printer, no cable)

    return connected(address)


def _filled(data: bytes) -> bytes:
    from concierge_desk.printing.escpos import FILLING  # noqa: PLC0415  (loaded by the paper)

    return FILLING + data


def _taken(unit: Unit, job: _Job) -> bool:
    """Note that a paper is being sent, unless another process printed it meanwhile: then it is drawn anew."""
    from concierge_desk.jobs.papers import copies  # noqa: PLC0415  (loaded by the first paper)

    # It may have been given up since it was drawn, too.
    if not spool.is_waiting(unit.rows, job.queued.place):
        return False
    if copies(unit.rows, job.queued.document) != job.copy:
        return False
    return spool.take(unit.rows, job.queued.place, job.copy)


def _is_roll(document: str) -> bool:
    from concierge_desk.jobs.papers import papers_known  # noqa: PLC0415  (loaded by the first paper)

    paper = papers_known().get(document.partition(":")[0])
    return paper is not None and paper.roll


def _is_counted(document: str) -> bool:
    from concierge_desk.jobs.papers import named  # noqa: PLC0415  (loaded by the first paper)

    return named(document)[0].counted
