"""The stock sheet of a closed day: what the shop counts, beside what La Poste will say.

Source: docs/trade.md, "Daily statement of the relay" 3, rule 25 (the stock is La Poste's, the restock a proposal).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from concierge_desk.counter.service_parts import Marks
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.document import (
    Block,
    Column,
    Document,
    Frame,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Rule,
    Signature,
    Table,
)
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, fr
from concierge_desk.services.relay.documents.lists import Row, Shown, listed_rows
from concierge_desk.services.relay.documents.words import is_no_proof, network_name
from concierge_desk.services.relay.model.catalogue import product_name
from concierge_desk.services.relay.model.numbers import LAPOSTE


def stock_sheet(report: Mapping[str, Any], labels: Mapping[str, str], marks: Marks) -> Document:
    """Draw the stock sheet of a closed day.

    Args:
        report: Data of the day's ``relay.day_reported``.
        labels: What each product of the catalogue is called, for a statement that does not say it itself.
        marks: FACTICE, and the anchor of the closing.
    """
    site = report["site"]
    title = fr("Stock sheet")
    blocks: list[Block] = [
        Heading(title),
        Pair(fr("Shop"), f"{site['name']} ({site['desk']})"),
        Pair(fr("Day"), day_text(report["day"]), strong=True),
        Pair(fr("Closing"), report["number"]),
        Gap(),
        _sheet(report["stock"], labels),
        *beside(report["stock"], labels),
        Gap(),
        Frame(fr("The restock is a proposal: La Poste decides."), emphasis=True),
        Gap(),
        Signature(fr("Signature of the concierge"), fr("Visa of La Poste")),
        Rule(),
        Paragraph(is_no_proof(network_name(LAPOSTE))),
        Pair(fr("Anchor"), marks.anchor),
    ]
    return Document("stock", day_text(report["day"]), title, "a4", tuple(blocks), marks.practice)


ON_ONE_LINE = network_name(LAPOSTE).replace(" ", "\u00a0")
"""La Poste, as the title of a narrow column."""

FIGURES = (
    ("opening", N_("Opening")),
    ("received", N_("Received")),
    ("sold", N_("Sold")),
    ("spoiled", N_("Spoilt")),
    ("counted", N_("Counted")),
    ("gap", N_("Gap")),
    ("opened", N_("Opened")),
    ("closing", N_("Closing")),
    ("restock", N_("Proposed restock")),
)
"""Of a product's day; older statements lack some."""
_SELDOM = frozenset({"opened"})
"""Figures of the products alone that they tell something of: nought for the others."""


def figures(
    rows: Sequence[Row], unless: Callable[[str, Sequence[Row]], bool] = lambda _name, _rows: False
) -> list[Shown]:
    """Return the columns of the figures that all rows tell, unless there is nothing to tell."""
    told = [
        (name, title)
        for name, title in FIGURES
        if (any if name in _SELDOM else all)(name in row for row in rows) and not unless(name, rows)
    ]
    return [(Column(fr(title), "right", 1), _figure(name)) for name, title in told]


def _figure(name: str) -> Callable[[Row], str]:
    """Return what shows a figure; what was not counted is not nought."""
    return lambda row: "—" if row.get(name, 0) is None else str(row.get(name, 0))


def beside(rows: Sequence[Row], labels: Mapping[str, str]) -> list[Block]:
    """Return what hardly a day knows of: why pieces are gone that nobody bought, and what a new price made of the others."""

    def name(row: Row) -> str:
        return str(row.get("label") or product_name(row["product"], labels))

    lost = [
        fr("{reason}: {pieces} × {product}").format(
            reason=label_of("stock_reason", reason, "fr"), pieces=pieces, product=name(row)
        )
        for row in rows
        for reason, pieces in row.get("lost", {}).items()
    ]
    told: list[Block] = [Gap(), *map(Paragraph, lost)] if lost else []
    changed = [row for row in rows if "revalued" in row]
    return (
        [*told, Gap(), Heading(fr("The stock at the new price")), _revalued(changed, name)]
        if changed
        else told
    )


def _revalued(rows: Sequence[Row], name: Callable[[Row], str]) -> Table:
    def cents(field: str) -> Callable[[Row], str]:
        return lambda row: format_amount(row["revalued"][field])

    change = sum(row["revalued"]["cents"] for row in rows)
    return listed_rows(
        rows,
        (Column(fr("Product"), "left", 6), name),
        (Column(fr("Pieces"), "right", 2), lambda row: str(row["revalued"]["pieces"])),
        (Column(fr("Price before"), "right", 2), cents("old_cents")),
        (Column(fr("Price now"), "right", 2), cents("new_cents")),
        (Column(fr("Revalued by"), "right", 2), cents("cents")),
        total=(fr("Total"), "", "", "", format_amount(change)),
    )


def _sheet(rows: Sequence[Row], labels: Mapping[str, str]) -> Table:
    return listed_rows(
        rows,
        (
            Column(fr("Product"), "left", 9),
            lambda row: row.get("label") or product_name(row["product"], labels),
        ),
        (Column(fr("Code"), "left", 3), lambda row: row["product"]),
        *figures(rows),
        # Room for what La Poste counts, written by hand.
        (Column(ON_ONE_LINE, "right", 2), lambda _row: ""),
    )
