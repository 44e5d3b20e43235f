"""Page of the deliveries: which daily files left, which wait, which stand still."""

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
    from concierge_desk.pages.deliveries.view import DeliveriesPage

    return DeliveriesPage()


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.deliveries.desk import DeliveriesDesk

    return DeliveriesDesk(parts.desk, parts.port, parts.operator)


def _bind(host: "PageHost", view: Any, face: Any, settings: str) -> "PageBinding":
    from concierge_desk.pages.deliveries.presenter import DeliveriesPresenter
    from concierge_desk.ui.page.binding import PageBinding

    return PageBinding(
        host,
        view,
        lambda changed: DeliveriesPresenter(face, host, changed, settings),
        lambda deliveries: ((view.chosen, deliveries.choose),),
    )


def page(settings: str) -> Page:
    """Return the page of the deliveries.

    Args:
        settings: Code of the page on which is set by which way they leave.
    """
    return Page(
        code="deliveries",
        title=N_("Deliveries"),
        words=N_("deliveries delivery sent reports leave"),
        icon="parcels",
        parts=PageParts(_view, _desk, lambda host, view, face: _bind(host, view, face, settings)),
        in_rail=False,
        at_foot=True,
        scrolls=True,
        of_deliveries=True,
        of_copy=False,
        chapter=lambda _status: "files",
    )
