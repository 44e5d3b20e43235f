"""What the site file and the shipped tables say of the relay, as the events of ``init``.

Source: DESIGN §4 (an import is one entry holding its rows), issue A scope 6.
"""

import re
from collections.abc import Mapping
from typing import Any

from concierge_desk.counter import codelists
from concierge_desk.counter.service import Context
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.holding import HoldingRow
from concierge_desk.domain.journal import Event
from concierge_desk.domain.tariff import TariffRow
from concierge_desk.services.relay.model.stamps import Product

_PRINCIPAL = re.compile(r"[A-Z][A-Z0-9_]{1,19}")
_TEXTS = ("regate", "office")


def settings_event(site: Mapping[str, Any]) -> Event:
    """Return ``relay.settings_set`` from the site file's ``[services.relay]``.

    Raises:
        Refused: ``site.invalid`` with the field that cannot be understood.
    """
    for name in _TEXTS:
        if not isinstance(site.get(name, ""), str):
            raise Refused("site.invalid", field=f"services.relay.{name}")
    principals = _pairs(site, "principals", str)
    for carrier, owner in principals:
        if carrier not in codelists.codes("carrier") or not _PRINCIPAL.fullmatch(owner):
            raise Refused("site.invalid", field=f"services.relay.principals.{carrier}")
    return Event(
        "relay.settings_set",
        {
            "regate": site.get("regate", ""),
            "office": site.get("office", ""),
            "principals": [{"carrier": carrier, "principal": owner} for carrier, owner in principals],
            "par": [
                {"product": product, "quantity": quantity} for product, quantity in _pairs(site, "par", int)
            ],
        },
    )


def tariff_event(rows: tuple[TariffRow, ...]) -> Event:
    """Return ``tariff.imported`` with the shipped rows."""
    return Event(
        "tariff.imported",
        {
            "rows": [
                {
                    "product": row.product,
                    "label": row.label,
                    "zone": row.zone,
                    "max_g": row.max_g,
                    "cents": row.cents,
                    "vat_code": row.vat_code,
                    "valid_from": row.valid_from.isoformat(),
                    "valid_to": row.valid_to and row.valid_to.isoformat(),
                    "source": row.source,
                    "confidence": row.confidence,
                }
                for row in rows
            ]
        },
    )


def holding_event(rows: tuple[HoldingRow, ...]) -> Event:
    """Return ``relay.holding_set`` with the shipped periods."""
    return Event(
        "relay.holding_set",
        {
            "rows": [
                {
                    "carrier": row.carrier,
                    "days": row.days,
                    "valid_from": row.valid_from.isoformat(),
                    "valid_to": row.valid_to and row.valid_to.isoformat(),
                    "source": row.source,
                    "confidence": row.confidence,
                }
                for row in rows
            ]
        },
    )


def products_event(rows: tuple[Product, ...]) -> Event:
    """Return ``relay.products_set`` with what each product is."""
    return Event(
        "relay.products_set",
        {
            "rows": [
                {"product": row.product, "family": row.family, "stamp": row.stamp, "tracked": row.tracked}
                for row in rows
            ]
        },
    )


def seed(
    site: Mapping[str, Any],
    _context: Context,
    tables: tuple[tuple[TariffRow, ...], tuple[HoldingRow, ...], tuple[Product, ...]],
) -> tuple[Event, ...]:
    """Return the relay's events of ``init``."""
    rows, holding, products = tables
    return (settings_event(site), tariff_event(rows), holding_event(holding), products_event(products))


def _pairs(site: Mapping[str, Any], name: str, kind: type) -> list[tuple[str, Any]]:
    found = site.get(name, {})
    if not isinstance(found, dict):
        raise Refused("site.invalid", field=f"services.relay.{name}")
    for key, value in found.items():
        # Neither an owner without a name nor fewer stamps than none.
        if type(value) is not kind or value == "" or (isinstance(value, int) and value < 0):
            raise Refused("site.invalid", field=f"services.relay.{name}.{key}")
    return sorted(found.items())
