"""Program with a window: dressed, shown, until it is closed.

Source: docs/contract.md, "Budgets"; decision 0019.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from concierge_desk.frame.crash import install_excepthook
from concierge_desk.frame.doorbell import Doorbell
from concierge_desk.frame.pages import WindowDesk
from concierge_desk.frame.window import MainWindow
from concierge_desk.paths import DataFolder
from concierge_desk.ui.kit.garbage import collected_here
from concierge_desk.ui.kit.preferences import ThisPc
from concierge_desk.ui.kit.screen_reader.accessible import install
from concierge_desk.ui.kit.theme import choose_theme, dress
from concierge_desk.ui.page.page import Page
from concierge_desk.ui.presenter.asked_phrase import AskedPhrase
from concierge_desk.ui.presenter.handover import Ended

LOG_FILE = "concierge-desk.log"
_LATEST_MS = 1_000


class _FirstPaint(QObject):
    """Goes on once a widget was painted: what is loaded and read by then would take the time from the paint.

    A window that starts as an icon is painted when she takes it up: it waits a second, no longer.
    """

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._then = then
        self._due = QTimer(self, singleShot=True, interval=_LATEST_MS)
        self._due.timeout.connect(self._go_on)
        self._due.start()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Wait for the paint; it is on the screen when the loop comes back."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._due.start(0)
        return False

    def _go_on(self) -> None:
        self._widget.removeEventFilter(self)
        if self._widget.isVisible():
            self._then()


def application(this_pc: ThisPc) -> QApplication:
    """Return the program's application, with the theme of what is built from now on."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["concierge-desk"])
    app.setApplicationName("concierge-desk")
    install()
    choose_theme(app, this_pc.shown.theme, this_pc.shown.scale)
    return app


def show_window(
    pages: Sequence[Page],
    open_desk: Callable[[], WindowDesk],
    *,
    this_pc: ThisPc,
    data: Path | None,
    asked: AskedPhrase | None = None,
) -> Ended:
    """Show the window of a desk until it is closed; nothing of it is left then.

    Args:
        pages: Those it leads to, whatever the desk.
        open_desk: Opens the desk, on the thread that uses it.
        this_pc: How it looks, sounds and hears, and where that is kept.
        data: The desk's folder, where its log is, and where a second start rings; None where there is neither.
        asked: The words that open its key, to be typed before; None where none are asked for.

    Returns:
        How it ended, and what it was closed for.

    Raises:
        DeskError: As opening the desk does, once the window is gone.
    """
    app = application(this_pc)
    window = MainWindow(pages)
    window.preferring.be_on(this_pc)
    dress(app)
    window.mishaps.log = None if data is None else DataFolder(data).logs / LOG_FILE
    stop = install_excepthook(window.mishaps)
    window.view.line.setFocus()
    window.door.ask_first(asked)
    bell = None if data is None else Doorbell(window, DataFolder(data))
    if bell is not None:
        window.door.held.connect(bell.hang)
    window.place.open(this_pc.shown.place)
    _FirstPaint(window.view.line, lambda: window.begin(app, open_desk))
    try:
        with collected_here():
            status = app.exec()
    finally:
        stop()
        if bell is not None:
            bell.take_down()
    if window.door.opening is not None:
        window.door.opening.result()
    ended = Ended(status, window.going, window.view.page)
    # Another one may be shown in its place: nothing of it may hear or draw any more.
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    return ended
