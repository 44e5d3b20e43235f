"""Page of the month: what a month or a fiscal year came to, for whoever keeps the accounts."""

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
    from concierge_desk.pages.month.view import MonthPage

    return MonthPage()


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.month.desk import MonthDesk

    return MonthDesk(parts.desk, parts.port, parts.operator)


def _bind(host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.month.presenter import MonthPresenter
    from concierge_desk.ui.page.binding import PageBinding

    return PageBinding(
        host,
        page,
        lambda changed: MonthPresenter(face, host, changed),
        lambda _month: (),
    )


PAGE = Page(
    code="month",
    title=N_("Month"),
    words=N_("month treasurer year accounts fiscal"),
    icon="money",
    parts=PageParts(_view, _desk, _bind),
    in_rail=False,
    under_help=N_("Month"),
)
