"""Seed of the relay's tables: the site file and the shipped tables, as the events of ``init``.

Source: docs/contract.md, "Four kinds of tables".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.values import codelists
from concierge_desk.domain import dated
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.services.relay.model.catalogue import Product
from concierge_desk.services.relay.model.described import products_event
from concierge_desk.services.relay.model.places import places_of
from concierge_desk.services.relay.model.postage.holding_periods import HoldingRow
from concierge_desk.services.relay.model.postage.tariff import TariffRow
from concierge_desk.services.relay.model.tariffs import imported_event

_PRINCIPAL = re.compile(r"[A-Z][A-Z0-9_]{1,19}")
_TEXTS = ("regate", "office")


@dataclass(frozen=True, slots=True)
class Shipped:
    """The tables that travel with the program."""

    tariff: tuple[TariffRow, ...]
    holding: tuple[HoldingRow, ...]
    products: tuple[Product, ...]
    operations: Mapping[str, bool]


def settings_event(site: Mapping[str, Any], operations: Mapping[str, bool]) -> Event:
    """Return ``relay.settings_set`` from the site file's ``[services.relay]``.

    Args:
        site: That part of the site file.
        operations: Those that have a switch.

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
    chosen = _pairs(site, "operations", bool)
    for code, _ in chosen:
        if code not in operations:
            raise Refused("site.invalid", field=f"services.relay.operations.{code}")
    return Event(
        "relay.settings_set",
        {
            "operations": [{"operation": code, "on": on} for code, on in chosen],
            "regate": site.get("regate", ""),
            "office": site.get("office", ""),
            "principals": [{"carrier": carrier, "principal": owner} for carrier, owner in principals],
            "par": [
                {"product": product, "quantity": quantity} for product, quantity in _pairs(site, "par", int)
            ],
            **places_of(site),
        },
    )


def holding_event(rows: tuple[HoldingRow, ...]) -> Event:
    """Return ``relay.holding_set`` with the shipped periods."""
    return Event("relay.holding_set", {"rows": [dated.row_data(row) for row in rows]})


def seed(site: Mapping[str, Any], _context: Context, shipped: Shipped) -> tuple[Event, ...]:
    """Return the relay's events of ``init``."""
    return (
        settings_event(site, shipped.operations),
        imported_event(shipped.tariff),
        holding_event(shipped.holding),
        products_event(shipped.products),
    )


def _pairs(site: Mapping[str, Any], name: str, kind: type) -> list[tuple[str, Any]]:
    found = site.get(name, {})
    if not isinstance(found, dict):
        raise Refused("site.invalid", field=f"services.relay.{name}")
    for key, value in found.items():
        # Neither an owner without a name nor fewer stamps than none.
        if type(value) is not kind or value == "" or (isinstance(value, int) and value < 0):
            raise Refused("site.invalid", field=f"services.relay.{name}.{key}")
    return sorted(found.items())
