"""Money that is held or owed, as a closing and the figures of a day tell it: nothing where there never was any. Pure.

Source: docs/contract.md, "Balances of funds", "Figures of a day"; decision 0084.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from concierge_desk.counter.till.setting_off import COVERED_BY
from concierge_desk.counter.till.totals import Totals, own_lines
from concierge_desk.domain.accounting.balance import BALANCES, balances
from concierge_desk.domain.charge import OWN, REGIME_OUT, is_mandate
from concierge_desk.domain.held.sums import HeldSums
from concierge_desk.domain.ticket import MEANS

HELD = "held"
"""Field of a closing: cautions, advances and debts as things."""

FIELDS = (
    "turnover_cents",
    "indemnities",
    "transfers",
    "advance_vat",
    BALANCES,
    "account_rates",
    "takings",
)
"""What is told of it: all of it, or none."""


def told_of(totals: Totals, opening: Mapping[str, int] | None) -> dict[str, Any]:
    """Return it as a closing holds it.

    Args:
        totals: Of the range.
        opening: What each fund came to before; None where nothing is told: there never was any.
    """
    if opening is None:
        return {}
    return {
        "turnover_cents": sum(line["cents"] for line in own_lines(totals)),
        "indemnities": indemnities(totals),
        "transfers": {word: totals.transfers.get(word, 0) for word in COVERED_BY.values()},
        "advance_vat": [{"rate": rate, **asdict(taxed)} for rate, taxed in totals.advance_vat.items()],
        BALANCES: [one.told() for one in balances(opening, totals.funds, totals.moved_funds)],
        "account_rates": [
            {"rate": rate, "nature": nature, "owed_cents": owed, "paid_cents": paid}
            for (rate, nature), (owed, paid) in totals.account_rates.items()
        ],
        "takings": [
            {
                "principal": fund.partition(":")[2],
                **{means: by[means]["charged"] - by[means]["refunded"] for means in MEANS},
            }
            for fund, by in sorted(totals.takings.items())
            if is_mandate(fund)
        ],
    }


def held_told(held: HeldSums, *, told_before: bool, safe: bool) -> dict[str, Any]:
    """Return what is held and owed as a day ends; nothing where nothing is, and no fund tells of any.

    Args:
        held: What is held and owed.
        told_before: Funds tell of it.
        safe: The cheques of cautions in the safe are counted.
    """
    if held.is_nothing and not told_before:
        return {}
    return {HELD: {**held.told, "safe": safe}}


def held_in_status(held: HeldSums | None, closing: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the same as `day status` tells it, of an open day as it stands, else as its closing says.

    Args:
        held: What is held and owed now.
        closing: Data of the closing; None of an open day.
    """
    if closing is not None:
        return {name: said for name, said in closing.get(HELD, {}).items() if name != "safe"}
    return {} if held is None or held.is_nothing else held.told


def in_status(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same as `day status` tells it: by rate, by fund, by principal.

    Args:
        told: What a closing holds, or would hold; nothing where it tells nothing.
    """
    if BALANCES not in told:
        return {}
    return {
        **{name: told[name] for name in FIELDS},
        "advance_vat": {str(row["rate"]): _but(row, "rate") for row in told["advance_vat"]},
        BALANCES: {row["fund"]: _but(row, "fund") for row in told[BALANCES]},
        "takings": {row["principal"]: _but(row, "principal") for row in told["takings"]},
    }


def _but(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: said for key, said in row.items() if key != name}


def indemnities(totals: Totals) -> dict[str, int]:
    """Return what came in and went out that is ours and no turnover: what is undone is taken off its own side."""
    found = {"in_cents": 0, "out_cents": 0}
    for line in totals.lines:
        if line["fund"] == OWN and line["regime"] == REGIME_OUT:
            side = -1 if line["quantity_thousandths"] < 0 else 1
            found["in_cents" if line["cents"] * side > 0 else "out_cents"] += side * abs(line["cents"])
    return found
