"""A window of its own process, until it is painted and at rest: ``python -m bench.painted desk DATA`` or ``bare``.

What was seen goes to the standard output as JSON; the program itself knows nothing of it.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

LINE = "ScanLine"
"""Where she types: the window is usable from the paint that shows it with the keyboard in it."""
AT_REST_MS = 1_500
"""Then the desk has been read and everything that was put off is done."""
_SIZE = 1280, 800
_SMAPS = Path("/proc/self/smaps_rollup")


class Painted(QObject):
    """Sees the first paint of the widget that is waited for, then the process at rest, then ends it."""

    def __init__(self, app: QApplication, kind: str, *, focused: bool) -> None:
        super().__init__()
        self._app, self._kind, self._focused = app, kind, focused
        self._at: int | None = None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Look for the paint; it is done when the loop comes back."""
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget) and self._is_it(watched):
            self._app.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)
        return False

    def _is_it(self, widget: QWidget) -> bool:
        return type(widget).__name__ == self._kind and (widget.hasFocus() or not self._focused)

    def _painted(self) -> None:
        self._at = time.monotonic_ns()
        QTimer.singleShot(AT_REST_MS, self._rest)

    def _rest(self) -> None:
        sys.stdout.write(json.dumps({"painted_ns": self._at, "pss": pss()}) + "\n")
        sys.stdout.flush()
        for window in self._app.topLevelWidgets():
            window.close()
        self._app.quit()


def pss() -> int | None:
    """Return how many bytes of memory are this process's share; None where the system does not say."""
    if not _SMAPS.exists():
        return None
    for line in _SMAPS.read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return None


def _bare() -> None:
    """Show a window with a label: the least that a window is."""
    app = QApplication(["bare"])
    watch = Painted(app, "QLabel", focused=False)
    window = QMainWindow()
    window.setCentralWidget(QLabel("Guichet"))
    window.resize(*_SIZE)
    window.show()
    app.exec()
    del watch


def _desk(data: str) -> None:
    """Run the program as somebody does who gives it no word."""
    app = QApplication(["concierge-desk"])
    watch = Painted(app, LINE, focused=True)
    # Only this one loads the program.
    from concierge_desk import cli  # noqa: PLC0415

    sys.argv = ["concierge-desk", "--data", data]
    try:
        cli.run()
    finally:
        del watch


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        _bare()
    else:
        _desk(sys.argv[2])
