"""Summary of a week or a month, added up from the statements of its days; pure.

What came, left and was sold is the sum of its closings; what is held, owed and complained of is what the last one says.

Source: docs/contract.md, "Summary for La Poste"; decision 0081.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from concierge_desk.domain.accounting.remittance import BY_BANK_CENTS
from concierge_desk.mechanisms.custody.model import FIND, LOSE, LOST
from concierge_desk.services.relay.model.closing import INCIDENT, REVERSED
from concierge_desk.services.relay.model.papers import Statement
from concierge_desk.services.relay.model.reporting.summary import FAMILIES, PeriodState, Summary, family_of
from concierge_desk.services.relay.reports import stock_of
from concierge_desk.services.relay.reports.columns import OPERATIONS_FR
from concierge_desk.services.relay.reports.statement import statement_of

_STANDING = frozenset({"held", "misdelivered"})
"""Counts of a statement that say how things stand: they are never added up."""
_WITHDRAWN = "withdrawn"
_SUMMED = ("received", "sold", "spoiled", "gap", "opened")


def summary_of(state: PeriodState) -> Summary:
    """Return the summary of a period.

    Raises:
        LookupError: When the statement of none of its days can be read.
    """
    told, untold = _statements(state)
    reports = [statement.reported.data for statement in told]
    last = reports[-1]
    return Summary(
        period=state.period,
        site=last["site"],
        closings=tuple((day.day, day.number) for day in state.days),
        missed=state.missed,
        untold=untold,
        last_day=last["day"],
        counts=_counts(told),
        deposits=sum(report["deposits"] for report in reports),
        departures=_departures(reports),
        families=_families(told, state.families),
        takings=_takings(reports),
        charged_cents=sum(report["charged_cents"] for report in reports),
        straight_cents=_sum_where_told(reports, "straight_cents"),
        remitted_cents=_sum_where_told(reports, "remitted_cents") or 0,
        by_bank_cents=_sum_where_told(reports, BY_BANK_CENTS) or 0,
        owed_cents=last.get("owed_cents"),
        held=sorted(last["held"], key=lambda row: (row["deadline_day"], row["custody"])),
        incidents=_incidents(told, state),
        complaints=_complaints(reports),
        complaints_noted=_sum_where_told(reports, "complaints") or 0,
        visits=state.visits,
        stock=_stock(reports),
        anchor=state.anchor,
        closed_at=told[-1].reported.instant,
    )


def _statements(state: PeriodState) -> tuple[list[Statement], tuple[str, ...]]:
    """Return the statements, and the numbers of the closings that have none any more."""
    told, untold = [], []
    for day in state.days:
        try:
            told.append(statement_of(day.posted))
        except LookupError:
            untold.append(day.number)
    if not told:
        raise LookupError("no statement of the period can be read")
    return told, tuple(untold)


def _counts(told: Iterable[Statement]) -> dict[str, int]:
    found: dict[str, int] = {}
    for statement in told:
        for name, count in statement.reported.data["custody"].items():
            found[name] = count if name in _STANDING else found.get(name, 0) + count
        for name in _STANDING - statement.reported.data["custody"].keys():
            # A statement that says nothing of it means none.
            found.pop(name, None)
    return found


def _departures(reports: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for report in reports:
        for row in report.get("departures", ()):
            found[row["kind"]] = found.get(row["kind"], 0) + row["count"]
    return {kind: count for kind, count in found.items() if count}


def _families(told: Iterable[Statement], families: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    found = dict.fromkeys(FAMILIES, (0, 0))
    franked = OPERATIONS_FR["affranchissement"]
    for statement in told:
        for row in statement.operations:
            if row.cents is not None:
                family = family_of(row.product, families, franked=row.word == franked)
                pieces, cents = found[family]
                found[family] = (pieces + row.quantity, cents + row.cents)
    return {family: sums for family, sums in found.items() if sums != (0, 0)}


def _takings(reports: Iterable[Mapping[str, Any]]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for report in reports:
        for row in report["takings"]:
            charged, refunded = found.get(row["means"], (0, 0))
            found[row["means"]] = (charged + row["charged_cents"], refunded + row["refunded_cents"])
    return found


def _sum_where_told(reports: Iterable[Mapping[str, Any]], name: str) -> int | None:
    """Return the sum of a figure that older statements do not tell; None where none does."""
    told = [report[name] for report in reports if name in report]
    return sum(told) if told else None


def _incidents(told: Sequence[Statement], state: PeriodState) -> list[Mapping[str, Any]]:
    """Return what was the matter at the last closing, and what was lost in the period and not found after all."""
    lost: dict[str, Mapping[str, Any]] = {}
    for statement in told:
        rows = statement.reported.data.get("incidents", ())
        for custody in _found_again(statement, state):
            lost.pop(custody, None)
        lost.update({row["custody"]: row for row in rows if row["state"] == LOST})
    last = told[-1].reported.data.get("incidents", ())
    return [*(row for row in last if row["state"] != LOST), *lost.values()]


def _found_again(statement: Statement, state: PeriodState) -> list[str]:
    """Return the items of which a day says that they are not lost: found, or its loss was a mistake."""
    number = statement.reported.data["number"]
    posted = next(day.posted for day in state.days if day.number == number)
    found = [entry for entry in posted if entry.kind == INCIDENT and entry.data["incident"] == FIND]
    undone = [entry for entry in posted if entry.kind == REVERSED and entry.data.get("incident") == LOSE]
    return [entry.data["custody"] for entry in (*found, *undone)]


def _complaints(reports: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return each complaint as the last statement that names it says; what was none is left out."""
    found: dict[str, Mapping[str, Any]] = {}
    for report in reports:
        for row in report.get("complaint_states", ()):
            found[row["complaint"]] = row
    return [row for _, row in sorted(found.items()) if row["state"] != _WITHDRAWN]


def _stock(reports: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for report in reports:
        for row in stock_of(report):
            name = row.get("label") or row["product"]
            before = found.get(row["product"])
            if before is None:
                found[row["product"]] = {**{key: row[key] for key in _SUMMED}, "product": row["product"]}
                found[row["product"]]["opening"] = row["opening"]
            else:
                for key in _SUMMED:
                    before[key] += row[key]
            found[row["product"]].update(label=name, closing=row["closing"], restock=row["restock"])
    return [found[product] for product in sorted(found)]
