"""A field for a quantity: typed, or by one more and one less."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.fields.written_line import WrittenLine
from concierge_desk.ui.kit.fonts import tabular, text_font
from concierge_desk.ui.kit.layouts import REST, RowLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.theme import current, on_change


class QuantityEdit(QWidget):
    """A number of pieces, between two buttons.

    Attributes:
        changed: Emitted with the number.
    """

    changed = Signal(int)

    def __init__(self, value: int = 1, *, least: int = 1, most: int = 999) -> None:
        super().__init__()
        self._least, self._most, self._value = least, most, value
        self._less = ActionButton("\N{MINUS SIGN}")
        self._less.setAccessibleName(say("One less"))
        self._more = ActionButton("+")
        self._more.setAccessibleName(say("One more"))
        self._line = WrittenLine()
        self._line.setAccessibleName(say("How many"))
        self._line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # Not Qt's validator of integers: it lets the separators of thousands through.
        self._line.setValidator(QRegularExpressionValidator(f"[0-9]{{0,{len(str(most))}}}", self))
        RowLayout(self, gap=1).put(self._less, self._line, self._more, REST)
        self.setFocusProxy(self._line)
        self._less.clicked.connect(lambda: self.set_value(self._value - 1))
        self._more.clicked.connect(lambda: self.set_value(self._value + 1))
        self._line.written.connect(self._read)
        self._line.editingFinished.connect(self._show)
        self._show()
        on_change(self)

    def value(self) -> int:
        """Return the number."""
        return self._value

    def set_value(self, value: int) -> None:
        """Take a number; one that is out of reach is the nearest within."""
        self._take(value)
        self._show()

    def type(self, figure: str) -> None:
        """Take the first figure of a number that is typed while the keyboard is elsewhere; the rest goes into the field."""
        self._line.setFocus()
        self._line.setText(figure)
        self._read(figure)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Count with the arrows."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.set_value(self._value + step)

    def fit(self) -> None:
        """Take the sizes of the theme."""
        tokens = current()
        font = tabular(text_font(tokens.text))
        self._line.setFont(font)
        self._line.setFixedWidth(tokens.text * 5)
        for part in (self._less, self._more):
            part.setFixedWidth(tokens.target)

    def _read(self, text: str) -> None:
        if text:
            self._take(int(text))

    def _take(self, value: int) -> None:
        value = min(max(value, self._least), self._most)
        if value != self._value:
            self._value = value
            self.changed.emit(value)
        self._less.setEnabled(value > self._least)
        self._more.setEnabled(value < self._most)

    def _show(self) -> None:
        self._line.setText(str(self._value))
        self._take(self._value)
