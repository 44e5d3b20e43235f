"""Slates by rate: what of the shop's own sales was owed, and what of that was paid. Pure.

A sale on the slate is declared on its day; by rate an accountant can move its tax to the day on which it is paid.

Source: docs/contract.md, "Balances of funds"; decision 0084.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

SLATES: Final[Mapping[str, tuple[int, int]]] = {
    "account.owed": (0, 1),
    "account.cheque_unpaid": (0, 1),
    "account.written_off": (0, -1),
    "account.paid": (1, 1),
}
"""Kinds that say a slate by rate: whether that is owed (0) or paid (1), and which way it counts; forgiven is owed no more."""


def rates_in(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the rows ``{rate, nature, cents}`` that an entry of a slate says: of its one debt, or of each that was paid."""
    return [*data.get("rates", ()), *[row for one in data.get("paid", ()) for row in one["rates"]]]


def account_rates(entries: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[tuple[int, str], tuple[int, int]]:
    """Return what was owed on slates and what of it was paid, by rate and nature.

    Args:
        entries: Kind and data of each; what takes one back says its rows below nothing.
    """
    found: dict[tuple[int, str], list[int]] = {}
    for kind, data in entries:
        if kind in SLATES:
            side, sign = SLATES[kind]
            for row in rates_in(data):
                found.setdefault((row["rate"], row["nature"]), [0, 0])[side] += sign * row["cents"]
    return {key: (owed, paid) for key, (owed, paid) in sorted(found.items())}
