"""Row of buttons for what can be done with the day beside its closing: somebody came in, the drawer's cash, the break.

Source: decision 0026.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.i18n import N_, translate
from concierge_desk.pages.day.actions import BREAK, CASH, PASSAGE, offered_keys
from concierge_desk.pages.day.face import DaySummary
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import cap


class ActionRow(QWidget):
    """Buttons of what can be done with the day as it stands.

    Attributes:
        pressed: One was pressed, by the name of its key.
    """

    pressed = Signal(str)

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        labels = {
            PASSAGE: N_("Somebody came in"),
            CASH: N_("Cash of the drawer"),
            BREAK: N_("Begin the break"),
        }
        self._buttons = {
            name: ActionButton(translate(label, lang), (cap(name, lang),)) for name, label in labels.items()
        }
        row = Flow(self)
        for name, button in self._buttons.items():
            row.addWidget(button)
            button.clicked.connect(lambda _checked=False, of=name: self.pressed.emit(of))
        self.hide()

    def show_sheet(self, sheet: DaySummary) -> None:
        """Show what can be done now; nothing of it takes room where nothing can."""
        offered = offered_keys(sheet)
        for name, button in self._buttons.items():
            button.setVisible(name in offered)
        self._buttons[BREAK].set_label(translate(_words(sheet), self._lang))
        self.setVisible(bool(offered))


def _words(sheet: DaySummary) -> str:
    """Return what the key of the break does now."""
    if sheet.doubt:
        return N_("Say which day it is")
    if sheet.reopens:
        return N_("Reopen this day")
    return N_("Open again") if sheet.half == "break" else N_("Begin the break")
