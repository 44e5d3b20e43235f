"""Question for the address of the printer, on the sheet of this PC's preferences.

Source: decisions 0020, 0025, 0060.
"""

from collections.abc import Callable

from concierge_desk.domain.printer_address import (
    MOST_PLACE,
    is_printer_place,
    kind_of,
    printer_place,
    stays_here,
)
from concierge_desk.i18n import N_
from concierge_desk.pages.preferences.field_view import FieldQuestion
from concierge_desk.ui.kit.fields.field import InputField
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import show_text
from concierge_desk.ui.kit.words import Words

_WRONG = N_("This is not an address: 192.168.1.50, for example.")
_WRONG_KIND = {
    "serial": N_("A serial port is written with its speed: serial:/dev/ttyUSB0@9600, for example."),
    "device": N_("A device is written with its whole path: device:/dev/usb/lp0, for example."),
    "usb": N_("A printer on USB is written with its two numbers: usb:04b8:0e15, for example."),
    "queue": N_("A queue is written with its name, without spaces: queue:TICKETS, for example."),
    "file": N_("A file is written with its whole path: file:/home/lea/papers, for example."),
}
_FAR = N_(
    "This address is not in the shop: papers, customers' names among them, would go there for others to read."
    " Enter once more if that is meant."
)


class PrinterQuestion(FieldQuestion):
    """Asks where the printer is: its address, nothing for none; one that is not in the shop is asked for twice."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        how = N_(
            "Type the address of the printer of rolls: it stands on the page that the printer prints where its button is"
            " held while it is switched on. Nothing at all: no printer. What hangs on this PC and is not in the list:"
            " device:/dev/usb/lp0, serial:/dev/ttyUSB0@9600, usb:04b8:0e15, queue:TICKETS, file:/home/lea/papers."
        )
        field = InputField(say(_WRONG))
        field.setAccessibleName(say("Printer of rolls"))
        field.setMaxLength(MOST_PLACE)
        self._warned = ""
        super().__init__(monotonic, say(how), field, Words(say(_WRONG), "small", "bad"))

    def _answer(self) -> None:
        address = self._field.text().strip()
        if address and not is_printer_place(address):
            self._field.show_refused(True)
            self._tell(_WRONG_KIND.get(kind_of(address), _WRONG))
        elif address and address != self._warned and not stays_here(printer_place(address)):
            self._warned = address
            self._tell(_FAR)
        else:
            self.answered.emit(address)

    def _follow(self) -> None:
        self._warned = ""
        self._field.show_refused(False)
        self._field.setAccessibleDescription("")
        self._told.hide()

    def _tell(self, sentence: str) -> None:
        show_text(self._told, say(sentence))
        self._field.setAccessibleDescription(say(sentence))
