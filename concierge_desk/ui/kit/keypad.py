"""Keypad on the screen: figures for whoever has a finger or a mouse and no free hand for the keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.keys import RUB_OUT
from concierge_desk.ui.kit.layouts import GridLayout, Room
from concierge_desk.ui.kit.speech import say

_ROWS = ("789", "456", "123", f",0{RUB_OUT}")


class Keypad(QWidget):
    """Ten figures, the comma, and the key that rubs out.

    Attributes:
        typed: A key was pressed: its sign.
    """

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("Keypad"))
        grid = GridLayout(self, across=Room(px=6), down=Room(px=6))
        for row, signs in enumerate(_ROWS):
            for column, sign in enumerate(signs):
                key = ActionButton("⌫" if sign == RUB_OUT else sign)
                if sign == RUB_OUT:
                    key.setAccessibleName(say("Rub out"))
                # The keyboard stays on what is typed into.
                key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                key.clicked.connect(lambda _checked=False, sign=sign: self.typed.emit(sign))
                grid.addWidget(key, row, column)
