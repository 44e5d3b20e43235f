"""Empty state: a place where there is nothing yet, what it is for, and what to do.

Source: docs/wording.md, "How sentences are worded".
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from concierge_desk.ui.kit.icons import Icon
from concierge_desk.ui.kit.layouts import REST, ColumnLayout
from concierge_desk.ui.kit.words import Words


class EmptyState(QWidget):
    """A large picture, a title, a sentence."""

    def __init__(self, icon: str, title: str, text: str) -> None:
        super().__init__()
        column = ColumnLayout(self, margin=3, gap=1).put(REST)
        column.addWidget(Icon(icon, "edge", times=3.3), 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (Words(title, "title"), Words(text, "text", "muted")):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            column.addWidget(words)
        column.addStretch(1)
        self.setAccessibleName(f"{title}. {text}")
