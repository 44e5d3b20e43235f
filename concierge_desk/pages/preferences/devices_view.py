"""Devices of this PC, as they are set, each with the key and the button that set it.

Source: decisions 0020, 0060, 0061.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.i18n import N_
from concierge_desk.pages.preferences.printer_choice_view import printer_words
from concierge_desk.pages.preferences.sheets_view import AS_THE_SYSTEM, kind_words
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import ColumnLayout, Room
from concierge_desk.ui.kit.preferences import Preferences
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import holder, show_text
from concierge_desk.ui.kit.words import Words

SCANNER, PRINTER, DRAWER, SHEETS = "0", "f12", "f6", "f8"
"""Their keys, by their names in the table of keys; on the day's page F6 leads to its cash."""

_DEVICES = (
    (SCANNER, N_("What the scanner sends before its codes"), N_("Set it")),
    (PRINTER, N_("Printer of rolls"), N_("Set it")),
    (DRAWER, N_("Cash drawer"), N_("Change it")),
    (SHEETS, N_("Printers of sheets"), N_("Set it")),
)


class DevicesView(QWidget):
    """Devices, one below the other.

    Attributes:
        asked: Key of the one that is to be set.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = ColumnLayout(self, gap=1)
        self._words = {key: Words("", "text") for key, _label, _sets in _DEVICES}
        self._buttons: dict[str, ActionButton] = {}
        for key, label, sets in _DEVICES:
            button = ActionButton(say(sets), (cap(key) if len(key) > 1 else key,))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda *_, key=key: self.asked.emit(key))
            # They say the same: what is set has to be heard too.
            button.setAccessibleName(f"{button.label()}\N{NO-BREAK SPACE}: {say(label)}")
            self._buttons[key] = button
            flow = Flow(across=Room(px=12), down=Room(px=8)).put(self._words[key], button)
            column.put(Words(say(label), "label"), holder(flow))

    def has(self, key: str) -> bool:
        """Say whether a key sets one of them."""
        return key in self._buttons

    def button(self, key: str) -> ActionButton:
        """Return the button that does what a key does."""
        return self._buttons[key]

    def words(self, key: str) -> str:
        """Return what is said of the device that a key sets."""
        return self._words[key].text()

    def show_preferences(self, preferences: Preferences) -> None:
        """Say how each is set."""
        printer = printer_words(preferences.printer, preferences.printer_name)
        queues = [
            f"{kind_words(kind)}\N{NO-BREAK SPACE}: {queue}"
            for kind, queue in preferences.sheets.items()
            if queue
        ]
        prefix = preferences.prefix
        opens = (
            N_("The printer opens it when cash comes or goes")
            if preferences.drawer_pulse
            else N_("Opened by its key alone")
        )
        for key, told in (
            (
                SCANNER,
                say("“{prefix}”: only what begins with it is taken for a scan", prefix=prefix)
                if prefix
                else say("Nothing"),
            ),
            (PRINTER, printer or say("No printer")),
            (DRAWER, say(opens)),
            (SHEETS, " · ".join(queues) or say(AS_THE_SYSTEM)),
        ):
            show_text(self._words[key], told)
