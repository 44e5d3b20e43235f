"""The window: one front, one thread for the store, one scanner; what it shows is what the front says.

Source: docs/contract.md, "One act, file by file", "Budgets"; decision 0019.
"""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from concierge_desk.counter.rights.unkept import LEAST_BADGE
from concierge_desk.domain.errors import DeskError, EnvironmentFailure
from concierge_desk.frame.approval import ApprovalBinding
from concierge_desk.frame.crash import CrashDialog
from concierge_desk.frame.deliveries import DeliveryBinding
from concierge_desk.frame.desk_door import DeskDoor
from concierge_desk.frame.input_router import InputRouter
from concierge_desk.frame.layout import DeskView
from concierge_desk.frame.lock.binding import LockBinding
from concierge_desk.frame.overlays import Overlays
from concierge_desk.frame.pages import Pages, WindowDesk
from concierge_desk.frame.poll import Poll
from concierge_desk.frame.preferences import PreferencesBinding
from concierge_desk.frame.printer import PrinterBinding
from concierge_desk.frame.sheets import SheetsBinding
from concierge_desk.frame.sound_cues import SoundCues
from concierge_desk.frame.veiled_view import VeiledView
from concierge_desk.frame.window_place import WindowPlace
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.actions import ACTIONS
from concierge_desk.pages.counter.early_inputs import Early
from concierge_desk.pages.counter.inputs import Elsewhere, OperatorInput, Pressed
from concierge_desk.pages.counter.state import State
from concierge_desk.ui.kit.keys import name_of
from concierge_desk.ui.kit.overlay import Flash
from concierge_desk.ui.kit.qt_words import speak
from concierge_desk.ui.kit.scanner import Scanner
from concierge_desk.ui.kit.sounds import Sounds
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.tasks import Tasks
from concierge_desk.ui.page.page import Page
from concierge_desk.ui.presenter.handover import Going, HandoverNews, OtherShop, SetUp
from concierge_desk.ui.presenter.status import Status

if TYPE_CHECKING:
    from concierge_desk.pages.counter.presenter import Front
    from concierge_desk.ui.presenter.paper_host import PaperHost


_NOT_NOW = N_("Not just now")


def holds_a_figure(code: str) -> bool:
    """Say whether a burst may be a code: no word that is typed that fast has a figure in it."""
    return any(character.isdigit() for character in code)


class MainWindow(QMainWindow):
    """Binds the front to what is drawn and to what is pressed.

    Attributes:
        pages: The pages behind the rail.
        veiling: What hides names and numbers.
        watching: What it reads by itself.
        printing: The printer.
        sheets: What sheets leave by.
        deliveries: What delivers reports.
        place: Where it stands on the screen.
        door: What opens its desk.
        lock: What covers it, and who uncovers it.
        approval: What asks who approves of an act that is for others to do.
        going: What it is closed for; None while it is not, and where she closed it.
    """

    def __init__(self, pages: Sequence[Page], *, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Make the window of a desk that is still to be opened.

        Args:
            pages: Those it leads to, whatever the desk; it is built round the first one.
            monotonic: The clock of the keys.
        """
        super().__init__()
        self._monotonic = monotonic
        # Letters alone that come before the desk is open are looked up as typed.
        self._knows: Callable[[str], bool] = lambda _code: False
        self.tasks = Tasks(self)
        self.view = DeskView(pages, monotonic)
        self.setCentralWidget(self.view)
        self.veiling = VeiledView(self.view)
        self.setWindowTitle(say("Concierge Desk"))
        self.place = WindowPlace(self)
        self.mishaps = CrashDialog(self, None)
        self._flash = Flash(self.view)
        self.sounds = Sounds(self)
        self.scanner = Scanner(self._may_be_scanned, parent=self, monotonic=monotonic)
        self.preferring = PreferencesBinding(self, self.sounds, self.scanner, self.tasks)
        self.covers = Overlays(self.view, self.tasks, self.preferring, monotonic)
        self.approval = ApprovalBinding(self._run, self.covers)
        self.pages = Pages(self.view, pages, self.tasks, self.approval, self._go)
        self.door = DeskDoor(self.view, self.tasks)
        self.printing = PrinterBinding(self.view.top, self.covers, self.preferring, self.tasks, self._run)
        self.sheets = SheetsBinding(self.view.top, self.covers, self.preferring, self.tasks, self._run)
        self.deliveries = DeliveryBinding(self.tasks, self)
        self.pages.printers = self._lent_printers
        self.watching = Poll(self.tasks, self)
        self.lock = LockBinding(self, self.veiling, self._run, self.scanner)
        self._hearing = SoundCues(self.sounds)
        self._hands = InputRouter(self.view, self.pages, self.covers, self._hearing, monotonic)
        self.going: Going | None = None
        self._began, self._real_there = False, False
        self._learns: Callable[[str, str], object] | None = None
        self._told = 0
        self._connect()

    @property
    def front(self) -> "Front | Early":
        """What the keys do; until the desk is open they wait."""
        return self._hands.front

    def begin(self, app: QCoreApplication, open_desk: Callable[[], WindowDesk]) -> None:
        """Hear the scanner, and open the desk on the store's thread; where it cannot be opened the window closes."""
        self.scanner.install(app)
        speak(app, self)
        self._refocus()
        self.preferring.tell_unread(self.view)
        self.door.open(open_desk)

    def bind(self, desk: WindowDesk) -> "Front":
        """Let the keys act on a desk that is open."""
        from concierge_desk.frame.signposts import WindowSignposts  # noqa: PLC0415  (as below)
        from concierge_desk.pages.counter.presenter import Front  # noqa: PLC0415  (first the window, then what its keys do)

        self.watching.bind(desk.face)
        self._knows = desk.face.recognises
        signs = WindowSignposts(self.pages.index, self._hands.follow)
        front = self._hands.front = Front(
            desk.face, self.approval.bind(desk.face.keepers), self._changed, signs
        )
        self.pages.bind(desk)
        self.covers.several = desk.several
        self.printing.bind(desk)
        self.sheets.bind(desk)
        self.deliveries.bind(desk)
        self.tasks.unexpected.connect(lambda _error: self.mishaps.offer())
        return front

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Read the keys that mean the same everywhere; what is typed elsewhere goes to the scan line."""
        if self.lock.covers:
            event.accept()
            return
        name = name_of(event)
        # A key that is held down is one press.
        if event.isAutoRepeat() and name not in {None, "digit", "decimal", "up", "down", "left", "right"}:
            return
        if name is not None and self._hands.everywhere(name):
            return
        line = self.view.line
        typed = event.text().isprintable() and bool(event.text())
        if (typed or ACTIONS.at(name) is not None) and not line.hasFocus() and self.view.is_home:
            line.setFocus()
            QApplication.sendEvent(line, event)
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  (Qt's name)
        """Come back to the scan line when the window comes back."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._refocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  (Qt's name)
        """Let the store finish what it was given: the visit is kept."""
        self.lock.stop()
        self.watching.stop()
        self.pages.stop()
        self.printing.stop()
        self.sheets.stop()
        self.deliveries.stop()
        self.scanner.remove()
        self.sounds.close()
        self.tasks.close()
        super().closeEvent(event)

    # What comes in

    def _may_be_scanned(self, code: str) -> bool:
        """Say whether a burst is a scan; while the window is covered no word is typed, and a badge may be one."""
        return holds_a_figure(code) or self._knows(code) or (self.lock.covers and len(code) >= LEAST_BADGE)

    def _begun(self, desk: WindowDesk) -> None:
        """Read what is sold most and the visit that stands at the counter; then what came before acts in its turn."""
        early, front = self.front, self.bind(desk)
        # Before anything of the desk is read.
        self.lock.bind(desk)
        self.watching.start()
        front.start()
        if desk.locked:
            # Nobody came in yet who could have meant it.
            self.view.line.clear()
        if isinstance(early, Early):
            for given in early.given:
                (self.lock.miss if desk.locked else front.feed)(given)
        self.covers.tell_news(desk.news, self.pages.come_back)

    # What the desk says

    def _run(
        self, job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[DeskError], None]
    ) -> None:
        def told(error: BaseException) -> None:
            # What nobody foresaw is told by the box; the front goes on with a sentence of its own.
            failed(error if isinstance(error, DeskError) else EnvironmentFailure("window.unexpected"))

        self.tasks.run(job, done, told)

    def _changed(self, state: State) -> None:
        self.veiling.show_state(state)
        self.covers.show_paper(state.shown)
        serial = 0 if state.told is None else state.told.serial
        if serial != self._told:
            self._told = serial
            self.watching.ask_soon()
            if (page := self.pages.current) and not self.lock.covers:
                page.follow()
            self._hearing.tell(state)
        if not state.busy:
            self._hearing.rest(state)
            self._refocus()

    def _refocus(self) -> None:
        """Give the keyboard back to the scan line, but for an overlay or a list that was chosen."""
        if self.lock.covers:
            self.lock.hold_focus()
        elif not (self.covers.is_open or self.door.is_covered) and self.view.is_home:
            self.view.line.setFocus()

    def _learn(self, hears: Callable[[str, str], object] | None) -> None:
        """Let a page hear whatever is scanned, or no more."""
        if (hears is None) is not (self._learns is None):
            self.scanner.learn(hears is not None)
        self._learns = hears

    def _learned(self, code: str, typed: str) -> None:
        if self._learns is not None and not (self.covers.is_open or self.lock.covers):
            self._learns(code, typed)

    def _scanned(self, code: str, at: float) -> None:
        if not (self.lock.scan(code) or self.approval.scan(code)):
            self._hands.scan(code, at)

    def _signed_in(self) -> None:
        """Show again what was covered, as whoever came may see it."""
        self._uncovered()
        self.approval.look()
        self._recorded()

    def _uncovered(self) -> None:
        """Go on where she was; a question over it may have heard the scanner for itself."""
        if self._learns is not None:
            self.scanner.learn(True)
        self._refocus()

    def _recorded(self) -> None:
        """Read again what is shown: another process recorded something."""
        self._acted()
        self._refresh()

    def _refresh(self) -> None:
        # Of what is covered nothing is drawn: all of it is read again when somebody comes.
        if (page := self.pages.current) and not self.lock.covers:
            page.refresh()

    def _go(self, going: Going) -> str:
        """Close for a copy or for another shop, where nothing is at work: what is under way is not broken off for it."""
        if self.front.state.busy or not self.pages.rest or self.tasks.at_length:
            return N_("The desk is still at work: in a moment, once more.")
        if why_not := self.pages.why_not_close():
            return why_not
        self.going = going
        # First the key that asked for it is over.
        QTimer.singleShot(0, self.close)
        return ""

    def _set_up(self) -> None:
        """Close for a real shop, which is set up where there is none; what is in the way is told."""
        if why_not := self._go(OtherShop(practice=False) if self._real_there else SetUp()):
            self.covers.tell_news(HandoverNews(say(_NOT_NOW), (say(why_not),), "warning"), lambda: None)

    def _acted(self) -> None:
        """Read again what the counter shows: another page may have changed it."""
        self.front.feed(Elsewhere())
        self.watching.ask()

    def _show_status(self, status: Status) -> None:
        before, self._hands.status = self._hands.status, status
        if before is not None and before.operator != status.operator:
            # What is for others to do is another thing for somebody else.
            self.front.feed(Elsewhere())
            self._refresh()
        self._real_there = status.real_there
        self.covers.offer_real_shop(status.sets_up, there=status.real_there)
        self.view.show_status(status)
        self._keep_off(status)
        self.printing.follow(status)
        self.sheets.follow(status)
        self.deliveries.follow(status)
        self.lock.follow(status.lock_after_s)
        if not (self._began or self.lock.covers):
            self._began = True
            if owed := self.pages.index.owed(status):
                self.pages.first = owed
                if not self.covers.is_open:
                    self.pages.come_back()

    def _keep_off(self, status: Status) -> None:
        """Lead no more to pages whose service is off and holds nothing, the rail to no unused one; the open one stays."""
        here = {self.view.page}
        self.view.rail.keep_off((status.off | status.unused) - here)
        if self.pages.index.keep_off(status.off - here):
            self.view.counter.show_keys(self.pages.index.caps)

    # How it is bound

    def _connect(self) -> None:
        view, hands = self.view, self._hands
        view.line.given.connect(hands.give)
        view.went.connect(hands.go)
        view.top.printers_pressed.connect(lambda: hands.go(self.pages.index.of_printers))
        view.top.deliveries_pressed.connect(lambda: hands.go(self.pages.index.of_deliveries))
        for part in (view.counter, view.visit, view.foot):
            part.pressed.connect(hands.button)
        for chooser in (view.counter, view.visit):
            chooser.chosen.connect(hands.choose)
        view.counter.favoured.connect(hands.favour)
        view.counter.opened.connect(hands.open_card)
        view.counter.keyed.connect(hands.everywhere)
        self.place.left.connect(self.preferring.keep_place)
        self.door.opened.connect(self._begun)
        hands.touched.connect(self._refocus)
        hands.paper_asked.connect(self.printing.press)
        hands.paper_asked.connect(self.sheets.press)
        for heard in (view.line.given, view.went, hands.touched):
            # A screen reader presses and writes without a key.
            heard.connect(self.scanner.touch)
        hands.locked.connect(self.lock.switch)
        hands.came.connect(self.lock.enter)
        view.top.operator_pressed.connect(self.lock.switch)
        self.lock.named.connect(lambda code: self.front.feed(OperatorInput(code)))
        self.lock.uncovered.connect(self._signed_in)
        for ended in (self.door.shut, hands.left, self.lock.shut):
            ended.connect(self.close)
        self.watching.recorded.connect(self._recorded)
        self.watching.read.connect(self._show_status)
        self.pages.asked.connect(hands.ask)
        self.pages.passed.connect(hands.count_in)
        self.pages.acted.connect(self._acted)
        self.pages.papered.connect(self.covers.show_paper)
        self.pages.learning.connect(self._learn)
        self.pages.preference_asked.connect(self.covers.ask_preference)
        self.pages.preferred.connect(self.preferring.prefer)
        self.scanner.learned.connect(self._learned)
        self.covers.folded.connect(self._uncovered)
        self.covers.led.connect(hands.go)
        self.covers.read.connect(hands.read)
        self.covers.paper_folded.connect(self._paper_folded)
        hands.hid.connect(self._hide)
        self.covers.set_up_asked.connect(self._set_up)
        self.covers.unveiled.connect(lambda: self.veiling.hide(False))
        for printer in (self.printing, self.sheets):
            printer.printed.connect(self._refresh)
        self.deliveries.worked.connect(self._delivered)
        self.scanner.scanned.connect(self._scanned)
        self.sounds.flash.connect(self._flash.flash)

    def _lent_printers(self) -> "PaperHost":
        from concierge_desk.frame.paper_host import WindowPrinters  # noqa: PLC0415  (no page is bound at the start)

        return WindowPrinters(self.printing, self.sheets, self.covers)

    def _hide(self) -> None:
        """Hide names and numbers; where they are hidden, cover everything."""
        if self.veiling.hides:
            self.covers.discreet.unfold()
        else:
            self.veiling.hide(True)

    def _delivered(self) -> None:
        self.watching.ask()
        self._refresh()

    def _paper_folded(self) -> None:
        self.pages.put_paper_away()
        if self.front.state.shown is not None:
            self.front.feed(Pressed("escape", "", self._monotonic()))
