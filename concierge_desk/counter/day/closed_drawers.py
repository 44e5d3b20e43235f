"""Drawers at a closing, where there are several: each with its float, what it should hold, its count and its gap. Pure.

Source: docs/contract.md, "Drawers", "Closing record"; decision 0070.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.domain.day import DayState


@dataclass(frozen=True, slots=True)
class ClosedDrawer:
    """One of several drawers at a closing, in cents.

    Attributes:
        code: Which.
        float_cents: What lay in it at the opening.
        expected_cents: What it should hold.
        counted_cents: What was counted; None without a count.
    """

    code: str
    float_cents: int
    expected_cents: int
    counted_cents: int | None

    @property
    def gap_cents(self) -> int | None:
        """Counted less expected; None without a count."""
        return None if self.counted_cents is None else self.counted_cents - self.expected_cents


def closed_drawers(
    state: DayState, opened: Mapping[str, Any], counted: Mapping[str, int | None]
) -> tuple[ClosedDrawer, ...]:
    """Return the drawers of a day, none where there is one alone.

    Args:
        state: Where the day stands.
        opened: Data of its opening; empty where that cannot be read any more.
        counted: What was counted in each, the site's first before the others.
    """
    if not state.others:
        return ()
    floats = floats_of(opened)
    return tuple(
        ClosedDrawer(code, floats.get(code, 0), state.held_in(code), cents) for code, cents in counted.items()
    )


def floats_of(opened: Mapping[str, Any]) -> dict[str, int]:
    """Return what lay in each drawer at an opening."""
    rows: Iterable[Mapping[str, Any]] = opened.get("drawers") or ([opened] if opened else [])
    return {row["drawer"]: row["float_cents"] for row in rows}


def counted_in_all(drawers: Iterable[int | None]) -> int | None:
    """Return what was counted in all drawers; None where one of them was not."""
    found = list(drawers)
    return None if None in found else sum(cents for cents in found if cents is not None)


def drawer_rows(drawers: Sequence[ClosedDrawer], moved: Mapping[str, int]) -> dict[str, Any]:
    """Return the drawers as a closing tells them; nothing where there is one alone.

    Args:
        drawers: Each of them.
        moved: Movements of each, in less out.
    """
    rows = [
        {
            "drawer": one.code,
            "float_cents": one.float_cents,
            "moved_cents": moved.get(one.code, 0),
            "expected_cents": one.expected_cents,
            "counted_cents": one.counted_cents,
            "gap_cents": one.gap_cents,
        }
        for one in drawers
    ]
    return {"drawers": rows} if rows else {}
