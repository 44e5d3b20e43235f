"""Keypad on the screen: figures for whoever has a finger or a mouse and no free hand for the keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.keys import RUB_OUT
from concierge_desk.ui.kit.layouts import GridLayout, Room
from concierge_desk.ui.kit.speech import say

_ROWS = ("789", "456", "123", f",0{RUB_OUT}")


class Keypad(QWidget):
    """Ten figures, the comma, the key that rubs out; beside them what else is pressed, from below.

    Attributes:
        typed: A key was pressed: its sign.
    """

    typed = Signal(str)

    def __init__(self, *beside: ActionButton) -> None:
        """Lay the keys out, and as many buttons beside them as there are rows."""
        super().__init__()
        self.setAccessibleName(say("Keypad"))
        grid = GridLayout(self, across=Room(px=6), down=Room(px=6))
        for row, signs in enumerate(_ROWS):
            for column, sign in enumerate(signs):
                grid.addWidget(self._key(sign), row, column)
                grid.setColumnStretch(column, 1)
        for row, button in enumerate(reversed(beside)):
            grid.addWidget(button, row, len(_ROWS[0]))

    def _key(self, sign: str) -> ActionButton:
        key = ActionButton("⌫" if sign == RUB_OUT else sign, (), "figure")
        if sign == RUB_OUT:
            key.setAccessibleName(say("Rub out"))
        # The keyboard stays on what is typed into.
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.clicked.connect(lambda: self.typed.emit(sign))
        return key
