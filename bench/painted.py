"""A window of its own process, until it is painted and at rest: ``python -m bench.painted desk DATA`` or ``bare``.

The platform is the one that the environment names. What was seen goes to the standard output as
JSON: the program itself knows nothing of it.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

LINE, LABEL = "ScanLine", "QLabel"
"""The desk's window is usable from the paint that shows where she types with the keyboard in it."""
AT_REST_MS = 1_500
"""Then the desk has been read and everything that was put off is done."""
SIZE = 1280, 800
_SMAPS = Path("/proc/self/smaps_rollup")


def bare() -> None:
    """Show a window with a label: the least that a window is."""
    from PySide6.QtWidgets import QLabel, QMainWindow  # noqa: PLC0415  (the program chooses when Qt is loaded)

    app = watched(LABEL, focused=False)
    window = QMainWindow()
    window.setCentralWidget(QLabel("Guichet"))
    window.resize(*SIZE)
    window.show()
    app.exec()


def desk(data: str) -> None:
    """Run the program as somebody does who gives it no word."""
    from concierge_desk import cli  # noqa: PLC0415  (the bare window is a process without the program)
    from concierge_desk.bootstrap import window  # noqa: PLC0415

    run = window.run_window

    def run_watched(options: Any, look: Any, begun: Any = None) -> int:
        # As the program does, and before there is a watch.
        import concierge_desk.frame.program  # noqa: F401, PLC0415

        watched(LINE, focused=True)
        return run(options, look, begun)

    window.run_window = run_watched
    sys.argv[1:] = ["--data", data]
    cli.run()


def watched(kind: str, *, focused: bool) -> Any:
    """Return the application: once it painted such a widget and came to rest, it tells so and ends.

    Args:
        kind: Name of the widget's class.
        focused: Whether it must hold the keyboard.
    """
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415

    app = QApplication(["concierge-desk"])

    def awaited(widget: QWidget) -> bool:
        return type(widget).__name__ == kind and (widget.hasFocus() or not focused)

    class Watch(QObject):
        def eventFilter(self, on: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
            if event.type() is QEvent.Type.Paint and isinstance(on, QWidget) and awaited(on):
                app.removeEventFilter(self)
                # When the loop comes back, it was painted.
                QTimer.singleShot(0, self.painted)
            return False

        def painted(self) -> None:
            at = time.monotonic_ns()
            QTimer.singleShot(AT_REST_MS, lambda: end(app, at))

    app.installEventFilter(Watch(app))
    return app


def end(app: Any, painted_ns: int) -> None:
    """Tell what was seen, and close the window."""
    told = json.dumps({"painted_ns": painted_ns, "pss": share_of_memory()})
    sys.stdout.write(f"{told}\n")
    for window in app.topLevelWidgets():
        window.close()
    app.quit()


def share_of_memory() -> int | None:
    """Return how many bytes are this process's share; None where the system does not say."""
    if not _SMAPS.exists():
        return None
    told = dict(line.split(":", 1) for line in _SMAPS.read_text("ascii").splitlines()[1:])
    return int(told["Pss"].split()[0]) * 1024


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        desk(sys.argv[2])
