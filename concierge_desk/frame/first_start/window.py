"""Window of a first start: its keys, and the threads that its answers are checked and made on.

Source: decision 0066.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow

from concierge_desk.frame.crash import CrashDialog, install_excepthook
from concierge_desk.frame.first_start.face import FirstFace
from concierge_desk.frame.first_start.presenter import FirstStart
from concierge_desk.frame.first_start.state import FirstState
from concierge_desk.frame.first_start.view import FirstView
from concierge_desk.frame.program import application
from concierge_desk.frame.window_place import WindowPlace
from concierge_desk.ui.kit.garbage import collected_here
from concierge_desk.ui.kit.keys import name_of
from concierge_desk.ui.kit.preferences import ThisPc
from concierge_desk.ui.kit.qt_words import speak
from concierge_desk.ui.kit.scanner import Scanner
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.tasks import Tasks
from concierge_desk.ui.kit.theme import dress
from concierge_desk.ui.page.long_work import long_on

_KEYS = {"f1": "help", "escape": "back", "f5": "again", "f6": "copy", "f7": "later", "enter": "on"}


def _has_a_figure(code: str) -> bool:
    """Say whether a burst may be a code: as at the counter, a scan is never typed into a field."""
    return any(character.isdigit() for character in code)


class FirstWindow(QMainWindow):
    """Binds a first start to what is drawn and pressed.

    Attributes:
        view: What is drawn.
        start: What is done.
        tasks: The threads.
    """

    def __init__(self, face: FirstFace, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Begin a first start.

        Args:
            face: This PC.
            monotonic: The clock of the keys.
        """
        super().__init__()
        self.setWindowTitle(say("Concierge Desk"))
        self.tasks = Tasks(self)
        self.view = FirstView()
        self.setCentralWidget(self.view)
        self.mishaps = CrashDialog(self)
        # But where it is being tried a scan says nothing: it is heard, so that no field and no button gets it.
        self.scanner = Scanner(_has_a_figure, parent=self)
        self._tries = False
        self.start = FirstStart(face, long_on(self.tasks), self._show, monotonic)
        self.tasks.unexpected.connect(lambda _error: self.mishaps.offer())
        self._connect()

    def begin(self, app: QCoreApplication) -> None:
        """Hear the keys, and look round on this PC."""
        self.scanner.install(app)
        speak(app, self)
        self.start.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Do what the keys say; one that is held down is one press."""
        does = _KEYS.get(name_of(event) or "")
        if does is not None:
            event.accept()
            if not event.isAutoRepeat():
                self._do(does, by_key=True)
            return
        if event.text().isdecimal() and self.view.current.press_number(event.text()):
            event.accept()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  (Qt's name)
        """Stay while the shop is being made; else leave, and nothing was written."""
        if self.start.state.doing and self.start.is_at_work:
            event.ignore()
            return
        self.scanner.remove()
        self.tasks.close()
        super().closeEvent(event)

    def _do(self, does: str, *, by_key: bool = False) -> None:
        start, view = self.start, self.view.current
        if does == "on":
            if start.state.doing or not view.take():
                start.go_on(by_key=by_key)
        elif does == "again":
            view.draw_again()
        elif does == "help":
            self._read()
        else:
            {"back": start.back, "later": start.later, "copy": start.take_copy}[does]()

    def _read(self) -> None:
        """Show the chapter of the handbooks that fits."""
        # Loaded by who asks for it.
        from concierge_desk.ui.page.chapter_view import ChapterSheet  # noqa: PLC0415

        sheet = ChapterSheet(self.view, "put_back" if self.start.state.from_copy else "first")
        sheet.folded.connect(sheet.deleteLater)
        sheet.unfold()

    def _show(self, state: FirstState) -> None:
        self.view.show_state(state)
        tries = state.step.look == "scan"
        if tries is not self._tries:
            self._tries = tries
            self.scanner.learn(tries)
        if state.made:
            self.close()

    def _connect(self) -> None:
        view, start = self.view, self.start
        self.scanner.learned.connect(start.scanned)
        view.pressed.connect(self._do)
        view.went.connect(start.go_to)
        view.answered.connect(start.answer)
        view.locked.connect(start.lock)
        view.kind_chosen.connect(start.choose)
        view.copy_chosen.connect(start.choose)
        view.looked.connect(start.look_for_copies)


def show_first_start(face: FirstFace, this_pc: ThisPc) -> bool:
    """Show a first start until a shop was made, or she closed it; say whether one was.

    Args:
        face: This PC.
        this_pc: How the window looks here.
    """
    app = application(this_pc)
    window = FirstWindow(face)
    dress(app)
    place = WindowPlace(window)
    place.open(this_pc.shown.place)
    stop = install_excepthook(window.mishaps)
    window.begin(app)
    try:
        with collected_here():
            app.exec()
    finally:
        stop()
    made = window.start.state.made
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    return made
