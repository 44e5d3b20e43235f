"""Page of the copies: how old the last one is, made, tried, put back."""

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
    from concierge_desk.pages.copies.view import CopiesPage

    return CopiesPage()


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.copies.desk import CopiesDesk

    return CopiesDesk(parts.desk, parts.port, parts.operator, parts.system)


def _bind(host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.copies.presenter import Copies
    from concierge_desk.ui.page.binding import PageBinding

    return PageBinding(
        host,
        page,
        lambda changed: Copies(face, host, changed),
        lambda copies: (
            (page.chosen, copies.choose),
            (page.worded, copies.give_words),
            (page.locked, copies.give_passphrase),
        ),
    )


PAGE = Page(
    code="copies",
    title=N_("Copies"),
    words=N_("copy copies backup stick restore export"),
    icon="backup",
    parts=PageParts(_view, _desk, _bind),
    at_foot=True,
    scrolls=True,
    of_copy=False,
    chapter=lambda _status: "put_back",
)
