"""The scan line: the one text field of the counter, and the keys that are read in it.

`+ * −` are keys only while the line is empty or holds nothing but a pending number; else they are text, so
that a name with a hyphen is typed like any other. `/` is a key after a word too: it acts on what goes by it.
While words or a date are asked for, they are keys on the empty line alone: 24/11 is an answer.
"""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.i18n import N_
from concierge_desk.pages.counter.inputs import Key, Pressed, Typed
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.fields.written_line import WrittenLine
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.keys import cap, name_of
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.presenter.answers import cents_of, is_pending

SIGNS = frozenset({"plus", "star", "slash", "minus"})
STAYS = frozenset({"up", "down", "right"})
"""Choosing another card leaves the pending number where it is."""

_KEYS = SIGNS | STAYS | {"enter", "escape"}
"""What is read here; the other keys are the window's."""

_MOST = 120
"""No code is longer: a line that holds more was leant on."""
_MOST_LISTED = 60_000
"""A list of numbers that is pasted or scanned: thousands of them."""


class ScanLine(WrittenLine):
    """Takes what is typed and hands it on as inputs of the front.

    Attributes:
        given: Emitted with each input.
    """

    given = Signal(object)

    def __init__(self, monotonic: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._serial = 0
        self._ahead = False
        self._words = False
        self.setAccessibleName(say("Scan line"))
        self.setAccessibleDescription(say("Scan a code, or type a name, a number or an article."))
        self.fold(False)
        self.setMaxLength(_MOST)
        self._cap = KeyCap(cap("escape"))
        self._cap.setParent(self)
        self._cap.show()
        theme.on_change(self)
        self.written.connect(self._edited)

    def pending(self) -> str:
        """Return the pending number, empty where the line holds none."""
        return self.text() if is_pending(self.text()) else ""

    def ask_words(self, words: bool, *, lists: bool = False) -> None:
        """Say whether what is typed answers a question in words or with a date; a list is longer than any code."""
        self._words = words
        most = _MOST_LISTED if lists else _MOST
        if self.maxLength() != most:
            # It sets the text anew: not under somebody's fingers.
            self.setMaxLength(most)

    def fold(self, narrow: bool) -> None:
        """Say what it is for in few words where there is little room."""
        words = N_("Scan or type…") if narrow else N_("Scan, or type a name, a number, an article…")
        self.setPlaceholderText(say(words))

    def add_euros(self, cents: int) -> None:
        """Add a note to the pending amount, as if the sum were typed."""
        euros, rest = divmod(cents + cents_of(self.pending()), 100)
        self.setText(f"{euros},{rest:02}" if rest else str(euros))
        self._edited(self.text())

    def take_pending(self) -> str:
        """Return the pending number and empty the line of it; a text that is no number stays."""
        self._ahead = False
        number = self.pending()
        if number:
            self.clear()
        return number

    def follow(self, text: str, serial: int) -> None:
        """Show the text of the front where it changed it itself since the last time."""
        if serial != self._serial:
            self._serial = serial
            # What was typed while the desk was at work belongs to what comes next: only a text replaces it.
            if text or not self._ahead:
                self.setText(text)

    def leave(self) -> None:
        """Let the front empty the line: what was typed led to what is pressed by finger now."""
        self._ahead = False

    def press(self, key: Key) -> None:
        """Hand on a key, with what the line holds; a pending number is used by it."""
        text = self.text()
        self._ahead = False
        # Before the front hears of it: what it writes in answer stays.
        if key in {"enter", "slash"}:
            # A key that comes before the answer finds the line free; what nobody knows is written back.
            if text:
                self.clear()
        elif key not in STAYS:
            self.take_pending()
        self.given.emit(Pressed(key, text, self._monotonic()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Read the keys of the grammar; everything else is text."""
        key = self._key_of(event)
        if key is None:
            super().keyPressEvent(event)
            return
        event.accept()
        # A key that is held down is one press: it neither pays nor hands over again.
        if key in STAYS or not event.isAutoRepeat():
            self.press(key)

    def fit(self) -> None:
        """Keep room for the key cap at its end."""
        self._cap.adjustSize()
        self._side = theme.current().unit * 3 // 2
        self.setTextMargins(0, 0, self._cap.width() + self._side, 0)
        self._place_cap()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Keep the key cap at its end."""
        super().resizeEvent(event)
        self._place_cap()

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the grammar before anything else makes a shortcut of them."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._key_of(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def _key_of(self, event: QKeyEvent) -> Key | None:
        name = name_of(event)
        if name is None or name not in _KEYS or not self._reads(name, event.text()):
            return None
        return cast(Key, name)

    def _reads(self, name: str, written: str) -> bool:
        if name == "minus" and not written.strip("\x7f"):
            return not self.text()
        if name == "slash" and not self._words:
            # It acts on what goes by the word; no name has one.
            return True
        if name in SIGNS:
            return not self.text() or (bool(self.pending()) and not self._words)
        return name != "right" or self.cursorPosition() == len(self.text())

    def _place_cap(self) -> None:
        size = self._cap.size()
        left = self.width() - size.width() - self._side
        self._cap.move(left, (self.height() - size.height()) // 2)

    def _edited(self, text: str) -> None:
        self._ahead = True
        self.given.emit(Typed(text, self._monotonic()))
