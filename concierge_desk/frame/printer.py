"""The printer in the window: its chip at the top, the key on a paper, a second that passes.

Source: decision 0025.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from concierge_desk.frame.beside import beside
from concierge_desk.frame.overlays import Overlays
from concierge_desk.frame.pages import WindowDesk
from concierge_desk.frame.preferences import PreferencesBinding
from concierge_desk.frame.top_bar import TopBar
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.tasks import Tasks
from concierge_desk.ui.presenter.picture import RunJob
from concierge_desk.ui.presenter.status import Status

if TYPE_CHECKING:
    from concierge_desk.pages.printer.face import PrinterFace, Worked
    from concierge_desk.pages.printer.presenter import Spooling, SpoolState

TICK_MS = 1_000

_NONE = N_("No printer of rolls is set at this PC: choose one with F1, then 1 and F12.")


class PrinterBinding(QObject):
    """Binds the printer to what is drawn and to what is pressed.

    Attributes:
        printed: Papers came out: what was written of them may be shown somewhere.
        spooling: What waits, and how the printer is; None until the desk is open.
    """

    printed = Signal()

    def __init__(
        self, top: TopBar, covers: Overlays, preferring: PreferencesBinding, tasks: Tasks, run: RunJob
    ) -> None:
        super().__init__(covers)
        self._top, self._covers, self._preferring = top, covers, preferring
        self._tasks, self._run = tasks, run
        self._queued, self._stopped = 0, False
        self._load: Callable[[], PrinterFace] | None = None
        self._seen: Worked | None = None
        self._told = ""
        self.spooling: Spooling | None = None
        self._second = QTimer(self, interval=TICK_MS)
        self._second.timeout.connect(self._tick)
        covers.trial_asked.connect(self._try_page)

    @property
    def rest(self) -> bool:
        """Whether nothing is heard of the printer any more: it has nothing at work, or the window is closed."""
        return self._stopped or self.spooling is None or not self.spooling.state.busy

    @property
    def place(self) -> str:
        """Place of the printer; empty where there is none."""
        return self._preferring.printer

    @property
    def name(self) -> str:
        """What people call it; empty where nobody knows."""
        return self._preferring.printer_name

    def bind(self, desk: WindowDesk) -> None:
        """Know what works off the papers of a desk that is open: it is loaded where there is a printer, or was one."""
        self._load = desk.printer
        self._preferring.find_with(desk.printers)
        self._preferring.printer_chosen.connect(self._chosen)
        self._chosen(self._preferring.printer)

    def follow(self, status: Status) -> None:
        """Hear which paper was queued last."""
        self._queued = status.queued
        if self.spooling is not None:
            self.spooling.follow(status.queued)
        elif status.spools:
            # There was one: it is to be known that there is none any more.
            self._take_up()

    def press(self) -> None:
        """Try at once."""
        if self.spooling is not None:
            self.spooling.press()

    def stop(self) -> None:
        """Begin no paper any more; one that is being sent is ended with the window's other work."""
        self._stopped = True
        self._second.stop()

    def _chosen(self, address: str) -> None:
        if self.spooling is not None:
            self._use(self.spooling)
        elif address:
            self._take_up()

    def _use(self, spooling: "Spooling") -> None:
        address, drawer, letters, width_mm = self._preferring.rolls
        spooling.use(address, drawer=drawer, letters=letters, width_mm=width_mm)

    def _try_page(self) -> None:
        """Print the trial page for whoever asks for it on the sheet of the preferences."""
        question = self._covers.preferences.questions.trial
        if self.spooling is None or not self.spooling.state.is_set:
            question.refuse(say(_NONE))
        else:
            self.spooling.try_page(question.begin, question.refuse)

    def _take_up(self) -> None:
        load, self._load = self._load, None
        if load is not None:
            self._tasks.run(load, self._bound)

    def _bound(self, face: "PrinterFace") -> None:
        # First the counter, then its printer.
        from concierge_desk.pages.printer.presenter import Spooling  # noqa: PLC0415

        spooling = self.spooling = Spooling(face, self._run, beside(self._tasks), self._changed)
        spooling.follow(self._queued)
        self._covers.paper_ordered.connect(spooling.order)
        self._covers.paper_folded.connect(spooling.put_away)
        self._covers.prints = spooling.offers
        self._use(spooling)
        self._second.start()

    def _tick(self) -> None:
        if self.spooling is not None:
            self.spooling.tick()

    def _changed(self, state: "SpoolState") -> None:
        if self.spooling is None:
            return
        self._top.show_printer(self.spooling.chip(), self.spooling.sentence())
        if state.told != self._told:
            # What is told of a sheet is not this printer's to take away.
            self._told = state.told
            self._covers.tell_paper(state.told)
        if state.worked is not self._seen:
            self._seen = state.worked
            if state.worked is not None and (state.worked.printed or state.worked.opened):
                self.printed.emit()
