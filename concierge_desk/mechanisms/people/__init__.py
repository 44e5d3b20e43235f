"""People: who comes, whose household, who comes for whom; records beside the journal, shaped like a service.

What every service shares of somebody is kept here once: services know people through the port of the counter alone
(`counter/parties.py`).

Source: decision 0085.
"""

from concierge_desk.counter.retention import Retention
from concierge_desk.counter.service import Acts, ClosingContext, Service
from concierge_desk.counter.service_parts import ServiceParts
from concierge_desk.domain.journal import Data, Event
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.people.counter import AT_COUNTER
from concierge_desk.mechanisms.people.model.fields import recognised
from concierge_desk.mechanisms.people.model.membership import SETTINGS
from concierge_desk.mechanisms.people.model.personal import NOTE, PERSON, PERSONAL, PROXY, SAID_YES, SETTLED
from concierge_desk.mechanisms.people.tables import periods
from concierge_desk.mechanisms.people.tables.parties import PEOPLE
from concierge_desk.mechanisms.people.tables.schema import SCHEMA
from concierge_desk.ui.page.page import Page, PageParts


def _acts() -> Acts:
    from concierge_desk.mechanisms.people.acts import ACTS  # noqa: PLC0415  (decision 0019)

    return ACTS


def _aside() -> ServiceParts:
    from concierge_desk.mechanisms.people.aside import ASIDE  # noqa: PLC0415  (decision 0019)

    return ASIDE


def _close(day: ClosingContext) -> tuple[Event, ...]:
    from concierge_desk.mechanisms.people.model.counting import close  # noqa: PLC0415  (decision 0019)

    return close(day)


def _page() -> PageParts:
    from concierge_desk.mechanisms.people.page import people_parts  # noqa: PLC0415  (decision 0019)

    return people_parts()


def _recognise(code: str) -> Data | None:
    return recognised(code)


SERVICE = Service(
    code="people",
    label=N_("People"),
    icon="person",
    acts=_acts,
    migrations=SCHEMA,
    recognise=_recognise,
    close=_close,
    retention=(
        Retention(
            PERSON,
            N_("Last act for the person + 3 years"),
            3 * 365,
            periods.dormant_people,
            periods.drop_people,
        ),
        Retention(
            SETTLED,
            N_("The settlement + 5 years"),
            5 * 365,
            periods.settled_links,
            periods.drop_links,
        ),
        Retention(
            SAID_YES,
            N_("Consent taken back + 1 year"),
            365,
            periods.ended_consents,
            periods.drop_consents,
        ),
        Retention(PROXY, N_("End of the proxy + 1 year"), 365, periods.ended_proxies, periods.drop_proxies),
        Retention(NOTE, N_("Last day of the note"), 1, periods.ended_notes, periods.drop_notes),
    ),
    personal=PERSONAL,
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
    parties=PEOPLE,
)

__all__ = ["SERVICE"]
