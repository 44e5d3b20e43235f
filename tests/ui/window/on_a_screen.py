"""A window in a process of its own, for a real screen with a window manager: obeys lines on its input, answers each.

``show NAME`` shows a picture, ``text SCALE`` in another size of the text; ``full`` and ``small`` fill the screen and leave it; each
is answered with a line of JSON: what is cut or lies beyond the screen, and where the window stands.
"""

import json
import sys
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication

from concierge_desk.frame.pages import WindowDesk
from concierge_desk.frame.window import MainWindow
from concierge_desk.pages import PAGES
from concierge_desk.ui.kit import speech
from concierge_desk.ui.kit.preferences import Preferences, ThisPc
from concierge_desk.ui.kit.theme import apply_theme
from tests.ui.shell.geometry import cut, seen
from tests.ui.shell.pictures import PICTURES, SERVICES, STATUS, StillFace

TITLE = "Concierge Desk"
SETTLED_MS, PATIENCE = 150, 20
"""By then a window manager has done what it was asked, mostly; so often it is asked again."""


def beyond(window: MainWindow) -> list[str]:
    """What lies beyond the room that the task bar leaves: the window with its frame, or something that never scrolls."""
    room = window.screen().availableGeometry()
    # Of one that fills the screen Qt may keep the frame that it had before: the window manager sees to that.
    around = window.geometry() if window.isMaximized() else window.frameGeometry()
    found = [] if room.contains(around) else [f"window {around} in {room}"]
    view = window.view
    for part in (view.top, view.band, view.rail, view.foot, view._stack):
        place = QRect(part.mapToGlobal(QPoint(0, 0)), part.size())
        if part.isVisible() and not room.contains(place):
            found.append(f"{type(part).__name__} {place} in {room}")
    return found


def main() -> int:
    app = QApplication(sys.argv)
    apply_theme(app, "light")
    speech.use("fr")
    face = StillFace("fr")
    window = MainWindow(PAGES, monotonic=lambda: 100.0)
    window.bind(WindowDesk(face, [(page, lambda: face) for page in (*PAGES, *SERVICES) if page.parts]))
    window.preferring.be_on(ThisPc(Preferences(flashes=True)))
    window.place.open(())
    window.view.show_status(STATUS)

    def answer(again: int = PATIENCE) -> None:
        if again and beyond(window):
            # A busy window manager tells a moment later how thick its frame is now.
            QTimer.singleShot(SETTLED_MS, lambda: answer(again - 1))
            return
        room = window.screen().availableGeometry()
        told: dict[str, Any] = {
            "cut": cut(window),
            "beyond": beyond(window),
            "shown": sum(1 for _one in seen(window)),
            "room": room.getRect(),
            "inner": window.geometry().getRect(),
            "full": window.isMaximized(),
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()

    def obey() -> None:
        word, *rest = sys.stdin.readline().split()
        if word == "show":
            window.view.show_state(PICTURES[rest[0]])
        elif word == "text":
            apply_theme(app, "light", float(rest[0]))
        elif word == "full":
            window.setWindowState(Qt.WindowState.WindowMaximized)
        elif word == "small":
            window.setWindowState(Qt.WindowState.WindowNoState)
        else:
            notifier.setEnabled(False)
            app.quit()
            return
        QTimer.singleShot(SETTLED_MS, answer)

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(obey)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
