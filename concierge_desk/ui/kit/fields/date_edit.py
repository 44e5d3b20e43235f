"""A field for a day, typed as it is said: ``24/11``, ``24/11/26``, ``2026-11-24``.

Source: docs/contract.md, "Instants".
"""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.domain.typed_day import day_of
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.fields.field import InputField
from concierge_desk.ui.kit.speech import say

_LONGEST = 10
_REFUSED = N_("Type a date such as 24/11.")


class DateEdit(InputField):
    """A day; without a year it is the one nearest to today.

    Attributes:
        changed: Emitted with the day, None where the text is none.
    """

    changed = Signal(object)

    def __init__(self, today: date, *, parent: QWidget | None = None) -> None:
        super().__init__(say(_REFUSED), parent)
        self._today = today
        self.setMaxLength(_LONGEST)
        self.line_up_figures()
        self.textChanged.connect(self._read)

    def day(self) -> date | None:
        """Return the day, None where the text is none."""
        return day_of(self.text().strip(), self._today)

    def set_day(self, day: date | None) -> None:
        """Show a day; empty where there is none."""
        self.setText("" if day is None else day.strftime("%d/%m/%Y"))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  (Qt's name)
        """Write the whole date, so that the year is seen, and say it where the text is none."""
        day = self.day()
        if day is not None:
            self.set_day(day)
        self.show_refused(day is None and bool(self.text().strip()))
        super().focusOutEvent(event)

    def _read(self, _text: str) -> None:
        if self.day() is not None or not self.text().strip():
            self.show_refused(False)
        self.changed.emit(self.day())
