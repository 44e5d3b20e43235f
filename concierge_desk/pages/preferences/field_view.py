"""Question with one field, on the sheet of this PC's preferences: typed, kept with Enter, left with Esc.

Source: decisions 0020, 0025.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.pages.preferences.keep_buttons import keep_buttons
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.fields.field import InputField
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.words import Words

LEAST_PAUSE_SECONDS = 0.1
"""Enter that follows a sign faster is a scanner's: it answers nothing."""


class FieldQuestion(QWidget):
    """Asks for what is typed into one field.

    Attributes:
        answered: What was typed; empty for nothing.
        left: It is left as it was.
    """

    answered = Signal(str)
    left = Signal()
    letters = 22
    """Width of the field, in heights of a title."""

    def __init__(self, monotonic: Callable[[], float], how: str, field: InputField, told: Words) -> None:
        """Lay out what is asked.

        Args:
            monotonic: The clock of the keys.
            how: What to type, in the language shown.
            field: Where.
            told: What is said of it while it is typed.
        """
        super().__init__()
        self._monotonic = monotonic
        self._typed_at = float("-inf")
        self._field, self._told = field, told
        column = ColumnLayout(self, gap=1)
        column.put(Words(how, "small", "muted"), field, told, keep_buttons(self._answer, self.left))
        field.written.connect(self._edited)
        theme.on_change(self)

    def ask(self, known: str) -> None:
        """Begin with what is known."""
        self._field.setText(known)
        self._field.selectAll()
        self._follow()
        self.show()
        self._field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Take Enter for an answer, but for one that a scanner sends after what it types."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        event.accept()
        if not event.isAutoRepeat() and self._monotonic() - self._typed_at > LEAST_PAUSE_SECONDS:
            self._answer()

    def fit(self) -> None:
        """Take the width of the theme's letters."""
        self._field.setMaximumWidth(theme.current().title * self.letters)

    def _answer(self) -> None:
        self.answered.emit(self._field.text())

    def _edited(self, _text: str) -> None:
        self._typed_at = self._monotonic()
        self._follow()

    def _follow(self) -> None:
        """Say what there is to say of what stands in the field."""
