"""Discreet screen, F11 once more: covers the counter from anybody who looks over it.

Source: decision 0034.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.icons import Icon
from concierge_desk.ui.kit.overlay import Overlay
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.words import Words


class Discreet(Overlay):
    """Covers names and cards from whoever looks over the counter; any key but a scan lifts it.

    Attributes:
        unveiled: Its own key lifted it: names are shown again too. After any other they stay hidden.
    """

    unveiled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, say("Discreet screen"))
        self._picture = Icon("hidden", "foot_muted", 4)
        self._words = Words(say("Back in a moment"), "heading", "on_foot")
        self._hint = Words(
            say("Any key: go on, names stay hidden. F11: show them again."), "text", "foot_muted"
        )
        self.room.addStretch(1)
        self.room.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._words, self._hint):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.room.addWidget(words)
        self.room.addStretch(1)

    def folds_with(self, event: QKeyEvent) -> bool:
        """Fold with any key; a scan never comes here as keys."""
        if event.key() == Qt.Key.Key_F11:
            self.unveiled.emit()
        return event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        """Fold with a click or a finger."""
        self.fold()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Cover everything."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().foot))
        painter.end()
