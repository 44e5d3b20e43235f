"""The desk of a window: opened after the window was painted, held until it is closed.

Source: docs/contract.md, "Budgets"; decision 0019.
"""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from concierge_desk.bootstrap.appearance import Look
from concierge_desk.bootstrap.second_start import WindowSeat
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk, open_desk
from concierge_desk.desk.options import Options, has_store
from concierge_desk.domain.errors import DeskError
from concierge_desk.frame.pages import WindowDesk
from concierge_desk.i18n import N_, translate
from concierge_desk.jobs.copies.daily_copy import LocalCopies
from concierge_desk.jobs.operators import begins_locked
from concierge_desk.jobs.page_desk import DeskParts
from concierge_desk.pages import pages_of
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.counter.noted_face import NotedFace
from concierge_desk.paths import (
    DataFolder,
    half_made_copies,
    half_made_practice,
    half_made_stores,
    half_set_aside,
    half_written_keys,
    half_written_lines,
)
from concierge_desk.store.locks import one_backup
from concierge_desk.store.read_only_disk import is_read_only
from concierge_desk.ui.page.page import Page

if TYPE_CHECKING:
    from concierge_desk.domain.printer_address import FoundPrinter
    from concierge_desk.media.system import System
    from concierge_desk.pages.printer.desk import PrinterDesk
    from concierge_desk.pages.sheets.desk import SheetsDesk
    from concierge_desk.ui.presenter.lock_face import LockFace


def open_face(options: Options, look: Look, held: ExitStack, seat: WindowSeat, *, first: bool) -> WindowDesk:
    """Open a desk for a window.

    Args:
        options: How it is opened.
        look: How the window looks, and who is at the counter.
        held: Lets go of the desk in the end.
        seat: The window's: held until the last of its desks was closed.
        first: It is the first desk of this window.

    Raises:
        EnvironmentFailure: ``window.open_already``; no store, no key, another process at work.
        IntegrityFailure: The store is damaged.
        Refused: ``clock.real``, ``operator.unknown``.
    """
    folder = DataFolder(options.data)
    # On a disk that can only be read no seat can be left: nobody writes there, and any number may look.
    if has_store(folder) and not is_read_only(folder.root):
        seat.take(folder)
    desk = held.enter_context(open_desk(options))
    if desk.store.only_read:
        return _only_read(desk, look.lang, look.operator, held)
    if first:
        # What a window left that was killed between two desks: no other one can be at it, nor a restore.
        forget_looks(desk.folder)
        _sweep(desk.folder)
    copies = held.enter_context(LocalCopies(desk))
    copies.look_soon()
    face = NotedFace(desk, look.lang, look.operator, copies.after, copies.load_acts_soon)
    held.callback(face.close)
    return as_open(desk, face, look.operator)


def _sweep(folder: DataFolder) -> None:
    """Take away what a process that was killed left half-made beside the store."""
    for leftovers in (half_made_stores, half_set_aside, half_made_copies, half_written_keys):
        for half_made in leftovers(folder):
            with suppress(OSError):
                half_made.unlink()
    if half_made_practice(folder.root).exists():
        from concierge_desk.jobs.demo.lived_in import forget_half_made  # noqa: PLC0415  (hardly ever there)

        with suppress(DeskError, OSError):
            forget_half_made(folder.root)
    # A copy may be made by a terminal just now.
    with suppress(DeskError, OSError), one_backup(folder.locks, timeout_seconds=0):
        for half_made in half_written_lines(folder):
            half_made.unlink()


def _only_read(desk: Desk, lang: str, operator: str | None, held: ExitStack) -> WindowDesk:
    """Return a desk whose disk can only be read: all of it is looked at, each act says why it is refused."""
    from concierge_desk.ui.presenter.handover import HandoverNews  # noqa: PLC0415  (hardly ever needed)

    face = FrontFace(desk, lang, operator, lambda _answer: None)
    held.callback(face.close)
    told = catalogue.sentence("store.disk_read_only", {}, lang)
    news = HandoverNews(translate(N_("Nothing can be recorded"), lang), (told,), "warning")
    return replace(as_open(desk, face, operator), printer=None, sheets=None, deliveries=None, news=news)


def forget_looks(folder: DataFolder) -> None:
    """Take away a copy that was looked into."""
    if folder.looked_at.exists():
        import shutil  # noqa: PLC0415  (hardly ever needed)

        shutil.rmtree(folder.looked_at, ignore_errors=True)


def as_open(
    desk: Desk, face: FrontFace, operator: str | None = None, system: "System | None" = None
) -> WindowDesk:
    """Return an open desk as a window takes it.

    Args:
        desk: The open desk.
        face: What the counter asks of it.
        operator: Code of whoever is at the counter.
        system: The machine whose sticks are found; the one the program runs on by default.
    """

    def printer() -> "PrinterDesk":
        from concierge_desk.pages.printer.desk import PrinterDesk  # noqa: PLC0415  (once the counter is there)

        return PrinterDesk(desk, face, face.papers, operator)

    def sheets() -> "SheetsDesk":
        from concierge_desk.pages.sheets.desk import SheetsDesk  # noqa: PLC0415  (once a sheet is there)

        return SheetsDesk(desk, face, face.papers, operator)

    def deliver(stopping: Callable[[], bool]) -> bool:
        from concierge_desk.jobs.deliveries.worker import Deliveries  # noqa: PLC0415  (once something is to leave)

        return not Deliveries(desk).work_off(stopping).busy

    pages = made_pages(DeskParts(desk, face, operator, system))
    return WindowDesk(
        face,
        pages,
        printer,
        sheets,
        deliver,
        printers=_printers,
        several=face.papers.several,
        lock=lock_of(desk, face, operator),
        locked=begins_locked(desk),
    )


def lock_of(desk: Desk, face: FrontFace, operator: str | None) -> "Callable[[], LockFace]":
    """Return what makes the desk behind the lock of a window; it is loaded when the window is first covered."""

    def lock() -> "LockFace":
        from concierge_desk.jobs.staff.lock_desk import LockDesk  # noqa: PLC0415  (no start waits for it)

        return LockDesk(desk, face, operator)

    return lock


def _printers() -> "tuple[FoundPrinter, ...]":
    """Look for the printers that the system knows."""
    from concierge_desk.printing.lines.found import found_printers  # noqa: PLC0415  (hardly ever asked)

    return found_printers()


def made_pages(parts: DeskParts) -> tuple[tuple[Page, Callable[[], Any]], ...]:
    """Return each page there is, with what makes its desk; it is loaded when the page is first opened."""
    practice = parts.desk.identity.practice
    return tuple(
        (replace(page, in_rail=page.in_rail and page.in_rail_while(parts)), partial(page.parts.desk, parts))
        for page in pages_of(catalogue.services())
        if page.parts is not None
        and (page.of_copy or not parts.copy)
        and (not page.of_practice or practice)
        and not (page.of_shop and practice)
    )
