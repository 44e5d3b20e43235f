"""The note of services as paper: every mention that the law asks for, from its entry; pure.

Source: docs/requirements.md, R-2.01 (arrêté 83-50/A), R-1.21 (not a proof of payment), R-4.06 (information notice).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.done_by import done_by
from concierge_desk.counter.papers.tickets import (
    Sealed,
    information_notice,
    letterhead,
    sealed_lines,
    vat_table,
)
from concierge_desk.counter.texts.paper_dates import day_text, instant_line, quantity_text, rate_text
from concierge_desk.domain.document import Block, Document, Frame, Gap, Heading, Pair, Paragraph, Rule
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, fr

ERASED = "—"
"""What stands for a name that was erased after its time."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note's entry with its seal, and whose it is.

    Attributes:
        sealed: The entry alone.
        customer: The name that was given, `ERASED` after its time; None where nobody was named.
    """

    sealed: Sealed
    customer: str | None

    @property
    def posted(self) -> tuple[Posted, ...]:
        """The entry: a paper is drawn with the settings of its time."""
        return self.sealed.posted


def note(state: Note, settings: Settings, copy: int) -> Document:
    """Draw a note of services; it is given before the payment and proves none."""
    noted = state.posted[-1]
    data = noted.data
    title = fr("Note of services")
    # Somebody who does not want to be named is not: the line stays empty.
    customer = state.customer or " "
    blocks: list[Block] = [
        *letterhead(settings),
        Heading(title),
        Pair(fr("Note"), data["visit"]),
        Pair(fr("Written"), instant_line(noted)),
        Pair(fr("Customer"), customer, strong=True),
        Pair(fr("Done on"), day_text(data["performed_day"])),
        Pair(fr("Done at"), fr(_PLACES[data["place"]])),
        Paragraph(", ".join(settings.address), size="small"),
        Rule(),
        *[block for line in data["lines"] for block in _line(line)][:-1],
        Rule(),
        *_totals(data),
        Gap(),
        Frame(fr("Given before payment: this note is no proof of payment.")),
        *_notice(state, settings),
        Rule(),
        *done_by(noted),
        *sealed_lines(state.sealed),
    ]
    return Document("note", data["visit"], title, "roll80", tuple(blocks), settings.practice, copy)


_PLACES = {"shop": N_("at our counter")}


def _line(line: Mapping[str, Any]) -> tuple[Block, ...]:
    """Return what was done or supplied: how much of it, the price of one and what one is, and the whole."""
    told = fr("{quantity} × {unit} each ({unit_ht} before tax), VAT {rate}").format(
        quantity=quantity_text(line["quantity_thousandths"]),
        unit=format_amount(line["unit_cents"]),
        unit_ht=format_amount(line["unit_ht_cents"]),
        rate=rate_text(line["rate"]),
    )
    return (
        Pair(line["label"], format_amount(line["cents"])),
        Paragraph(told, size="small"),
        Gap(),
    )


def _totals(data: Mapping[str, Any]) -> tuple[Block, ...]:
    totals = data["totals"]
    ht = sum(row["ht_cents"] for row in totals)
    vat = sum(row["vat_cents"] for row in totals)
    return (
        Pair(fr("Total before tax"), format_amount(ht)),
        Pair(fr("VAT amount"), format_amount(vat)),
        Pair(fr("Total with tax"), format_amount(data["total_cents"]), strong=True),
        Gap(),
        vat_table(totals),
    )


def _notice(state: Note, settings: Settings) -> list[Block]:
    if state.customer is None:
        return []
    return [
        Gap(),
        information_notice(fr("for this note, which the law asks for,"), fr("two years"), settings),
    ]
