"""Pages of the window: the one tuple that names them, followed by those that services bring.

Source: decision 0035.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from concierge_desk.pages import (
    about,
    books,
    calendar,
    copies,
    counter,
    day,
    deliveries,
    doctor,
    first_steps,
    journal,
    lessons,
    month,
    paper_queue,
    reconciliation,
    settings,
    shelf,
    statuses,
    summaries,
    tariff,
)
from concierge_desk.ui.page.page import Page

if TYPE_CHECKING:
    # The window is painted before anything of a service is loaded.
    from concierge_desk.counter.service import Service

PAGES: tuple[Page, ...] = (
    counter.PAGE,
    day.page(older_copies=copies.PAGE.code),
    journal.PAGE,
    copies.PAGE,
    paper_queue.PAGE,
    deliveries.page(settings=settings.PAGE.code),
    tariff.PAGE,
    statuses.PAGE,
    summaries.PAGE,
    reconciliation.PAGE,
    settings.PAGE,
    doctor.page(about=about.PAGE.code),
    about.PAGE,
    books.PAGE,
    month.PAGE,
)
"""What the window leads to, whatever services there are; it is built round the first one."""


def pages_of(services: "Iterable[Service]") -> tuple[Page, ...]:
    """Return every page: what services bring follows, a shelf or lists of the morning where they have them.

    The first steps of a real shop and the lessons of a practice desk come last.
    """
    brought: list[Page] = []
    for service in services:
        if service.at_counter is not None and service.at_counter.has_page:
            words = service.at_counter.words
            once_used = service.used is not None
            page = shelf.page_of(service.code, service.label, service.icon, words, once_used=once_used)
            brought.append(page if service.at_counter.days is None else calendar.page_of(page))
        brought.extend(service.pages)
    return (*PAGES, *brought, first_steps.PAGE, lessons.PAGE)
