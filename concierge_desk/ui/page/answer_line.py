"""Line in which a question on a page is answered, with the keys of the scan line.

Source: decisions 0019, 0065.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.ui.kit.fields.secret_field import SECRET_HINTS, SecretSigns
from concierge_desk.ui.kit.fields.written_line import WrittenLine
from concierge_desk.ui.kit.keys import name_of
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.presenter.answers import is_pending

_MOST = 120
"""No answer is longer: a line that holds more was leant on."""


class AnswerLine(WrittenLine):
    """Takes what is typed: Enter and `/` hand it on, Esc steps back.

    Attributes:
        pressed: One of these keys, by its name.
    """

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = self._verbatim = False
        self._signs: SecretSigns | None = None
        self.setMaxLength(_MOST)
        self.setPlaceholderText(say("Type the answer…"))

    def ask_words(self, words: bool, *, verbatim: bool = False) -> None:
        """Say whether words or a date are asked for: `/` is a sign of them then, but for the empty line.

        Args:
            words: They are.
            verbatim: On the empty line too.
        """
        self._words, self._verbatim = words, verbatim

    def hide_signs(self, hidden: bool) -> None:
        """Say whether what is typed is a secret: dots to whoever looks over the counter, and to whatever reads the screen."""
        if hidden is (self._signs is not None):
            return
        if self._signs is not None:
            self._signs.stop()
        # Of what stands in it nothing is kept.
        self.clear()
        self._signs = SecretSigns(self) if hidden else None
        self.setEchoMode(self.EchoMode.Password if hidden else self.EchoMode.Normal)
        self.setInputMethodHints(SECRET_HINTS if hidden else Qt.InputMethodHint.ImhNone)

    def hand_on(self) -> str:
        """Return what was typed, and not the dots of it; a secret stays no longer here, right or wrong."""
        if self._signs is None:
            return self.text()
        typed = self._signs.typed
        self._signs.keep("")
        return typed

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  (Qt's name)
        """Forget a secret that was half typed: whoever comes next is perhaps somebody else."""
        if self._signs is not None:
            self._signs.keep("")
        super().hideEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802  (Qt's name)
        """Add to a secret what an input method wrote, such as a letter with its accent."""
        if self._signs is None:
            super().inputMethodEvent(event)
        else:
            self._signs.add(event.commitString())
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Read the keys that answer; everything else is text, or the page's."""
        key = self._key_of(event)
        if key is None:
            self._write(event)
            return
        event.accept()
        # A key that is held down is one press.
        if not event.isAutoRepeat():
            self.pressed.emit(key)

    def event(self, event: QEvent) -> bool:
        """Claim these keys before anything else makes a shortcut of them."""
        claims = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if claims and isinstance(event, QKeyEvent) and self._key_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def _write(self, event: QKeyEvent) -> None:
        if self._signs is None:
            super().keyPressEvent(event)
        else:
            event.setAccepted(self._signs.takes(event))

    def _key_of(self, event: QKeyEvent) -> str | None:
        name, text = name_of(event), self.text()
        if name == "slash" and self._verbatim:
            return None
        if name == "slash":
            return name if not text or (is_pending(text) and not self._words) else None
        return name if name in {"enter", "escape"} else None
