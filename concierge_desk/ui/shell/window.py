"""The window: one front, one thread for the store, one scanner; what it shows is what the front says.

Source: issue "The counter window"; DESIGN §2, §11; decision 0019.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, cast, get_args

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from concierge_desk.domain.errors import DeskError, EnvironmentFailure
from concierge_desk.i18n import N_, translate
from concierge_desk.ui.front.early import Early
from concierge_desk.ui.front.face import Status
from concierge_desk.ui.front.going import Going
from concierge_desk.ui.front.inputs import (
    Chosen,
    Elsewhere,
    Favourite,
    Input,
    Key,
    Opened,
    Pressed,
    Scan,
    Typed,
)
from concierge_desk.ui.front.open_desk import OpenDesk
from concierge_desk.ui.front.state import State
from concierge_desk.ui.kit.keys import favourite, name_of
from concierge_desk.ui.kit.qt_words import speak
from concierge_desk.ui.kit.scanner import Scanner
from concierge_desk.ui.kit.sounds import Sounds
from concierge_desk.ui.kit.tasks import Tasks
from concierge_desk.ui.shell.covers import Covers
from concierge_desk.ui.shell.crash import Mishaps
from concierge_desk.ui.shell.desk_view import COUNTER, DAY, JOURNAL, DeskView
from concierge_desk.ui.shell.overlay import Flash
from concierge_desk.ui.shell.pages import Pages
from concierge_desk.ui.shell.preferring import Preferring

if TYPE_CHECKING:
    from concierge_desk.ui.front.front import Front
    from concierge_desk.ui.front.shelf_state import Asked

POLL_MS = 1_000
STATUS_MS = 30_000
_SOON_MS = 200

_KEYS = frozenset(get_args(Key))


def holds_a_figure(code: str) -> bool:
    """Say whether a burst may be a code: no word that is typed that fast has a figure in it."""
    return any(character.isdigit() for character in code)


def _nobody(_code: str) -> bool:
    """Know no code: letters alone that come before the desk is open are looked up as typed."""
    return False


class MainWindow(QMainWindow):
    """Binds the front to what is drawn and to what is pressed.

    Attributes:
        front: What the keys do; until the desk is open they wait.
        pages: The pages behind the rail.
        going: What it is closed for; None while it is not, and where she closed it.
    """

    def __init__(self, lang: str, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Make the window of a desk that is still to be opened.

        Args:
            lang: Language of what is shown.
            monotonic: The clock of the keys.
        """
        super().__init__()
        self._lang = lang
        self._monotonic = monotonic
        self.front: Front | Early = Early()
        self._knows: Callable[[str], bool] = _nobody
        self.tasks = Tasks(self)
        self.view = DeskView(lang, monotonic)
        self.setCentralWidget(self.view)
        self.setWindowTitle(translate(N_("Concierge Desk"), lang))
        self.mishaps = Mishaps(self, lang, None)
        self._flash = Flash(self.view)
        self.sounds = Sounds(self)
        self.scanner = Scanner(lambda code: holds_a_figure(code) or self._knows(code), parent=self)
        self.preferring = Preferring(self, lang, self.sounds, self.scanner, self.tasks)
        self.pages = Pages(self.view, self.tasks, self._run)
        self.covers = Covers(self.view, lang, self.tasks, self.preferring, monotonic)
        self.going: Going | None = None
        self._began = False
        self._version: int | None = None
        self._told = 0
        self._done: tuple[object, object] = (None, None)
        self._heard: State | None = None
        self._connect()
        self._poll = self._timer(POLL_MS, self._look)
        self._status = self._timer(STATUS_MS, self._ask_status)
        self._soon = self._timer(_SOON_MS, self._ask_status)
        self._soon.setSingleShot(True)

    def begin(self, app: QCoreApplication, open_desk: Callable[[], OpenDesk]) -> Future[OpenDesk]:
        """Hear the scanner, and open the desk on the store's thread; where it cannot be opened the window closes.

        Returns:
            What becomes of it.
        """
        self.scanner.install(app)
        speak(app, self._lang, self)
        self.view.line.setFocus()
        self.preferring.tell_unread(self.view)
        return self.tasks.run(open_desk, self._begun, self._not_begun)

    def bind(self, desk: OpenDesk) -> "Front":
        """Let the keys act on a desk that is open."""
        from concierge_desk.ui.front.front import Front  # noqa: PLC0415  (first the window, then what its keys do)

        self._face = desk.face
        self._knows = desk.face.recognises
        front = self.front = Front(desk.face, self._run, self._changed)
        self.pages.bind(desk)
        self.tasks.unexpected.connect(lambda _error: self.mishaps.offer())
        return front

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Read the keys that mean the same everywhere; what is typed elsewhere goes to the scan line."""
        name = name_of(event)
        # A key that is held down is one press.
        if event.isAutoRepeat() and name not in {None, "digit", "decimal", "up", "down", "right"}:
            return
        if name is not None and self._everywhere(name):
            return
        line = self.view.line
        typed = event.text().isprintable() and bool(event.text())
        if (typed or name in _KEYS) and not line.hasFocus() and self.view.page == COUNTER:
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
        for timer in (self._poll, self._status, self._soon):
            timer.stop()
        self.pages.stop()
        self.scanner.remove()
        self.sounds.close()
        self.tasks.close()
        super().closeEvent(event)

    def _not_begun(self, _error: BaseException) -> None:
        """Leave it to whoever shows the window to tell why."""
        self.close()

    # What comes in

    def _begun(self, desk: OpenDesk) -> None:
        """Read what is sold most and the visit that stands at the counter; then what came before acts in its turn."""
        early, front = self.front, self.bind(desk)
        self._ask_status()
        front.start()
        if isinstance(early, Early):
            for given in early.given:
                front.feed(given)
        self._poll.start()
        self._status.start()
        self.covers.tell_news(desk.news, self.pages.come_back)

    def _scanned(self, code: str, at: float) -> None:
        if self.pages.scan(code):
            return
        line = self.view.line
        held = line.text()
        number = line.take_pending()
        if self.view.page != COUNTER:
            self.pages.open(COUNTER)
        self._heard = self.front.state
        self.front.feed(Scan(code, number, at, held))

    def _given(self, given: Input) -> None:
        """Hand on what the scan line read; what is typed on another page is meant for the counter."""
        if self.view.page != COUNTER:
            self.pages.open(COUNTER)
            if isinstance(given, Pressed) and given.key == "escape":
                return
        self.front.feed(given)

    def _everywhere(self, name: str) -> bool:
        if name == "help":
            self.covers.help.unfold()
        elif name == "discreet":
            self.covers.discreet.unfold()
        elif name == "park" and self.pages.is_copy:
            # What was set aside is the desk itself.
            self.close()
        elif self.pages.press(name):
            return True
        elif name == DAY:
            self.pages.open(DAY, begin=True)
        elif name == JOURNAL:
            self.pages.open(JOURNAL)
        elif (place := favourite(name)) is not None:
            self._favour(place)
        elif name in _WINDOW_KEYS:
            self._press(name)
        elif name == "escape" and self.view.page != COUNTER:
            self.pages.open(COUNTER)
        else:
            return False
        return True

    def _press(self, name: str) -> None:
        """Do what a key does, wherever it was pressed."""
        if name in {"help", "discreet"}:
            self._everywhere(name)
            return
        if self.view.page != COUNTER:
            self.pages.open(COUNTER)
        if name == "exact":
            self.front.feed(Pressed("plus", "", self._monotonic()))
        else:
            self.view.line.press(cast(Key, name))

    def _button(self, name: str) -> None:
        """Do what a button says; while the desk is at work a second press of it says nothing."""
        if not self.front.state.busy:
            self._press(name)
            self._refocus()

    def _choose(self, chosen: Chosen) -> None:
        if not self.front.state.busy:
            self.view.line.leave()
            self.front.feed(Chosen(chosen.what, chosen.place, self._monotonic()))
            self._refocus()

    def _favour(self, place: int) -> None:
        if self.view.page != COUNTER:
            self.pages.open(COUNTER)
        self.front.feed(Favourite(place, self.view.line.take_pending(), self._monotonic()))

    def _favoured(self, place: int) -> None:
        if not self.front.state.busy:
            self._favour(place)

    def _went(self, code: str) -> None:
        self.pages.open(code)
        if code == COUNTER:
            self.view.line.press("counter")

    def _asked(self, asked: "Asked") -> None:
        """Do at the counter what a page asks of it."""
        self.pages.open(COUNTER)
        if asked.word:
            self.view.line.setText(asked.word)
            self.front.feed(Typed(asked.word))
        else:
            self.front.feed(Opened(asked.card, asked.act))

    # What the desk says

    def _run(
        self, job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[DeskError], None]
    ) -> None:
        def told(error: BaseException) -> None:
            # What nobody foresaw is told by the box; the front goes on with a sentence of its own.
            failed(error if isinstance(error, DeskError) else EnvironmentFailure("window.unexpected"))

        self.tasks.run(job, done, told)

    def _changed(self, state: State) -> None:
        self.view.show_state(state)
        self.covers.show_paper(state.shown)
        serial = 0 if state.told is None else state.told.serial
        if serial != self._told:
            self._told = serial
            self._soon.start()
            if state.told is not None and state.told.tone != "plain":
                self._heard = None
                done = (state.undo, state.paid) != self._done
                # What is done with a word to mind is done all the same.
                self.sounds.play(
                    "good" if state.told.tone == "good" or (done and state.told.tone != "bad") else "bad"
                )
            self._done = (state.undo, state.paid)
        if not state.busy:
            self._sound_of_scan(state)
            self._refocus()

    def _sound_of_scan(self, state: State) -> None:
        """Tell the ear that a scan was understood, where no sentence says it."""
        if self._heard is not None:
            before, self._heard = self._heard, None
            if (
                state.offers != before.offers
                or state.asking != before.asking
                or state.waiting != before.waiting
            ):
                self.sounds.play("good")

    def _refocus(self) -> None:
        """Give the keyboard back to the scan line, but for an overlay or a list that was chosen."""
        if not self.covers.is_open and self.view.page == COUNTER:
            self.view.line.setFocus()

    def _look(self) -> None:
        """See whether another process recorded something."""
        if self.tasks.idle:
            self.tasks.run(self._face.version, self._looked, self._unread)

    def _looked(self, version: int) -> None:
        if self._version is not None and version != self._version:
            self.front.feed(Elsewhere())
            self._ask_status()
            self.pages.look()
        self._version = version

    def _go(self, going: Going) -> str:
        """Close for a copy, where nothing is at work: what is under way is not broken off for it."""
        if self.front.state.busy or not self.pages.rest or self.tasks.at_length:
            return N_("The desk is still at work: in a moment, once more.")
        if not all(shelf.state.rests for shelf in self.pages.shelves.values()):
            return N_("An inventory is going on: end it first, or its ticks are lost.")
        self.going = going
        # First the key that asked for it is over.
        QTimer.singleShot(0, self.close)
        return ""

    def _acted(self) -> None:
        """Read again what the counter shows: another page may have changed it."""
        self.front.feed(Elsewhere())
        self._ask_status()

    def _ask_status(self) -> None:
        self.tasks.run(self._face.status, self._show_status, self._unread)

    def _show_status(self, status: Status) -> None:
        self.covers.show_way(status.real_shop)
        self.view.show_status(status)
        if not self._began:
            self._began = True
            if status.closing:
                # The program ended in the middle of it: she finds it where it stood.
                self.pages.first = DAY
                if not self.covers.is_open:
                    self.pages.come_back()

    def _unread(self, _error: BaseException) -> None:
        """Leave what is shown: it is read again in a moment; an act would tell what is wrong."""

    # How it is bound

    def _connect(self) -> None:
        view = self.view
        view.line.given.connect(self._given)
        view.went.connect(self._went)
        for part in (view.counter, view.visit, view.foot):
            part.pressed.connect(self._button)
        for chooser in (view.counter, view.visit):
            chooser.chosen.connect(self._choose)
        view.counter.favoured.connect(self._favoured)
        self.pages.go = self._go
        self.pages.asked.connect(self._asked)
        self.pages.acted.connect(self._acted)
        self.pages.papered.connect(self.covers.show_paper)
        view.resumed.connect(lambda: self._button("park"))
        self.covers.folded.connect(self._refocus)
        self.covers.paper_folded.connect(self._paper_folded)
        self.scanner.scanned.connect(self._scanned)
        self.sounds.flash.connect(self._flash.flash)

    def _paper_folded(self) -> None:
        self.pages.put_paper_away()
        if self.front.state.shown is not None:
            self.front.feed(Pressed("escape", "", self._monotonic()))

    def _timer(self, every_ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every_ms)
        timer.timeout.connect(then)
        return timer


_WINDOW_KEYS = frozenset({"counter", "arrivals", "park", "label", "undo", "paper"})
