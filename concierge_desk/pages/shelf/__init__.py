"""Page of a service's shelf: what lies there, what is to be done today, the inventory."""

from functools import partial
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


def _view(label: str, icon: str) -> "QWidget":
    from concierge_desk.pages.shelf.view import ShelfPage
    from concierge_desk.ui.kit.speech import say

    return ShelfPage(say(label), icon)


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.shelf.desk import ShelfDesk

    return ShelfDesk(parts.port)


def _bind(service: str, host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.shelf.presenter import ShelfPresenter
    from concierge_desk.ui.page.binding import PageBinding
    from concierge_desk.ui.presenter.request import PageRequest

    return PageBinding(
        host,
        page,
        lambda changed: ShelfPresenter(face, service, host, changed),
        lambda shelf: (
            (page.typed, shelf.type),
            (page.erased, shelf.erase),
            (page.ordered, shelf.order),
            (page.chosen, shelf.choose),
            (page.opened, shelf.open),
            (page.doored, lambda door: host.ask(PageRequest(card=door))),
        ),
    )


_SHELF = N_("What waits on the shelf; on a page: the postman, count again, verify")
_TRADE = N_("What is here or at a workshop, prices, what is to be done today")


def page_of(service: str, label: str, icon: str, words: str = "", *, once_used: bool = False) -> Page:
    """Return the page of a service's shelf.

    Args:
        service: Code of the service.
        label: English source of its name.
        icon: Name of its picture.
        words: English source of the words that it is looked for by.
        once_used: It has a place in the rail once the service is used.
    """
    return Page(
        code=service,
        title=label,
        icon=icon,
        parts=PageParts(partial(_view, label, icon), _desk, partial(_bind, service)),
        key="f5",
        words=words,
        once_used=once_used,
        tells=_TRADE if once_used else _SHELF,
        beside_visit=True,
        at_once=True,
        chapter=lambda _status: "serve",
    )
