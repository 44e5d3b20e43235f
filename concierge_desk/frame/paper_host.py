"""Printers of the window, as it lends them to a page.

Source: decision 0063.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from concierge_desk.counter.cards.offers import Option
from concierge_desk.domain.override import override
from concierge_desk.domain.printer_address import name_in
from concierge_desk.frame.overlays import Overlays
from concierge_desk.frame.printer import PrinterBinding
from concierge_desk.frame.sheets import SheetsBinding
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.presenter.paper_host import KEEP, PaperHost, PrinterState, Told

if TYPE_CHECKING:
    from concierge_desk.pages.sheets.face import SheetQueue


class WindowPrinters(PaperHost):
    """The printer of rolls and the printers of sheets of a window."""

    def __init__(self, printing: PrinterBinding, sheets: SheetsBinding, covers: Overlays) -> None:
        """Lend what prints rolls, what prints sheets, and the sheet of the preferences."""
        self._printing, self._sheets, self._covers = printing, sheets, covers

    @override
    def printers(self) -> tuple[PrinterState, ...]:
        roll, sheets = self._printing.spooling, self._sheets.spooling
        stood = None if roll is None else roll.stand(self._printing.name)
        return (*([] if stood is None else [stood]), *(() if sheets is None else sheets.stands()))

    @override
    def look(self) -> None:
        self._sheets.look()

    @override
    def try_now(self) -> None:
        self._printing.press()
        self._sheets.press()
        self._sheets.look()

    @override
    def try_page(self) -> None:
        self._covers.preferences.unfold()
        self._covers.preferences.ask_trial()

    @override
    def ways(self, found: Callable[[Sequence[Option]], None]) -> None:
        kept = Option(say("Keep as a PDF"), KEEP)
        # What is sent to the printer of rolls is none of our PDF.
        roll = name_in(self._printing.place)

        def seen(queues: "Sequence[SheetQueue]") -> None:
            others = [
                Option(q.name, q.name, say(_STOPPED) if q.stopped else "") for q in queues if q.name != roll
            ]
            found((kept, *others))

        self._sheets.find_queues(seen, lambda _why: found((kept,)))

    @override
    def hand_on(self, document: str, way: str | None, told: Told) -> None:
        if way != KEEP:
            self._sheets.hand_on(document, way, told)
            return
        kind = QStandardPaths.StandardLocation.DocumentsLocation
        self._sheets.keep_document(document, Path(QStandardPaths.writableLocation(kind)), told)


_STOPPED = N_("stopped")
