"""Page of the tariffs: sheets of new prices are found, looked at, taken in."""

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
    from concierge_desk.pages.tariff.view import TariffPage

    return TariffPage()


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.tariff.desk import TariffDesk

    return TariffDesk(parts.desk, parts.port, parts.operator, parts.system)


def _bind(host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.tariff.presenter import Tariffs
    from concierge_desk.ui.page.binding import PageBinding

    return PageBinding(
        host,
        page,
        lambda changed: Tariffs(face, host, changed),
        lambda tariffs: ((page.chosen, tariffs.choose), (page.picked, tariffs.pick)),
    )


PAGE = Page(
    code="tariff",
    title=N_("Tariffs"),
    words=N_("tariffs prices rates sheet"),
    icon="money",
    parts=PageParts(_view, _desk, _bind),
    in_rail=False,
    scrolls=True,
    of_copy=False,
    chapter=lambda _status: "attach",
)
