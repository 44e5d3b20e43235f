"""Covers of a ticket: what pays for lines of its own, and which way its real money goes.

Source: docs/contract.md, "Payments and the drawer", "The books"; decision 0084.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk.counter.books.reading import Data
from concierge_desk.counter.till.setting_off import COVERED_BY
from concierge_desk.domain.charge import OWN
from concierge_desk.domain.ticket import CASH


def covered(data: Data, lines: Sequence[Mapping[str, Any]] | None) -> list[str]:
    """Return whether the transfers of a ticket are something else than its lines cover: the name of their field.

    Args:
        data: The ticket.
        lines: Its lines; None where nobody can read all of them.
    """
    rows = data.get("transfers", ())
    holds = all(map(_is_transfer, rows)) and rows != []
    if lines is not None:
        covers: dict[str, int] = {}
        for line in lines:
            if "covers" in line:
                covers[line["fund"]] = covers.get(line["fund"], 0) - line["cents"]
        told = {row["split"][-1]["fund"]: row["cents"] for row in rows if row["split"]}
        holds = holds and told == {fund: cents for fund, cents in covers.items() if cents}
    return [] if holds else ["transfers"]


def _is_transfer(row: Mapping[str, Any]) -> bool:
    """Say whether the shop's own gains by a transfer what another fund gives, which is no principal's."""
    cents, word = row["cents"], row["means"]
    fund = next((fund for fund, said in COVERED_BY.items() if said == word), None)
    return bool(
        fund is not None
        and cents
        and row["split"] == [{"fund": OWN, "cents": cents}, {"fund": fund, "cents": -cents}]
    )


def one_way(data: Data) -> list[str]:
    """Return what of the real money of a ticket does not go the way of what is due; what is set off is one row of cash."""
    due, rows = data["due_cents"], data["payments"]
    set_off = [row for row in rows if not row["cents"] and row["split"]]
    wrong = ["payments"] if len(set_off) > 1 or any(row["means"] != CASH for row in set_off) else []
    if any(row["cents"] * due < 0 for row in rows):
        wrong.append("payments")
    if any(share["cents"] * due <= 0 for row in rows if row["cents"] for share in row["split"]):
        wrong.append("split")
    return wrong
