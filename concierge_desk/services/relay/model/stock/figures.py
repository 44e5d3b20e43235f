"""Orders of stock as the tables know them, and the figures that a proposal comes of.

Source: decision 0078.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A product of an order: pieces that were asked for, and that have come by now."""

    product: str
    ordered: int
    received: int

    @property
    def awaited(self) -> int:
        """Pieces that are still to come."""
        return max(0, self.ordered - self.received)


@dataclass(frozen=True, slots=True)
class Order:
    """An order as the tables know it: its number, entry, day, state, lines in the order they were asked."""

    number: str
    seq: int
    day: str
    state: str
    lines: tuple[OrderLine, ...]


@dataclass(frozen=True, slots=True)
class RestockFigures:
    """Figures that a proposal comes of, each by product, in pieces.

    Attributes:
        par: That should be there, on this day.
        stock: That are there.
        sold: Sold or stuck in the last `SALES_DAYS` days, today included, less what came back.
        awaited: Asked for, and still to come.
        packs: In what a product comes: how many of it are in a pack.
    """

    par: Mapping[str, int]
    stock: Mapping[str, int]
    sold: Mapping[str, int]
    awaited: Mapping[str, int]
    packs: Mapping[str, int]
