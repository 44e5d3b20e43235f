"""Catalogue of what La Poste sells at this counter: the products, priced or not.

A product without a price of the day stands here all the same; it is refused until its price is known.

Source: docs/trade.md, "Operations of the relay", "Rules of the tariff rows"; docs/contract.md, "Four kinds of
tables".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from concierge_desk.counter.values.fields import Group, form_of, group_of
from concierge_desk.counter.values.journal_texts import AskedTwice, Label
from concierge_desk.counter.values.kinds import Choice, Flag, Integer, Items
from concierge_desk.counter.values.rows import Rows
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.domain.override import override
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


@dataclass(frozen=True, slots=True)
class PackGroup(Group):
    """Object of a pack; or both in one text, as a card asks for it: ``12 LV_20``."""

    @property
    @override
    def label(self) -> str:
        return "object, or a text such as `12 LV_20`"

    @override
    def read(self, raw: object) -> Pack:
        said = _PACK.fullmatch(raw.strip()) if isinstance(raw, str) else None
        given = {"product": said[2].upper(), "pieces": int(said[1])} if said else raw
        # Without its mark, a class of slots does not know its parent by itself.
        pack: Pack = Group(self.form).read(given)
        return pack


_PACK = re.compile(r"([0-9]{1,5})\s*[x×*]?\s*([A-Za-z][A-Za-z0-9_]*)")


@dataclass(frozen=True, slots=True)
class DescribedProduct(Product):
    """Product as it is described: what it opens into, too."""

    pack: Annotated[
        Pack | None,
        PackGroup(form_of(Pack)),
        "What one of it opens into: a carnet its stamps, a carton its pieces.",
    ] = None

    @property
    @override
    def row(self) -> dict[str, Any]:
        told = {**asdict(self), "options": list(self.options)}
        # What opens into nothing is told as it always was.
        return told if self.pack is not None else {name: told[name] for name in told if name != "pack"}


@dataclass(frozen=True, slots=True)
class SetProducts:
    """Products are added to the catalogue, or described anew."""

    rows: Annotated[tuple[DescribedProduct, ...], Rows(group_of(DescribedProduct)), "The products."]
    confirmed: AskedTwice = False


def products_event(rows: Sequence[Product]) -> Event:
    """Return ``relay.products_set`` with what each product is."""
    return Event("relay.products_set", {"rows": [product.row for product in rows]})


def products_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return the codes that were set."""
    return {"products": [row["product"] for row in posted[-1].data["rows"]]}


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
