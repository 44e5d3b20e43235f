"""La Poste relay: stamps, franking, deposits, items kept for collection, the postman's slip.

Source: docs/trade.md, "Operations of the relay", "Tracking numbers", "Postal tariffs".
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import Acts, ClosingContext, Recalendar, Service
from concierge_desk.counter.site_questions import SiteQuestion
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.journal import Data, Event, facts
from concierge_desk.i18n import N_
from concierge_desk.services.relay.counter import AT_COUNTER
from concierge_desk.services.relay.model import slots
from concierge_desk.services.relay.model.booked import BOOKED
from concierge_desk.services.relay.model.numbers import PRINCIPALS, own_code, read_number
from concierge_desk.services.relay.model.settings import SETTINGS
from concierge_desk.services.relay.tables import known as tables
from concierge_desk.services.relay.tables import looks, schema, shipped
from concierge_desk.ui.page.page import Page, PageParts

if TYPE_CHECKING:
    from concierge_desk.counter.retention import Keeping
    from concierge_desk.counter.service_parts import ServiceParts
    from concierge_desk.counter.shop_steps import ShopStep
    from concierge_desk.domain.deadlines import Deadline


def _seed(site: Mapping[str, Any], context: Context) -> tuple[Event, ...]:
    from concierge_desk.services.relay.model.seed import seed  # noqa: PLC0415  (once in the life of a desk)

    return seed(site, context, shipped.at_commissioning())


_OWN = {"c": "custody", "m": "mandate_code"}
"""By first letter of a code of ours, the field that takes it."""


def _recognise(code: str) -> Data | None:
    own = own_code(code)
    if own is not None:
        return {_OWN[own[0]]: own}
    found = read_number(code)
    if found.format is None:
        return None
    return {"tracking": found.number, **facts(found, "format", "carrier", "certain")}


def _close(day: ClosingContext) -> tuple[Event, ...]:
    from concierge_desk.services.relay.model.closing import close  # noqa: PLC0415  (decision 0019)

    return close(day)


def _deadlines(rows: Rows, calendar: OpeningCalendar) -> "Iterable[Deadline]":
    from concierge_desk.services.relay.counter.deadlines import deadlines  # noqa: PLC0415  (decision 0019)

    return deadlines(rows, calendar)


def _acts() -> Acts:
    from concierge_desk.services.relay.acts import ACTS  # noqa: PLC0415  (decision 0019)

    return ACTS


def _aside() -> "ServiceParts":
    from concierge_desk.services.relay.aside import ASIDE  # noqa: PLC0415  (decision 0019)

    return ASIDE


def _keeping() -> "Keeping":
    from concierge_desk.services.relay.retention import KEEPING  # noqa: PLC0415  (decision 0019)

    return KEEPING


def _stock_page() -> PageParts:
    from concierge_desk.services.relay.page import stock_parts  # noqa: PLC0415  (decision 0019)

    return stock_parts()


def _first_steps() -> "tuple[ShopStep, ...]":
    from concierge_desk.services.relay.counter.first_steps import STEPS  # noqa: PLC0415  (in a new shop only)

    return STEPS


def _pay_page() -> PageParts:
    from concierge_desk.services.relay.page import pay_parts  # noqa: PLC0415  (decision 0019)

    return pay_parts()


SERVICE = Service(
    code="relay",
    label=N_("La Poste relay"),
    icon="parcels",
    acts=_acts,
    migrations=schema.SCHEMA,
    principals=PRINCIPALS,
    seed=_seed,
    site_questions=(
        SiteQuestion("office", N_("Post office that the shop belongs to")),
        SiteQuestion("regate", N_("REGATE code"), N_("6 figures; the post office knows it"), figures=6),
    ),
    first_steps=_first_steps,
    recognise=_recognise,
    recalendar=Recalendar(load=looks.load_in_care, moved=slots.moved, things=slots.things),
    deadlines=_deadlines,
    call_list="calls",
    close=_close,
    booked=BOOKED,
    keeping=_keeping,
    in_use={
        "place": tables.is_place,
        "number": tables.is_number,
        "label": tables.is_label,
        "code": tables.is_code,
    },
    here=tables.names_here,
    things_of=tables.stays_of,
    aside=_aside,
    at_counter=AT_COUNTER,
    holds=looks.holds,
    pages=(
        Page(
            code="relay_pay",
            title=N_("Remuneration"),
            words=N_("remuneration pay commission earnings statement"),
            icon="money",
            parts=PageParts.later(_pay_page),
            in_rail=False,
            scrolls=True,
            of_copy=False,
            chapter=lambda _status: "bank",
        ),
        Page(
            code="relay_stock",
            title=N_("Stock of stamps"),
            words=N_("stocktaking stamps"),
            icon="parcels",
            parts=PageParts.later(_stock_page),
            in_rail=False,
            scrolls=True,
            of_copy=False,
            chapter=lambda _status: "serve",
        ),
    ),
    settings=SETTINGS,
    held=tables.held,
)

__all__ = ["SERVICE"]
