"""The window as a program: dressed, shown, until it is closed.

Source: DESIGN §11 (start to first usable paint); decision 0019.
"""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from concierge_desk.paths import DataFolder
from concierge_desk.ui.front.face import OpenDesk
from concierge_desk.ui.kit.garbage import collected_here
from concierge_desk.ui.kit.preferences import ThisPc
from concierge_desk.ui.kit.theme import choose_theme, dress
from concierge_desk.ui.shell.crash import install_excepthook
from concierge_desk.ui.shell.window import MainWindow

LOG_FILE = "concierge-desk.log"
_WIDTH, _HEIGHT = 1280, 800


def show_window(lang: str, open_desk: Callable[[], OpenDesk], *, this_pc: ThisPc, data: Path) -> int:
    """Show the window of a desk until it is closed.

    Args:
        lang: Language of what is shown.
        open_desk: Opens the desk, on the thread that uses it.
        this_pc: How it looks, sounds and hears, and where that is kept.
        data: The desk's folder, where its log is.

    Returns:
        The exit status.

    Raises:
        DeskError: As opening the desk does, once the window is gone.
    """
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["concierge-desk"])
    app.setApplicationName("concierge-desk")
    choose_theme(app, this_pc.shown.theme, this_pc.shown.scale)
    window = MainWindow(lang)
    window.preferring.be_on(this_pc)
    dress(app)
    window.mishaps.log = DataFolder(data).logs / LOG_FILE
    stop = install_excepthook(window.mishaps)
    room = app.primaryScreen().availableGeometry()
    window.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
    window.view.line.setFocus()
    window.show()
    begun: list[Future[OpenDesk]] = []
    # She sees where to type first: what is read meanwhile would take the time from the paint.
    QTimer.singleShot(0, window, lambda: begun.append(window.begin(app, open_desk)))
    try:
        with collected_here():
            status = app.exec()
    finally:
        stop()
    for desk in begun:
        desk.result()
    return status
