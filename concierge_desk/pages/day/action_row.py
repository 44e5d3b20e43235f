"""Row of buttons for what can be done with the day beside its closing: the drawer's cash, the break, the copies.

Source: decision 0026.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.i18n import N_
from concierge_desk.pages.day.actions import OVERVIEW, DayAction, offered
from concierge_desk.pages.day.face import DaySummary
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.page.action_button import action_button, on_press

_NAMES: tuple[DayAction, ...] = ("cash", "remit", "break", "older_copies")


class ActionRow(QWidget):
    """Buttons of what can be done with the day as it stands.

    Attributes:
        pressed: What is to be done, by its name.
    """

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._buttons = {name: action_button(OVERVIEW[name]) for name in _NAMES}
        Flow(self, across=1.5, down=1).put(*self._buttons.values())
        on_press(self.pressed, *self._buttons.values())
        self.hide()

    def show_sheet(self, sheet: DaySummary) -> None:
        """Show what can be done now; nothing of it takes room where nothing can."""
        now = offered(sheet) | (set() if sheet.read_only else {"older_copies"})
        for name, button in self._buttons.items():
            button.setVisible(name in now)
        self._buttons["break"].set_label(say(_words(sheet)))
        self.setVisible(bool(now))


def _words(sheet: DaySummary) -> str:
    """Return what the key of the break does now."""
    if sheet.doubt:
        return N_("Say which day it is")
    if sheet.reopens:
        return N_("Reopen this day")
    return N_("Open again") if sheet.half == "break" else OVERVIEW["break"].label
