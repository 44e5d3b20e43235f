"""Worth of the stock on the day on which other prices hold: La Poste's account of it adds up over the change.

A stamp without a printed value keeps its service: the pieces that are there are worth what they cost now.

Source: docs/trade.md, "Rules of the tariff rows"; decision 0078.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.services.relay.model.facts.stamps import pieces_of
from concierge_desk.services.relay.model.postage import tariff
from concierge_desk.services.relay.model.postage.tariff import TariffRow, band_code
from concierge_desk.services.relay.model.stock.kinds import COUNTED, OPENED, RECEIVED, SPOILED

IMPORTED = "tariff.imported"


@dataclass(frozen=True, slots=True)
class Prices:
    """What a piece of each product is worth, in cents.

    Attributes:
        before: At the last closing, as it was known then.
        now: On this day.
    """

    before: Mapping[str, int] = field(default_factory=dict)
    now: Mapping[str, int] = field(default_factory=dict)


def price_of(product: str, rows: Sequence[TariffRow], day: date) -> int | None:
    """Return what a piece costs on a day, in cents; None where its price is not known."""
    try:
        return tariff.stamp(rows, product, day).cents
    except Refused:
        return None


def revalued(
    row: Mapping[str, Any], posted: Sequence[Posted], day: str, prices: Prices
) -> dict[str, int] | None:
    """Return by how much the pieces of a product are worth more or less since the last closing.

    Those count that were there when the price changed: at the opening, or when it was taken in during the day.

    Args:
        row: The product's row of the stock sheet.
        posted: The day's entries.
        day: ISO date.
        prices: Before and now.

    Returns:
        Pieces, both prices, and what they differ by in all, in cents; None where nothing changed.
    """
    product = row["product"]
    old, new = prices.before.get(product), prices.now.get(product)
    if old is None or new is None or old == new:
        return None
    known = max((entry.seq for entry in posted if _prices(entry, product, day)), default=0)
    pieces = row["opening"] + sum(moved(entry, product) for entry in posted if entry.seq < known)
    if not pieces:
        return None
    return {"pieces": pieces, "old_cents": old, "new_cents": new, "cents": pieces * (new - old)}


def _prices(entry: Posted, product: str, day: str) -> bool:
    """Say whether an entry took in a price of a product that held on the day already."""
    return entry.kind == IMPORTED and any(
        band_code(row["product"], row["max_g"]) == product and row["valid_from"] <= day
        for row in entry.data["rows"]
    )


def moved(entry: Posted, product: str) -> int:
    """Return by how many pieces of a product an entry moves the stock."""
    data = entry.data
    if entry.kind == OPENED:
        gained = data["pieces"] if data["piece"] == product else 0
        return int(gained - (data["quantity"] if data["product"] == product else 0))
    if entry.kind not in _SAID:
        return -pieces_of(entry, product)
    name, sign = _SAID[entry.kind]
    return sign * int(data[name]) if data["product"] == product else 0


_SAID = {RECEIVED: ("quantity", 1), SPOILED: ("quantity", -1), COUNTED: ("gap", 1)}
"""By kind, the field that says how many pieces moved, and which way."""
