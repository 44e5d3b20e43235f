"""Sheet over the window that is read: it scrolls by keys where it is longer than there is room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.ui.kit.overlay import Overlay
from concierge_desk.ui.kit.panel import PaperSurface
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import scrolled
from concierge_desk.ui.kit.words import Words

_SCROLLS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


class Leaf(Overlay):
    """A sheet with a title, a page that scrolls, and how one comes back.

    Attributes:
        sheet: Where all of it stands.
        area: Where the page scrolls.
        back: Says how one comes back.
    """

    def __init__(self, parent: QWidget, title: str, page: QWidget) -> None:
        super().__init__(parent, title, margin=3)
        self.sheet = PaperSurface(margin=(3, 2), gap=1)
        self.area = scrolled(page)
        self.sheet.column.put(Words(title, "heading"), self.area, grows=self.area)
        self.back = Words(say("Esc: back"), "small", "muted")
        self.sheet.column.addWidget(self.back)
        self.room.addWidget(self.sheet)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Scroll, or do as every overlay does."""
        steps = _SCROLLS.get(Qt.Key(event.key()))
        if steps is not None:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + steps * bar.singleStep())
        super().keyPressEvent(event)
