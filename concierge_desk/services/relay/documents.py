"""The relay's papers: the postman's slip and La Poste's bordereau; pure.

Source: DESIGN §6 (paper says …); R-5.01 (no name on lists).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.codelists import label_of
from concierge_desk.counter.papers import day_text, instant_line
from concierge_desk.counter.service import Marks
from concierge_desk.counter.settings import Settings
from concierge_desk.domain.document import Block, Column, Document, Gap, Heading, Pair, Paragraph, Rule, Table
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, fr

_KINDS = {
    "letter": N_("Letters"),
    "registered": N_("Registered letters"),
    "parcel": N_("Parcels"),
    "prepaid_return": N_("Prepaid returns"),
    "franked": N_("Franked items"),
    "return": N_("Returned to sender"),
}


@dataclass(frozen=True, slots=True)
class SlipEntry:
    """A slip's entry and its anchor."""

    posted: Posted
    anchor: str


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """La Poste's entries of a closed day, and the anchor of its closing."""

    posted: tuple[Posted, ...]
    anchor: str


def slip(entry: SlipEntry, settings: Settings, copy: int) -> Document:
    """Draw the slip that the postman signs: numbers one by one, the rest counted."""
    data = entry.posted.data
    title = fr("Returned items") if data["what"] == "returns" else fr("Items handed to the postman")
    blocks: list[Block] = [
        Heading(f"{title} {data['slip']}"),
        Pair(fr("Shop"), settings.name),
        Pair(fr("Date"), instant_line(entry.posted)),
        Pair(fr("Network"), entry.posted.aud),
        Gap(),
        *_counted(data["items"]),
    ]
    blocks += _numbered(data["items"])
    blocks += [
        Gap(),
        Pair(fr("Postman's signature"), " "),
        Gap(),
        Gap(),
        Rule(),
        Paragraph(fr("Statement of the shop; it does not replace La Poste's own proof.")),
        Pair(fr("Anchor"), entry.anchor),
    ]
    return Document("slip", data["slip"], title, "a6", tuple(blocks), settings.practice, copy)


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
        *[Pair(fr(label), str(report["custody"][name])) for name, label in _CUSTODY],
        Pair(fr("Pieces deposited"), str(report["deposits"])),
        *_held(report),
        Gap(),
        Heading(fr("Stamps")),
        _stock(report),
        Gap(),
        Heading(fr("Operations")),
        _operations(operations),
        Rule(),
        Paragraph(fr("Statement of the shop; it does not replace La Poste's own proof.")),
        Pair(fr("Anchor"), marks.anchor, strong=True),
    ]
    return Document("bordereau", day_text(report["day"]), title, "a4", tuple(blocks), marks.practice)


_CUSTODY = (
    ("received", N_("Received")),
    ("handed_over", N_("Handed over")),
    ("refused", N_("Refused")),
    ("returned", N_("Given back to the postman")),
    ("held", N_("Still here")),
)


def _numbered(items: Sequence[Mapping[str, Any]]) -> list[Block]:
    """Return the items with a number one by one; the place only where something leaves a shelf."""
    listed = [item for item in items if item["tracking"] or item.get("custody")]
    if not listed:
        return []
    shelves = any(item.get("shelf") for item in listed)
    columns = [Column(fr("Item"), "left", 3), Column(fr("Kind"), "left", 3)]
    rows = [[item["tracking"] or item["custody"], fr(_KINDS[item["kind"]])] for item in listed]
    if shelves:
        columns.append(Column(fr("Place"), "left", 2))
        rows = [[*row, item["shelf"]] for row, item in zip(rows, listed, strict=True)]
    return [Gap(), Table(tuple(columns), tuple(tuple(row) for row in rows))]


def _counted(items: Sequence[Any]) -> list[Pair]:
    counts: dict[str, int] = {}
    for item in items:
        counts[item["kind"]] = counts.get(item["kind"], 0) + item["count"]
    total = Pair(fr("Total"), str(sum(counts.values())), strong=True)
    return [*(Pair(fr(_KINDS[kind]), str(n)) for kind, n in sorted(counts.items())), total]


def _takings(report: Any) -> Table:
    columns = (
        Column(fr("Means"), "left", 2),
        Column(fr("Charged"), "right", 1),
        Column(fr("Refunded"), "right", 1),
    )
    rows = tuple(
        (
            label_of("means", row["means"], "fr"),
            format_amount(row["charged_cents"]),
            format_amount(row["refunded_cents"]),
        )
        for row in report["takings"]
    )
    charged = sum(row["charged_cents"] for row in report["takings"])
    refunded = sum(row["refunded_cents"] for row in report["takings"])
    return Table(columns, rows, (fr("Total"), format_amount(charged), format_amount(refunded)))


def _held(report: Any) -> list[Block]:
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
            label_of("carrier", row["carrier"], "fr")
            + (f" ({fr('refused')})" if row["state"] == "refused" else ""),
            row["shelf"],
        )
        for row in report["held"]
    )
    return [Gap(), Table(columns, rows)]


def _stock(report: Any) -> Table:
    titles = (N_("Stamp"), N_("Opening"), N_("Received"), N_("Sold"), N_("Closing"), N_("Proposed restock"))
    columns = tuple(
        Column(fr(title), "left" if place == 0 else "right", 1) for place, title in enumerate(titles)
    )
    names = ("product", "opening", "received", "sold", "closing", "restock")
    return Table(columns, tuple(tuple(str(row[name]) for name in names) for row in report["stock"]))


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
                (_DEPOSITS.get(row["product"]) or row["product"])
                + (f" {row['weight_g']} g" if row["weight_g"] else ""),
                row["tracking"] or "",
                str(row["quantity"]),
                "" if row["amount"] is None else format_amount(row["amount"]),
                row["ticket"] or "",
            )
            for row in rows
        ),
        (fr("Total"), "", "", "", format_amount(sum(row["amount"] or 0 for row in rows)), ""),
    )


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
}
