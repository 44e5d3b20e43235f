"""La Poste's daily statement: what was taken, what is kept, what left, what was counted; pure.

Statements of older versions lack some figures and are drawn without them.

Source: docs/contract.md, "La Poste's daily file"; docs/trade.md, "Daily statement of the relay", rule 25;
docs/requirements.md, R-5.01 (no name on lists).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk.counter.service_parts import Marks
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.document import Block, Column, Document, Gap, Heading, Pair, Paragraph, Rule, Table
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, fr
from concierge_desk.services.relay.documents.lists import Shown, listed_rows
from concierge_desk.services.relay.documents.stock import ON_ONE_LINE, figures
from concierge_desk.services.relay.documents.words import (
    KINDS,
    STATES,
    carrier_name,
    is_no_proof,
    network_name,
)
from concierge_desk.services.relay.model import states
from concierge_desk.services.relay.model.numbers import LAPOSTE


def bordereau(report: Mapping[str, Any], operations: Sequence[Mapping[str, Any]], marks: Marks) -> Document:
    """Draw La Poste's daily statement: nothing but its frozen statement and its operations decide its bytes.

    Args:
        report: Data of the day's ``relay.day_reported``.
        operations: Rows of ``operations.csv``, by column.
        marks: FACTICE, and the anchor of the closing.
    """
    site = report["site"]
    title = fr("Daily statement of the shop for La Poste")
    blocks: list[Block] = [
        Heading(title),
        Pair(fr("Shop"), f"{site['name']} ({site['desk']})"),
        *([Pair(fr("REGATE code"), site["regate"])] if site["regate"] else []),
        *([Pair(fr("Parent post office"), site["office"])] if site["office"] else []),
        Pair(fr("Day"), day_text(report["day"])),
        Pair(fr("Closing"), report["number"], strong=True),
        Gap(),
        Heading(fr("Takings for La Poste")),
        _takings(report),
        Pair(fr("Charged since the beginning"), format_amount(report["perpetual_cents"])),
        Gap(),
        Heading(fr("Items kept for collection")),
        *[
            Pair(fr(label), str(report["custody"][name]))
            for name, label in _CUSTODY
            if name in report["custody"]
        ],
        Pair(fr("Pieces deposited"), str(report["deposits"])),
        *_held(report),
        *_departures(report),
        *_incidents(report),
        Gap(),
        Heading(fr("Stamps")),
        _stock(report),
        *_proposal(report),
        Gap(),
        Heading(fr("Operations")),
        _operations(operations),
        Rule(),
        Paragraph(is_no_proof(network_name(LAPOSTE))),
        Pair(fr("Anchor"), marks.anchor, strong=True),
    ]
    return Document("bordereau", day_text(report["day"]), title, "a4", tuple(blocks), marks.practice)


_CUSTODY = (
    ("received", N_("Received")),
    ("handed_over", N_("Handed over")),
    ("refused", N_("Refused")),
    ("returned", N_("Given back to the postman")),
    ("lost", N_("Lost")),
    ("held", N_("Still here")),
    ("misdelivered", N_("With somebody else")),
)


def _is_full(report: Mapping[str, Any]) -> bool:
    """Say whether a statement tells what left, was complained of and was spoilt: older ones do not."""
    return "departures" in report


def _checked(report: Mapping[str, Any]) -> tuple[Shown, ...]:
    """Return the room for La Poste's figure and the gap, written by hand.

    Source: docs/trade.md, rule 25.
    """
    if not _is_full(report):
        return ()
    return tuple((Column(title, "right", 1), lambda _row: "") for title in (ON_ONE_LINE, fr("Difference")))


def _takings(report: Mapping[str, Any]) -> Table:
    charged = sum(row["charged_cents"] for row in report["takings"])
    refunded = sum(row["refunded_cents"] for row in report["takings"])
    return listed_rows(
        report["takings"],
        (Column(fr("Means"), "left", 2), lambda row: label_of("means", row["means"], "fr")),
        (Column(fr("Charged"), "right", 1), lambda row: format_amount(row["charged_cents"])),
        (Column(fr("Refunded"), "right", 1), lambda row: format_amount(row["refunded_cents"])),
        *_checked(report),
        total=(fr("Total"), format_amount(charged), format_amount(refunded)),
    )


def _held(report: Mapping[str, Any]) -> list[Block]:
    if not report["held"]:
        return []
    held = listed_rows(
        report["held"],
        (Column(fr("Until"), "left", 2), lambda row: day_text(row["deadline_day"])),
        (Column(fr("Number"), "left", 4), lambda row: row["tracking"] or row["custody"]),
        (Column(fr("Network"), "left", 3), lambda row: carrier_name(row["carrier"]) + _state(row["state"])),
        (Column(fr("Place"), "left", 2), lambda row: row["shelf"]),
    )
    return [Gap(), held]


def _state(state: str) -> str:
    return f" ({fr(STATES[state]).lower()})" if state in STATES else ""


def _departures(report: Mapping[str, Any]) -> list[Block]:
    """Return what left with the postman, with the day of deposit and that of departure.

    Source: docs/trade.md, "Daily statement of the relay" 5.
    """
    if not _is_full(report):
        return []
    heading: list[Block] = [Gap(), Heading(fr("Left with the postman"))]
    if not report["departures"]:
        return [*heading, Paragraph(fr("Nothing left on this day."))]
    left = listed_rows(
        report["departures"],
        (Column(fr("Slip"), "left", 3), lambda row: row["slip"]),
        (Column(fr("Kind"), "left", 4), lambda row: fr(KINDS[row["kind"]])),
        (Column(fr("Deposited on"), "left", 3), lambda row: day_text(row["deposited_day"])),
        (Column(fr("Left on"), "left", 3), lambda row: day_text(row["left_day"])),
        (Column(fr("Pieces"), "right", 1), lambda row: str(row["count"])),
        total=(fr("Total"), "", "", "", str(sum(row["count"] for row in report["departures"]))),
    )
    return [*heading, left]


def _incidents(report: Mapping[str, Any]) -> list[Block]:
    """Return what is the matter with items, number by number, and the complaints.

    Source: docs/trade.md, "Daily statement of the relay" 7; decision 0031.
    """
    if not _is_full(report):
        return []
    return [
        Gap(),
        Heading(fr("Incidents and complaints")),
        *(_numbered(report["incidents"]) if "incidents" in report else _counted(report)),
        Pair(fr("Complaints"), str(report["complaints"])),
    ]


def _numbered(rows: Sequence[Mapping[str, Any]]) -> list[Block]:
    """Return every item that something is the matter with: with whom one is stays in the shop."""
    if not rows:
        return []
    incidents = listed_rows(
        rows,
        (Column(fr("Incident"), "left", 3), lambda row: fr(STATES[row["state"]])),
        (Column(fr("Number"), "left", 4), lambda row: row["tracking"] or row["custody"]),
        (Column(fr("Network"), "left", 3), lambda row: carrier_name(row["carrier"])),
        (Column(fr("Since"), "left", 2), lambda row: day_text(row["since_day"])),
    )
    return [incidents]


def _counted(report: Mapping[str, Any]) -> list[Block]:
    """Return how many items that are here something is the matter with: an older statement lists none of them."""
    counts: dict[str, int] = {}
    for row in report["held"]:
        if row["state"] in _INCIDENTS:
            counts[row["state"]] = counts.get(row["state"], 0) + 1
    return [Pair(fr(STATES[state]), str(counts[state])) for state in _INCIDENTS if state in counts]


_INCIDENTS = (states.DAMAGED, states.MISROUTED, states.NOT_FOUND)


def _stock(report: Mapping[str, Any]) -> Table:
    rows = report["stock"]
    return listed_rows(
        rows, (Column(fr("Stamp")), lambda row: row["product"]), *figures(rows), *_checked(report)
    )


def _proposal(report: Mapping[str, Any]) -> list[Block]:
    return [Paragraph(fr("The restock is a proposal: La Poste decides."))] if _is_full(report) else []


def _operations(rows: Sequence[Mapping[str, Any]]) -> Table:
    return listed_rows(
        rows,
        (Column(fr("Operation"), "left", 4), _operation),
        (Column(fr("Product"), "left", 3), _what),
        (Column(fr("Number"), "left", 4), lambda row: row["tracking"] or ""),
        (Column(fr("Quantity"), "right", 1), lambda row: str(row["quantity"])),
        (Column(fr("Amount"), "right", 2), _amount),
        (Column(fr("Ticket"), "left", 3), lambda row: row["ticket"] or ""),
        total=(fr("Total"), "", "", "", format_amount(sum(row["amount"] or 0 for row in rows))),
    )


def _operation(row: Mapping[str, Any]) -> str:
    return _OPERATIONS[row["operation"]] + (" (correction)" if row["corrects"] else "")


def _amount(row: Mapping[str, Any]) -> str:
    return "" if row["amount"] is None else format_amount(row["amount"])


def _what(row: Mapping[str, Any]) -> str:
    product = str(row["product"])
    if row["operation"] == "reclamation":
        return label_of("complaint", product, "fr")
    weight = f" {row['weight_g']} g" if row["weight_g"] else ""
    return (_DEPOSITS.get(product) or product) + weight


_DEPOSITS = {
    "letter": "Lettres",
    "registered": "Recommandé",
    "parcel": "Colis",
    "prepaid_return": "Retour prépayé",
}
_OPERATIONS = {
    "vente": "Vente",
    "affranchissement": "Affranchissement",
    "depot": "Dépôt",
    "reassort": "Réassort",
    "rebut": "Rebut",
    "inventaire": "Inventaire",
    "reclamation": "Réclamation",
}
