"""Limits of size and weight of an item: what the carrier refuses, and what costs more.

A limit warns, it never refuses: a tape measure at the counter is not La Poste's gauge.

Source: docs/trade.md, "Operations of the relay"; `resources/laposte-limits.csv`, row by row.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeAlias

from concierge_desk.domain import dated

LIMIT, SURCHARGE = "limit", "surcharge"
LONGEST, SUM, THICKNESS, WEIGHT = "longest", "sum", "thickness", "weight"

_MOST = {
    LONGEST: "max_longest_mm",
    SUM: "max_sum_mm",
    THICKNESS: "max_thickness_mm",
    WEIGHT: "max_g",
}
"""By measure, the column that limits it."""
_Most: TypeAlias = Annotated[int | None, dated.Holds(least=1)]


@dataclass(frozen=True, slots=True)
class LimitRow:
    """The limits of a family of products, or of one of them; None where nothing is said.

    Attributes:
        family: Family of the product: ``letter``, ``registered``, ``parcel``.
        product: The one product it is for; None for the whole family.
        max_longest_mm: Longest side.
        max_sum_mm: Length, width and height together.
        max_thickness_mm: Shortest side.
        max_g: Packed weight.
        what: ``limit``: beyond it the carrier refuses the item; ``surcharge``: beyond it the item costs more.
        valid_from: First day.
        valid_to: Last day, included; None while no end is known.
        source: Where it was read.
        confidence: ``V``, ``S`` or ``I`` as in docs/trade.md, "Marks of confidence".

    Raises:
        ValueError: When nothing is limited.
    """

    family: str
    product: str | None
    max_longest_mm: _Most
    max_sum_mm: _Most
    max_thickness_mm: _Most
    max_g: _Most
    what: Annotated[str, dated.Holds(words=(LIMIT, SURCHARGE))]
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str

    def __post_init__(self) -> None:
        """Check what was given."""
        if not any(getattr(self, column) for column in _MOST.values()):
            raise ValueError("nothing is limited")


@dataclass(frozen=True, slots=True)
class Piece:
    """An item on the counter, as far as it was measured.

    Attributes:
        family: Family of its product.
        product: Its product.
        weight_g: Packed weight; None where it was not weighed.
        sides_mm: Its three sides, in any order; None where it was not measured.
    """

    family: str
    product: str
    weight_g: int | None = None
    sides_mm: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Exceeded:
    """A limit that a piece exceeds.

    Attributes:
        what: ``limit`` or ``surcharge``.
        measure: ``longest``, ``sum``, ``thickness`` (in millimetres) or ``weight`` (in grams).
        found: The piece's own.
        most: What is allowed, included.
        source: Where that was read.
    """

    what: str
    measure: str
    found: int
    most: int
    source: str


def read_limit_rows(csv_text: str) -> tuple[LimitRow, ...]:
    """Return the rows of ``resources/laposte-limits.csv``.

    Raises:
        BadRow: With the number of the first wrong line.
    """
    return dated.table(csv_text, LimitRow, "family", "product", "what")


def oversize(rows: Iterable[LimitRow], piece: Piece, day: date) -> tuple[Exceeded, ...]:
    """Return what a piece exceeds on a day: of each measure the strictest, a limit before a surcharge."""
    own: dict[tuple[str | None, str], list[LimitRow]] = {}
    for row in rows:
        if row.family == piece.family and row.product in (None, piece.product):
            own.setdefault((row.product, row.what), []).append(row)
    holding = (dated.latest(of_one_kind, day) for of_one_kind in own.values())
    found = [exceeded for row in holding if row is not None for exceeded in _exceeded(row, piece)]
    worst: dict[str, Exceeded] = {}
    for exceeded in sorted(found, key=lambda exceeded: (exceeded.what != LIMIT, exceeded.most)):
        worst.setdefault(exceeded.measure, exceeded)
    return tuple(worst[measure] for measure in _MOST if measure in worst)


def _exceeded(row: LimitRow, piece: Piece) -> Iterator[Exceeded]:
    for measure, found in _measures(piece).items():
        allowed = getattr(row, _MOST[measure])
        if allowed is not None and found > allowed:
            yield Exceeded(row.what, measure, found, allowed, row.source)


def _measures(piece: Piece) -> dict[str, int]:
    found = {}
    if piece.sides_mm is not None:
        sides = piece.sides_mm
        found = {LONGEST: max(sides), SUM: sum(sides), THICKNESS: min(sides)}
    if piece.weight_g is not None:
        found[WEIGHT] = piece.weight_g
    return found
