"""The desk of a window: opened after the window was painted, held until it is closed.

Source: docs/contract.md, "Budgets"; decision 0019.
"""

from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk, open_desk
from concierge_desk.desk.options import Options
from concierge_desk.frame.open_desk import OpenDesk, ServiceEntry
from concierge_desk.i18n import translate
from concierge_desk.jobs.copies.daily_copy import LocalCopies
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.paths import HALF_RESTORED, DataFolder
from concierge_desk.store.locks import one_window

if TYPE_CHECKING:
    from concierge_desk.media.system import System
    from concierge_desk.pages.copies.desk import CopiesDesk
    from concierge_desk.pages.day.desk import DayDesk
    from concierge_desk.pages.journal.desk import JournalDesk
    from concierge_desk.pages.printer.desk import PrinterDesk
    from concierge_desk.pages.shelf.desk import ShelfDesk


def open_face(
    options: Options, lang: str, operator: str | None, held: ExitStack, place: ExitStack | None = None
) -> OpenDesk:
    """Open a desk for a window.

    Args:
        options: How it is opened.
        lang: Language of what is shown.
        operator: Code of whoever is at the counter; the first of the settings by default.
        held: Lets go of the desk in the end.
        place: Lets go of the window's place once the last of its desks was closed; None where it holds it already.

    Raises:
        EnvironmentFailure: ``window.open_already``; no store, no key, another process at work.
        IntegrityFailure: The store is damaged.
        Refused: ``clock.real``, ``operator.unknown``.
    """
    desk = held.enter_context(open_desk(options))
    if place is not None:
        place.enter_context(one_window(desk.folder.locks))
        # What a window left that was killed between two desks: no other one can be at it, nor a restore.
        forget_looks(desk.folder)
        for half_made in desk.folder.root.glob(f"{HALF_RESTORED}.*"):
            with suppress(OSError):
                half_made.unlink()
    copies = held.enter_context(LocalCopies(desk))
    face = FrontFace(desk, lang, operator, copies.after)
    held.callback(face.close)
    return as_open(desk, face, operator)


def forget_looks(folder: DataFolder) -> None:
    """Take away a copy that was looked into."""
    if folder.looked_at.exists():
        import shutil  # noqa: PLC0415  (hardly ever needed)

        shutil.rmtree(folder.looked_at, ignore_errors=True)


def as_open(
    desk: Desk, face: FrontFace, operator: str | None = None, system: "System | None" = None
) -> OpenDesk:
    """Return an open desk as a window takes it: its pages are loaded when they are first opened.

    Args:
        desk: The open desk.
        face: What the front asks of it.
        operator: Code of whoever is at the counter.
        system: The machine whose sticks are found; the one the program runs on by default.
    """

    def day() -> "DayDesk":
        from concierge_desk.pages.day.desk import DayDesk  # noqa: PLC0415  (needed in the evening)

        return DayDesk(desk, face, operator, system)

    def journal() -> "JournalDesk":
        from concierge_desk.pages.journal.desk import JournalDesk  # noqa: PLC0415  (as above)

        return JournalDesk(desk, face, operator)

    def copies() -> "CopiesDesk":
        from concierge_desk.pages.copies.desk import CopiesDesk  # noqa: PLC0415  (as above)

        return CopiesDesk(desk, face, operator, system)

    def printer() -> "PrinterDesk":
        from concierge_desk.pages.printer.desk import PrinterDesk  # noqa: PLC0415  (once the counter is there)

        return PrinterDesk(desk, face, face.papers, operator)

    def shelf() -> "ShelfDesk":
        from concierge_desk.pages.shelf.desk import ShelfDesk  # noqa: PLC0415  (as above)

        return ShelfDesk(face)

    return OpenDesk(face, services_of(face.lang), day, journal, copies, shelf, printer)


def services_of(lang: str) -> tuple[ServiceEntry, ...]:
    """Return each service, in the order of the rail."""
    return tuple(
        ServiceEntry(service.code, translate(service.label, lang), service.icon)
        for service in catalogue.services()
    )
