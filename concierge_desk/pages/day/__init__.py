"""Page of the day: opened, counted, closed."""

from functools import partial
from typing import TYPE_CHECKING, Any

from concierge_desk.i18n import N_
from concierge_desk.ui.page.page import Page, PageParts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from concierge_desk.jobs.page_desk import DeskParts
    from concierge_desk.ui.page.binding import PageBinding
    from concierge_desk.ui.presenter.host import PageHost

# What the page is made of is loaded when it is first opened.
# ruff: noqa: PLC0415


def _view() -> "QWidget":
    from concierge_desk.pages.day.view import DayPage

    return DayPage()


def _desk(parts: "DeskParts") -> Any:
    if parts.copy:
        from concierge_desk.pages.day.copy_desk import CopyDay

        return CopyDay(parts.desk, parts.port, parts.operator)
    from concierge_desk.pages.day.desk import DayDesk

    return DayDesk(parts.desk, parts.port, parts.operator, parts.system)


def _bind(older_copies: str, host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.day.presenter import DayPresenter
    from concierge_desk.ui.page.binding import PageBinding

    return PageBinding(
        host,
        page,
        lambda changed: DayPresenter(face, host, older_copies, changed),
        lambda day: (
            (page.freed, host.free),
            (page.overview.floated, day.evening.type_float),
            (page.closing.typed, day.evening.type_pieces),
            (page.closing.rested, day.keep_typed),
            (page.closing.terminal, day.evening.check.type_terminal),
            (page.closing.ticked, day.evening.check.tick),
            (page.closing.saw, day.evening.there.tick),
            (page.closing.looked_for, day.evening.there.type),
            (page.closing.entered, day.evening.there.enter),
            (page.closing.kept, lambda keep: day.evening.decide_visits(keep=keep)),
            (page.closing.reasoned, day.evening.give_reason),
            (page.closing.locked, day.evening.give_passphrase),
        ),
    )


def page(older_copies: str) -> Page:
    """Return the page of the day.

    Args:
        older_copies: Code of the page that its key for copies opens.
    """
    return Page(
        code="day",
        title=N_("Day"),
        icon="day",
        parts=PageParts(_view, _desk, partial(_bind, older_copies)),
        key="f10",
        tells=N_("The day: opening, count, closing"),
        words=N_("day close closing recount evening takings"),
        at_foot=True,
        keeps_line=True,
        # The program ended in the middle of a closing: she finds it where it stood.
        owed=lambda status: status.closing,
        chapter=lambda status: "open" if status.enter_opens else "close",
    )
