"""List of a step, one of which is chosen by its figure, by arrows or by the mouse."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from concierge_desk.frame.first_start.views.step_view import StepView
from concierge_desk.ui.kit.choice_list import ChoiceList

_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class NumberedView(StepView):
    """A list of answers; the step itself has the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list = ChoiceList([])

    def put(self, answers: ChoiceList) -> ChoiceList:
        """Choose from another list, and return it."""
        answers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = answers
        return answers

    def press_number(self, number: str) -> bool:
        """Choose by its figure."""
        self.list.choose_number(number)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Go up and down; all else is the window's."""
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        event.accept()
        self.list.choose(min(max(self.list.selected() + step, 0), self.list.count() - 1))
