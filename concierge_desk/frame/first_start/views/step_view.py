"""View of a step: what is filled in, beside what every step has in common."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from concierge_desk.frame.first_start.state import FirstState
from concierge_desk.ui.kit.widgets import ask_height


class StepView(QWidget):
    """What is filled in at one step; it is kept while another one is shown.

    Attributes:
        answered: Something was typed: name of the field, and the text.
    """

    answered = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        ask_height(self, QSizePolicy.Policy.Preferred)

    def show_state(self, state: FirstState) -> None:
        """Show a picture whose step at hand is this one."""

    def start(self) -> None:
        """Give the keyboard to what is answered first; to the step itself, where nothing is."""
        self.setFocus()

    def take(self) -> bool:
        """Take what was typed by itself, and say so; else the presenter takes it."""
        return False

    def draw_again(self) -> None:
        """Do what F5 does here."""

    def press_number(self, number: str) -> bool:
        """Choose by a figure, and say whether it means anything here."""
        del number
        return False
