"""La Poste's daily statement: what was taken, what is kept, what left, what was counted; pure.

Statements of older versions lack some figures and are drawn without them.

Source: docs/contract.md, "La Poste's daily file"; docs/trade.md, "Daily statement of the relay", rule 25;
docs/requirements.md, R-5.01 (no name on lists).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk.counter.papers.done_by import done_by
from concierge_desk.counter.papers.partner_statement import remitted_lines, straight_lines
from concierge_desk.counter.service_parts import Marks
from concierge_desk.counter.texts.paper_dates import day_text, instant_line
from concierge_desk.counter.values.codelists import label_of
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
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import fr
from concierge_desk.services.relay.documents import statement_items as items
from concierge_desk.services.relay.documents.bags.statement_bags import bags
from concierge_desk.services.relay.documents.lists import Row, Shown, listed_rows
from concierge_desk.services.relay.documents.stock import ON_ONE_LINE, beside, figures
from concierge_desk.services.relay.documents.words import hour_text, is_no_proof, network_name
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.papers import Operation, Statement


def bordereau(statement: Statement, marks: Marks) -> Document:
    """Draw La Poste's daily statement: nothing but its entries of the day and the key of the desk decide its bytes.

    Args:
        statement: The day.
        marks: FACTICE, the anchor of the closing, and the fingerprint of the key that signed it.
    """
    report = statement.reported.data
    title = fr("Daily statement of the shop for La Poste")
    body: list[Block] = [
        Heading(title),
        *_head(statement),
        Gap(),
        Heading(fr("Takings for La Poste")),
        _takings(report),
        Pair(fr("Charged since the beginning"), format_amount(report["perpetual_cents"])),
        *_owed(report),
        Gap(),
        Heading(fr("Items kept for collection")),
        *items.counts(statement),
        *items.held(report),
        *bags(statement.bags),
        *items.movements(statement.movements),
        *items.departures(statement),
        *items.incidents(report),
        Gap(),
        Heading(fr("Stock")),
        _stock(report),
        *beside(report["stock"], {}),
        *_proposal(report),
        *_operations(statement.operations),
    ]
    ending: list[Block] = [
        Gap(),
        Signature(fr("Signature of the concierge"), fr("Visa of La Poste")),
        Paragraph(is_no_proof(network_name(LAPOSTE))),
        Pair(fr("Anchor"), marks.anchor, strong=True),
        *([Pair(fr("Fingerprint of the key"), marks.fingerprint, strong=True)] if marks.fingerprint else []),
    ]
    day = day_text(report["day"])
    return Document("bordereau", day, title, "a4", (*body, *ending), marks.practice, ending=len(ending))


def _head(statement: Statement) -> list[Block]:
    """Return which closing it is: of which shop, when, by whom, of which sessions, by which software.

    Source: docs/trade.md, "Daily statement of the relay" 1.
    """
    entry = statement.reported
    report = entry.data
    site = report["site"]
    # A statement of an older version tells neither sessions nor software.
    hours = ", ".join(map(_session, report.get("sessions", ())))
    software = report.get("software")
    return [
        Pair(fr("Shop"), f"{site['name']} ({site['desk']})"),
        *([Pair(fr("REGATE code"), site["regate"])] if site["regate"] else []),
        *([Pair(fr("Parent post office"), site["office"])] if site["office"] else []),
        Pair(fr("Day"), day_text(report["day"])),
        Pair(fr("Closing"), report["number"], strong=True),
        *([Pair(fr("Sessions"), hours)] if hours else []),
        Pair(fr("Closed"), instant_line(entry)),
        *done_by(entry),
        *([Pair(fr("Software"), f"Concierge Desk {software}")] if software else []),
    ]


def _session(told: Mapping[str, str]) -> str:
    """Return from when to when a session was, with its end's day where it is another one."""
    day, _, begins = told["from"].partition("T")
    last, _, ends = told["to"].partition("T")
    until = hour_text(ends[:_HOUR])
    return f"{hour_text(begins[:_HOUR])}–{until if last == day else f'{day_text(last)} {until}'}"


_HOUR = len("08:00")


def _owed(report: Mapping[str, Any]) -> list[Block]:
    """Return what was paid over, and what is still owed; older statements tell neither."""
    if "owed_cents" not in report:
        return []
    return [
        *straight_lines(report),
        *remitted_lines(report),
        Pair(fr("Paid over since the beginning"), format_amount(report["remitted_total_cents"])),
        Pair(fr("Still owed to La Poste"), format_amount(report["owed_cents"]), strong=True),
    ]


def _checked(report: Mapping[str, Any]) -> tuple[Shown, ...]:
    """Return the room for La Poste's figure and the gap, written by hand.

    Source: docs/trade.md, rule 25.
    """
    if not items.is_full(report):
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


def _stock(report: Mapping[str, Any]) -> Table:
    rows = report["stock"]
    return listed_rows(
        rows,
        (Column(fr("Product"), "left", 9), lambda row: row.get("label") or row["product"]),
        # The stock sheet has them all; here the names of the products need the room.
        *figures(rows, unless=_still),
        *_checked(report),
    )


def _still(name: str, rows: Sequence[Row]) -> bool:
    """Say whether a figure tells of nothing that happened on the day, to any product."""
    return name in _HAPPENED and not any(row[name] for row in rows)


_HAPPENED = ("received", "spoiled", "counted", "gap")


def _proposal(report: Mapping[str, Any]) -> list[Block]:
    return [Paragraph(fr("The restock is a proposal: La Poste decides."))] if items.is_full(report) else []


def _operations(rows: Sequence[Operation]) -> list[Block]:
    if not rows:
        return [Paragraph(fr("No operation on this day."))]
    done = listed_rows(
        rows,
        (Column(fr("Operation"), "left", 3), _operation),
        (Column(fr("Product"), "left", 6), lambda row: row.what),
        (Column(fr("Number"), "left", 4), lambda row: row.tracking or ""),
        (Column(fr("Quantity"), "right", 1), lambda row: str(row.quantity)),
        (Column(fr("Amount"), "right", 2), _amount),
        (Column(fr("Ticket"), "left", 3), lambda row: row.ticket or ""),
        *items.happened(rows),
        total=(fr("Total"), "", "", "", format_amount(sum(row.cents or 0 for row in rows))),
    )
    return [Gap(), Heading(fr("Operations")), done]


def _operation(row: Operation) -> str:
    return row.word + (f" ({fr('correction')})" if row.corrects else "")


def _amount(row: Operation) -> str:
    return "" if row.cents is None else format_amount(row.cents)
