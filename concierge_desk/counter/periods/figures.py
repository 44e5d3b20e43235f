"""Figures of a day's closing that a longer one sums up; and their sums: a month is its days, a year is its months.

Source: docs/contract.md, "Months and fiscal years"; docs/requirements.md, R-1.30; decision 0079.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from concierge_desk.counter.periods import peoples_money
from concierge_desk.domain.accounting.period import ClosedPeriod, Data, FundMoved, all_moved
from concierge_desk.domain.charge import mandate_of

_COUNTS: Final = ("tickets", "lines", "returns", "movements", "passages")
_SUMS: Final = (
    "taxed_cents",
    "exempt_cents",
    "out_of_scope_cents",
    "cautions_cents",
    "vouchers_cents",
    "sales_cents",
    "returns_cents",
    "discounts_cents",
)
_ROWS: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    # rows of a closing: what tells one from another, what is added up
    "funds": (("fund",), ("cents",)),
    "vat": (("rate",), ("ht_cents", "vat_cents", "ttc_cents")),
    "means": (("means",), ("in_cents", "out_cents", "net_cents")),
    "ereporting": (("category", "rate"), ("base_cents", "vat_cents", "tickets")),
}
_PAYING_IN: Final = {
    "cheques": "paid_in",
    "cheques_cents": "paid_in_cents",
    "cash_cents": "cash_paid_in_cents",
}
SCOPES: Final = ("turnover", "third_parties")
_CUMULATED: Final = ("year_cents", "perpetual_cents", "perpetual_abs_cents")


def day_figures(closing: Data) -> dict[str, Any]:
    """Return what a closing of a day brings into its month; one of an older version may say less."""
    counts, cash, cheques = closing.get("counts", {}), closing["cash"], closing.get("cheques", {})
    gap = cash["gap_cents"]
    told = {"number": closing["number"], "day": closing["day"]}
    return {
        "days": [closing["day"]],
        "counts": {
            **{name: counts.get(name) or 0 for name in _COUNTS},
            "late": int(bool(closing.get("late"))),
        },
        **{
            name: [{column: row[column] for column in (*keys, *sums)} for row in closing.get(name, ())]
            for name, (keys, sums) in _ROWS.items()
        },
        **{name: closing.get(name, 0) for name in _SUMS},
        "third_parties": [_third_party(row) for row in closing["third_parties"]],
        "gaps": [{**told, "gap_cents": gap, "reason": closing.get("gap_reason")}] if gap else [],
        "not_counted": [told] if gap is None else [],
        "paying_in": {name: cheques.get(told_as, 0) for name, told_as in _PAYING_IN.items()},
        "totals": list(closing["totals"]),
        **peoples_money.told(closing),
    }


def _third_party(row: Data) -> dict[str, Any]:
    names = ("principal", "name", "sales_cents", "returns_cents")
    return {name: row[name] for name in names if name in row}


def added(parts: Sequence[Data], before: Sequence[Data]) -> dict[str, Any]:
    """Return the figures of periods that follow one another as those of one.

    Args:
        parts: Their figures.
        before: The totals that they go on from.
    """
    return {
        "days": sorted({day for part in parts for day in part["days"]}),
        "counts": {name: sum(part["counts"][name] for part in parts) for name in (*_COUNTS, "late")},
        **{name: _rows(name, parts) for name in _ROWS},
        **{name: sum(part[name] for part in parts) for name in _SUMS},
        "third_parties": _third_parties(parts),
        "gaps": [row for part in parts for row in part["gaps"]],
        "not_counted": [row for part in parts for row in part["not_counted"]],
        "paying_in": {name: sum(part["paying_in"][name] for part in parts) for name in _PAYING_IN},
        "totals": _totals(parts, before),
        **peoples_money.added(parts),
    }


def _rows(name: str, parts: Sequence[Data]) -> list[dict[str, Any]]:
    keys, sums = _ROWS[name]
    found: dict[tuple[Any, ...], Counter[str]] = {}
    for row in (row for part in parts for row in part[name]):
        cell = found.setdefault(tuple(row[key] for key in keys), Counter())
        for column in sums:
            cell[column] += row[column]
    # The means stand in one order everywhere; all else by what it is.
    told = found.items() if name == "means" else sorted(found.items())
    return [
        {**dict(zip(keys, key, strict=True)), **{column: cell[column] for column in sums}}
        for key, cell in told
    ]


def _third_parties(parts: Sequence[Data]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in (row for part in parts for row in part["third_parties"]):
        cell = found.setdefault(row["principal"], {"sales_cents": 0, "returns_cents": 0})
        for name in ("sales_cents", "returns_cents"):
            cell[name] += row[name]
        if "name" in row:
            cell["name"] = row["name"]
    return [{"principal": code, **cell} for code, cell in sorted(found.items())]


def _totals(parts: Sequence[Data], before: Sequence[Data]) -> list[dict[str, Any]]:
    """Return the total of the period, and as the last of its parts left them those of the year and the perpetual ones."""
    found = []
    for scope in SCOPES:
        rows = [row for part in parts for row in part["totals"] if row["scope"] == scope]
        known = [*[row for row in before if row["scope"] == scope], *rows]
        last = {name: known[-1][name] if known else 0 for name in _CUMULATED}
        found.append({"scope": scope, "period_cents": sum(row["period_cents"] for row in rows), **last})
    return found


def principal_rows(
    third_parties: Iterable[Data], moved: Mapping[str, FundMoved], before: Iterable[Data]
) -> list[dict[str, Any]]:
    """Return what was charged for each principal, what came back, what was paid over, and what is owed then.

    Args:
        third_parties: What was charged for each.
        moved: What moved their funds beside.
        before: The same rows of the period before: what was owed then is still owed.
    """
    sold = {row["principal"]: row for row in third_parties}
    owed = {row["principal"]: row for row in before}
    by_code = {fund.partition(":")[2]: one for fund, one in moved.items()}
    found = []
    for code in sorted({*sold, *owed, *by_code}):
        row, one, last = sold.get(code, {}), by_code.get(code, FundMoved()), owed.get(code, {})
        sales, returns = row.get("sales_cents", 0), row.get("returns_cents", 0)
        left = last.get("owed_cents", 0)
        named = {"name": name} if (name := row.get("name") or last.get("name")) else {}
        told = {
            "principal": code,
            **named,
            "sales_cents": sales,
            "returns_cents": returns,
            "remitted_cents": one.remitted_cents,
            **({"straight_cents": one.straight_cents} if one.straight_cents else {}),
            "owed_cents": left + sales + returns - one.remitted_cents - one.straight_cents,
        }
        # Who had nothing to do with the period, and has nothing to get, is not named any more.
        if any(told[name] for name in told if name.endswith("_cents")):
            found.append(told)
    return found


def _of_months(months: Sequence[Data]) -> list[dict[str, Any]]:
    """Return the rows of a year: those of its months added up; what is owed is what the last of them left."""
    moved = all_moved(
        (mandate_of(row["principal"]), FundMoved(row["remitted_cents"], row.get("straight_cents", 0)))
        for month in months
        for row in month["principals"]
    )
    sold = _third_parties([{"third_parties": month["principals"]} for month in months])
    before = [{**row, "owed_cents": _owed_before(row)} for row in _first_rows(months)]
    return principal_rows(sold, moved, before)


def _first_rows(months: Sequence[Data]) -> list[Data]:
    """Return the first row of each principal."""
    found: dict[str, Data] = {}
    for row in (row for month in months for row in month["principals"]):
        found.setdefault(row["principal"], row)
    return list(found.values())


def _owed_before(row: Data) -> int:
    gone = row["remitted_cents"] + row.get("straight_cents", 0)
    return int(row["owed_cents"] - row["sales_cents"] - row["returns_cents"] + gone)


def month_figures(days: Sequence[ClosedPeriod], before: Data | None) -> dict[str, Any]:
    """Return the figures of a month: its days added up, those that can be read.

    Args:
        days: Its closings, in their order.
        before: What the closing of the month before says; None before the first.
    """
    known: Data = before or {"totals": (), "principals": ()}
    figures = added([day_figures(day.data) for day in days if day.data is not None], known["totals"])
    moved = all_moved(item for day in days for item in day.moved.items())
    rows = principal_rows(figures.pop("third_parties"), moved, known["principals"])
    return {**figures, "principals": rows}


def year_figures(months: Sequence[ClosedPeriod]) -> dict[str, Any]:
    """Return the figures of a fiscal year: its months added up, those that can be read."""
    read = [month.data for month in months if month.data is not None]
    figures = added([{**month, "third_parties": ()} for month in read], ())
    del figures["third_parties"]
    return {**figures, "principals": _of_months(read)}
