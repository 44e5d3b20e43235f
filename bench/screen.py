"""A window on the desk of a life, in this process and without a screen: when it has painted what was asked for."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QWidget

from bench.history import Life
from bench.painted import SIZE
from concierge_desk.bootstrap.opening import as_open
from concierge_desk.frame.window import MainWindow
from concierge_desk.media.system import System
from concierge_desk.pages import PAGES
from concierge_desk.pages.counter.noted_face import NotedFace
from concierge_desk.store.connection import Connection
from concierge_desk.ui.kit import speech
from concierge_desk.ui.kit.garbage import collected_here
from concierge_desk.ui.kit.theme import apply_theme

LANG = "fr"
_OF_NUMBER = "SELECT custody FROM relay_custody WHERE tracking = ? ORDER BY received_seq"


class Screen(QObject):
    """A window on the desk of a life.

    Attributes:
        app: The application.
        life: Whose desk it is.
        window: The window.
    """

    def __init__(self, app: QApplication, life: Life, system: System | None) -> None:
        """Show it, and let it come to rest."""
        super().__init__()
        self.app, self.life = app, life
        # As in the program: not in the middle of what is measured, wherever an object happens to be made.
        self._collected = ExitStack()
        self._collected.enter_context(collected_here())
        self._face = NotedFace(life.desk, LANG)
        speech.use(LANG)
        self.window = MainWindow(PAGES)
        # A measure makes no noise.
        self.window.sounds.flashes_only = True
        self.window.resize(*SIZE)
        self.window.show()
        self.window.begin(app, lambda: as_open(life.desk, self._face, system=system))
        self._paints = 0
        app.installEventFilter(self)
        self.rest()

    def eventFilter(self, on: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Count what is painted."""
        if event.type() is QEvent.Type.Paint:
            self._paints += 1
            self.saw_paint(on)
        return False

    def saw_paint(self, on: QObject) -> None:
        """Take note of one paint."""

    def rest(self) -> None:
        """Let everything be done that is still to come, until nothing more is painted."""
        while self.window.front.state.busy or not self.window.tasks.idle:
            self.turn()
        seen = -1
        while self._paints != seen:
            seen = self._paints
            self.app.processEvents()

    def turn(self) -> None:
        """Wait for what comes next, and let it be done."""
        self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def bare(self, look: Callable[[Connection], object], page: QWidget) -> None:
        """Do what a floor is: one lookup, and the same page painted anew."""
        self.life.desk.store.read(look)
        page.repaint()

    def lookup(self, rows: Connection) -> object:
        """Look one number up by its index."""
        return rows.execute(_OF_NUMBER, (self.life.held[0],)).fetchall()

    def close(self) -> None:
        """Close the window and let go of the desk."""
        self.app.removeEventFilter(self)
        self.window.close()
        self._face.close()
        self.window.deleteLater()
        self._collected.close()


def application() -> QApplication:
    """Return the application of this process, dressed as the program is."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["bench"])
    apply_theme(app, "light", 1)
    return app


@contextmanager
def on_screen(life: Life, system: System | None = None) -> Iterator[Screen]:
    """Lend a window on the desk of a life.

    Args:
        life: Whose desk it is.
        system: The machine whose sticks are found; the one the program runs on by default.
    """
    screen = Screen(application(), life, system)
    try:
        yield screen
    finally:
        screen.close()
