"""Page of a service whose things are taken on days: its calendar, and behind it the list that it has anyhow."""

from dataclasses import replace
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
    from concierge_desk.pages.calendar.view import CalendarPage
    from concierge_desk.ui.kit.speech import say

    return CalendarPage(say(label), icon)


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.calendar.desk import CalendarDesk

    return CalendarDesk(parts.port)


def _bind(service: str, host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.calendar.presenter import CalendarPresenter
    from concierge_desk.ui.page.binding import PageBinding
    from concierge_desk.ui.presenter.request import PageRequest

    return PageBinding(
        host,
        page,
        lambda changed: CalendarPresenter(face, service, host, changed),
        lambda calendar: (
            (page.typed, calendar.type),
            (page.erased, calendar.erase),
            (page.chosen, calendar.choose),
            (page.opened, calendar.open),
            (page.edged, calendar.go_on),
            (page.roomed, calendar.take_room),
            (page.acted, calendar.act_on),
            (page.doored, lambda door: host.ask(PageRequest(card=door))),
        ),
    )


def _faced(mine: PageParts, listed: PageParts) -> PageParts:
    from concierge_desk.pages.calendar.state import LIST
    from concierge_desk.ui.page.faces import faced

    return faced(mine, LIST, listed)


def page_of(listed: Page) -> Page:
    """Return the page of a service with its calendar before its list.

    Args:
        listed: The page of the list; all that it says of itself is said of both.
    """
    if listed.parts is None:
        raise ValueError(listed.code)
    parts = PageParts(partial(_view, listed.title, listed.icon), _desk, partial(_bind, listed.code))
    return replace(
        listed,
        parts=PageParts.later(partial(_faced, parts, listed.parts)),
        tells=N_("What is taken on which days, what is to be done today"),
        # A fortnight needs the room of the visit.
        beside_visit=False,
    )
