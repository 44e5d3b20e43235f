"""A field for euros: comma and dot are both taken, the value is whole cents.

Source: docs/contract.md, "Amounts and dated rows"; docs/requirements.md, R-2.11 (no float).
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.domain.money import NotAnAmount, format_amount, parse_amount
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.fields.field import InputField
from concierge_desk.ui.kit.speech import say

_LONGEST = 24
_REFUSED = N_("Type an amount such as 12,50.")


class MoneyEdit(InputField):
    """An amount as it is typed in France; ``1.234`` is refused, never read as thousands.

    Attributes:
        changed: Emitted with the cents, None where the text is no amount.
    """

    changed = Signal(object)

    def __init__(
        self, cents: int | None = None, *, allow_negative: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(say(_REFUSED), parent)
        self._allow_negative = allow_negative
        self.setMaxLength(_LONGEST)
        self.line_up_figures()
        self.set_cents(cents)
        self.textChanged.connect(self._read)

    def cents(self) -> int | None:
        """Return the amount, None where the text is none."""
        try:
            return parse_amount(self.text(), allow_negative=self._allow_negative)
        except NotAnAmount:
            return None

    def set_cents(self, cents: int | None) -> None:
        """Show an amount; empty where there is none."""
        self.setText("" if cents is None else format_amount(cents))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  (Qt's name)
        """Write a whole amount as it is printed, and say it where the text is none."""
        cents = self.cents()
        if cents is not None:
            self.set_cents(cents)
        self.show_refused(cents is None and bool(self.text().strip()))
        super().focusOutEvent(event)

    def _read(self, _text: str) -> None:
        # What is half typed is not complained about; what was complained about is taken back at once.
        if self.cents() is not None or not self.text().strip():
            self.show_refused(False)
        self.changed.emit(self.cents())
