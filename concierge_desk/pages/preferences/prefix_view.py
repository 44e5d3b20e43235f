"""Question for the prefix that the scanner sends, on the sheet of this PC's preferences.

Source: decision 0020.
"""

from collections.abc import Callable

from concierge_desk.i18n import N_
from concierge_desk.pages.preferences.field_view import FieldQuestion
from concierge_desk.ui.kit.bursts import prefix_in
from concierge_desk.ui.kit.fields.field import InputField
from concierge_desk.ui.kit.preferences import MOST_PREFIX
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import show_text
from concierge_desk.ui.kit.words import Words


class PrefixQuestion(FieldQuestion):
    """Asks what the scanner sends first: by a scan that is looked at, or by typing it."""

    letters = 14

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._scanned = ""
        how = N_("Scan any label with this scanner, or type the sign that it was programmed to send first.")
        field = InputField("")
        field.setAccessibleName(say("What the scanner sends before its codes"))
        field.setMaxLength(MOST_PREFIX)
        super().__init__(monotonic, say(how), field, Words("", "small"))

    def ask(self, known: str) -> None:
        """Begin with the prefix that is known."""
        self._scanned = ""
        super().ask(known)

    def take(self, code: str, typed: str) -> None:
        """Propose what a scan began with."""
        self._scanned = typed
        self._field.setText(prefix_in(code, typed)[:MOST_PREFIX])
        self._follow()

    def _follow(self) -> None:
        """Show what would be left of the code that was scanned: it is what stands printed on the label."""
        prefix, told = self._field.text(), ""
        if self._scanned and not prefix:
            told = N_(
                "“{typed}” was scanned, and no sign before it. Is that what the label says? Then keep it."
            )
        elif self._scanned.startswith(prefix) and prefix:
            told = N_("“{rest}” is left of what was scanned. Is that what the label says? Then keep it.")
        elif self._scanned:
            told = N_("What was scanned does not begin with that: “{typed}”.")
        rest = self._scanned.removeprefix(prefix)
        said = say(told, typed=self._scanned, rest=rest) if told else ""
        show_text(self._told, said)
        self.setAccessibleDescription(said)
