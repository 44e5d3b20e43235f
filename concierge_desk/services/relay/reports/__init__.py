"""Rows of La Poste's daily export; pure, from entries.

Source: docs/contract.md, "La Poste's daily file"; docs/trade.md, "Daily statement of the relay".
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from concierge_desk.counter.service_parts import ExportedTable
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.domain.ticket import MEANS
from concierge_desk.exporting.tables import Cell, TableField, TableSpec
from concierge_desk.mechanisms.custody.model import DAMAGE, FIND, LOSE, LOST, MISS
from concierge_desk.services.relay.model import closing, states
from concierge_desk.services.relay.model.bags.bag import CLOSED_KIND, FIGURES, bags_of
from concierge_desk.services.relay.model.closing import REPORTED
from concierge_desk.services.relay.model.facts.bags import how_many
from concierge_desk.services.relay.model.facts.leaving import RETURNS
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.reports import wording
from concierge_desk.services.relay.reports.columns import (
    BAGS,
    CUSTODY,
    CUSTODY_OF_BAGS,
    HELD,
    OPERATIONS,
    STOCK,
    TAKINGS,
)


def export_tables(posted: Sequence[Posted]) -> tuple[ExportedTable, ...]:
    """Return the five CSVs of La Poste's day, from its own entries; a sixth on days on which bags were closed."""
    report = report_of(posted)
    labels = wording.stock_labels(report)
    takings = [
        {"means": row["means"], "charged": row["charged_cents"], "refunded": row["refunded_cents"]}
        for row in report["takings"]
    ]
    bags = bag_rows(posted)
    moved = movement_rows(posted)
    came_in_bags = any(row.get("bag") for row in moved)
    return (
        _table(OPERATIONS, operation_rows(posted)),
        _table(CUSTODY_OF_BAGS if came_in_bags else CUSTODY, moved),
        _table(HELD, map(_held, report["held"])),
        _table(STOCK, map(partial(_stock_cells, labels), stock_of(report))),
        _table(TAKINGS, takings),
        *([_table(BAGS, bags)] if bags else []),
    )


def bag_rows(posted: Sequence[Posted]) -> list[dict[str, Any]]:
    """Return the rows of ``bags.csv``, by column: the bags that were closed, with the numbers that differ."""
    return [_bag(entry) for entry in posted if entry.kind == CLOSED_KIND]


def _bag(entry: Posted) -> dict[str, Any]:
    data = entry.data
    listed = {f"{name}_numbers": _listed(data[name]) for name in ("missing", "too_many")}
    told = {name: data[name] for name in ("bag", "carrier")}
    return {**_heading(entry), **told, **{name: how_many(data[name]) for name in FIGURES}, **listed}


def _listed(told: Sequence[str] | int) -> str | None:
    """Return the numbers that differ in one text; None where nobody listed them, or none does."""
    return None if isinstance(told, int) or not told else " ".join(told)


def _stock_cells(labels: Mapping[str, str], row: Mapping[str, Any]) -> Mapping[str, Any]:
    worth = row.get("revalued", {}).get("cents", 0)
    return {**row, "product_fr": labels[row["product"]], "revalued": worth}


def _table(spec: TableSpec, rows: Iterable[Mapping[str, Any]]) -> ExportedTable:
    """Return a table of rows by column; what a row does not tell is empty."""
    return ExportedTable(spec, tuple(_cells(spec, rows)))


def _cells(spec: TableSpec, rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Cell, ...]]:
    names = [field.name for field in spec.fields]
    read = [(place, cell) for place, field in enumerate(spec.fields) if (cell := _reader(field)) is not None]
    for row in rows:
        cells = list(map(row.get, names))
        for place, cell in read:
            cells[place] = cell(row)
        yield tuple(cells)


def _reader(field: TableField) -> Callable[[Mapping[str, Any]], Cell] | None:
    """Return what reads the cell of a column from a row; None where it is what the row has under the column's name."""
    name = field.name
    if field.worded:
        return wording.worded(name)
    if field.type == "date":
        return lambda row: None if row.get(name) is None else date.fromisoformat(row[name])
    return None


def _held(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what is still here with the end of its last useful opening, by the clock of the shop."""
    slot = row["last_useful_slot"]
    if slot is None:
        return row
    day, _, hours = slot.partition("T")
    return {**row, "last_useful_slot_local": datetime.fromisoformat(f"{day}T{hours.partition('/')[2]}")}


def operation_rows(posted: Sequence[Posted]) -> list[dict[str, Cell]]:
    """Return the rows of ``operations.csv``, by column."""
    labels = wording.stock_labels(report_of(posted))
    rows = [_operation(entry, labels) for entry in posted if entry.kind in _OPERATIONS]
    names = [field.name for field in OPERATIONS.fields]
    return [dict(zip(names, cells, strict=True)) for cells in _cells(OPERATIONS, rows)]


def movement_rows(posted: Sequence[Posted]) -> list[dict[str, Any]]:
    """Return the rows of ``custody.csv``, by column."""
    return [row for entry in posted for row in _movements(entry)]


def report_of(posted: Sequence[Posted]) -> Mapping[str, Any]:
    """Return La Poste's frozen statement of a day.

    Raises:
        LookupError: When the entries hold none.
    """
    return reported(posted).data


def reported(posted: Sequence[Posted]) -> Posted:
    """Return the entry that froze La Poste's statement of a day.

    Raises:
        LookupError: When the entries hold none.
    """
    found = [entry for entry in posted if entry.kind == REPORTED and entry.aud == LAPOSTE]
    if len(found) != 1:
        raise LookupError("a closed day has one statement for La Poste")
    return found[0]


def stock_of(report: Data) -> list[dict[str, Any]]:
    """Return the stock sheet of a statement; one of an older version knows of no spoilt and counted pieces."""
    none = {"spoiled": 0, "counted": None, "gap": 0, "opened": 0}
    return [{**none, **row} for row in report["stock"]]


def check(posted: Sequence[Posted]) -> tuple[str, ...]:
    """Return what does not add up between the statement and the entries it is made of: codes."""
    try:
        report = report_of(posted)
    except LookupError:
        return ("export.no_statement",)
    found = []
    charged = sum(entry.data["line"]["cents"] for entry in posted if "line" in entry.data)
    taken = sum(row["charged_cents"] - row["refunded_cents"] for row in report["takings"])
    if not charged == taken == report["charged_cents"]:
        found.append("export.takings_differ")
    if {row["means"] for row in report["takings"]} != set(MEANS):
        found.append("export.takings_differ")
    if report.get("bags", bags := bags_of(posted)) != bags:
        found.append("export.custody_differs")
    if not _custody_agrees(posted, report) or report["deposits"] != closing.deposited(posted):
        found.append("export.custody_differs")
    # A statement of an older version tells neither.
    left, complaints = closing.departures(posted), closing.complaints(posted)
    if report.get("departures", left) != left or report.get("complaints", complaints) != complaints:
        found.append("export.custody_differs")
    if not _stock_agrees(posted, stock_of(report)):
        found.append("export.stock_differs")
    return tuple(dict.fromkeys(found))


def _custody_agrees(posted: Sequence[Posted], report: Data) -> bool:
    """Say whether a statement counts what moved, and lists what it counts."""
    # One of an older version lists no incidents, and counts nothing that is elsewhere.
    matters = report.get("incidents", [])
    lost = [row for row in matters if row["state"] == LOST]
    away = [row for row in matters if row["state"] == states.MISDELIVERED]
    counts = {**closing.custody_counts(posted), **closing.standing_counts(len(report["held"]), len(away))}
    return dict(report["custody"]) == counts and (
        "incidents" not in report or _by_item(lost) == _by_item(closing.lost_rows(posted))
    )


def _by_item(rows: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {row["custody"]: dict(row) for row in rows}


def _stock_agrees(posted: Sequence[Posted], rows: Sequence[Mapping[str, Any]]) -> bool:
    stock = {row["product"]: row["closing"] for row in rows}
    made = {row["product"]: {"opened": 0, **row} for row in closing.stock_rows(posted, stock, {})}
    moved = {entry.data["product"] for entry in posted if entry.kind in closing.STOCK_KINDS} | {
        row["product"]
        for entry in posted
        if entry.kind == closing.FRANKED
        for row in entry.data.get("stamps", ())
    }
    moved |= {entry.data["piece"] for entry in posted if entry.kind == closing.PACK_OPENED}
    figures = ("opening", "received", "sold", "spoiled", "counted", "gap", "closing", "opened")
    return moved <= stock.keys() and all(
        all(row[name] == made[row["product"]][name] for name in figures)
        and row.get("lost") == made[row["product"]].get("lost")
        and _adds_up(row.get("revalued"))
        for row in rows
    )


def _adds_up(change: Mapping[str, int] | None) -> bool:
    """Say whether what a product is worth more is its pieces by what its prices differ."""
    return change is None or change["cents"] == change["pieces"] * (change["new_cents"] - change["old_cents"])


_OPERATIONS = {
    closing.SOLD: "vente",
    closing.FRANKED: "affranchissement",
    closing.DEPOSITED: "depot",
    closing.STOCK_RECEIVED: "reassort",
    closing.STOCK_SPOILED: "rebut",
    closing.STOCK_COUNTED: "inventaire",
    closing.PACK_OPENED: "ouverture",
    closing.COMPLAINT: "reclamation",
}
_REASONS = {"theft": "vol", "loss": "perte", "expiry": "perime", "returned": "rendu"}
"""Words for what left the stock for another reason than that it was spoilt."""


def _operation(entry: Posted, labels: Mapping[str, str]) -> dict[str, Cell]:
    data = entry.data
    named = ("zone", "weight_g", "max_g", "tracking", "ticket", "corrects")
    return {
        **_heading(entry),
        "operation": _word_of(entry),
        "product": next((data[name] for name in ("product", "kind", "subject") if name in data), None),
        "product_fr": wording.product(entry, labels),
        "quantity": _pieces(data),
        "amount": data["line"]["cents"] if "line" in data else None,
        **{name: data.get(name) for name in named},
    }


def _word_of(entry: Posted) -> str:
    said = _OPERATIONS[entry.kind]
    return _REASONS.get(entry.data.get("reason", ""), said) if entry.kind == closing.STOCK_SPOILED else said


def _heading(entry: Posted) -> dict[str, Cell]:
    """Return what every row tells of its entry."""
    warnings = " ".join(item["code"] for item in entry.data.get("warnings", ())) or None
    happened = entry.happened
    return {
        "seq": entry.seq,
        "at": entry.instant,
        "at_local": entry.local.replace(tzinfo=None),
        "warnings": warnings,
        "warnings_fr": wording.remarks(entry),
        "happened_at": happened,
        "happened_at_local": None if happened is None else happened.replace(tzinfo=None),
    }


def _pieces(data: Data) -> int:
    """Return the pieces of an operation: an item that is franked is one, a count tells its gap."""
    found = next((data[name] for name in ("quantity", "count", "gap") if name in data), None)
    if found is not None:
        return int(found)
    return -1 if "corrects" in data else 1


def _movements(entry: Posted) -> Iterator[dict[str, Any]]:
    """Yield the rows of ``custody.csv`` that an entry makes; of what it says, those columns are taken that there are."""
    for word, told in _moved(entry):
        yield {**told, **_heading(entry), "movement": word}


def _moved(entry: Posted) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield what became of items: the word for it, and what is told of each."""
    data = entry.data
    if closing.is_return(entry):
        for item in data["items"]:
            yield "retour", {**item, "slip": data["slip"]}
    elif entry.kind == closing.TAKEN_BACK and data["what"] == RETURNS:
        yield "reprise", data
    elif entry.kind == closing.REVERSED and (word := _word(data["of"], data)):
        yield f"annulation_{word}", {**data, "reason": data["reversal"]["code"]}
    elif entry.kind == closing.HANDED_OVER:
        yield _MOVEMENTS[entry.kind], {**data, **_shown(data)}
    elif word := _word(entry.kind, data):
        yield word, data


def _word(kind: str, data: Data) -> str | None:
    return _MOVEMENTS.get(kind) or _INCIDENTS.get(data.get("incident", ""))


def _shown(data: Data) -> dict[str, Cell]:
    """Return what was shown at a hand-over, and whether reserves were made."""
    proxy = data["proxy"] or {}
    return {
        "mandate": proxy.get("mandate"),
        "proxy_document": proxy.get("id_document"),
        # An older entry knows of neither.
        "pickup_code": data.get("pickup_code", False),
        "reserves": data.get("reserves_note") is not None,
    }


_MOVEMENTS = {
    closing.RECEIVED: "arrivee",
    closing.HANDED_OVER: "remise",
    closing.REFUSED: "refus",
}
_INCIDENTS = {
    DAMAGE: "avarie",
    MISS: "introuvable",
    states.MISROUTE: "mal_dirige",
    FIND: "retrouve",
    LOSE: "perdu",
}
