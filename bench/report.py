"""What was measured, held against its budget: a table for people, JSON for machines."""

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from concierge_desk import __version__

Verdict: TypeAlias = Literal["within budget", "within twice", "beyond"]

Unit: TypeAlias = Literal["ms", "MiB"]

_IN_UNIT: Mapping[Unit, int] = {"ms": 1_000_000, "MiB": 2**20}
"""Nanoseconds, bytes."""
_HEAD = ("what", "n", "entries", "figure", "floor", "unit", "ratio", "budget", "verdict")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure beside its floor.

    Attributes:
        what: The act.
        n: How often it was taken.
        entries: Of the journal it was taken on.
        figure: What it took, in nanoseconds; in bytes where it is memory.
        floor: What its floor took in the same run; for growth, what it took on the smallest store.
        budget: Most that figure / floor should be.
        growth: A law, not a budget: there is no twice.
        unit: In which both are told.
    """

    what: str
    n: int
    entries: int
    figure: float
    floor: float
    budget: float
    growth: bool = False
    unit: Unit = "ms"

    @property
    def ratio(self) -> float:
        """The figure in floors."""
        return self.figure / self.floor

    def told(self, value: float) -> float:
        """Return the figure or its floor in the row's unit."""
        return value / _IN_UNIT[self.unit]

    @property
    def verdict(self) -> Verdict:
        """Where the ratio stands."""
        return judge(self.ratio, self.budget, growth=self.growth)


def judge(ratio: float, budget: float, *, growth: bool = False) -> Verdict:
    """Say where a ratio stands; a law of growth is kept or broken.

    Source: docs/contract.md, "Budgets".
    """
    if ratio <= budget:
        return "within budget"
    return "within twice" if ratio <= 2 * budget and not growth else "beyond"


def holds(rows: Sequence[Row]) -> bool:
    """Say whether nothing is beyond twice its budget, and nothing grows beyond its law."""
    return all(row.verdict != "beyond" for row in rows)


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with the sizes of an act beside one another, the growth last."""
    first = {row.what: place for place, row in reversed(list(enumerate(rows)))}
    return sorted(rows, key=lambda row: (row.growth, first[row.what]))


def as_object(rows: Sequence[Row]) -> dict[str, Any]:
    """Return the report for a machine."""
    return {
        "software": __version__,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "holds": holds(rows),
        "rows": [
            {
                "what": row.what,
                "growth": row.growth,
                "n": row.n,
                "entries": row.entries,
                "unit": row.unit,
                "figure": round(row.told(row.figure), 6),
                "floor": round(row.told(row.floor), 6),
                "ratio": round(row.ratio, 3),
                "budget": row.budget,
                "verdict": row.verdict,
            }
            for row in rows
        ],
    }


def as_json(rows: Sequence[Row]) -> str:
    """Return the report as indented JSON."""
    return json.dumps(as_object(rows), ensure_ascii=False, indent=2)


def as_table(rows: Sequence[Row]) -> str:
    """Return the report for people: one line a figure, the columns aligned."""
    lines = [_HEAD, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
    return "\n".join(_aligned(line, widths) for line in lines)


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.what,
        str(row.n),
        str(row.entries),
        f"{row.told(row.figure):.3f}",
        f"{row.told(row.floor):.3f}",
        row.unit,
        f"{row.ratio:.2f}",
        f"{row.budget:g}",
        row.verdict,
    )


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *figures, last = zip(cells, widths, strict=True)
    return "  ".join([first[0].ljust(first[1]), *(text.rjust(width) for text, width in figures), last[0]])
