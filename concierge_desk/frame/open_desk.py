"""A desk that is open, as a window takes it.

Source: docs/contract.md, "Budgets"; decisions 0019, 0021.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from concierge_desk.pages.copies.handover import HandoverNews
from concierge_desk.pages.counter.face import Face

if TYPE_CHECKING:
    # No page is loaded before it is opened.
    from concierge_desk.pages.copies.face import CopiesFace
    from concierge_desk.pages.day.face import DayFace
    from concierge_desk.pages.journal.face import JournalFace
    from concierge_desk.pages.printer.face import PrinterFace
    from concierge_desk.pages.shelf.face import ShelfFace


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """A service as the rail leads to it: its code, its name in the language shown, the name of its picture."""

    code: str
    label: str
    icon: str


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """A desk that is open.

    Attributes:
        face: What the front asks.
        services: Each service, in the order of the rail.
        day: Returns the desk as the page of the day sees it: called, and loaded, when that is first opened.
        journal: The same for the page of the journal.
        copies: The same for the page of the copies.
        shelf: The same for the pages of the services' shelves.
        printer: The same for what works off the papers; None where there is no printer to be had.
        news: What happened while no window was there; None where nothing did.
        page: The page she comes back to, by its code.
        copy: When it was made, in words, where it is a copy that is only looked at; None for the desk itself.
    """

    face: Face
    services: Sequence[ServiceEntry]
    day: "Callable[[], DayFace]"
    journal: "Callable[[], JournalFace]"
    copies: "Callable[[], CopiesFace]"
    shelf: "Callable[[], ShelfFace]"
    printer: "Callable[[], PrinterFace] | None" = None
    news: HandoverNews | None = None
    page: str = "counter"
    copy: str | None = None
