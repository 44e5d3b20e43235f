"""A month or a fiscal year as one CSV, a row for each figure; the words are part of the file: French, fixed.

Source: docs/contract.md, "CSV", "Months and fiscal years"; decision 0079.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from concierge_desk.counter.bank.words import expected_words
from concierge_desk.counter.deliveries.names import export_name
from concierge_desk.counter.periods.sheet import PeriodSheet
from concierge_desk.counter.texts.paper_dates import owner_label, rate_text
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.desk.files import whole_file
from concierge_desk.domain.charge import mandate_of
from concierge_desk.exporting.tables import Row, TableField, csv_table, to_csv

SPEC = csv_table(
    "period",
    "Mois ou exercice comptable",
    "Un chiffre par ligne ; la rubrique dit de quoi il s'agit.",
    TableField("section", "string", "Rubrique", "De quoi il s'agit.", required=True),
    TableField("code", "string", "Code", "Du chiffre dans sa rubrique."),
    TableField("label", "string", "Libellé", "En français.", worded=True),
    TableField("day", "date", "Jour", "La journée."),
    TableField("count", "integer", "Nombre", "Combien."),
    TableField("net", "money", "HT", "En euros."),
    TableField("vat", "money", "TVA", "En euros."),
    TableField("amount", "money", "Montant", "TTC, en euros."),
)
_TURNOVER = ("taxed_cents", "exempt_cents", "sales_cents", "returns_cents", "discounts_cents")
_LABELS = {
    "taxed_cents": "Taxé",
    "exempt_cents": "Exonéré",
    "sales_cents": "Ventes",
    "returns_cents": "Retours",
    "discounts_cents": "Remises accordées",
    "returned_cents": "Remboursé",
    "charged_cents": "Encaissé",
    "remitted_cents": "Versé",
    "straight_cents": "Allé tout droit à son compte",
    "owed_cents": "Reste dû",
    "in_cents": "reçu",
    "out_cents": "rendu",
    "net_cents": "gardé",
    "period_cents": "de la période",
    "year_cents": "de l'exercice comptable",
    "perpetual_cents": "perpétuel",
    "perpetual_abs_cents": "perpétuel, remboursements ajoutés",
    "turnover": "Chiffre d'affaires",
    "third_parties": "Pour des mandants",
}


def told_of(sheet: PeriodSheet) -> dict[str, Any]:
    """Return a sheet as ``month --json`` tells it."""
    return {
        "span": sheet.span,
        "period": sheet.period,
        "closings": list(sheet.numbers),
        "final": not sheet.goes_on,
        **sheet.figures,
        "days_not_closed": list(sheet.unopened),
        "not_delivered": [
            {"export": one.export, "number": one.number, "day": one.day} for one in sheet.undelivered
        ],
        "not_arrived": [
            {"ref": one.ref, "part": one.part, "day": one.day, "cents": one.cents}
            for one in sheet.not_arrived
        ],
        "remittances": [
            {"slip": one.slip, "day": one.day, "principal": one.principal, "cents": one.cents, "by": one.by}
            for one in sheet.remitted
        ],
        "sheets": [
            {
                "sheet": one.sheet,
                "day": one.day,
                "cheques_cents": one.cheques_cents,
                "cash_cents": one.cash_cents,
            }
            for one in sheet.paid_in
        ],
    }


def write_csv(sheet: PeriodSheet, names: Mapping[str, str], path: Path) -> None:
    """Write a sheet into a file.

    Args:
        sheet: The period.
        names: What partners are called, by code.
        path: The file.

    Raises:
        EnvironmentFailure: ``file.cannot_write``, ``file.not_regular``.
    """
    content = to_csv(SPEC, [_row(**row) for row in _rows(sheet, names)])
    with whole_file(path) as file:
        file.write(content)


def _row(**cells: Any) -> Row:
    return tuple(cells.get(field.name) for field in SPEC.fields)


def _rows(sheet: PeriodSheet, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    figures = sheet.figures
    state = "provisoire" if sheet.goes_on else "clôturé"
    yield {"section": "period", "code": sheet.period, "label": f"{sheet.title('fr')}, {state}"}
    for number in sheet.numbers:
        yield {"section": "closing", "code": number}
    for row in figures["vat"]:
        told = {"net": row["ht_cents"], "vat": row["vat_cents"], "amount": row["ttc_cents"]}
        yield {"section": "sales", "code": str(row["rate"]), "label": f"TVA {rate_text(row['rate'])}", **told}
    for name in _TURNOVER:
        yield _named("turnover", name, figures[name])
    for row in figures["means"]:
        label = label_of("means", row["means"], "fr")
        for name in ("in_cents", "out_cents", "net_cents"):
            told = {
                "code": f"{row['means']}_{name.removesuffix('_cents')}",
                "label": f"{label}, {_LABELS[name]}",
            }
            yield {"section": "means", **told, "amount": row[name]}
    for row in figures["principals"]:
        yield from _principal(row, names)
    yield from _of_drawer(sheet)
    yield from _of_days(sheet)
    for row in figures["totals"]:
        for name in ("period_cents", "year_cents", "perpetual_cents", "perpetual_abs_cents"):
            code = f"{row['scope']}_{name.removesuffix('_cents')}"
            label = f"{_LABELS[row['scope']]} {_LABELS[name]}"
            yield {"section": "total", "code": code, "label": label, "amount": row[name]}


def _named(section: str, name: str, cents: int) -> dict[str, Any]:
    return {"section": section, "code": name.removesuffix("_cents"), "label": _LABELS[name], "amount": cents}


def _principal(row: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    code = row["principal"]
    called = row.get("name") or owner_label(mandate_of(code), "fr", names)
    told = {
        "charged_cents": row["sales_cents"],
        "returned_cents": row["returns_cents"],
        "remitted_cents": row["remitted_cents"],
        **({"straight_cents": row["straight_cents"]} if "straight_cents" in row else {}),
        "owed_cents": row["owed_cents"],
    }
    for name, cents in told.items():
        yield {
            "section": "principal",
            "code": f"{code}_{name.removesuffix('_cents')}",
            "label": f"{called}, {_LABELS[name].lower()}",
            "amount": cents,
        }


def _of_drawer(sheet: PeriodSheet) -> Iterator[dict[str, Any]]:
    for one in sheet.remitted:
        told = {"code": one.slip, "label": f"Versement {one.principal}, {one.by}"}
        yield {"section": "remittance", **told, "day": date.fromisoformat(one.day), "amount": one.cents}
    for paid in sheet.paid_in:
        told = {"code": paid.sheet, "label": "Chèques et espèces remis en banque"}
        cents = paid.cheques_cents + paid.cash_cents
        yield {"section": "paying_in", **told, "day": date.fromisoformat(paid.day), "amount": cents}
    for row in sheet.figures["gaps"]:
        reason = label_of("gap_reason", row["reason"], "fr") if row["reason"] else None
        cells: dict[str, Any] = {"code": row["number"], "label": reason}
        yield {"section": "gap", **cells, "day": date.fromisoformat(row["day"]), "amount": row["gap_cents"]}
    for row in sheet.figures["not_counted"]:
        told = {"code": row["number"], "label": "Caisse non comptée"}
        yield {"section": "not_counted", **told, "day": date.fromisoformat(row["day"])}


def _of_days(sheet: PeriodSheet) -> Iterator[dict[str, Any]]:
    counts = {"days": len(sheet.figures["days"]), **sheet.figures["counts"]}
    labels = {
        "days": "Journées clôturées",
        "tickets": "Tickets",
        "lines": "Lignes",
        "returns": "Lignes rendues",
        "movements": "Mouvements de caisse",
        "passages": "Passages",
        "late": "Clôtures tardives",
    }
    for code, label in labels.items():
        yield {"section": "count", "code": code, "label": label, "count": counts[code]}
    for day in sheet.unopened:
        yield {"section": "day_not_closed", "code": day, "day": date.fromisoformat(day)}
    for one in sheet.undelivered:
        told = {"code": one.number, "label": export_name(one.export, "fr")}
        yield {"section": "not_delivered", **told, "day": date.fromisoformat(one.day)}
    for due in sheet.not_arrived:
        told = {"code": due.ref, "label": expected_words(due.ref, due.part, "fr")}
        yield {"section": "not_arrived", **told, "day": date.fromisoformat(due.day), "amount": due.cents}
