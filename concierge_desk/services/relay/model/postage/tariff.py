"""Postal tariffs: dated rows, chosen by the day of the operation, never guessed.

Source: docs/trade.md, "Postal tariffs", rules 5 to 7.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from concierge_desk.counter.values.fields import Otherwise
from concierge_desk.counter.values.journal_texts import Label, Remark
from concierge_desk.counter.values.kinds import Choice, Day, Integer, OrNull, Word, cents
from concierge_desk.domain import dated
from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay.model.kinds import CODE, MAX_WEIGHT_G, NEW_CODE

_GRAMS = re.compile(r"[0-9]{1,9}")
FULL, PARTIAL = _COVERAGES = ("full", "partial")

GIVEN = "guichet"
"""Source of a price that was given at the counter, where that of a sheet has its title."""
GIVEN_MARK = " (prix saisi)"
"""What the line of a ticket says of it."""

_AS_BEFORE = "; as before where it is left out."
_PRICE = cents()


@dataclass(frozen=True, slots=True)
class TariffRow:
    """The price of one band of a product in a zone."""

    product: Annotated[str, CODE, "Product of the catalogue, such as `LV`."]
    label: Annotated[str, Label(max_length=60), "As La Poste names it" + _AS_BEFORE, Otherwise("")]
    zone: Annotated[
        str, NEW_CODE, "`FR`, `INT`, or a zone of the product, where it has several.", Otherwise("")
    ]
    max_g: Annotated[
        int | None,
        OrNull(Integer(1, MAX_WEIGHT_G, "grams"), None),
        "Heaviest packed weight, included; null for a flat price.",
        dated.Holds(least=1),
    ]
    cents: Annotated[int, _PRICE, "Price, tax included."]
    vat_code: Annotated[str, CODE, "Code of the dated rates, such as `EXO_POSTE`" + _AS_BEFORE, Otherwise("")]
    valid_from: Annotated[date, Day(), "First day."]
    valid_to: Annotated[date | None, Day(), "Last day, included, where one is stated."]
    source: Annotated[str, Remark(), "Where the price was read.", Otherwise("")]
    confidence: Annotated[
        str, Word(("V", "S", "I")), "Verified, one source only, or inferred.", Otherwise("S")
    ]
    coverage: Annotated[
        str,
        Choice(_COVERAGES),
        "`partial` where other bands of the product are not known from that day.",
        dated.Holds(words=_COVERAGES),
    ] = FULL


def band_code(product: str, max_g: int | None) -> str:
    """Return the code of a band as its stamp is sold: ``LV_20``; ``SUIVI`` for a flat price."""
    return product if max_g is None else f"{product}_{max_g}"


def read_rows(csv_text: str) -> tuple[TariffRow, ...]:
    """Return the rows of ``resources/laposte-tariffs.csv``.

    Raises:
        BadRow: With the number of the first wrong line; a band that begins twice on one day is wrong.
    """
    return dated.table(csv_text, TariffRow, "product", "zone", "max_g", label="label_fr")


def price(rows: Iterable[TariffRow], product: str, zone: str, weight_g: int, on: date) -> TariffRow:
    """Return the row that prices a weight on a day.

    The band is the smallest one ever known that takes the weight. Where that band has no row on the
    day, its price is not known to us: the next band up is another price, so it is never taken.

    Raises:
        Refused: ``tariff.unknown`` or, above the last band, ``tariff.over_limit``.
        ValueError: For a weight below one gram.

    Source: docs/trade.md, "Rules of the tariff rows", rules 5 and 6.
    """
    if weight_g < 1:
        raise ValueError("a weight is at least one gram")
    known = [row for row in rows if row.product == product and row.zone == zone]
    limits = [row.max_g for row in known if row.max_g is not None]
    band = min((limit for limit in limits if limit >= weight_g), default=None)
    if band is None and limits and all(row.max_g is not None for row in known):
        raise Refused("tariff.over_limit", product=product, max_g=max(limits))
    row = dated.latest((row for row in known if row.max_g == band), on)
    if row is None:
        raise Refused("tariff.unknown", product=product, zone=zone, weight_g=weight_g)
    return row


def stamp(rows: Sequence[TariffRow], code: str, on: date) -> TariffRow:
    """Return the row of a stamp sold by the piece, such as ``LV_20``: a product and one of its bands.

    A code without a band, such as ``SUIVI``, names a flat price.

    Raises:
        Refused: ``tariff.unknown`` when the product is of no zone or of several, or when no row of
            that very band holds on the day.

    Source: docs/contract.md, "Code lists".
    """
    product, _, band = code.rpartition("_")
    max_g = int(band) if _GRAMS.fullmatch(band) else None
    if max_g is None:
        product = code
    known = [row for row in rows if row.product == product]
    zones = {row.zone for row in known}
    row = dated.latest((row for row in known if row.max_g == max_g), on)
    if row is None or len(zones) != 1:
        raise Refused(
            "tariff.unknown",
            product=code,
            zone=next(iter(zones)) if len(zones) == 1 else None,
            weight_g=max_g,
        )
    return row
