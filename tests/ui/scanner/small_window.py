"""A small window with a scanner, for a real X server: obeys lines on its input, answers each with what it holds."""

import json
import sys
import time
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSocketNotifier
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from concierge_desk.ui.kit.scanner import Scanner

TITLE = "small window"
DIALOG = "small dialog"


class Gaps(QObject):
    """Notes the longest gap between two keys: by their own clock, and as they came in here."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[int] = []
        self.came: list[float] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        press = event.type() == QEvent.Type.KeyPress and isinstance(watched, QWindow)
        if press and isinstance(event, QKeyEvent) and event.text():
            self.pressed.append(event.timestamp())
            self.came.append(time.monotonic() * 1000)
        return False

    def clear(self) -> None:
        self.pressed.clear()
        self.came.clear()

    def told(self) -> dict[str, float]:
        return {"gap": _longest(self.pressed), "wait": _longest(self.came)}


def _longest(times: Sequence[float]) -> float:
    return max((b - a for a, b in pairwise(times)), default=0)


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.did: list[str] = []
        self.codes: list[str] = []
        self.line, self.area, self.spin, self.combo = QLineEdit(), QPlainTextEdit(), QSpinBox(), QComboBox()
        self.spin.setMaximum(999_999_999)
        self.combo.addItems(["0", "3", "6"])
        self.button = QPushButton("Pay")
        self.button.clicked.connect(lambda: self.did.append("paid"))
        self.line.returnPressed.connect(lambda: self.did.append(f"entered {self.line.text()}"))
        self.dialog: QDialog | None = None
        layout = QVBoxLayout(self)
        for widget in (self.line, self.area, self.spin, self.combo, self.button):
            layout.addWidget(widget)

    def open_dialog(self) -> None:
        self.dialog = QDialog(self)
        self.dialog.setWindowTitle(DIALOG)
        layout = QVBoxLayout(self.dialog)
        self.dialog.line = QLineEdit()
        yes = QPushButton("Yes")
        yes.setDefault(True)
        yes.clicked.connect(self.dialog.accept)
        for widget in (self.dialog.line, yes):
            layout.addWidget(widget)
        self.dialog.finished.connect(lambda result: self.did.append(f"dialog {result}"))
        self.dialog.open()

    def close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.blockSignals(True)
            self.dialog.close()
            self.dialog = None

    def holds(self) -> dict[str, object]:
        focus = QApplication.focusWidget()
        return {
            "codes": self.codes,
            "did": self.did,
            "line": self.line.text(),
            "area": self.area.toPlainText(),
            "spin": self.spin.value(),
            "combo": self.combo.currentIndex(),
            "dialog": self.dialog.line.text() if self.dialog is not None else None,
            "focus": type(focus).__name__ if focus is not None else "",
            "window": QApplication.activeWindow().windowTitle() if QApplication.activeWindow() else "",
        }

    def clear(self) -> None:
        self.close_dialog()
        self.codes.clear()
        self.line.clear()
        self.area.clear()
        self.spin.setValue(0)
        self.combo.setCurrentIndex(0)
        self.did.clear()


def answer(held: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(held) + "\n")
    sys.stdout.flush()


def main() -> int:
    app = QApplication(sys.argv)
    scanner = Scanner(lambda _code: False)
    scanner.install(app)
    gaps = Gaps()
    app.installEventFilter(gaps)
    window = Window()
    scanner.scanned.connect(lambda code, _at: window.codes.append(code))

    def obey() -> None:
        line = sys.stdin.readline()
        if not line:
            # Whoever asked is gone.
            notifier.setEnabled(False)
            app.quit()
            return
        word, _, rest = line.strip().partition(" ")
        if word == "focus":
            getattr(window, rest).setFocus()
        elif word == "stall":
            # Answered first: whoever asked for it types meanwhile.
            answer({})
            time.sleep(int(rest) / 1000)
            return
        elif word == "dialog":
            window.open_dialog()
        elif word == "clear":
            window.clear()
            gaps.clear()
        answer({**window.holds(), **gaps.told()})

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(obey)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
