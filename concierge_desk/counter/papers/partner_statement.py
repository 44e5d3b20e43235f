"""A partner's daily statement on paper: what was sold for him, by which means, what he is owed; pure.

Source: docs/contract.md, "A partner's daily file"; decision 0069.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk.counter.papers.done_by import done_by
from concierge_desk.counter.partners.partner import REGIME_MANDATE
from concierge_desk.counter.service_parts import Marks
from concierge_desk.counter.texts.paper_dates import day_text, instant_line, quantity_text, rate_text
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.accounting.remittance import BY_BANK_CENTS
from concierge_desk.domain.document import (
    Block,
    Column,
    Document,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Signature,
    Table,
)
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import fr
from concierge_desk.store.partners import REPORTED


def partner_statement(posted: Sequence[Posted], marks: Marks) -> Document:
    """Draw a partner's statement of a day: nothing but his entries and the key of the desk decide its bytes.

    Args:
        posted: His entries of the day, the statement among them.
        marks: FACTICE, the anchor of the closing, and the fingerprint of the key that signed it.
    """
    reported = next(entry for entry in posted if entry.kind == REPORTED)
    report = reported.data
    title = fr("Daily statement for {partner}").format(partner=report["name"])
    body: list[Block] = [
        Heading(title),
        Pair(fr("Shop"), f"{report['site']['name']} ({report['site']['desk']})"),
        Pair(fr("Day"), day_text(report["day"])),
        Pair(fr("Closing"), report["number"], strong=True),
        Pair(fr("Closed"), instant_line(reported)),
        *done_by(reported),
        Pair(fr("Software"), f"Concierge Desk {report['software']}"),
        Gap(),
        *_money(report),
        Gap(),
        Heading(fr("Operations")),
        _lines(posted),
    ]
    ending: list[Block] = [
        Gap(),
        Signature(fr("Signature of the concierge"), fr("Visa of the partner")),
        Pair(fr("Anchor"), marks.anchor, strong=True),
        *([Pair(fr("Fingerprint of the key"), marks.fingerprint, strong=True)] if marks.fingerprint else []),
    ]
    day = day_text(report["day"])
    return Document("bordereau", day, title, "a4", (*body, *ending), marks.practice, ending=len(ending))


def _money(report: Mapping[str, Any]) -> list[Block]:
    """Return what was charged; under mandate by which means, what was handed over and what is still owed."""
    agreed = report["commission_bp"]
    told: list[Block] = [
        Pair(fr("Sold on this day"), format_amount(report["charged_cents"]), strong=True),
        *_unseen(report["unseen_cents"]),
        Pair(fr("Sold since the beginning"), format_amount(report["perpetual_cents"])),
        *([] if agreed is None else [Pair(fr("Commission agreed"), rate_text(agreed))]),
    ]
    if report["regime"] != REGIME_MANDATE:
        return [*told, Paragraph(fr("Sold in the shop's own name and for its account."))]
    return [
        *told,
        Gap(),
        _takings(report["takings"]),
        Gap(),
        *straight_lines(report),
        *remitted_lines(report),
        Pair(fr("Still owed"), format_amount(report["owed_cents"]), strong=True),
    ]


def straight_lines(report: Mapping[str, Any]) -> list[Block]:
    """Return what went to an account of his own by card and cheque: nothing of it is owed, or was in the drawer."""
    if "straight_cents" not in report:
        return []
    label = fr("Paid on this day straight to an account of its own, by card and cheque")
    return [Pair(label, format_amount(report["straight_cents"]))]


def remitted_lines(report: Mapping[str, Any]) -> list[Block]:
    """Return what was paid over on the day out of the drawer, and by the bank where anything was."""
    by_bank = report.get(BY_BANK_CENTS, 0)
    drawn = format_amount(report["remitted_cents"] - by_bank)
    lines: list[Block] = [Pair(fr("Paid over on this day, out of the drawer"), drawn)]
    if by_bank:
        lines.append(Pair(fr("Paid over on this day, by the bank"), format_amount(by_bank)))
    return lines


def _unseen(cents: int) -> list[Block]:
    """Say what of it stands in entries of the shop: before he read entries of his own."""
    return [Pair(fr("Of which before this statement was agreed"), format_amount(cents))] if cents else []


def _takings(rows: Sequence[Mapping[str, Any]]) -> Table:
    columns = (
        Column(fr("Means"), "left", 2),
        Column(fr("Charged"), "right", 1),
        Column(fr("Refunded"), "right", 1),
    )
    cells = [
        (
            label_of("means", row["means"], "fr"),
            format_amount(row["charged_cents"]),
            format_amount(row["refunded_cents"]),
        )
        for row in rows
    ]
    return Table(columns, tuple(cells))


def _lines(posted: Sequence[Posted]) -> Block:
    lines = [(entry, entry.data["line"]) for entry in posted if "line" in entry.data]
    if not lines:
        return Paragraph(fr("No operation on this day."))
    columns = (
        Column(fr("Hour"), "left", 2),
        Column(fr("Item sold"), "left", 6),
        Column(fr("Quantity"), "right", 2),
        Column(fr("Amount"), "right", 2),
        Column(fr("Ticket"), "left", 4),
    )
    cells = [
        (
            f"{entry.local:%H:%M}",
            line["label"],
            quantity_text(line["quantity_thousandths"]),
            format_amount(line["cents"]),
            entry.data["ticket"],
        )
        for entry, line in lines
    ]
    return Table(columns, tuple(cells))
