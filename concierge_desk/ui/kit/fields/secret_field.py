"""Field for a secret: what is typed is dots to the eye, and to whatever reads the screen.

A line of Qt that hides its signs tells each of them, as it is typed, to every program on the accessibility bus. So the line
holds dots alone; what was typed is kept beside it, and only until it is cleared, or is not to be seen any more. Where
somebody asks to see it, it stands in the line as in any other.

Source: docs/requirements.md, R-4.10; decision 0088.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from concierge_desk.ui.kit.fields.field import InputField

_DOT = "\N{BULLET}"
_Modifier = Qt.KeyboardModifier
_COMMAND = _Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier
_WRITES = frozenset({_Modifier.NoModifier, _Modifier.ControlModifier | _Modifier.AltModifier})
"""A sign of the third level is written with Ctrl and Alt on some systems."""

SECRET_HINTS = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)
"""What an input method is told of a secret."""
_RUBS = {Qt.Key.Key_Backspace: (1, 0), Qt.Key.Key_Delete: (0, 1)}
"""Keys that rub out: how many signs before the cursor, how many after it."""
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


_MOVES = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End})
"""Keys of the line itself: to the dot that is to be another sign."""


class SecretSigns:
    """What was typed into a line that holds a dot for each sign: a sign goes where the cursor is, or in place of what is chosen.

    Attributes:
        typed: What was typed.
    """

    def __init__(self, line: QLineEdit, changed: Callable[[], None] = lambda: None) -> None:
        """Hold what is typed into a line.

        Args:
            line: It holds the dots.
            changed: Hears that something else was typed; the dots may be as many as before.
        """
        self._line, self._changed = line, changed
        self._ours = self._seen = False
        self.typed = ""
        line.textChanged.connect(self._dictated)

    def takes(self, event: QKeyEvent) -> bool:
        """Add a sign, or rub one out; any other key is whose it lies on."""
        typed = event.text()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.add(QGuiApplication.clipboard().text())
        elif event.key() in _RUBS:
            self._rub_out(*_RUBS[Qt.Key(event.key())])
        elif typed and typed.isprintable() and event.modifiers() & _COMMAND in _WRITES:
            self.add(typed)
        else:
            return False
        return True

    def add(self, typed: str) -> None:
        """Add what a hand or an input method wrote, in one line."""
        shown = "".join(sign for sign in " ".join(typed.split("\n")) if sign.isprintable())
        if shown:
            start, end = self._chosen()
            room = self._line.maxLength() - len(self.typed) + end - start
            self._put(shown[:room], start, end)

    def keep(self, typed: str) -> None:
        """Keep this in place of what was typed; the empty text forgets it."""
        self._put(typed, 0, len(self.typed))

    def show(self, seen: bool) -> None:
        """Let the signs themselves stand in the line, or dots again."""
        self._seen = seen
        self.keep(self.typed)

    def stop(self) -> None:
        """Forget it, and let the line be any line again."""
        self.keep("")
        self._line.textChanged.disconnect(self._dictated)

    def _put(self, typed: str, start: int, end: int) -> None:
        self.typed = self.typed[:start] + typed + self.typed[end:]
        self._ours = True
        self._line.setText(self.typed if self._seen else _DOT * len(self.typed))
        self._line.setCursorPosition(start + len(typed))
        self._ours = False
        self._changed()

    def _rub_out(self, before: int, after: int) -> None:
        start, end = self._chosen()
        if start == end:
            start, end = max(start - before, 0), min(end + after, len(self.typed))
        self._put("", start, end)

    def _chosen(self) -> tuple[int, int]:
        """Return from where to where signs are chosen; the place of the cursor twice, where none are."""
        if self._line.hasSelectedText():
            return self._line.selectionStart(), self._line.selectionEnd()
        return self._line.cursorPosition(), self._line.cursorPosition()

    def _dictated(self, text: str) -> None:
        """Take what a screen reader wrote for whoever speaks to it: all of it, or between the dots that stay."""
        if self._ours:
            return
        if self._seen:
            self.typed = text
            self._changed()
            return
        before = len(text) - len(text.lstrip(_DOT))
        after = len(text) - len(text.rstrip(_DOT)) if before < len(text) else 0
        self._put(text[before : len(text) - after], before, len(self.typed) - after)


class SecretField(InputField):
    """A line that shows a dot for each sign.

    Attributes:
        edited: Something else was typed.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None, *, lasts: bool = False) -> None:
        """Hold nothing.

        Args:
            parent: As of any widget.
            lasts: What is typed stays while it is out of sight: whoever holds the field lets it be forgotten.
        """
        super().__init__("", parent)
        self._signs, self._lasts = SecretSigns(self, self.edited.emit), lasts
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setInputMethodHints(SECRET_HINTS)

    def secret(self) -> str:
        """Return what was typed."""
        return self._signs.typed

    def fill(self, words: str) -> None:
        """Type words that she was shown."""
        self._signs.keep(words)

    def show_signs(self, seen: bool) -> None:
        """Show what is typed to whoever has to see it, or hide it again."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password)
        self._signs.show(seen)

    def shows_signs(self) -> bool:
        """Say whether what is typed is shown."""
        return self.echoMode() is QLineEdit.EchoMode.Normal

    def clear(self) -> None:
        """Forget it."""
        self._signs.keep("")

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  (Qt's name)
        """Forget what was half typed: whoever comes next is perhaps somebody else."""
        if not self._lasts:
            self.clear()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Add a sign, or rub one out; any other key is whose it lies on."""
        if self.shows_signs() or event.key() in _MOVES:
            super().keyPressEvent(event)
        elif self.isReadOnly() or self._signs.takes(event):
            event.accept()
        elif event.key() in _ENTERS:
            # It hands on what was typed, as in any line.
            super().keyPressEvent(event)
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802  (Qt's name)
        """Add what an input method wrote, such as a letter with its accent."""
        if self.shows_signs():
            super().inputMethodEvent(event)
            return
        if not self.isReadOnly():
            self._signs.add(event.commitString())
        event.accept()
