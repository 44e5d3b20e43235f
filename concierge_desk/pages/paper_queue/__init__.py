"""Page of the papers: what waits for a printer, what came out, what was given up."""

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
    from concierge_desk.pages.paper_queue.view import PapersPage

    return PapersPage()


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.paper_queue.desk import PapersDesk

    return PapersDesk(parts.desk, parts.port, parts.operator)


def _bind(host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.paper_queue.presenter import PaperQueue
    from concierge_desk.ui.page.binding import PageBinding

    return PageBinding(
        host,
        page,
        lambda changed: PaperQueue(face, host, changed),
        lambda papers: (
            (page.chosen, papers.choose),
            (page.numbered, papers.take_number),
            (page.worded, papers.word),
        ),
    )


PAGE = Page(
    code="paper_queue",
    title=N_("Papers"),
    words=N_("papers printer printing queue waiting"),
    icon="print",
    parts=PageParts(_view, _desk, _bind),
    at_foot=True,
    scrolls=True,
    of_printers=True,
    of_copy=False,
)
