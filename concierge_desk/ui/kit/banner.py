"""Banner: a warning or a piece of news, in a sentence or two."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame

from concierge_desk.ui.kit.icons import Icon
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.marks import draw_toned
from concierge_desk.ui.kit.screen_reader.accessible import as_alert
from concierge_desk.ui.kit.shapes import painter_of
from concierge_desk.ui.kit.theme import current
from concierge_desk.ui.kit.widgets import ask_height
from concierge_desk.ui.kit.words import Words

_PICTURES = {"plain": "help", "good": "check", "warning": "warning", "bad": "late"}


class Banner(QFrame):
    """A sentence on the ground of its tone, with the keys that help."""

    heard_as = as_alert

    def __init__(self, text: str = "", tone: str = "plain", keys: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._tone = tone
        self._picture = Icon(_PICTURES[tone], _ink(tone))
        self._words = Words(text, "small")
        row = RowLayout(self, margin=(1.5, 1), gap=1)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        for key in keys:
            row.addWidget(KeyCap(key), 0, Qt.AlignmentFlag.AlignTop)
        ask_height(self)
        self.tell(text, tone)

    def tell(self, text: str, tone: str) -> None:
        """Say something else."""
        self._tone = tone
        self._words.setText(text)
        self._words.dye("warning_ink" if tone == "warning" else _ink(tone))
        self._picture.draw(_PICTURES[tone], _ink(tone))
        self.setAccessibleName(text)
        self.update()

    def text(self) -> str:
        """Return what it says."""
        return self._words.text()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the ground of the tone."""
        with painter_of(self) as painter:
            draw_toned(painter, self, self._tone, current().corner)


def _ink(tone: str) -> str:
    return "on_accent_soft" if tone == "plain" else tone
