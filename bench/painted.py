"""A window of its own process, until it is painted and at rest: ``python -m bench.painted desk DATA`` or ``bare``.

What was seen goes to the standard output as JSON; the program itself knows nothing of it.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

LINE = "ScanLine"
"""Where she types: the window is usable from the paint that shows it with the keyboard in it."""
AT_REST_MS = 1_500
"""Then the desk has been read and everything that was put off is done."""
_SIZE = 1280, 800
_SMAPS = Path("/proc/self/smaps_rollup")


def bare() -> None:
    """Show a window with a label: the least that a window is."""
    from PySide6.QtWidgets import QLabel, QMainWindow  # noqa: PLC0415  (the program decides when Qt is loaded)

    app = watched("QLabel", focused=False)
    window = QMainWindow()
    window.setCentralWidget(QLabel("Guichet"))
    window.resize(*_SIZE)
    window.show()
    app.exec()


def desk(data: str) -> None:
    """Run the program as somebody does who gives it no word."""
    from concierge_desk import cli  # noqa: PLC0415  (the bare window is a process without the program)
    from concierge_desk.bootstrap import window  # noqa: PLC0415

    run = window.run_window

    def run_watched(*given: Any) -> int:
        # As the program does, and before the watch: Qt looks into each module that is imported after it.
        import concierge_desk.ui.shell.window  # noqa: F401, PLC0415

        watched(LINE, focused=True)
        return run(*given)

    window.run_window = run_watched
    os.environ["CONCIERGE_DESK_DATA"] = data
    sys.argv = ["concierge-desk"]
    cli.run()


def watched(kind: str, *, focused: bool) -> Any:
    """Return the application; it tells the first paint of such a widget and the process at rest, then ends."""
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415

    app = QApplication(["concierge-desk"])

    class Watch(QObject):
        def eventFilter(self, on: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
            if (
                event.type() is QEvent.Type.Paint
                and isinstance(on, QWidget)
                and type(on).__name__ == kind
                and (on.hasFocus() or not focused)
            ):
                app.removeEventFilter(self)
                # It is painted when the loop comes back.
                QTimer.singleShot(0, lambda: QTimer.singleShot(AT_REST_MS, lambda at=time.monotonic_ns(): end(app, at)))
            return False

    app.installEventFilter(Watch(app))
    return app


def end(app: Any, painted_ns: int) -> None:
    """Tell what was seen, and close the window."""
    sys.stdout.write(json.dumps({"painted_ns": painted_ns, "pss": pss()}) + "\n")
    sys.stdout.flush()
    for window in app.topLevelWidgets():
        window.close()
    app.quit()


def pss() -> int | None:
    """Return how many bytes of memory are this process's share; None where the system does not say."""
    if not _SMAPS.exists():
        return None
    for line in _SMAPS.read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return None


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        desk(sys.argv[2])
