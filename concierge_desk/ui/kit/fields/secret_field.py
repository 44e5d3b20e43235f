"""Field for a secret: what is typed is dots to the eye, and to whatever reads the screen.

A line of Qt that hides its signs tells each of them, as it is typed, to every program on the accessibility bus. So the line
holds dots alone; what was typed is kept beside it, and only until it is cleared, or is not to be seen any more.

Source: docs/requirements.md, R-4.10; decision 0088.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QHideEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

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
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SecretSigns:
    """What was typed into a line that holds a dot for each sign: signs are added at its end, and rubbed out there.

    Attributes:
        typed: What was typed.
    """

    def __init__(self, line: QLineEdit) -> None:
        self._line = line
        self._ours = False
        self.typed = ""
        line.textChanged.connect(self._dictated)

    def takes(self, event: QKeyEvent) -> bool:
        """Add a sign, or rub one out; any other key is whose it lies on."""
        typed = event.text()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.add(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Backspace:
            self.keep(self.typed[:-1])
        elif typed and typed.isprintable() and event.modifiers() & _COMMAND in _WRITES:
            self.add(typed)
        else:
            return False
        return True

    def add(self, typed: str) -> None:
        """Add what a hand or an input method wrote, in one line."""
        shown = "".join(sign for sign in " ".join(typed.split("\n")) if sign.isprintable())
        self.keep((self.typed + shown)[: self._line.maxLength()])

    def keep(self, typed: str) -> None:
        """Keep this in place of what was typed; the empty text forgets it."""
        self.typed = typed
        self._ours = True
        self._line.setText(_DOT * len(typed))
        self._ours = False

    def stop(self) -> None:
        """Forget it, and let the line be any line again."""
        self.keep("")
        self._line.textChanged.disconnect(self._dictated)

    def _dictated(self, text: str) -> None:
        """Take what a screen reader wrote for whoever speaks to it."""
        if not self._ours:
            self.keep(text)


class SecretField(QLineEdit):
    """A line that shows a dot for each sign."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signs = SecretSigns(self)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setInputMethodHints(SECRET_HINTS)

    def secret(self) -> str:
        """Return what was typed."""
        return self._signs.typed

    def clear(self) -> None:
        """Forget it."""
        self._signs.keep("")

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  (Qt's name)
        """Forget what was half typed: whoever comes next is perhaps somebody else."""
        self.clear()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Add a sign, or rub one out; any other key is whose it lies on."""
        if self.isReadOnly() or self._signs.takes(event):
            event.accept()
        elif event.key() in _ENTERS:
            # It hands on what was typed, as in any line.
            super().keyPressEvent(event)
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802  (Qt's name)
        """Add what an input method wrote, such as a letter with its accent."""
        if not self.isReadOnly():
            self._signs.add(event.commitString())
        event.accept()
