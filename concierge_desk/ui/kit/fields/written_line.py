"""Line to write in that tells what somebody else than the program wrote: by keys, or through a screen reader.

Source: decision 0047.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget


class WrittenLine(QLineEdit):
    """A line to write in.

    Attributes:
        written: Somebody changed the text: Qt's own `textEdited` keeps silent where no key was pressed for it, as when
            words are dictated.
    """

    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ours = False
        self.textChanged.connect(self._tell)

    def setText(self, text: str | None) -> None:  # noqa: N802  (Qt's name)
        """Show a text of the program."""
        self._ours = True
        super().setText(text)
        self._ours = False

    def clear(self) -> None:
        """Empty it; that is the program's too."""
        self.setText("")

    def _tell(self, text: str) -> None:
        if not self._ours:
            self.written.emit(text)
