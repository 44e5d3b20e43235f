"""The window: one front, one thread for the store, one scanner; what it shows is what the front says.

Source: issue "The counter window"; DESIGN §2, §11; decision 0019.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast, get_args

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from concierge_desk.domain.errors import DeskError, EnvironmentFailure
from concierge_desk.i18n import N_, translate
from concierge_desk.paths import DataFolder
from concierge_desk.ui.front.face import Face, Status
from concierge_desk.ui.front.front import Front
from concierge_desk.ui.front.inputs import (
    Chosen,
    Elsewhere,
    Favourite,
    Input,
    Key,
    Opened,
    Pressed,
    Scan,
)
from concierge_desk.ui.front.state import State
from concierge_desk.ui.kit.keys import favourite, name_of
from concierge_desk.ui.kit.preferences import ThisPc
from concierge_desk.ui.kit.qt_words import speak
from concierge_desk.ui.kit.scanner import Scanner
from concierge_desk.ui.kit.sounds import Sounds
from concierge_desk.ui.kit.tasks import Tasks
from concierge_desk.ui.kit.theme import choose_theme, dress
from concierge_desk.ui.shell.covers import Covers
from concierge_desk.ui.shell.crash import Mishaps, install_excepthook
from concierge_desk.ui.shell.desk_view import COUNTER, DAY, DeskView
from concierge_desk.ui.shell.overlay import Flash
from concierge_desk.ui.shell.preferring import Preferring

LOG_FILE = "concierge-desk.log"
POLL_MS = 1_000
STATUS_MS = 30_000
_SOON_MS = 200
_WIDTH, _HEIGHT = 1280, 800

_KEYS = frozenset(get_args(Key))


def holds_a_figure(code: str) -> bool:
    """Say whether a burst may be a code: no word that is typed that fast has a figure in it."""
    return any(character.isdigit() for character in code)


class MainWindow(QMainWindow):
    """Binds the front to what is drawn and to what is pressed."""

    def __init__(
        self,
        face: Face,
        services: Sequence[tuple[str, str]],
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Show a desk.

        Args:
            face: The desk.
            services: Code and name of each, in the order of the rail.
            monotonic: The clock of the keys.
        """
        super().__init__()
        self._face = face
        self._monotonic = monotonic
        self.tasks = Tasks(self)
        self.front = Front(face, self._run, self._changed)
        self.view = DeskView(face.lang, services, monotonic)
        self.setCentralWidget(self.view)
        self.setWindowTitle(translate(N_("Concierge Desk"), face.lang))
        self.mishaps = Mishaps(self, face.lang, None)
        self._flash = Flash(self.view)
        self.sounds = Sounds(self)
        self.scanner = Scanner(lambda code: holds_a_figure(code) or face.recognises(code), parent=self)
        self.preferring = Preferring(self, face.lang, self.sounds, self.scanner, self.tasks)
        self.covers = Covers(self.view, face.lang, self.tasks, self.preferring, monotonic)
        self._version: int | None = None
        self._told = 0
        self._done: tuple[object, object] = (None, None)
        self._heard: State | None = None
        self._connect()
        self._poll = self._timer(POLL_MS, self._look)
        self._status = self._timer(STATUS_MS, self._ask_status)
        self._soon = self._timer(_SOON_MS, self._ask_status)
        self._soon.setSingleShot(True)

    def begin(self, app: QCoreApplication) -> None:
        """Read what is sold most and the visit that stands at the counter, and hear the scanner."""
        self.scanner.install(app)
        speak(app, self._face.lang, self)
        self._ask_status()
        self.front.start()
        self._poll.start()
        self._status.start()
        self.view.line.setFocus()
        self.preferring.tell_unread(self.view)

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
        self.scanner.remove()
        self.sounds.close()
        self.tasks.close()
        super().closeEvent(event)

    # What comes in

    def _scanned(self, code: str, at: float) -> None:
        line = self.view.line
        held = line.text()
        number = line.take_pending()
        if self.view.page != COUNTER:
            self._go(COUNTER)
        self._heard = self.front.state
        self.front.feed(Scan(code, number, at, held))

    def _given(self, given: Input) -> None:
        """Hand on what the scan line read; what is typed on another page is meant for the counter."""
        if self.view.page != COUNTER:
            self._go(COUNTER)
            if isinstance(given, Pressed) and given.key == "escape":
                return
        self.front.feed(given)

    def _everywhere(self, name: str) -> bool:
        if name == "help":
            self.covers.help.unfold()
        elif name == "discreet":
            self.covers.discreet.unfold()
        elif name == DAY:
            self._go(DAY)
        elif (place := favourite(name)) is not None:
            self._favour(place)
        elif name in _WINDOW_KEYS:
            self._press(name)
        elif name == "escape" and self.view.page != COUNTER:
            self._go(COUNTER)
        else:
            return False
        return True

    def _press(self, name: str) -> None:
        """Do what a key does, wherever it was pressed."""
        if name in {"help", "discreet"}:
            self._everywhere(name)
            return
        if self.view.page != COUNTER:
            self._go(COUNTER)
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
            self._go(COUNTER)
        self.front.feed(Favourite(place, self.view.line.take_pending(), self._monotonic()))

    def _favoured(self, place: int) -> None:
        if not self.front.state.busy:
            self._favour(place)

    def _open_offer(self, ref: str) -> None:
        self._go(COUNTER)
        self.front.feed(Opened(ref))

    def _went(self, code: str) -> None:
        self._go(code)
        if code == COUNTER:
            self.view.line.press("counter")

    def _go(self, code: str) -> None:
        self.view.open(code)
        if code in self.view.services:
            self._ask_shelf(code)
            self.view.services[code].list.setFocus()
        else:
            self.view.line.setFocus()

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
            if self.view.page in self.view.services:
                self._ask_shelf(self.view.page)
        self._version = version

    def _ask_status(self) -> None:
        self.tasks.run(self._face.status, self._show_status, self._unread)

    def _show_status(self, status: Status) -> None:
        self.covers.show_way(status.real_shop)
        self.view.show_status(status)

    def _ask_shelf(self, code: str) -> None:
        page = self.view.services[code]
        self.tasks.run(lambda: self._face.shelf(code), page.show_offers, self._unread)

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
        view.day.resumed.connect(lambda: self._button("park"))
        for page in view.services.values():
            page.opened.connect(self._open_offer)
        self.covers.folded.connect(self._refocus)
        self.covers.paper_folded.connect(self._paper_folded)
        self.scanner.scanned.connect(self._scanned)
        self.sounds.flash.connect(self._flash.flash)
        self.tasks.unexpected.connect(lambda _error: self.mishaps.offer())

    def _paper_folded(self) -> None:
        if self.front.state.shown is not None:
            self.front.feed(Pressed("escape", "", self._monotonic()))

    def _timer(self, every_ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every_ms)
        timer.timeout.connect(then)
        return timer


_WINDOW_KEYS = frozenset({"counter", "arrivals", "park", "label", "undo", "paper"})


def show_window(face: Face, services: Sequence[tuple[str, str]], *, this_pc: ThisPc, data: Path) -> int:
    """Show the window of a desk until it is closed.

    Args:
        face: The desk.
        services: Code and name of each, in the order of the rail.
        this_pc: How it looks, sounds and hears, and where that is kept.
        data: The desk's folder, where its log is.

    Returns:
        The exit status.
    """
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["concierge-desk"])
    app.setApplicationName("concierge-desk")
    choose_theme(app, this_pc.shown.theme, this_pc.shown.scale)
    window = MainWindow(face, services)
    window.preferring.be_on(this_pc)
    dress(app)
    window.mishaps.log = DataFolder(data).logs / LOG_FILE
    stop = install_excepthook(window.mishaps)
    room = app.primaryScreen().availableGeometry()
    window.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
    window.view.line.setFocus()
    window.show()
    # She sees where to type first: what is read meanwhile would take the time from the paint.
    QTimer.singleShot(0, window, lambda: window.begin(app))
    try:
        return app.exec()
    finally:
        stop()
