"""Articles of the shop's own: coffee, photocopies, whatever it sells for itself."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Acts, Service
from concierge_desk.domain.journal import Event
from concierge_desk.i18n import N_
from concierge_desk.services.shop import tables
from concierge_desk.services.shop.counter import AT_COUNTER

if TYPE_CHECKING:
    from concierge_desk.counter.service_parts import ServiceParts


def _seed(site: Mapping[str, Any], context: Context) -> tuple[Event, ...]:
    from concierge_desk.counter.values.vat_rates import shipped_rates  # noqa: PLC0415  (once in the life of a desk)
    from concierge_desk.services.shop.model.articles import seed  # noqa: PLC0415  (the same)

    return seed(site, context, shipped_rates())


def _acts() -> Acts:
    from concierge_desk.services.shop.acts import ACTS  # noqa: PLC0415  (decision 0019)

    return ACTS


def _aside() -> "ServiceParts":
    from concierge_desk.services.shop.aside import ASIDE  # noqa: PLC0415  (decision 0019)

    return ASIDE


SERVICE = Service(
    code="shop",
    label=N_("Shop"),
    icon="shop",
    acts=_acts,
    migrations=tables.SCHEMA,
    seed=_seed,
    in_use={"label": tables.is_label, "code": tables.is_code, "barcode": tables.is_barcode},
    aside=_aside,
    at_counter=AT_COUNTER,
)

__all__ = ["SERVICE"]
