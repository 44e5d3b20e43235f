"""The drawer counted by coins and notes: a field for each."""

from collections.abc import Mapping

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from concierge_desk.domain.money import format_amount
from concierge_desk.pages.day.state import FACES
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.fields.field import InputField
from concierge_desk.ui.kit.keys import press_into
from concierge_desk.ui.kit.layouts import GridLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import in_sight
from concierge_desk.ui.kit.words import Words

_COLUMNS = 2
_CELLS = 4
"""Name, field, amount, and a gap: of one coin or note."""
_EURO = 100
_FIRST = 5000
"""Bigger notes are seldom taken: the arrow leads up to them."""


class PiecesField(InputField):
    """Field for the number of one coin or note.

    Attributes:
        stepped: The next field is wanted (1), or the one before (-1).
    """

    stepped = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__(say("A whole number of pieces."))
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,5}"), self))
        self.line_up_figures()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Go from field to field."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


_STEPS = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class CountRows(QWidget):
    """Every coin and note, the notes on the left.

    Attributes:
        typed: A field holds another text: the coin or note in cents, and the text.
        rested: A field was left: what was typed may be kept.
    """

    typed = Signal(int, str)
    rested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = GridLayout(self, across=1, down=0.5)
        self._fields: dict[int, PiecesField] = {}
        self._amounts: dict[int, Words] = {}
        self._names: list[Words] = []
        rows = -(-len(FACES) // _COLUMNS)
        for place, face in enumerate(FACES):
            column, row = divmod(place, rows)
            name = face_text(face)
            field, amount, words = PiecesField(name), Words("", "text", "muted"), Words(name, "text")
            self._fields[face], self._amounts[face] = field, amount
            self._names.append(words)
            amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for cell, part in enumerate((words, field, amount)):
                self._grid.addWidget(part, row, column * _CELLS + cell)
            field.written.connect(lambda text, of=face: self._took(of, text))
            field.stepped.connect(lambda step, of=face: self._step(of, step))
            field.editingFinished.connect(self.rested)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column * _CELLS + 2, 1)
        theme.on_change(self)

    def show_typed(self, typed: Mapping[int, str]) -> None:
        """Show what stands in each field, and what it comes to."""
        for face, field in self._fields.items():
            text = typed.get(face, "")
            if field.text() != text:
                field.setText(text)
            self._tell(face, text)

    def start(self) -> None:
        """Give the keyboard to the field after the last that was filled; at first to the notes most drawers begin with."""
        filled = [place for place, face in enumerate(FACES) if self._fields[face].text()]
        place = min(filled[-1] + 1, len(FACES) - 1) if filled else FACES.index(_FIRST)
        self._go(FACES[place])

    def press(self, sign: str) -> None:
        """Press a key of the keypad in the field that has the keyboard; where none has it, in the next one."""
        if not any(field.hasFocus() for field in self._fields.values()):
            self.start()
        press_into(next(field for field in self._fields.values() if field.hasFocus()), sign)

    def fit(self) -> None:
        """Take the widths of the theme."""
        tokens = theme.current()
        for column in range(_COLUMNS - 1):
            self._grid.setColumnMinimumWidth(column * _CELLS + 3, tokens.unit * 2)
        for field in self._fields.values():
            field.setFixedSize(tokens.text * 4, tokens.target)
        for column in range(_COLUMNS):
            # Of the column, not of the words: a larger amount still asks for its own width.
            self._grid.setColumnMinimumWidth(column * _CELLS + 2, tokens.text * 5)

    def _took(self, face: int, text: str) -> None:
        self._tell(face, text)
        self.typed.emit(face, text)

    def _tell(self, face: int, text: str) -> None:
        self._amounts[face].setText(format_amount(face * int(text)) if text.isdecimal() else "")

    def _step(self, face: int, step: int) -> None:
        place = FACES.index(face) + step
        if 0 <= place < len(FACES):
            self._go(FACES[place])
        else:
            # No field is left, but what was typed rests all the same.
            self.rested.emit()

    def _go(self, face: int) -> None:
        field = self._fields[face]
        field.setFocus()
        field.selectAll()
        in_sight(field)


def face_text(cents: int) -> str:
    """Return what a coin or note is called: ``50 €``, ``20 c``."""
    euros, rest = divmod(cents, _EURO)
    return f"{rest}\N{NO-BREAK SPACE}c" if rest else f"{euros}\N{NO-BREAK SPACE}€"
