"""Question for the address of the printer, on the sheet of this PC's preferences.

Source: decisions 0020, 0025.
"""

from collections.abc import Callable

from concierge_desk.domain.printer_address import MOST_ADDRESS, is_printer_address
from concierge_desk.i18n import N_
from concierge_desk.pages.preferences.field_view import FieldQuestion
from concierge_desk.ui.kit.fields.field import InputField
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.words import Words


class PrinterQuestion(FieldQuestion):
    """Asks where the printer is: its address, nothing for none."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        how = N_(
            "Type the address of the printer of rolls: it stands on the page that the printer prints where its button is"
            " held while it is switched on. Nothing at all: no printer."
        )
        wrong = say("This is not an address: 192.168.1.50, for example.")
        field = InputField(wrong)
        field.setAccessibleName(say("Printer of rolls"))
        field.setMaxLength(MOST_ADDRESS)
        super().__init__(monotonic, say(how), field, Words(wrong, "small", "bad"))

    def _answer(self) -> None:
        address = self._field.text().strip()
        if address and not is_printer_address(address):
            self._show_wrong(True)
        else:
            self.answered.emit(address)

    def _follow(self) -> None:
        self._show_wrong(False)

    def _show_wrong(self, wrong: bool) -> None:
        self._field.show_refused(wrong)
        self._told.setVisible(wrong)
