"""The relay's tables that travel with the program: who may take what, zones, sizes, operations.

They are dated facts of La Poste and of the law, read once and chosen by the day of the act; what they
decided stands in the entry.
"""

import csv
from functools import cache
from typing import TYPE_CHECKING

from concierge_desk import paths
from concierge_desk.services.relay.model.catalogue import Product
from concierge_desk.services.relay.model.facts.complaints import AnswerPeriod, read_answer_periods
from concierge_desk.services.relay.model.identity import IdentityRules, read_identity_rules
from concierge_desk.services.relay.model.operations import read_operations
from concierge_desk.services.relay.model.postage.destination import ZoneRow, read_zone_rows
from concierge_desk.services.relay.model.postage.holding_periods import read_holding_rows
from concierge_desk.services.relay.model.postage.tariff import read_rows

if TYPE_CHECKING:
    from concierge_desk.services.relay.model.postage.limits import LimitRow
    from concierge_desk.services.relay.model.seed import Shipped

TARIFF = "laposte-tariffs.csv"
"""Resource of the prices that came with the program."""


@cache
def identity_rules() -> IdentityRules:
    """Return what has to be shown for an item."""
    return read_identity_rules(
        paths.resource_text("relay-identity.csv"),
        paths.resource_text("relay-mandates.csv"),
        paths.resource_text("relay-proxies.csv"),
    )


@cache
def operations() -> dict[str, bool]:
    """Return every operation that has a switch, and whether it is on by default."""
    return read_operations(paths.resource_text("relay-operations.csv"))


@cache
def answer_periods() -> tuple[AnswerPeriod, ...]:
    """Return how long a complaint waits for its answer before it is overdue."""
    return read_answer_periods(paths.resource_text("complaints.csv"))


@cache
def zones() -> tuple[ZoneRow, ...]:
    """Return which country is in which zone."""
    return read_zone_rows(paths.resource_text("laposte-zones.csv"))


@cache
def limits() -> "tuple[LimitRow, ...]":
    """Return which sizes and weights are taken."""
    from concierge_desk.services.relay.model.postage.limits import read_limit_rows  # noqa: PLC0415  (with the acts)

    return read_limit_rows(paths.resource_text("laposte-limits.csv"))


def products() -> tuple[Product, ...]:
    """Return the catalogue as it is shipped."""
    rows = csv.DictReader(paths.resource_text("laposte-products.csv").splitlines())
    return tuple(
        Product(
            product=row["product"],
            family=row["family"],
            stamp=row["stamp"] == "yes",
            tracked=row["tracked"] == "yes",
            label=row["label_fr"],
            scheme=row["scheme"] or None,
            options=tuple(row["options"].split()),
            operation=row["operation"] or None,
        )
        for row in rows
    )


def at_commissioning() -> "Shipped":
    """Return what a desk is set up with."""
    from concierge_desk.services.relay.model.seed import Shipped  # noqa: PLC0415  (once in the life of a desk)

    return Shipped(
        tariff=read_rows(paths.resource_text(TARIFF)),
        holding=read_holding_rows(paths.resource_text("holding.csv")),
        products=products(),
        operations=operations(),
    )
