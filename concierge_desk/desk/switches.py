"""Services that are switched off, as the window sees them, whose pages lead nowhere; and those that nobody used yet.

Source: decisions 0065, 0093.
"""

from datetime import date

from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import Service
from concierge_desk.desk import catalogue
from concierge_desk.store.chosen import is_on


def pages_off(rows: Rows, day: date) -> frozenset[str]:
    """Return the codes of the pages of services that are off and hold nothing: what is held leaves from its page."""
    return frozenset(
        code
        for service in catalogue.services()
        if not is_on(rows, service.code, day) and not _holds(service, rows)
        for code in (service.code, *[page.code for page in service.pages])
    )


def pages_unused(rows: Rows) -> frozenset[str]:
    """Return the codes of the pages of services that were never used: a shop that does without them sees none."""
    return frozenset(
        service.code
        for service in catalogue.services()
        if service.used is not None and not service.used(rows)
    )


def _holds(service: Service, rows: Rows) -> bool:
    return service.held is not None and service.held(rows) > 0
