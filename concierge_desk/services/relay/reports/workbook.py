"""La Poste's day as a workbook: figures, acts, movements, what is kept by deadline, incidents, complaints, stock; pure.

It tells what the statement on paper tells, from the same statement, in cells that a spreadsheet sorts and adds up. Its words
are part of the export's bytes and its reader is La Poste: they are French, fixed.

Source: docs/format-laposte.md, "Le relevé journalier, pour La Poste"; decision 0081.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from concierge_desk.counter.service_parts import Marks
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.accounting.remittance import BY_BANK_CENTS
from concierge_desk.domain.journal import Posted
from concierge_desk.exporting.sheets import Grid, LabelledCell, Part, SheetColumn, Workbook, WorkbookSheet
from concierge_desk.services.relay.model.papers import Statement
from concierge_desk.services.relay.reports import stock_of
from concierge_desk.services.relay.reports.columns import OPERATIONS, STOCK, TAKINGS, TITLES
from concierge_desk.services.relay.reports.statement import statement_of
from concierge_desk.services.relay.reports.wording import movement_words

COUNTS: Final = {
    "received": "Reçus",
    "handed_over": "Remis",
    "refused": "Refusés",
    "returned": "Rendus au facteur",
    "lost": "Perdus",
    "held": "Encore au relais",
    "misdelivered": "Chez quelqu'un d'autre",
}
UNDONE: Final = "Actes des jours précédents annulés ce jour"
VISITS: Final = "Visites et formations du bureau"
INCIDENTS: Final = (
    SheetColumn("Incident"),
    SheetColumn("N° de suivi"),
    SheetColumn("Réseau"),
    SheetColumn("Depuis le", "date"),
)
COMPLAINTS: Final = (
    SheetColumn("N°"),
    SheetColumn("Objet"),
    SheetColumn("N° de suivi"),
    SheetColumn("État"),
    SheetColumn("Notée le", "date"),
    SheetColumn("Transmise le", "date"),
    SheetColumn("Réponse attendue le", "date"),
    SheetColumn("En retard"),
)
KEPT: Final = (
    SheetColumn("N° de suivi"),
    SheetColumn("Réseau"),
    SheetColumn("Arrivé le", "date"),
    SheetColumn("À garder jusqu'au", "date"),
    SheetColumn("Jours restants", "integer"),
    SheetColumn("État"),
    SheetColumn("Place"),
)


def workbook(posted: Sequence[Posted], marks: Marks) -> Workbook:
    """Return the workbook of a closed day.

    Args:
        posted: La Poste's entries of the day.
        marks: FACTICE, the anchor of the closing, and the fingerprint of the key that signed it.

    Raises:
        LookupError: When they hold no frozen statement.
    """
    statement = statement_of(posted)
    report = statement.reported.data
    return Workbook(
        title=f"Relevé du {_day(report['day']):%d/%m/%Y} pour La Poste",
        author=f"{report['site']['name']} ({report['site']['desk']})",
        created=posted[-1].instant,
        sheets=(
            WorkbookSheet(
                "Journée",
                f"Relevé du {_day(report['day']):%d/%m/%Y} pour La Poste",
                _day_parts(statement, marks),
            ),
            WorkbookSheet("Opérations", "Opérations du jour", (_operations(statement),), landscape=True),
            WorkbookSheet("Mouvements", "Mouvements des envois", (_movements(statement),), landscape=True),
            WorkbookSheet(
                "En garde", "Envois encore au relais, par date limite", (kept(report["held"], report["day"]),)
            ),
            WorkbookSheet(
                "Incidents et réclamations", "Incidents et réclamations", _matters(report), landscape=True
            ),
            WorkbookSheet("Stock", "Stock, en pièces", (_stock(report),), landscape=True),
        ),
        foot=f"Ancre {marks.anchor}",
        mark="FACTICE" if marks.practice else "",
    )


def kept(rows: Sequence[Mapping[str, Any]], day: str) -> Grid:
    """Return what was still here at the end of a day, by deadline: what is overdue has fewer than no days left."""
    listed = [
        (
            row["tracking"] or row["custody"],
            label_of("carrier", row["carrier"], "fr"),
            _day(row["arrived_day"]),
            _day(row["deadline_day"]),
            (_day(row["deadline_day"]) - _day(day)).days,
            label_of("relay_state", row["state"], "fr"),
            row["shelf"],
        )
        for row in sorted(rows, key=lambda row: row["deadline_day"])
    ]
    return Grid(KEPT, listed, none="Rien n'est en garde.")


def incidents(rows: Sequence[Mapping[str, Any]]) -> Grid:
    """Return what is the matter with items: with whom one is stays in the shop."""
    listed = [
        (
            label_of("relay_state", row["state"], "fr"),
            row["tracking"] or row["custody"],
            label_of("carrier", row["carrier"], "fr"),
            _day(row["since_day"]),
        )
        for row in rows
    ]
    return Grid(INCIDENTS, listed, heading="Incidents", none="Aucun incident.")


def complaints(rows: Sequence[Mapping[str, Any]], day: str) -> Grid:
    """Return complaints with where they stood at the end of a day: what was said in one stays in the shop."""
    listed = [
        (
            row["complaint"],
            label_of("complaint", row["subject"], "fr"),
            row["tracking"],
            label_of("relay_state", row["state"], "fr"),
            _day(row["noted_day"]),
            _maybe(row["forwarded_day"]),
            _maybe(row["answer_by_day"]),
            "en retard" if is_late(row, day) else None,
        )
        for row in rows
    ]
    return Grid(COMPLAINTS, listed, heading="Réclamations", none="Aucune réclamation.")


def is_late(row: Mapping[str, Any], day: str) -> bool:
    """Say whether an answer to a complaint was waited for in vain at the end of a day."""
    return row["state"] == "forwarded" and row["answer_by_day"] is not None and row["answer_by_day"] < day


def _day_parts(statement: Statement, marks: Marks) -> tuple[Part, ...]:
    report, entry = statement.reported.data, statement.reported
    site = report["site"]
    told = {
        "Relais": f"{site['name']} ({site['desk']})",
        "Code REGATE": site["regate"],
        "Bureau d'attache": site["office"],
        "Clôture": report["number"],
        "Comptoir et opérateur": f"{entry.desk} {entry.by}",
        "Logiciel": f"Concierge Desk {report['software']}" if report.get("software") else "",
        "Ancre": marks.anchor,
        "Empreinte de la clé": marks.fingerprint,
    }
    return (
        LabelledCell("Jour", _day(report["day"]), "date"),
        LabelledCell("Clos le", entry.local.replace(tzinfo=None), "local"),
        *(LabelledCell(label, text) for label, text in told.items() if text),
        _counts(statement),
        _takings(report),
        *_owed(report),
        _done(statement),
    )


def _counts(statement: Statement) -> Grid:
    """Return how many items came and went; what was taken back of an earlier day stands apart, as on paper."""
    custody, undone = statement.reported.data["custody"], statement.undone
    rows: list[tuple[Any, ...]] = [
        (label, custody.get(name, 0) + undone.get(name, 0), undone.get(name))
        for name, label in COUNTS.items()
        if name in custody or undone.get(name)
    ]
    rows.append(("Pièces déposées", statement.reported.data["deposits"], None))
    if statement.franked:
        rows.append(("Affranchis ici", statement.franked, None))
    titles = (SheetColumn("Mouvement"), SheetColumn("Nombre", "integer"))
    if not any(row[-1] for row in rows):
        return Grid(titles, [row[:-1] for row in rows], heading="Envois")
    return Grid((*titles, SheetColumn(UNDONE, "integer")), rows, heading="Envois")


def _takings(report: Mapping[str, Any]) -> Grid:
    titles = {field.name: field.title for field in TAKINGS.fields}
    columns = (
        SheetColumn(titles["means"]),
        *(SheetColumn(titles[name], "money") for name in ("charged", "refunded")),
        SheetColumn("Net", "money"),
    )
    rows = [
        (label_of("means", row["means"], "fr"), *_net(row["charged_cents"], row["refunded_cents"]))
        for row in report["takings"]
    ]
    sums = [sum(row[f"{name}_cents"] for row in report["takings"]) for name in ("charged", "refunded")]
    return Grid(columns, rows, ("Total", *_net(*sums)), heading="Encaissé pour La Poste")


def _net(charged: int, refunded: int) -> tuple[int, int, int]:
    return charged, refunded, charged - refunded


def _owed(report: Mapping[str, Any]) -> list[Part]:
    """Return what is still owed; older statements tell nothing of it."""
    told = {
        "perpetual_cents": "Encaissé depuis l'origine",
        "straight_cents": "Encaissé directement par La Poste ce jour",
        "remitted_cents": "Versé ce jour",
        BY_BANK_CENTS: "dont par la banque",
        "remitted_total_cents": "Versé depuis l'origine",
        "owed_cents": "Reste dû à La Poste",
    }
    return [LabelledCell(label, report[name], "money") for name, label in told.items() if name in report]


def _done(statement: Statement) -> Grid:
    """Return what was done, by the word for it: pieces and what they came to."""
    words = dict.fromkeys(row.word for row in statement.operations)
    listed = []
    for word in words:
        own = [row for row in statement.operations if row.word == word]
        cents = [row.cents for row in own if row.cents is not None]
        listed.append((word, sum(row.quantity for row in own), sum(cents) if cents else None))
    columns = (SheetColumn("Opération"), SheetColumn("Quantité", "integer"), SheetColumn("Montant", "money"))
    total = ("Total", None, sum(row.cents or 0 for row in statement.operations))
    return Grid(columns, listed, total, heading="Opérations en chiffres", none="Aucune opération ce jour.")


def _operations(statement: Statement) -> Grid:
    titles = {field.name: field.title for field in OPERATIONS.fields}
    columns = (
        SheetColumn(titles["at_local"], "local"),
        SheetColumn(titles["operation"]),
        SheetColumn(titles["product"]),
        SheetColumn(titles["tracking"]),
        SheetColumn(titles["quantity"], "integer"),
        SheetColumn(titles["amount"], "money"),
        SheetColumn(titles["ticket"]),
        SheetColumn(titles["happened_at_local"], "local"),
        SheetColumn(titles["seq"], "integer"),
    )
    rows = [
        (
            row.at,
            f"{row.word} (correction)" if row.corrects else row.word,
            row.what,
            row.tracking,
            row.quantity,
            row.cents,
            row.ticket,
            row.happened,
            row.seq,
        )
        for row in statement.operations
    ]
    cents = sum(row.cents or 0 for row in statement.operations)
    total = ("Total", None, None, None, None, cents, None, None, None)
    return Grid(columns, rows, total, none="Aucune opération ce jour.")


def _movements(statement: Statement) -> Grid:
    columns = (
        SheetColumn(TITLES["at_local"][1], "local"),
        SheetColumn(TITLES["movement"][1]),
        SheetColumn(TITLES["tracking"][1]),
        SheetColumn(TITLES["carrier"][1]),
        SheetColumn("Place, bon ou motif"),
        SheetColumn(TITLES["happened_at_local"][1], "local"),
        SheetColumn(TITLES["seq"][1], "integer"),
    )
    rows = [
        (
            row.at,
            movement_words(row.word),
            row.number,
            label_of("carrier", row.carrier, "fr"),
            row.more or None,
            row.happened,
            row.seq,
        )
        for row in statement.movements
    ]
    return Grid(columns, rows, none="Aucun mouvement ce jour.")


def _matters(report: Mapping[str, Any]) -> tuple[Part, ...]:
    return (
        incidents(report.get("incidents", ())),
        complaints(report.get("complaint_states", ()), report["day"]),
        *(
            [LabelledCell("Réclamations notées ce jour", report["complaints"], "integer")]
            if "complaints" in report
            else []
        ),
    )


def _stock(report: Mapping[str, Any]) -> Grid:
    titles = {field.name: field.title for field in STOCK.fields}
    stock = stock_of(report)
    names = [
        name
        for name in (
            "opening",
            "received",
            "sold",
            "spoiled",
            "counted",
            "gap",
            "opened",
            "closing",
            "restock",
        )
        # Hardly a day knows of carnets that were opened.
        if name != "opened" or any(row[name] for row in stock)
    ]
    columns = (
        SheetColumn(titles["product"]),
        SheetColumn("Code"),
        *(SheetColumn(titles[name], "integer") for name in names),
    )
    rows = [
        (row.get("label") or row["product"], row["product"], *(row[name] for name in names)) for row in stock
    ]
    return Grid(columns, rows, none="Aucun produit.")


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def _maybe(iso: str | None) -> date | None:
    return None if iso is None else _day(iso)
