"""Words that lock the keys, drawn or her own; where the session has a keystore, only that is said."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from concierge_desk.frame.first_start.state import FirstState
from concierge_desk.frame.first_start.steps.keys import asks_words
from concierge_desk.frame.first_start.views.step_view import StepView
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.page.chosen_words import ChosenWords

_KEYSTORE = N_(
    "This PC has a keystore: it was tried, and keeps the keys. The shop opens by itself in your session, and nowhere else. Elsewhere it is put back from a copy."
)
_NONE = N_("This session keeps no keys: the window asks for the words each time it opens the shop.")
_TAKEN = N_("The words are chosen. Type others twice to change them.")


class PhraseStepView(StepView):
    """Words for the keys, typed twice.

    Attributes:
        locked: They were typed twice.
    """

    locked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._asks = self._started = self._taken = False
        self._chosen = ChosenWords(N_("The words that will open the shop"))
        self._panel = Panel()
        self._panel.column.put(self._chosen)
        self._told = Banner("", "plain")
        ColumnLayout(self, gap=1.5).put(self._panel, self._told)
        self._chosen.locked.connect(self.locked)

    def show_state(self, state: FirstState) -> None:
        """Ask for words, or say why none are needed; once the shop is there nothing of them is left."""
        self._asks, self._taken = asks_words(state.answers, state.around), bool(state.answers.phrase)
        self._panel.setVisible(self._asks)
        if not self._asks:
            self._told.tell(say(_KEYSTORE), "good")
        else:
            self._told.tell(say(_TAKEN if self._taken else _NONE), "good" if self._taken else "plain")
        if state.made:
            self._chosen.forget()

    def start(self) -> None:
        """Draw words the first time; those that were typed since are kept."""
        if self._asks and not self._started:
            self._started = True
            self._chosen.start()
        elif self._asks:
            self._chosen.focus()
        else:
            super().start()

    def take(self) -> bool:
        """Take what was typed; with nothing typed, what was chosen before holds."""
        if not self._asks or self._chosen.is_empty:
            return False
        self._chosen.take()
        return True

    def draw_again(self) -> None:
        """Draw other words."""
        if self._asks:
            self._chosen.draw_others()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Take Enter for the fields' own: it asked for the same once more, or took both and led on already."""
        if self._asks and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)
