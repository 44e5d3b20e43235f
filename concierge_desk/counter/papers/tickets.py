"""The ticket, and what it shares with the other papers of the till; pure, from entries and the settings of their time.

Source: docs/contract.md, "Documents"; docs/requirements.md, R-2.02, R-2.20.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.done_by import done_by
from concierge_desk.counter.texts.paper_dates import (
    instant_line,
    payee_label,
    quantity_text,
    rate_text,
)
from concierge_desk.counter.till.natures import DURABLE
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.accounting.balance import is_peoples_money
from concierge_desk.domain.charge import bears_tax, is_mandate
from concierge_desk.domain.document import (
    Barcode,
    Block,
    Column,
    Document,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Rule,
    Table,
)
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.ticket import gives_back, is_set_off
from concierge_desk.i18n import N_, fr


@dataclass(frozen=True, slots=True)
class Sealed:
    """Entries of a paper, with the anchor of the last one and the software that wrote the store.

    Attributes:
        posted: The entries.
        anchor: Of the last one.
        software: Version that wrote it.
        fingerprint: Of the desk's key; empty where the paper does not say it.
        operators: Names of operators by their codes, where the paper says them.
        said: What was written with it has to be looked into: sentences, where the paper says them.
    """

    posted: tuple[Posted, ...]
    anchor: str
    software: str
    fingerprint: str = ""
    operators: Mapping[str, str] = field(default_factory=dict)
    said: tuple[str, ...] = ()


def ticket(sealed: Sealed, settings: Settings, copy: int) -> Document:
    """Draw a ticket; equal lines may be grouped on paper, never in the data."""
    settled = sealed.posted[-1]
    data = settled.data
    title = fr("Refund") if "refunds" in data else fr("Ticket")
    blocks: list[Block] = [
        *letterhead(settings),
        Pair(title, data["ticket"], strong=True),
        *_refunds(data),
        Pair(fr("Date"), instant_line(settled)),
        *done_by(settled),
        Rule(),
        *_lines([entry.data["line"] for entry in sealed.posted[:-1]], refund="refunds" in data),
        *_covered([entry.data["line"] for entry in sealed.posted[:-1]]),
        Rule(),
        Pair(_total(data), format_amount(data["due_cents"]), strong=True, size="large"),
        *_payments(data["payments"], _names(sealed)),
        *_vat(data["totals"]),
        *_guarantee([entry.data["line"] for entry in sealed.posted[:-1]]),
        Rule(),
        *sealed_lines(sealed),
        Barcode(data["ticket"]),
    ]
    return Document("ticket", data["ticket"], title, "roll80", tuple(blocks), settings.practice, copy)


def _guarantee(lines: Sequence[Mapping[str, Any]]) -> list[Block]:
    """Name the legal guarantee where something was sold that has to be sold with it.

    Source: docs/requirements.md, R-2.03.
    """
    if not any(line["nature"] == DURABLE and line["cents"] > 0 for line in lines):
        return []
    return [Gap(), Paragraph(fr("Legal guarantee of conformity: two years from the day it was handed over."))]


def _refunds(data: Mapping[str, Any]) -> list[Block]:
    """Say which ticket a refund belongs to, and why.

    Source: docs/requirements.md, R-1.11.
    """
    if "refunds" not in data:
        return []
    return [
        Pair(fr("Of ticket"), data["refunds"]),
        Pair(fr("Reason"), label_of("correction", data["reason"], "fr")),
    ]


def letterhead(settings: Settings) -> list[Block]:
    """Return who gives a paper: every mention that a receipt owes.

    Source: docs/requirements.md, R-2.02 (C. com. R. 123-237 and R. 123-238).
    """
    from stdnum.fr import siren  # noqa: PLC0415  (a library for papers; the window shows none)

    lines = [
        *settings.legal,
        *settings.address,
        f"SIRET {settings.siret}",
        f"RCS {settings.rcs} {siren.format(settings.siren)}" if settings.rcs else "",
        fr("VAT number {number}").format(number=settings.vat_number) if settings.vat_number else "",
    ]
    return [Heading(settings.name), *[Paragraph(line) for line in lines if line], Gap()]


def sealed_lines(sealed: Sealed) -> tuple[Pair, Pair]:
    """Return what a paper can be checked by: the anchor of its entry, and the version that wrote it."""
    return Pair(fr("Anchor"), sealed.anchor), version_line(sealed)


def version_line(sealed: Sealed) -> Pair:
    """Return which version of the till wrote a paper's entry."""
    return Pair(fr("Fiscal version"), f"Concierge Desk {sealed.software}")


def information_notice(purpose: str, kept: str, settings: Settings) -> Paragraph:
    """Return what whoever is named on a paper is told about it.

    Args:
        purpose: What the name is for, in the language of the paper.
        kept: How long it is kept.
        settings: Whom to ask.

    Source: docs/requirements.md, R-4.06 (GDPR 13).
    """
    sentence = fr(
        "Your name serves {purpose} only and is erased after {kept}. To see or correct it: ask at {shop}."
    )
    return Paragraph(sentence.format(purpose=purpose, kept=kept, shop=settings.name), size="small")


def _total(data: Mapping[str, Any]) -> str:
    """Return what is due is called: what is given back without a refund is said."""
    return fr("Given back") if gives_back(data) and "refunds" not in data else fr("Total")


def _covered(lines: Sequence[Mapping[str, Any]]) -> list[Block]:
    """Return what goods and services come to, and what covers of it: nothing where nothing does."""
    covers = [line for line in lines if "covers" in line]
    if not covers:
        return []
    sold = sum(line["cents"] for line in lines if not is_peoples_money(line))
    return [
        Rule(),
        Pair(fr("Goods and services"), format_amount(sold)),
        *[Pair(str(line["label"]), format_amount(line["cents"])) for line in covers],
    ]


def _lines(lines: Sequence[Mapping[str, Any]], *, refund: bool) -> list[Block]:
    grouped: dict[tuple[Any, ...], tuple[int, int, Mapping[str, Any]]] = {}
    marks = _marks(lines)
    for line in lines:
        if "covers" in line:
            continue
        key = tuple(line[name] for name in ("label", "unit_cents", "fund", "rate", "discount_cents"))
        quantity, cents, first = grouped.get(key, (0, 0, line))
        grouped[key] = (quantity + line["quantity_thousandths"], cents + line["cents"], first)
    blocks: list[Block] = []
    for quantity, cents, line in grouped.values():
        count = quantity_text(quantity)
        many = f"{count} × {format_amount(line['unit_cents'])}  " if count != "1" else ""
        rate = rate_text(line["rate"]) if bears_tax(line["fund"], line["regime"]) else ""
        told = f"{many}{line['label']} {marks.get(line['fund'], '')} {rate}".rstrip()
        blocks.append(Pair(told, format_amount(cents)))
    sentence = fr(_ON_BEHALF[refund])
    return [
        *blocks,
        *[
            Paragraph(sentence.format(mark=mark, principal=_principal(fund, lines)))
            for fund, mark in marks.items()
        ],
    ]


def _marks(lines: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the mark of each mandate that something was sold for, or refunded: an asterisk, two for the second.

    Source: docs/requirements.md, R-2.20.
    """
    funds = sorted({line["fund"] for line in lines if is_mandate(line["fund"])})
    return {fund: "*" * number for number, fund in enumerate(funds, start=1)}


def _principal(fund: str, lines: Sequence[Mapping[str, Any]]) -> str:
    """Return what a mandate's principal is called; as its lines name it where the list has lost it."""
    code = fund.partition(":")[2]
    label = label_of("principal", code, "fr")
    return next(str(line["on_behalf"]) for line in lines if line["fund"] == fund) if label == code else label


_ON_BEHALF = (
    N_("{mark} sold in the name and for the account of {principal}"),
    N_("{mark} refunded in the name and for the account of {principal}"),
)


def _payments(payments: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[Block]:
    blocks: list[Block] = []
    for payment in payments:
        # What is set off no hand gave.
        if is_set_off(payment):
            continue
        blocks.append(Pair(_how(payment, names), format_amount(payment["given_cents"])))
        if payment["change_cents"]:
            blocks.append(Pair(fr("Change"), format_amount(payment["change_cents"])))
    return blocks


def _names(sealed: Sealed) -> dict[str, str]:
    """Return what partners are called whom no list names, as the lines of the ticket name them."""
    lines = [entry.data["line"] for entry in sealed.posted[:-1] if is_mandate(entry.data["line"]["fund"])]
    found = {line["fund"].partition(":")[2]: str(line["on_behalf"]) for line in lines}
    return {code: name for code, name in found.items() if label_of("principal", code, "fr") == code}


def _how(payment: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return by which means, and who was paid by it where that is not the site."""
    how = label_of("means", payment["means"], "fr")
    return f"{how}, {payee_label(payment['payee'], 'fr', names)}" if "payee" in payment else how


def _vat(totals: Sequence[Mapping[str, Any]]) -> list[Block]:
    taxed: dict[int, dict[str, int]] = {}
    for group in totals:
        if bears_tax(group["fund"], group["regime"]):
            sums = taxed.setdefault(group["rate"], {"rate": group["rate"], "ht_cents": 0, "vat_cents": 0})
            sums["ht_cents"] += group["ht_cents"]
            sums["vat_cents"] += group["vat_cents"]
    return [Gap(), vat_table(list(taxed.values()))] if taxed else []


def vat_table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Return what each rate comes to, before tax, tax, and with it."""
    columns = (
        Column(fr("VAT"), "left", 2),
        Column(fr("Net"), "right", 3),
        Column(fr("VAT amount"), "right", 3),
        Column(fr("Gross"), "right", 3),
    )
    return Table(columns, tuple(cells for row in rows for cells in _vat_cells(row)))


def _vat_cells(row: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Return a rate's line, and below it what was sold and what came back where something did (R-1.11)."""
    yield _vat_line(rate_text(row["rate"]), row["ht_cents"], row["vat_cents"])
    if row.get("returns_ht_cents"):
        for what, label in (("sales", fr("sales")), ("returns", fr("returns"))):
            yield _vat_line(label, row[f"{what}_ht_cents"], row[f"{what}_vat_cents"])


def _vat_line(label: str, ht_cents: int, vat_cents: int) -> tuple[str, ...]:
    return (label, *(format_amount(cents) for cents in (ht_cents, vat_cents, ht_cents + vat_cents)))
