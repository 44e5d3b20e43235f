"""Prices that are given at the counter, for products that the tariff has none of: dated, and marked as such.

Source: docs/trade.md, "Rules of the tariff rows"; decision 0048.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.kinds import Day, Flag, Integer, cents
from concierge_desk.domain.journal import Event
from concierge_desk.services.relay.model.kinds import CODE, MAX_WEIGHT_G, NEW_CODE, ProductCode
from concierge_desk.services.relay.model.postage.tariff import FULL, GIVEN, PARTIAL, TariffRow
from concierge_desk.services.relay.model.tariffs import ImportTariff, TariffState, import_tariff

_CENTS = cents(1)
_HOME = "FR"


@dataclass(frozen=True, slots=True)
class SetPrice:
    """Give the price of a product that the tariff has none of."""

    product: Annotated[str, ProductCode(), "Product of the catalogue, such as `PAP`."]
    cents: Annotated[int, _CENTS, "Price, tax included."]
    zone: Annotated[str | None, NEW_CODE, "Zone of the product; its own, or France, by default."] = None
    max_g: Annotated[
        int | None, Integer(1, MAX_WEIGHT_G, "grams"), "Heaviest packed weight; none for a flat price."
    ] = None
    vat_code: Annotated[str | None, CODE, "Code of the dated rates; as before by default."] = None
    valid_from: Annotated[date | None, Day(), "First day; the open one by default."] = None
    confirmed: Annotated[bool, Flag(), "An unusual price was compared with La Poste's sheet."] = False


def set_price(state: TariffState, command: SetPrice, context: Context) -> tuple[Event, ...]:
    """Take one price into the tariff, as it was given.

    Raises:
        Refused: As `import_tariff`.

    Warns:
        As `import_tariff`.
    """
    priced = any(row.product == command.product for row in state.known)
    row = TariffRow(
        product=command.product,
        label="",
        zone=command.zone or ("" if priced else _HOME),
        max_g=command.max_g,
        cents=command.cents,
        vat_code=command.vat_code or "",
        valid_from=command.valid_from or context.business_day,
        valid_to=None,
        source=GIVEN,
        confidence="S",
        # Of other bands nothing is said.
        coverage=FULL if command.max_g is None else PARTIAL,
    )
    return import_tariff(state, ImportTariff((row,), command.confirmed), context)
