"""The question for the address of the printer, on the sheet of what is chosen at this PC.

Source: decisions 0020, 0025.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from concierge_desk.domain.printer_address import MOST_ADDRESS, is_printer_address
from concierge_desk.i18n import N_, translate
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.field import Field
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.shell.showing import holder

LEAST_PAUSE_SECONDS = 0.1
"""Enter that follows a sign faster is a scanner's: it answers nothing."""

_FIELD_LETTERS = 22
"""Width of the field, in heights of a title."""


class PrinterQuestion(QWidget):
    """Asks where the printer is.

    Attributes:
        answered: Its address; empty for none.
        left: It is left as it was.
    """

    answered = Signal(str)
    left = Signal()

    def __init__(self, lang: str, monotonic: Callable[[], float]) -> None:
        super().__init__()
        self._monotonic = monotonic
        self._typed_at = float("-inf")
        self._column = QVBoxLayout(self)
        how = N_(
            "Type the address of the printer of rolls: it stands on the page that the printer prints where its button is"
            " held while it is switched on. Nothing at all: no printer."
        )
        wrong = N_("This is not an address: 192.168.1.50, for example.")
        self._field = Field(translate(wrong, lang))
        self._field.setAccessibleName(translate(N_("Printer of rolls"), lang))
        self._field.setMaxLength(MOST_ADDRESS)
        self._field.textEdited.connect(self._edited)
        self._wrong = Words(translate(wrong, lang), "small", "bad")
        keep = ActionButton(translate(N_("Keep it"), lang), (cap("enter", lang),), "primary")
        keep.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keep.clicked.connect(self._answer)
        back = ActionButton(translate(N_("Back"), lang), (cap("escape", lang),))
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        back.clicked.connect(self.left)
        buttons = Flow(across=8, down=8)
        for button in (keep, back):
            buttons.addWidget(button)
        for part in (
            Words(translate(how, lang), "small", "muted"),
            self._field,
            self._wrong,
            holder(buttons),
        ):
            self._column.addWidget(part)
        theme.on_change(self)

    def ask(self, address: str) -> None:
        """Begin with the address that is known."""
        self._field.setText(address)
        self._field.selectAll()
        self._show_wrong(False)
        self.show()
        self._field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Take Enter for an answer, but for one that a scanner sends after what it types."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        event.accept()
        if not event.isAutoRepeat() and self._monotonic() - self._typed_at > LEAST_PAUSE_SECONDS:
            self._answer()

    def fit(self) -> None:
        """Take the room of the theme."""
        tokens = theme.current()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.unit)
        self._field.setMaximumWidth(tokens.title * _FIELD_LETTERS)

    def _answer(self) -> None:
        address = self._field.text().strip()
        if address and not is_printer_address(address):
            self._show_wrong(True)
        else:
            self.answered.emit(address)

    def _edited(self, _text: str) -> None:
        self._typed_at = self._monotonic()
        self._show_wrong(False)

    def _show_wrong(self, wrong: bool) -> None:
        self._field.show_refused(wrong)
        self._wrong.setVisible(wrong)
