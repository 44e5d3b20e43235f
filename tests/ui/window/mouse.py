"""Her mouse at the window: it moves and presses on what is seen, and touches no key."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from concierge_desk.frame.window import MainWindow
from concierge_desk.pages.counter.state import State
from tests.ui.window.keyboard import wait_quiet

SLOW_S = 3.0


class Mouse:
    """A mouse over the window: each press is the window system's own, where the pointer stands."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def state(self) -> State:
        return self.window.front.state

    def press(self, label: str, within: QWidget | None = None) -> None:
        """Press a button that is seen, by its words or as it is spoken of."""
        self.press_at(self.button(label, within))

    def button(self, label: str, within: QWidget | None = None) -> QAbstractButton:
        """The one button that is seen and says so."""
        around = within or self.window
        found = [
            one for one in around.findChildren(QAbstractButton) if one.isVisible() and label in _said(one)
        ]
        assert len(found) == 1, (label, [_said(one) for one in around.findChildren(QAbstractButton)])
        return found[0]

    def press_at(self, part: QWidget, at: QPoint | None = None) -> None:
        """Scroll a part into sight, and press it in its middle or at a place of it."""
        above = part.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(part, 0, 0)
                if at is not None and above.widget() is not None:
                    # Of what is higher than the page its place is to be seen, not its top.
                    place = part.mapTo(above.widget(), at)
                    above.ensureVisible(place.x(), place.y(), 0, 8)
            above = above.parentWidget()
        QApplication.processEvents()
        self.press_on(part.mapTo(self.window, at or part.rect().center()))

    def press_on(self, at: QPoint) -> None:
        """Press somewhere on the window."""
        handle = self.window.windowHandle()
        assert handle is not None
        QTest.mouseMove(handle, at)
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        wait_quiet(self.window)

    def until(self, what: Callable[[], bool]) -> None:
        """Turn until something is so."""
        for _ in range(200):
            if what():
                return
            QTest.qWait(20)
        raise AssertionError(self.state)


def _said(button: QAbstractButton) -> set[str]:
    label = getattr(button, "label", None)
    return {button.accessibleName(), label() if callable(label) else ""}
