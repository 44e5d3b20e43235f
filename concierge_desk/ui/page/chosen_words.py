"""Words that are chosen to lock something for good: seven are offered, her own are weighed as she types, both typed twice.

Source: docs/requirements.md, "R-4.10 Passwords"; decision 0057.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.counter.values.passphrases import Verdict, drawn_phrase, strength_of
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.fields.secret_field import SecretField
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.layouts import ColumnLayout, Room
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import ask_height, holder, in_sight, show_text
from concierge_desk.ui.kit.words import Words

_RESTED_MS = 250
"""She has stopped typing for a moment: what is said does not flicker under her hands."""
_COLOURS: dict[Verdict, str] = {
    "short": "warning_ink",
    "guessable": "warning_ink",
    "fair": "ink",
    "strong": "good",
}
_OFFERED = N_("Drawn for you: seven words that nobody guesses")
_WRITE = N_(
    "Write the words you take on the envelope of the recovery sheet, and keep it away from this PC. Then type them here"
    " from that paper."
)


class ChosenWords(QWidget):
    """Two fields for the words, and above them seven that can be taken.

    Attributes:
        locked: They were typed twice; whether they are the same, says whoever hears it.
    """

    locked = Signal(str, str)

    def __init__(self, opens: str = N_("The words that will open the copies")) -> None:
        """Ask for words; `opens` is an English source of what they are for."""
        super().__init__()
        self._offered = Words("", "title")
        self._take, self._others = ActionButton(say("Take these words")), ActionButton(say("Draw others"))
        self._show = ActionButton("")
        self._words, self._again = SecretField(lasts=True), SecretField(lasts=True)
        self._strength = Words("", "small")
        self._rested = QTimer(self, singleShot=True, interval=_RESTED_MS)
        self._rested.timeout.connect(self._weigh)
        _name(self._words, opens)
        _name(self._again, N_("The same words once more; then Enter"))
        drawn = holder(Flow(across=1, down=Room(px=8)).put(self._take, self._others, self._show))
        column = ColumnLayout(self, gap=1)
        column.put(Words(say(_OFFERED), "strong"), self._offered, Words(say(_WRITE), "small"), drawn)
        column.put(self._words, self._strength, self._again)
        ask_height(self)
        show_text(self._strength, "")
        self._hide_words(True)
        self._connect()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into either field."""
        return not (self._words.secret() or self._again.secret())

    def focus(self) -> None:
        """Give the keyboard to the first field; what stands in both stays."""
        self._words.setFocus()

    def draw_others(self) -> None:
        """Offer seven other words."""
        self._offered.setText(drawn_phrase())
        announce(self, self._offered.text())

    @property
    def last(self) -> QWidget:
        """What has to be in sight, so that all of it is."""
        return self._again

    def start(self) -> None:
        """Offer other words, and give the keyboard to the first field; what was typed before is gone."""
        self.forget()
        self._offered.setText(drawn_phrase())
        self._words.setFocus()

    def forget(self) -> None:
        """Keep nothing of what was offered and typed."""
        self.empty()
        self._offered.setText("")

    def empty(self) -> None:
        """Keep nothing of what was typed; what is offered stays."""
        for field in (self._words, self._again):
            field.clear()
        self._hide_words(True)
        self._rested.stop()
        show_text(self._strength, "")

    def hold(self, held: bool) -> None:
        """Take nothing while something is at work."""
        for part in (self._words, self._again, self._take, self._others):
            part.setEnabled(not held)

    def take(self) -> None:
        """Take what was typed: once, and the same is asked for again; twice, and it is told."""
        if self._again.secret():
            self._lock()
        else:
            self._go_on()

    def _take_offered(self) -> None:
        """Fill the first field; the second is typed from the paper, which so is known to be right."""
        self._words.fill(self._offered.text())
        self._weigh()
        self._again.clear()
        self._again.setFocus()

    def _weigh(self) -> None:
        self._rested.stop()
        strength = strength_of(self._words.secret())
        sentence = say(strength.sentence, **strength.figures) if strength.sentence else ""
        self._strength.dye(_COLOURS.get(strength.verdict, "ink"))
        if sentence != self._strength.text():
            show_text(self._strength, sentence)
            in_sight(self._strength)
            announce(self, sentence)

    def _go_on(self) -> None:
        self._weigh()
        if strength_of(self._words.secret()).is_enough:
            self._again.setFocus()

    def _lock(self) -> None:
        if self._words.secret() and self._again.secret():
            self.locked.emit(self._words.secret(), self._again.secret())

    def _hide_words(self, hidden: bool) -> None:
        for field in (self._words, self._again):
            field.show_signs(not hidden)
        self._show.set_label(say("Show the words") if hidden else say("Hide the words"))

    def _connect(self) -> None:
        self._words.edited.connect(self._rested.start)
        self._words.returnPressed.connect(self._go_on)
        self._again.returnPressed.connect(self._lock)
        self._take.clicked.connect(self._take_offered)
        self._others.clicked.connect(self.draw_others)
        self._show.clicked.connect(lambda: self._hide_words(self._words.shows_signs()))


def _name(field: SecretField, words: str) -> None:
    field.setPlaceholderText(say(words))
    field.setAccessibleName(say(words))
