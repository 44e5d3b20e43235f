"""Pieces that are sold: their product, their name on a ticket, how many an act takes.

Source: docs/trade.md, "Operations of the relay", "Postal tariffs".
"""

from collections.abc import Mapping, Sequence

from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.services.relay.model.catalogue import Product
from concierge_desk.services.relay.model.postage.tariff import TariffRow

_STAMP_FAMILIES = ("letter", "registered", "parcel")


def sold_product(code: str, products: Mapping[str, Product], rows: Sequence[TariffRow]) -> Product:
    """Return the product that is sold by the piece under a code, such as ``LV_20``: a product and a band.

    Args:
        code: As typed or scanned.
        products: The catalogue.
        rows: Prices of the product, of whatever day; none for a product that was never priced.

    Raises:
        Refused: ``tariff.unknown`` for what is not in the catalogue, is not sold by the piece, or names a
            band that the product never had: a slip of the finger or of the scanner.
    """
    product = products.get(code) or products.get(code.rpartition("_")[0])
    if product is not None and product.stamp:
        bands = {row.max_g for row in rows if row.product == product.product}
        names = {product.product if band is None else f"{product.product}_{band}" for band in bands}
        if code in names or (not names and _well_formed(code, product)):
            return product
    raise Refused("tariff.unknown", product=code, zone=None, weight_g=None)


def _well_formed(code: str, product: Product) -> bool:
    band = code.removeprefix(product.product)
    return not band or (band[0] == "_" and band[1:].isdecimal())


def pieces_of(event: Event | Posted, product: str) -> int:
    """Return the pieces of a product that an act takes from the stock: sold, or stuck on an item."""
    if event.kind == "relay.sold":
        return int(event.data["quantity"]) if event.data["product"] == product else 0
    if event.kind == "relay.franked":
        return sum(row["quantity"] for row in event.data.get("stamps", ()) if row["product"] == product)
    return 0


def stamp_label(row: TariffRow, product: Product) -> str:
    """Return what a piece is called on the ticket."""
    name = row.label if row.max_g is None else f"{row.label} {row.max_g}\u00a0g"
    return f"Timbre {name}" if product.family in _STAMP_FAMILIES else name
