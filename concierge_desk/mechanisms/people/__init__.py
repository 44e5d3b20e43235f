"""People: who comes, whose household, who comes for whom; records beside the journal, shaped like a service.

What every service shares of somebody is kept here once: services know people through the port of the counter alone
(`counter/parties.py`).

Source: decision 0085.
"""

from typing import TYPE_CHECKING

from concierge_desk.counter.service import Acts, ClosingContext, Service
from concierge_desk.domain.journal import Data, Event
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.people.counter import AT_COUNTER
from concierge_desk.mechanisms.people.model.settings import SETTINGS
from concierge_desk.mechanisms.people.tables.schema import SCHEMA
from concierge_desk.ui.page.page import Page, PageParts

if TYPE_CHECKING:
    from concierge_desk.counter.parties import Parties
    from concierge_desk.counter.retention import Keeping
    from concierge_desk.counter.service_parts import ServiceParts


def _acts() -> Acts:
    from concierge_desk.mechanisms.people.acts import ACTS  # noqa: PLC0415  (decision 0019)

    return ACTS


def _aside() -> "ServiceParts":
    from concierge_desk.mechanisms.people.aside import ASIDE  # noqa: PLC0415  (decision 0019)

    return ASIDE


def _close(day: ClosingContext) -> tuple[Event, ...]:
    from concierge_desk.mechanisms.people.model.counting import close  # noqa: PLC0415  (decision 0019)

    return close(day)


def _page() -> PageParts:
    from concierge_desk.mechanisms.people.page import people_parts  # noqa: PLC0415  (decision 0019)

    return people_parts()


def _recognise(code: str) -> Data | None:
    from concierge_desk.mechanisms.people.model.fields import recognised  # noqa: PLC0415  (decision 0019)

    return recognised(code)


def _keeping() -> "Keeping":
    from concierge_desk.mechanisms.people.retention import KEEPING  # noqa: PLC0415  (decision 0019)

    return KEEPING


def _parties() -> "Parties":
    from concierge_desk.mechanisms.people.tables.parties import PEOPLE  # noqa: PLC0415  (decision 0019)

    return PEOPLE


SERVICE = Service(
    code="people",
    label=N_("People"),
    icon="person",
    acts=_acts,
    migrations=SCHEMA,
    recognise=_recognise,
    close=_close,
    keeping=_keeping,
    aside=_aside,
    at_counter=AT_COUNTER,
    pages=(
        Page(
            code="people_list",
            title=N_("People"),
            words=N_("people person members record household"),
            icon="person",
            parts=PageParts.later(_page),
            scrolls=True,
            of_copy=False,
            chapter=lambda _status: "serve",
        ),
    ),
    settings=SETTINGS,
    parties=_parties,
)

__all__ = ["SERVICE"]
