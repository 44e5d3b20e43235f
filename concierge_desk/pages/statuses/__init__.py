"""Page of the statuses: a principal's file is found, looked at, compared; what differs leads to its card."""

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
    from concierge_desk.pages.statuses.view import StatusesPage

    return StatusesPage()


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.statuses.desk import StatusesDesk

    return StatusesDesk(parts.desk, parts.port, parts.operator, parts.system)


def _bind(host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.statuses.presenter import Statuses
    from concierge_desk.ui.page.binding import PageBinding

    return PageBinding(
        host,
        page,
        lambda changed: Statuses(face, host, changed),
        lambda statuses: ((page.chosen, statuses.choose), (page.picked, statuses.pick)),
    )


PAGE = Page(
    code="statuses",
    title=N_("Their statuses"),
    words=N_("statuses status tracking file"),
    icon="parcels",
    parts=PageParts(_view, _desk, _bind),
    in_rail=False,
    scrolls=True,
    of_copy=False,
    chapter=lambda _status: "attach",
)
