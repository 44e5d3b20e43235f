"""The relay's part of a day, and La Poste's daily export; pure, from entries.

The words of the export are part of its bytes and its reader is La Poste: they are French, fixed.

Source: DESIGN §6 (La Poste's daily export); domain.md §1.6.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from concierge_desk.counter.service import DayReading, Table
from concierge_desk.counter.totals import MEANS
from concierge_desk.domain.journal import Posted
from concierge_desk.exporting.tables import Cell, Field, TableSpec
from concierge_desk.i18n import N_
from concierge_desk.services.relay.model import closing
from concierge_desk.services.relay.model.closing import REPORTED, Now
from concierge_desk.services.relay.model.numbers import LAPOSTE

OPERATIONS = TableSpec(
    "operations",
    "operations.csv",
    "Opérations",
    "Chaque opération faite pour La Poste, dans l'ordre ; une correction est une ligne de plus.",
    (
        Field(
            "seq", "integer", "N° d'écriture", "Numéro de l'écriture dans le journal du poste.", required=True
        ),
        Field("at", "datetime", "Instant", "Instant de l'opération, en temps universel.", required=True),
        Field("operation", "string", "Opération", "vente, affranchissement, depot, reassort", required=True),
        Field("product", "string", "Produit", "Code du produit ou genre de dépôt."),
        Field("zone", "string", "Zone", "Zone tarifaire d'un affranchissement."),
        Field("weight_g", "integer", "Poids (g)", "Poids emballé, en grammes."),
        Field("max_g", "integer", "Tranche (g)", "Limite supérieure incluse de la tranche appliquée."),
        Field("quantity", "integer", "Quantité", "Nombre de pièces.", required=True),
        Field("tracking", "string", "N° de suivi", "Numéro de suivi, sans espaces."),
        Field("amount", "money", "Montant", "Montant encaissé pour La Poste, en euros."),
        Field("ticket", "string", "Ticket", "Numéro du ticket de caisse."),
        Field("corrects", "integer", "Corrige", "Numéro de l'écriture corrigée, s'il y en a une."),
        Field("warnings", "string", "Remarques", "Codes des remarques faites à la saisie."),
    ),
)

CUSTODY = TableSpec(
    "custody",
    "custody.csv",
    "Mouvements des instances",
    "Arrivées, remises, refus et retours du jour.",
    (
        Field(
            "seq", "integer", "N° d'écriture", "Numéro de l'écriture dans le journal du poste.", required=True
        ),
        Field("at", "datetime", "Instant", "Instant du mouvement, en temps universel.", required=True),
        Field(
            "movement",
            "string",
            "Mouvement",
            "arrivee, remise, refus, retour, annulation_arrivee, annulation_remise, annulation_refus",
            required=True,
        ),
        Field("custody", "string", "Instance", "Code du passage de l'objet au relais.", required=True),
        Field("tracking", "string", "N° de suivi", "Numéro de suivi, sans espaces."),
        Field("carrier", "string", "Réseau", "Réseau de l'objet.", required=True),
        Field("shelf", "string", "Place", "Étiquette de la place."),
        Field("presented_day", "date", "Avisé le", "Date de l'avis de passage."),
        Field("deadline_day", "date", "À garder jusqu'au", "Dernier jour de garde, inclus."),
        Field("collector", "string", "Remis à", "addressee : destinataire ; proxy : mandataire."),
        Field(
            "id_document",
            "string",
            "Pièce vue",
            "Genre de pièce d'identité du destinataire ; jamais son numéro.",
        ),
        Field("mandate", "string", "Procuration", "Genre de procuration du mandataire."),
        Field("reason", "string", "Motif", "Motif du refus ou de l'annulation."),
        Field("slip", "string", "Bon de remise", "Numéro du bon signé par le facteur."),
        Field("corrects", "integer", "Corrige", "Numéro de l'écriture annulée, s'il y en a une."),
        Field("warnings", "string", "Remarques", "Codes des remarques faites à la saisie."),
    ),
)

HELD = TableSpec(
    "held",
    "held.csv",
    "Instances en garde",
    "Objets encore au relais à la clôture, par date limite.",
    (
        Field("deadline_day", "date", "À garder jusqu'au", "Dernier jour de garde, inclus.", required=True),
        Field("custody", "string", "Instance", "Code du passage de l'objet au relais.", required=True),
        Field("tracking", "string", "N° de suivi", "Numéro de suivi, sans espaces."),
        Field("carrier", "string", "Réseau", "Réseau de l'objet.", required=True),
        Field("shelf", "string", "Place", "Étiquette de la place.", required=True),
        Field(
            "state",
            "string",
            "État",
            "held : à remettre ; refused : refusé, en attente du facteur.",
            required=True,
        ),
        Field("arrived_day", "date", "Arrivé le", "Jour d'arrivée au relais.", required=True),
        Field("presented_day", "date", "Avisé le", "Date de l'avis de passage."),
        Field("last_useful_slot", "string", "Dernier créneau", "Dernière ouverture utile du relais."),
    ),
)

STOCK = TableSpec(
    "stock",
    "stock.csv",
    "Stock de timbres",
    "Stock par produit, en pièces ; le réassort est une proposition.",
    (
        Field("product", "string", "Produit", "Code du timbre.", required=True),
        Field("opening", "integer", "Ouverture", "Stock à l'ouverture, en pièces.", required=True),
        Field("received", "integer", "Reçus", "Pièces reçues dans la journée.", required=True),
        Field("sold", "integer", "Vendus", "Pièces vendues dans la journée.", required=True),
        Field("closing", "integer", "Clôture", "Stock à la clôture, en pièces.", required=True),
        Field("restock", "integer", "Réassort", "Pièces proposées au réassort.", required=True),
    ),
)

TAKINGS = TableSpec(
    "takings",
    "takings.csv",
    "Encaissements",
    "Part de La Poste dans les encaissements du jour, par moyen de paiement.",
    (
        Field("means", "string", "Moyen", "cash : espèces ; card : carte ; cheque : chèque.", required=True),
        Field("charged", "money", "Encaissé", "Encaissé pour La Poste, en euros.", required=True),
        Field("refunded", "money", "Remboursé", "Remboursé pour La Poste, en euros.", required=True),
    ),
)

README = """Relevé journalier de la conciergerie pour La Poste
====================================================

Ce fichier contient les opérations postales d'une journée close, telles que le relais les a
enregistrées. C'est le relevé de la conciergerie : il ne remplace pas la preuve de La Poste.

  operations.csv    ventes, affranchissements, dépôts, réassorts
  custody.csv       arrivées, remises, refus et retours des instances
  held.csv          objets encore en garde à la clôture
  stock.csv         stock de timbres et réassort proposé
  takings.csv       part de La Poste dans les encaissements
  bordereau.pdf     le même relevé, à lire et à classer
  journal.ndjson    les écritures de la journée : celles de La Poste en clair, les autres par leur
                    seule empreinte. On voit combien d'écritures d'autres mandants il y a, pas ce
                    qu'elles disent.
  datapackage.json  description de chaque colonne, taille et empreinte de chaque fichier
  signature         signature Ed25519 de datapackage.json

Les CSV s'ouvrent dans un tableur : séparateur « ; », virgule décimale, UTF-8. {formula}

Pour vérifier ce fichier sans rien d'autre :  concierge-desk verify FICHIER.zip
La vérification recalcule la chaîne, les signatures, les listes et les totaux. Elle prouve que rien
n'a été retiré ni changé depuis la clôture ; elle ne prouve pas que tout a été saisi.
"""


def day_part(reading: DayReading) -> Mapping[str, Any]:
    """Return ``custody``, ``deposits`` and ``stock`` of a day: now while open, frozen once closed."""
    counts = closing.custody_counts(reading.posted)
    reports = [entry.data for entry in reading.posted if entry.kind == REPORTED]
    if reading.closed:
        held = sum(len(report["held"]) for report in reports)
        rows = [row for report in reports for row in report["stock"]]
    else:
        now: Now = reading.state
        held = len(now.held)
        rows = closing.stock_rows(reading.posted, now.stock, now.par)
    return {
        "custody": {**counts, "held": held},
        "deposits": closing.deposited(reading.posted),
        "stock": {row["product"]: row["closing"] for row in rows},
    }


def day_lines(part: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the relay's part of a day as lines for people."""
    custody = [(label, str(part["custody"][name])) for name, label in _CUSTODY_LABELS]
    stock = [(product, str(pieces)) for product, pieces in part["stock"].items()]
    return (*custody, (N_("Pieces deposited"), str(part["deposits"])), *stock)


_CUSTODY_LABELS = (
    ("received", N_("Items received")),
    ("handed_over", N_("Items handed over")),
    ("refused", N_("Items refused")),
    ("returned", N_("Items given back to the postman")),
    ("held", N_("Items still here")),
)


def export_tables(posted: Sequence[Posted]) -> tuple[Table, ...]:
    """Return the five CSVs of La Poste's day, from its own entries."""
    report = report_of(posted)
    return (
        Table(OPERATIONS, tuple(_operation(entry) for entry in posted if entry.kind in _OPERATIONS)),
        Table(
            CUSTODY,
            tuple(
                row for entry in posted if entry.kind in _MOVEMENTS for row in _MOVEMENTS[entry.kind](entry)
            ),
        ),
        Table(HELD, tuple(_held(row) for row in report["held"])),
        Table(STOCK, tuple(tuple(row[field.name] for field in STOCK.fields) for row in report["stock"])),
        Table(
            TAKINGS,
            tuple((row["means"], row["charged_cents"], row["refunded_cents"]) for row in report["takings"]),
        ),
    )


def operation_rows(posted: Sequence[Posted]) -> list[dict[str, Cell]]:
    """Return the rows of ``operations.csv``, by column."""
    names = [field.name for field in OPERATIONS.fields]
    return [dict(zip(names, _operation(entry), strict=True)) for entry in posted if entry.kind in _OPERATIONS]


def report_of(posted: Sequence[Posted]) -> Mapping[str, Any]:
    """Return La Poste's frozen statement of a day.

    Raises:
        LookupError: When the entries hold none.
    """
    found = [entry.data for entry in posted if entry.kind == REPORTED and entry.aud == LAPOSTE]
    if len(found) != 1:
        raise LookupError("a closed day has one statement for La Poste")
    return found[0]


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
    if {name: report["custody"][name] for name in closing.custody_counts(posted)} != closing.custody_counts(
        posted
    ):
        found.append("export.custody_differs")
    if report["custody"]["held"] != len(report["held"]) or report["deposits"] != closing.deposited(posted):
        found.append("export.custody_differs")
    if not _stock_agrees(posted, report["stock"]):
        found.append("export.stock_differs")
    return tuple(dict.fromkeys(found))


def _stock_agrees(posted: Sequence[Posted], rows: Sequence[Mapping[str, Any]]) -> bool:
    stock = {row["product"]: row["closing"] for row in rows}
    made = {row["product"]: row for row in closing.stock_rows(posted, stock, {})}
    moved = {
        entry.data["product"] for entry in posted if entry.kind in (closing.SOLD, closing.STOCK_RECEIVED)
    }
    return moved <= stock.keys() and all(
        row[name] == made[row["product"]][name]
        for row in rows
        for name in ("opening", "received", "sold", "closing")
    )


_OPERATIONS = {
    closing.SOLD: "vente",
    closing.FRANKED: "affranchissement",
    closing.DEPOSITED: "depot",
    closing.STOCK_RECEIVED: "reassort",
}


def _operation(entry: Posted) -> tuple[Cell, ...]:
    data = entry.data
    return (
        entry.seq,
        _instant(entry),
        _OPERATIONS[entry.kind],
        data.get("product") or data.get("kind"),
        data.get("zone"),
        data.get("weight_g"),
        data.get("max_g"),
        data.get("quantity") or data.get("count") or (-1 if "corrects" in data else 1),
        data.get("tracking"),
        data["line"]["cents"] if "line" in data else None,
        data.get("ticket"),
        data.get("corrects"),
        _warnings(entry),
    )


def _arrival(entry: Posted) -> list[tuple[Cell, ...]]:
    days = {name: _date(entry.data[name]) for name in ("presented_day", "deadline_day")}
    return [_movement(entry, "arrivee", entry.data, days)]


def _hand_over(entry: Posted) -> list[tuple[Cell, ...]]:
    proxy = entry.data["proxy"] or {}
    more = {
        "collector": entry.data["collector"],
        "id_document": entry.data["id_document"],
        "mandate": proxy.get("mandate"),
    }
    return [_movement(entry, "remise", entry.data, more)]


def _refusal(entry: Posted) -> list[tuple[Cell, ...]]:
    return [_movement(entry, "refus", entry.data, {"reason": entry.data["reason"]})]


def _returns(entry: Posted) -> list[tuple[Cell, ...]]:
    if not closing.is_return(entry):
        return []
    return [_movement(entry, "retour", item, {"slip": entry.data["slip"]}) for item in entry.data["items"]]


def _reversal(entry: Posted) -> list[tuple[Cell, ...]]:
    return [_movement(entry, _REVERSED[entry.data["of"]], entry.data, _correcting(entry))]


def _correcting(entry: Posted) -> dict[str, Cell]:
    return {"corrects": entry.data["corrects"], "reason": entry.data["reversal"]["code"]}


_REVERSED = {
    closing.RECEIVED: "annulation_arrivee",
    closing.HANDED_OVER: "annulation_remise",
    closing.REFUSED: "annulation_refus",
}

_MOVEMENTS: Mapping[str, Callable[[Posted], list[tuple[Cell, ...]]]] = {
    closing.RECEIVED: _arrival,
    closing.HANDED_OVER: _hand_over,
    closing.REFUSED: _refusal,
    closing.REVERSED: _reversal,
    closing.TO_POSTMAN: _returns,
}


def _movement(
    entry: Posted, movement: str, item: Mapping[str, Any], more: Mapping[str, Cell]
) -> tuple[Cell, ...]:
    cells: dict[str, Cell] = {
        "seq": entry.seq,
        "at": _instant(entry),
        "movement": movement,
        **{name: item[name] for name in ("custody", "tracking", "carrier", "shelf")},
        **more,
        "warnings": _warnings(entry),
    }
    return tuple(cells.get(field.name) for field in CUSTODY.fields)


def _held(row: Mapping[str, Any]) -> tuple[Cell, ...]:
    return tuple(_date(row[field.name]) if field.type == "date" else row[field.name] for field in HELD.fields)


def _warnings(entry: Posted) -> str | None:
    return " ".join(item["code"] for item in entry.data.get("warnings", ())) or None


def _instant(entry: Posted) -> datetime:
    return entry.instant


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
