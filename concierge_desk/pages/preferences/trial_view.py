"""Questions about the trial page of the printer of rolls, on the sheet of this PC's preferences: yes or no, one after another.

From what is seen follows how letters go out and how wide the roll is; what else is wrong is told with what to do.

Source: decision 0063.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.i18n import N_
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.preferences import Preferences
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import show_text
from concierge_desk.ui.kit.words import Words

_PRINTING = N_("The page is being printed…")
_LINE = N_("Line {number}: does it say exactly this?")
_RULER = N_("The ruler: does it go as far as 70?")
_BARS = N_("The bars above ESSAI-58: is each of them sharp, from one end to the other?")
_SQUARE = N_("The square below: is it whole, and black on white?")
_PLACE = N_("At the end: is A3 there in large letters?")

_DRAWN = N_("No line of letters was right: they are drawn from now on. That takes a little longer.")
_BLANK = N_(
    "Not even the drawn line is right: clean the head of the printer, or try another cable, then print the page once more."
)
_NO_CODE = N_(
    "A code was not: clean the head of the printer with a dry cloth, then print the page once more."
)
_NO_PLACE = N_(
    "The place was not large: this printer keeps to small letters, so labels are better drawn on sheets."
)
_KEPT = N_("Kept for this printer: {what}.")

RASTER, USUAL = "raster", "cp1252"
_WIDE, _NARROW = 80, 58


def sent_words(preferences: Preferences) -> str:
    """Return how letters go to the printer of rolls and how wide its roll is, where that was seen; empty where it was not."""
    words = []
    if preferences.printer_text == RASTER:
        words.append(say("letters drawn"))
    elif preferences.printer_text != "auto":
        words.append(say("letters in page {page}", page=preferences.printer_text.upper()))
    if preferences.printer_width:
        words.append(say("roll of {mm} mm", mm=preferences.printer_width))
    return ", ".join(words)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, and what it is about.

    Attributes:
        words: What is asked.
        about: ``line``, ``ruler``, ``code`` or ``place``.
        sample: What is to be compared; empty where nothing is.
        letters: Of a line: how its letters went out.
    """

    words: str
    about: str
    sample: str = ""
    letters: str = ""


class TrialQuestion(QWidget):
    """Asks what is seen of the trial page: 1 is yes, 2 is no.

    Attributes:
        answered: How letters go out from now on, and how wide the roll is in millimetres.
        again: The page is to be printed once more.
        left: It is left as it was.
    """

    answered = Signal(str, int)
    again = Signal()
    left = Signal()

    def __init__(self, monotonic: Callable[[], float]) -> None:
        """Lay out a question and its two answers.

        Args:
            monotonic: The clock of the keys.
        """
        super().__init__()
        self._monotonic = monotonic
        self._queue: list[_Asked] = []
        self._letters, self._width, self._wrong = "", 0, list[str]()
        self._told = Banner("", "plain")
        self._words, self._sample = Words("", "label"), Words("", "title")
        self._answers = ChoiceList([say("Yes"), say("No")])
        self._answers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._answers.chosen.connect(self._answer)
        self._again = ActionButton(say("Print it once more"), ("3",))
        back = ActionButton(say("Back"), (cap("escape"),))
        self._again.clicked.connect(self.again)
        back.clicked.connect(self.left)
        for button in (self._again, back):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("Trial page of the printer of rolls"))
        title = Words(say("Trial page of the printer of rolls"), "title")
        ColumnLayout(self, gap=1).put(
            title, self._told, self._words, self._sample, self._answers, self._again, back
        )

    def ask(self) -> None:
        """Begin anew: the page is being printed."""
        self._queue, self._letters, self._width, self._wrong = [], "", 0, []
        self._tell(say(_PRINTING), "plain")
        self.show()
        self.setFocus()

    def begin(self, lines: Sequence[tuple[str, str]]) -> None:
        """Ask about the page that came out: each line until one is right, the ruler, the codes, the place.

        Args:
            lines: How the letters of each line went out, and what stands there where it is right.
        """
        asked = [
            _Asked(say(_LINE, number=number), "line", sample, letters)
            for number, (letters, sample) in enumerate(lines, 1)
        ]
        others = ((_RULER, "ruler"), (_BARS, "code"), (_SQUARE, "code"), (_PLACE, "place"))
        self._queue = [*asked, *(_Asked(say(words), about) for words, about in others)]
        self._tell("", "plain")
        self._show()

    def refuse(self, why: str) -> None:
        """Say why no page came out."""
        self._queue = []
        self._tell(why, "warning")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Answer with 1 or 2; 3 prints the page once more."""
        if event.text() in {"1", "2"} and self._queue:
            self._answers.choose_number(event.text())
            event.accept()
        elif event.text() == "3":
            self.again.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _answer(self, place: int) -> None:
        if not self._queue:
            return
        asked, yes = self._queue.pop(0), place == 0
        if asked.about == "line" and yes:
            self._letters = "auto" if asked.letters == USUAL else asked.letters
            self._queue = [one for one in self._queue if one.about != "line"]
        elif asked.about == "ruler":
            self._width = _WIDE if yes else _NARROW
        elif not yes and asked.about in {"code", "place"}:
            self._wrong.append(_NO_CODE if asked.about == "code" else _NO_PLACE)
        if self._queue:
            self._show()
        else:
            self._end()

    def _end(self) -> None:
        """Keep what was seen, and say what follows from it."""
        letters = self._letters or RASTER
        told = [say(_KEPT, what=sent_words(Preferences(printer_text=letters, printer_width=self._width)))]
        if not self._letters:
            told.append(say(_BLANK))
        elif letters == RASTER:
            told.append(say(_DRAWN))
        told += [say(words) for words in dict.fromkeys(self._wrong)]
        self._tell(" ".join(told), "good" if len(told) == 1 else "warning")
        self.answered.emit(letters, self._width)

    def _show(self) -> None:
        asked = self._queue[0]
        show_text(self._words, asked.words)
        show_text(self._sample, asked.sample)
        self._answers.select(-1)
        self._answers.show()
        announce(self, f"{asked.words} {asked.sample}")

    def _tell(self, told: str, tone: str) -> None:
        self._told.tell(told, tone)
        self._told.setVisible(bool(told))
        for part in (self._words, self._sample, self._answers):
            part.hide()
        if told:
            announce(self, told)
