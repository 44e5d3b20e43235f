"""Tables that a part of the program puts into the export of everything, as the store has them.

Source: docs/contract.md, "Export of everything".
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TableOut:
    """One CSV of the export of everything.

    Attributes:
        projections: Tables of the store that stand in it.
        spec: A spec of `exporting.tables`, in French: its reader is the shop.
        rows: Reads its rows in a fixed order, one after the other, as the store has them; never a name,
            at most the ref of one.
    """

    projections: tuple[str, ...]
    spec: Any
    rows: Callable[[Any], Iterable[tuple[Any, ...]]]
