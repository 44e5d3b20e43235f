"""Page of the lessons: a practice desk alone has it."""

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
    from concierge_desk.pages.lessons.view import LessonsPage

    return LessonsPage()


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.lessons.desk import LessonsDesk

    return LessonsDesk(parts.desk, parts.port, parts.operator)


def _bind(host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.lessons.presenter import Lessons
    from concierge_desk.ui.page.binding import PageBinding

    return PageBinding(
        host,
        page,
        lambda changed: Lessons(face, host, changed),
        lambda lessons: ((page.chosen, lessons.choose),),
    )


PAGE = Page(
    code="lessons",
    title=N_("Lessons"),
    words=N_("lessons learn practice exercise training"),
    icon="help",
    parts=PageParts(_view, _desk, _bind),
    at_foot=True,
    scrolls=True,
    of_copy=False,
    of_practice=True,
    chapter=lambda _status: "serve",
)
