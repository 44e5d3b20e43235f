"""Buttons of what a service does whoever stands there, above its list.

Source: decision 0048.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import emptied
from concierge_desk.ui.presenter.door_label import DoorLabel


class DoorButtons(QWidget):
    """A button for each door that leads somewhere now.

    Attributes:
        opened: One was pressed, by the code of its door.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[DoorLabel, ...] = ()
        self._row = Flow(self, across=1, down=0.5)
        self.setAccessibleName(say("What is done here"))

    def show_doors(self, doors: tuple[DoorLabel, ...]) -> None:
        """Show which there are."""
        if doors == self._shown:
            return
        self._shown = doors
        emptied(self._row)
        for door in doors:
            button = ActionButton(door.label, (), "plain")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, code=door.code: self.opened.emit(code))
            self._row.addWidget(button)
