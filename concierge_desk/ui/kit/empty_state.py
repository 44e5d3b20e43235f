"""Empty state: a place where there is nothing yet, what it is for, and what to do.

Source: docs/wording.md, "How sentences are worded".
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from concierge_desk.ui.kit.icons import Icon
from concierge_desk.ui.kit.theme import current, on_change
from concierge_desk.ui.kit.words import Words


class EmptyState(QWidget):
    """A large picture, a title, a sentence."""

    def __init__(self, icon: str, title: str, text: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._column.addWidget(Icon(icon, "edge", times=3.3), 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (Words(title, "title"), Words(text, "text", "muted")):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self._column.addWidget(words)
        self._column.addStretch(1)
        self.setAccessibleName(f"{title}. {text}")
        on_change(self)

    def fit(self) -> None:
        """Take the room of the theme."""
        unit = current().unit
        self._column.setContentsMargins(unit * 3, unit * 3, unit * 3, unit * 3)
        self._column.setSpacing(unit)
