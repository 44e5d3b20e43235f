"""Page of the summaries: a week or a month added up for La Poste, on the screen, on paper and as files."""

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
    from concierge_desk.pages.summaries.view import SummariesPage

    return SummariesPage()


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.summaries.desk import SummariesDesk

    return SummariesDesk(parts.desk, parts.port, parts.operator)


def _bind(host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.summaries.presenter import Summaries
    from concierge_desk.ui.page.binding import PageBinding

    return PageBinding(
        host,
        page,
        lambda changed: Summaries(face, host, changed),
        lambda summaries: ((page.chosen, summaries.choose),),
    )


PAGE = Page(
    code="summaries",
    title=N_("Summaries for La Poste"),
    words=N_("summary summaries week month weekly monthly"),
    icon="note",
    parts=PageParts(_view, _desk, _bind),
    in_rail=False,
    scrolls=True,
    of_copy=False,
    chapter=lambda _status: "files",
)
