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
from concierge_desk.services.relay.documents.stock import ON_ONE_LINE, figure, figures
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


def _checked(report: Mapping[str, Any]) -> tuple[Column, ...]:
    """Return the room for La Poste's figure and the gap, written by hand.

    Source: docs/trade.md, rule 25.
    """
    if not _is_full(report):
        return ()
    return (Column(ON_ONE_LINE, "right", 1), Column(fr("Difference"), "right", 1))


def _takings(report: Mapping[str, Any]) -> Table:
    checked = _checked(report)
    blank = ("",) * len(checked)
    columns = (
        Column(fr("Means"), "left", 2),
        Column(fr("Charged"), "right", 1),
        Column(fr("Refunded"), "right", 1),
        *checked,
    )
    rows = tuple(
        (
            label_of("means", row["means"], "fr"),
            format_amount(row["charged_cents"]),
            format_amount(row["refunded_cents"]),
            *blank,
        )
        for row in report["takings"]
    )
    charged = sum(row["charged_cents"] for row in report["takings"])
    refunded = sum(row["refunded_cents"] for row in report["takings"])
    return Table(columns, rows, (fr("Total"), format_amount(charged), format_amount(refunded), *blank))


def _held(report: Mapping[str, Any]) -> list[Block]:
    if not report["held"]:
        return []
    columns = (
        Column(fr("Until"), "left", 2),
        Column(fr("Number"), "left", 4),
        Column(fr("Network"), "left", 3),
        Column(fr("Place"), "left", 2),
    )
    rows = tuple(
        (
            day_text(row["deadline_day"]),
            row["tracking"] or row["custody"],
            carrier_name(row["carrier"]) + _state(row["state"]),
            row["shelf"],
        )
        for row in report["held"]
    )
    return [Gap(), Table(columns, rows)]


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
    columns = (
        Column(fr("Slip"), "left", 3),
        Column(fr("Kind"), "left", 4),
        Column(fr("Deposited on"), "left", 3),
        Column(fr("Left on"), "left", 3),
        Column(fr("Pieces"), "right", 1),
    )
    rows = tuple(
        (
            row["slip"],
            fr(KINDS[row["kind"]]),
            day_text(row["deposited_day"]),
            day_text(row["left_day"]),
            str(row["count"]),
        )
        for row in report["departures"]
    )
    total = str(sum(row["count"] for row in report["departures"]))
    return [*heading, Table(columns, rows, (fr("Total"), "", "", "", total))]


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
    columns = (
        Column(fr("Incident"), "left", 3),
        Column(fr("Number"), "left", 4),
        Column(fr("Network"), "left", 3),
        Column(fr("Since"), "left", 2),
    )
    cells = tuple(
        (
            fr(STATES[row["state"]]),
            row["tracking"] or row["custody"],
            carrier_name(row["carrier"]),
            day_text(row["since_day"]),
        )
        for row in rows
    )
    return [Table(columns, cells)]


def _counted(report: Mapping[str, Any]) -> list[Block]:
    """Return how many items that are here something is the matter with: an older statement lists none of them."""
    counts: dict[str, int] = {}
    for row in report["held"]:
        if row["state"] in _INCIDENTS:
            counts[row["state"]] = counts.get(row["state"], 0) + 1
    return [Pair(fr(STATES[state]), str(counts[state])) for state in _INCIDENTS if state in counts]


_INCIDENTS = (states.DAMAGED, states.MISROUTED, states.NOT_FOUND)


def _stock(report: Mapping[str, Any]) -> Table:
    known = figures(report["stock"])
    checked = _checked(report)
    columns = (
        Column(fr("Stamp")),
        *[Column(fr(title), "right", 1) for _, title in known],
        *checked,
    )
    rows = tuple(
        (row["product"], *[figure(row, name) for name, _ in known], *[""] * len(checked))
        for row in report["stock"]
    )
    return Table(columns, rows)


def _proposal(report: Mapping[str, Any]) -> list[Block]:
    return [Paragraph(fr("The restock is a proposal: La Poste decides."))] if _is_full(report) else []


def _operations(rows: Sequence[Mapping[str, Any]]) -> Table:
    columns = (
        Column(fr("Operation"), "left", 4),
        Column(fr("Product"), "left", 3),
        Column(fr("Number"), "left", 4),
        Column(fr("Quantity"), "right", 1),
        Column(fr("Amount"), "right", 2),
        Column(fr("Ticket"), "left", 3),
    )
    return Table(
        columns,
        tuple(
            (
                _OPERATIONS[row["operation"]] + (" (correction)" if row["corrects"] else ""),
                _what(row),
                row["tracking"] or "",
                str(row["quantity"]),
                "" if row["amount"] is None else format_amount(row["amount"]),
                row["ticket"] or "",
            )
            for row in rows
        ),
        (fr("Total"), "", "", "", format_amount(sum(row["amount"] or 0 for row in rows)), ""),
    )


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
