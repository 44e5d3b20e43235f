"""Money that is held or owed, over closings: sums of what they tell, and balances from the first to the last. Pure.

Source: docs/contract.md, "Months and fiscal years", "Balances of funds"; decisions 0079, 0084.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from concierge_desk.counter.day.peoples_money import FIELDS
from concierge_desk.domain.accounting.balance import BALANCES

Data = Mapping[str, Any]

_ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    # rows of a closing: what tells one from another; all else is added up
    "advance_vat": ("rate",),
    "account_rates": ("rate", "nature"),
    "takings": ("principal",),
}
_CELLS: Final = ("indemnities", "transfers")
SINCE: Final = "takings_since"
"""Field of a period: the first day whose takings it tells, where it began before."""


def told(closing: Data) -> dict[str, Any]:
    """Return what a closing tells of it: all of it, or nothing."""
    return {name: closing[name] for name in FIELDS if name in closing}


def added(parts: Sequence[Data]) -> dict[str, Any]:
    """Return what closings that follow one another tell of it as one: nothing where none of them tells any.

    Before the first that tells any, all that was ours was turnover; by which means a principal's money came is not known.

    Args:
        parts: Figures of closings, in their order.
    """
    found = [part for part in parts if BALANCES in part]
    if not found:
        return {}
    since = found[0].get(SINCE) or (None if found[0] is parts[0] else found[0]["days"][0])
    return {
        "turnover_cents": sum(_turnover(part) for part in parts),
        **({} if since is None else {SINCE: since}),
        **{name: dict(_summed([part[name] for part in found])) for name in _CELLS},
        BALANCES: _balances([part[BALANCES] for part in found]),
        **{name: _rows([row for part in found for row in part[name]], keys) for name, keys in _ROWS.items()},
    }


def _turnover(part: Data) -> int:
    """Return what a closing sold of ours: one that tells nothing of this knows no money of ours beside."""
    if BALANCES in part:
        return int(part["turnover_cents"])
    return sum(row["period_cents"] for row in part["totals"] if row["scope"] == "turnover")


def _summed(cells: Sequence[Mapping[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for cell in cells:
        found.update(cell)
    return found


def _rows(rows: Sequence[Data], keys: tuple[str, ...]) -> list[dict[str, Any]]:
    found: dict[tuple[Any, ...], Counter[str]] = {}
    for row in rows:
        cell = found.setdefault(tuple(row[key] for key in keys), Counter())
        cell.update({name: cents for name, cents in row.items() if name not in keys})
    return [{**dict(zip(keys, key, strict=True)), **cell} for key, cell in sorted(found.items())]


def _balances(parts: Sequence[Sequence[Data]]) -> list[dict[str, Any]]:
    """Return each fund from the first closing that tells of it to the last."""
    found: dict[str, dict[str, Any]] = {}
    for row in (row for rows in parts for row in rows):
        known = found.get(row["fund"])
        if known is None:
            found[row["fund"]] = dict(row)
            continue
        for name in ("charged_cents", "moved_cents"):
            known[name] += row[name]
        known["closing_cents"] = row["closing_cents"]
    return [row for _, row in sorted(found.items())]
