"""The sheets in the window: the key on a sheet, the queues that are chosen among, a second that passes.

Source: decision 0060.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from concierge_desk.frame.beside import beside
from concierge_desk.frame.overlays import Overlays
from concierge_desk.frame.pages import WindowDesk
from concierge_desk.frame.preferences import PreferencesBinding
from concierge_desk.frame.top_bar import TopBar
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.tasks import Tasks
from concierge_desk.ui.presenter.paper_host import Told
from concierge_desk.ui.presenter.picture import RunJob
from concierge_desk.ui.presenter.status import Status

if TYPE_CHECKING:
    from concierge_desk.pages.sheets.face import Kept, SheetQueue, SheetsFace, SheetsWorked
    from concierge_desk.pages.sheets.presenter import SheetPrinting, SheetState
    from concierge_desk.pages.sheets.spooling import SheetSpooling

TICK_MS = 1_000

_NOTHING_OPENS = N_("No program of this PC opens it: keep it as a PDF instead.")


class SheetsBinding(QObject):
    """Binds what prints sheets to what is drawn and to what is pressed.

    Attributes:
        printed: A sheet was taken, or kept: what was written of it may be shown somewhere.
        printing: What prints the one on the screen; None until a sheet is shown, or one leaves by itself.
        spooling: What prints those that wait; None as long as that.
    """

    printed = Signal()

    def __init__(
        self, top: TopBar, covers: Overlays, preferring: PreferencesBinding, tasks: Tasks, run: RunJob
    ) -> None:
        super().__init__(covers)
        self._top, self._covers, self._preferring = top, covers, preferring
        self._tasks, self._run = tasks, run
        self._queued, self._stopped = 0, False
        self._load: Callable[[], SheetsFace] | None = None
        self._early: list[Callable[[SheetPrinting], None]] = []
        self._told, self._queue, self._taken = "", "", 0
        self.printing: SheetPrinting | None = None
        self.spooling: SheetSpooling | None = None
        self._second = QTimer(self, interval=TICK_MS)
        self._second.timeout.connect(self._tick)
        covers.paper_shown.connect(self._shown)
        covers.paper_ordered.connect(self._order)
        covers.paper_kept.connect(self._keep)
        covers.paper_folded.connect(lambda: self._now(lambda printing: printing.put_away()))
        covers.queues_asked.connect(self._find_queues)

    @property
    def rest(self) -> bool:
        """Whether nothing is heard of a queue any more."""
        at_rest = all(one is None or one.rest for one in (self.printing, self.spooling))
        return self._stopped or (not self._early and at_rest)

    def bind(self, desk: WindowDesk) -> None:
        """Know what prints the sheets of a desk that is open: it is loaded where there is one."""
        self._load = desk.sheets
        self._preferring.sheets_chosen.connect(self._chosen)
        if any(self._preferring.sheets.values()):
            self._soon(lambda _printing: None)

    def follow(self, status: Status) -> None:
        """Hear which paper was queued last."""
        self._queued = status.queued
        if self.spooling is not None:
            self.spooling.follow(status.queued)
        elif status.sheets:
            # One was being handed to its queue when a window ended, or a queue was chosen then and is no more.
            self._soon(lambda _printing: None)

    def press(self) -> None:
        """Try at once."""
        if self.spooling is not None:
            self.spooling.press()

    def look(self) -> None:
        """Ask how the queues are."""
        self._soon(lambda _printing: self.spooling.look() if self.spooling is not None else None)

    def find_queues(
        self, found: "Callable[[Sequence[SheetQueue]], None]", failed: Callable[[str], None]
    ) -> None:
        """Find the queues there are, or tell why there are none to be found."""
        self._soon(lambda printing: printing.find_queues(found, failed))

    def hand_on(self, document: str, queue: str | None, told: Told) -> None:
        """Print a paper now that is not on the screen: by a queue, or by the one of its size where that is None."""
        self._soon(lambda printing: printing.hand_on(document, queue, told))

    def keep_document(self, document: str, folder: Path, told: Told) -> None:
        """Keep a paper as a PDF that is not on the screen."""
        self._soon(lambda printing: printing.keep_document(document, folder, told))

    def stop(self) -> None:
        """Begin no sheet any more; one that is being handed over is ended with the window's other work."""
        self._stopped = True
        self._second.stop()

    def _chosen(self) -> None:
        if self.spooling is not None:
            self.spooling.use(self._preferring.sheets)
        elif any(self._preferring.sheets.values()):
            self._soon(lambda _printing: None)

    def _order(self, file: str, count: int) -> None:
        self._soon(lambda printing: printing.order(file, count))

    def _shown(self, file: str | None) -> None:
        if file is not None:
            self._soon(lambda printing: printing.show(file))
        else:
            self._now(lambda printing: printing.show(None))

    def _keep(self, file: str, path: str) -> None:
        """Keep a paper where she wants it, or let the system's own program open one."""

        def kept(made: "Kept") -> None:
            self.printed.emit()
            if not path and not _opens(made.path):
                self._now(lambda printing: printing.tell(say(_NOTHING_OPENS)))

        self._soon(lambda printing: printing.keep(file, Path(path) if path else None, kept))

    def _find_queues(self) -> None:
        question = self._covers.preferences.questions.sheets

        def found(queues: "Sequence[SheetQueue]") -> None:
            question.show_queues([(queue.name, queue.default, queue.stopped) for queue in queues])

        self.find_queues(found, question.tell_no_queues)

    def _now(self, act: "Callable[[SheetPrinting], None]") -> None:
        if self.printing is not None:
            act(self.printing)

    def _soon(self, act: "Callable[[SheetPrinting], None]") -> None:
        """Let what prints sheets do something, once it is loaded."""
        if self.printing is not None:
            act(self.printing)
            return
        load, self._load = self._load, None
        if load is not None:
            self._early.append(act)
            self._tasks.run(load, self._bound)
        elif self._early:
            self._early.append(act)

    def _bound(self, face: "SheetsFace") -> None:
        # First the counter, then what prints.
        from concierge_desk.pages.sheets.presenter import SheetPrinting  # noqa: PLC0415
        from concierge_desk.pages.sheets.spooling import SheetSpooling  # noqa: PLC0415  (as above)

        queues = beside(self._tasks, sheets=True)
        printing = self.printing = SheetPrinting(face, self._run, queues, self._changed)
        spooling = self.spooling = SheetSpooling(face, self._run, queues, self._worked)
        spooling.follow(self._queued)
        spooling.use(self._preferring.sheets)
        early, self._early = self._early, []
        for act in early:
            act(printing)
        self._second.start()

    def _changed(self, state: "SheetState") -> None:
        # What is told of a paper of a roll is not the sheets' to take away.
        if (state.told, state.queue) != (self._told, self._queue):
            self._told, self._queue = state.told, state.queue
            self._covers.tell_paper(state.told, state.queue)
        if state.taken != self._taken:
            self._taken = state.taken
            if self.spooling is not None:
                # What a queue took may lie there.
                self.spooling.look()
            self.printed.emit()

    def _tick(self) -> None:
        for one in (self.printing, self.spooling):
            if one is not None:
                one.tick()

    def _worked(self, worked: "SheetsWorked | None") -> None:
        if self.spooling is not None:
            self._top.show_sheets(self.spooling.chip(), self.spooling.sentence())
        if worked is not None and worked.printed:
            self.printed.emit()


def _opens(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
