"""Catalogue of what La Poste sells at this counter: the products, priced or not.

A product without a price of the day stands here all the same; it is refused until its price is known.

Source: docs/trade.md, "Operations of the relay", "Rules of the tariff rows"; docs/contract.md, "Four kinds of
tables".
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from concierge_desk.counter.values.journal_texts import Label
from concierge_desk.counter.values.kinds import Choice, Flag, Integer, Items
from concierge_desk.services.relay.model import operations
from concierge_desk.services.relay.model.kinds import MAX_PIECES, NEW_CODE, NEW_PRODUCT, StampCode

OPTION = "option"
"""Family of what is added to an item: it is never handed over by itself."""

PREPAID = "prepaid"
PACKAGING = "packaging"
EXEMPT, USUAL = "EXO_POSTE", "TVA_20"
WEIGHED = ("letter", "registered", "parcel", OPTION)
"""Families that are franked by weight, alone or with their letter."""

FAMILIES = ("letter", "registered", "parcel", OPTION, PREPAID, PACKAGING)
SCHEMES = ("letter", "parcel")


@dataclass(frozen=True, slots=True)
class Product:
    """Product of La Poste, as the catalogue describes it."""

    product: Annotated[str, NEW_PRODUCT, "Its code."]
    family: Annotated[str, Choice(FAMILIES), "What kind of product it is."]
    stamp: Annotated[bool, Flag(), "It is sold by the piece."]
    tracked: Annotated[bool, Flag(), "What bears it has a number."]
    label: Annotated[str, Label(), "As La Poste names it."]
    scheme: Annotated[str | None, Choice(SCHEMES), "Table of zones that holds for it."] = None
    options: Annotated[tuple[str, ...], Items(NEW_PRODUCT, most=10), "What may be added to it."] = ()
    operation: Annotated[str | None, NEW_CODE, "Its operation, such as `VENTE_TP`."] = None

    @property
    def switch(self) -> str:
        """The operation that selling it by the piece is."""
        return self.operation or operations.STAMPS

    @property
    def row(self) -> dict[str, Any]:
        """Return it as an entry keeps it."""
        return {**asdict(self), "options": list(self.options)}


@dataclass(frozen=True, slots=True)
class Pack:
    """What a carnet or a carton opens into."""

    product: StampCode
    pieces: Annotated[int, Integer(2, MAX_PIECES, "pieces"), "How many of it are in one."]


def product_name(code: str, labels: Mapping[str, str]) -> str:
    """Return what is sold by the piece under a code: ``LV_20`` is the product ``LV`` up to 20 g.

    A code that the catalogue does not know stands for itself.
    """
    if code in labels:
        return labels[code]
    product, _, band = code.rpartition("_")
    if product in labels and band.isdecimal():
        return f"{labels[product]} {band}\u00a0g"
    return code


def usual_vat(product: Product) -> str:
    """Return the VAT code that is proposed for a product: what carries post is exempt, what is taken away is not."""
    return USUAL if product.family == PACKAGING else EXEMPT
