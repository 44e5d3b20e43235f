"""A page alone on the screen, in the room that the window leaves it, with real keys."""

from collections.abc import Callable, Iterable
from typing import Any, Self

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

ROOM = {1.0: (1060, 640), 2.0: (1180, 590)}
"""What the window leaves a page at 1280 × 800, by the size of the text."""


class OnScreen:
    """A page, bound as the window binds it.

    Args:
        page: The page.
        bound: Its signals, and what hears them.
        scale: Size of the text.
    """

    def __init__(self, page: Any, bound: Iterable[tuple[Any, Callable[..., object]]], scale: float) -> None:
        from concierge_desk.ui.kit.widgets import scrolled

        self.page = page
        for signal, to in bound:
            signal.connect(to)
        self.area = scrolled(page)
        self.area.resize(*ROOM[scale])
        self.area.show()
        page.start()

    def press(self, *keys: Qt.Key) -> Self:
        for key in keys:
            QTest.keyClick(self.focused, key)
        return self

    def type(self, text: str) -> Self:
        QTest.keyClicks(self.focused, text)
        return self

    @property
    def focused(self) -> QWidget:
        return self.page.focusWidget() or self.page
