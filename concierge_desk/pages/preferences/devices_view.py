"""Devices of this PC and the language of its window, as they are set, each with the key and the button that set it.

Source: decisions 0020, 0060, 0061.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.i18n import LANGUAGES, N_
from concierge_desk.pages.preferences.printer_choice_view import printer_words
from concierge_desk.pages.preferences.sheets_view import AS_THE_SYSTEM, kind_words
from concierge_desk.pages.preferences.trial_view import sent_words
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import ColumnLayout, Room
from concierge_desk.ui.kit.preferences import Preferences
from concierge_desk.ui.kit.speech import lang, say
from concierge_desk.ui.kit.widgets import holder, show_text
from concierge_desk.ui.kit.words import Words

SCANNER, PRINTER, TRIAL, DRAWER, SHEETS, LANGUAGE = "0", "f12", "f5", "f6", "f8", "f7"
"""Their keys, by their names in the table of keys; on the day's page F6 leads to its cash."""

_DEVICES: tuple[tuple[str, dict[str, str]], ...] = (
    (N_("What the scanner sends before its codes"), {SCANNER: N_("Set it")}),
    (N_("Printer of rolls"), {PRINTER: N_("Set it"), TRIAL: N_("Print a trial page")}),
    (N_("Cash drawer"), {DRAWER: N_("Change it")}),
    (N_("Printers of sheets"), {SHEETS: N_("Set it")}),
    (N_("Language of the window"), {LANGUAGE: N_("Change it")}),
)


_LANGUAGES = {"fr": "Français", "en": "English"}
"""Each in its own words: whoever looks for it reads no other."""


def next_language(chosen: str) -> str:
    """Return the language that follows the chosen one, in their order."""
    return LANGUAGES[(LANGUAGES.index(chosen or lang()) + 1) % len(LANGUAGES)]


def _language_words(chosen: str) -> str:
    name = _LANGUAGES[chosen]
    return name if chosen == lang() else say("{language}, once the window is opened again", language=name)


class DevicesView(QWidget):
    """Devices, one below the other.

    Attributes:
        asked: Key of the one that is to be set.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = ColumnLayout(self, gap=1)
        self._words: dict[str, Words] = {}
        self._buttons: dict[str, ActionButton] = {}
        for label, sets in _DEVICES:
            words = Words("", "text")
            buttons = {key: self._setter(label, key, how) for key, how in sets.items()}
            self._buttons |= buttons
            self._words |= dict.fromkeys(buttons, words)
            flow = Flow(across=Room(px=12), down=Room(px=8)).put(words, *buttons.values())
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
        known = printer_words(preferences.printer, preferences.printer_name)
        printer = " · ".join(filter(None, (known, sent_words(preferences) if known else "")))
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
            (LANGUAGE, _language_words(preferences.lang or lang())),
        ):
            show_text(self._words[key], told)

    def _setter(self, label: str, key: str, how: str) -> ActionButton:
        button = ActionButton(say(how), (cap(key) if len(key) > 1 else key,))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.asked.emit(key))
        # They say the same: what is set has to be heard too.
        button.setAccessibleName(f"{button.label()}\N{NO-BREAK SPACE}: {say(label)}")
        return button
