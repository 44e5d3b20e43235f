"""F1: every key and what it does, from the same table that binds them; and the discreet screen.

Source: issue "The counter window" §3; ux.md §6.2 (F11 discreet mode).
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from concierge_desk.i18n import N_, translate
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.drawing import draw_box, painter_of
from concierge_desk.ui.kit.icons import Picture
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.keys import Row, name_of, rows
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.shell.overlay import Overlay

_WHERE = {
    "line": N_("In the scan line, while it is empty or holds a number"),
    "counter": N_("At the counter"),
    "everywhere": N_("Everywhere"),
}
_SCROLLS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


_LEAST_LETTERS = 58
"""Least width for two columns, in heights of a title."""


class Leaf(QWidget):
    """The sheet that the keys stand on."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw it."""
        tokens = theme.current()
        with painter_of(self) as painter:
            draw_box(
                painter, self.rect(), tokens.card, radius=tokens.radius, edge=(tokens.line, tokens.border)
            )


class Help(Overlay):
    """All keys, by where they hold; Escape or F1 folds it."""

    def __init__(self, parent: QWidget, lang: str) -> None:
        super().__init__(parent, translate(N_("These keys"), lang))
        self._lang = lang
        self._leaf = Leaf()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._halves = (QGridLayout(), QGridLayout())
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        for half in self._halves:
            half.setColumnStretch(1, 1)
            held = QVBoxLayout()
            held.addLayout(half)
            held.addStretch(1)
            self._row.addLayout(held, 1)
        self._area.setWidget(inside)
        self._title = Words(translate(N_("The keys"), lang), "heading")
        self._leaf.column.addWidget(self._title)
        self._leaf.column.addWidget(self._area, 1)
        self._leaf.column.addWidget(Words(translate(N_("Esc: back to the counter"), lang), "small", "muted"))
        self.room.addWidget(self._leaf)
        self._fill()
        theme.on_change(self)

    def folds_with(self, event: QKeyEvent) -> bool:
        """Fold with F1 too, which opened it."""
        return super().folds_with(event) or name_of(event) == "help"

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Scroll, or do as every overlay does."""
        steps = _SCROLLS.get(Qt.Key(event.key()))
        if steps is not None:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + steps * bar.singleStep())
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Show two columns where there is room."""
        super().resizeEvent(event)
        self._fold()

    def fit(self) -> None:
        """Take the room of the theme."""
        unit = theme.current().unit
        self.room.setContentsMargins(unit * 3, unit * 3, unit * 3, unit * 3)
        self._leaf.column.setContentsMargins(unit * 3, unit * 2, unit * 3, unit * 2)
        self._leaf.column.setSpacing(unit)
        self._row.setSpacing(unit * 3)
        caps = [one.sizeHint().width() for one in self.findChildren(KeyCap)]
        for half in self._halves:
            half.setHorizontalSpacing(unit * 2)
            half.setVerticalSpacing(unit)
            # Below each other, the words of both begin at one line.
            half.setColumnMinimumWidth(0, max(caps, default=0))
        self._fold()

    def _fill(self) -> None:
        where = ""
        for row in rows():
            half = self._halves[row.where == "everywhere"]
            if row.where != where:
                where = row.where
                _add(half, Words(translate(_WHERE[where], self._lang), "label"), None)
            _add(half, self._cap(row), Words(translate(row.label, self._lang), "text"))

    def _fold(self) -> None:
        wide = self.width() >= theme.current().title * _LEAST_LETTERS
        right, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(right if wide else down)

    def _cap(self, row: Row) -> KeyCap:
        return KeyCap(translate(row.cap, self._lang))


def _add(rows_of: QGridLayout, first: QWidget, second: QWidget | None) -> None:
    at = rows_of.rowCount()
    if second is None:
        rows_of.addWidget(first, at, 0, 1, 2)
        return
    rows_of.addWidget(first, at, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    rows_of.addWidget(second, at, 1)


class Discreet(Overlay):
    """Covers names and cards from whoever looks over the counter; any key but a scan lifts it."""

    def __init__(self, parent: QWidget, lang: str) -> None:
        super().__init__(parent, translate(N_("Discreet screen"), lang))
        self._picture = Picture("hidden", "foot_muted", 4)
        self._words = Words(translate(N_("Back in a moment"), lang), "heading", "on_foot")
        self._hint = Words(translate(N_("Press any key to go on."), lang), "text", "foot_muted")
        self.room.addStretch(1)
        self.room.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._words, self._hint):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.room.addWidget(words)
        self.room.addStretch(1)

    def folds_with(self, event: QKeyEvent) -> bool:
        """Fold with any key; a scan never comes here as keys."""
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
