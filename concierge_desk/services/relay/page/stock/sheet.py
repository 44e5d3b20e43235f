"""Sheet of the stock as its page fills it in: products, each with the number that was typed; pure.

Source: decision 0078.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from concierge_desk.counter.cards.name_search import matcher

Mode: TypeAlias = Literal["count", "delivery", "order"]


@dataclass(frozen=True, slots=True)
class StockRow:
    """A product.

    Attributes:
        product: Its code.
        name: What it is called.
        there: Pieces that are in stock, as the program says.
        awaited: Pieces that an order still waits for, or that are proposed.
        number: What was typed; None before.
        gap: What a count differed by, once it was written.
    """

    product: str
    name: str
    there: int
    awaited: int = 0
    number: int | None = None
    gap: int | None = None


@dataclass(frozen=True, slots=True)
class StockSheet:
    """What is filled in.

    Attributes:
        mode: What it is for.
        order: Number of the order that a delivery answers; empty without one.
        rows: Products, in the order of the drawer.
        others: Products that are none of the drawer, by code: a scan brings them.
    """

    mode: Mode = "count"
    order: str = ""
    rows: tuple[StockRow, ...] = ()
    others: Mapping[str, StockRow] | None = None

    def row(self, product: str) -> StockRow | None:
        """Return the row of a product, None where there is none."""
        return next((row for row in self.rows if row.product == product), None)

    def with_number(self, product: str, number: int | None) -> "StockSheet":
        """Return it with another number of a product."""
        rows = tuple(replace(row, number=number) if row.product == product else row for row in self.rows)
        return replace(self, rows=rows)

    def brought(self, product: str) -> "StockSheet | None":
        """Return it with a product among its rows; None for what is not sold by the piece."""
        if self.row(product) is not None:
            return self
        found = (self.others or {}).get(product)
        return None if found is None else replace(self, rows=(*self.rows, found))

    def sought(self, text: str) -> "tuple[StockSheet, str] | None":
        """Return it with the product that a text means, and its code: by that code, else the only one by its name."""
        code = text.upper()
        brought = self.brought(code)
        if brought is not None:
            return brought, code
        goes_by = matcher(text)
        every = {row.product: row for row in (*self.rows, *(self.others or {}).values())}
        found = [row.product for row in every.values() if goes_by(f"{row.name} {row.product}")]
        named = self.brought(found[0]) if len(found) == 1 else None
        return None if named is None else (named, found[0])

    def filled(self) -> "StockSheet":
        """Return it with what is awaited in each row that has no number yet."""
        rows = tuple(replace(row, number=row.awaited) if row.number is None else row for row in self.rows)
        return replace(self, rows=rows)

    def following(self, product: str) -> str:
        """Return the next product that has no number; the same where there is none."""
        codes = [row.product for row in self.rows]
        at = codes.index(product) if product in codes else -1
        turned = [*self.rows[at + 1 :], *self.rows[: at + 1]]
        return next((row.product for row in turned if row.number is None), product)

    @property
    def open_rows(self) -> tuple[StockRow, ...]:
        """Rows without a number: of a delivery those that something is awaited of."""
        wanted = (row for row in self.rows if self.mode == "count" or row.awaited)
        return tuple(row for row in wanted if row.number is None)

    @property
    def odd_rows(self) -> tuple[StockRow, ...]:
        """Rows of a delivery of which not what was awaited has come."""
        return tuple(row for row in self.rows if (row.number or 0) != row.awaited) if self.order else ()

    @property
    def is_empty(self) -> bool:
        """No number was typed."""
        return all(row.number is None for row in self.rows)

    def command(self, *, complete: bool) -> dict[str, Any]:
        """Return the act that writes it down."""
        numbered = [(row.product, row.number) for row in self.rows if row.number is not None]
        if self.mode == "count":
            lines = [{"product": product, "counted": number} for product, number in numbered]
            return {"do": "relay.stock_count", "lines": lines}
        some = [{"product": product, "quantity": number} for product, number in numbered if number]
        if self.mode == "order":
            return {"do": "relay.order_stock", "lines": some}
        given = {"order": self.order, **({"complete": True} if complete else {})} if self.order else {}
        return {"do": "relay.stock_receive", "lines": some, **given}

    def counted(self, rows: list[dict[str, Any]]) -> "StockSheet":
        """Return it with the gaps that a count has found."""
        gaps = {row["product"]: row["gap"] for row in rows}
        return replace(self, rows=tuple(replace(row, gap=gaps.get(row.product)) for row in self.rows))
