"""Page of the journal: who did what, a day at a time."""

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
    from concierge_desk.pages.journal.view import JournalPage

    return JournalPage()


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.journal.desk import JournalDesk

    return JournalDesk(parts.desk, parts.port, parts.operator)


def _bind(host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.journal.presenter import Journal
    from concierge_desk.ui.page.binding import PageBinding

    return PageBinding(
        host,
        page,
        lambda changed: Journal(face, host, changed),
        lambda journal: (
            (page.numbered, journal.type_number),
            (page.chosen, journal.days.choose),
            (page.went_on, journal.days.read_on),
            (page.printed, journal.print_again),
            (page.dated, journal.days.go_to),
            (page.amounted, journal.days.seek_amount),
            (page.grouped, journal.days.seek_group),
            (page.operated, journal.days.seek_operator),
            (page.reasoned, journal.back.choose),
            (page.worded, journal.back.word),
        ),
    )


PAGE = Page(
    code="journal",
    title=N_("Journal"),
    words=N_("journal history correct correction"),
    icon="note",
    parts=PageParts(_view, _desk, _bind),
    key="f4",
    tells=N_("The journal: who did what"),
    at_foot=True,
    scrolls=True,
)
