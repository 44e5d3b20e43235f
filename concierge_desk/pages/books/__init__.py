"""Page of the handbooks: what is done in which order, chapter by chapter, and each handbook on paper."""

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
    from concierge_desk.pages.books.view import BooksPage

    return BooksPage()


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.books.desk import BooksDesk

    return BooksDesk(parts.port)


def _bind(host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.books.presenter import BooksPresenter
    from concierge_desk.ui.page.binding import PageBinding

    return PageBinding(
        host,
        page,
        lambda changed: BooksPresenter(face, host, changed),
        lambda books: ((page.chosen, books.choose),),
    )


PAGE = Page(
    code="books",
    title=N_("Handbooks"),
    words=N_("handbook handbooks manual help book how"),
    icon="help",
    parts=PageParts(_view, _desk, _bind),
    scrolls=True,
    in_rail=False,
    of_chapters=True,
    under_help=N_("Handbooks"),
)
