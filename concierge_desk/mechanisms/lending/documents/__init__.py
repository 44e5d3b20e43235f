"""Papers of things lent, each drawn from its state alone: the contract, the label, the reminder, the condition both ways.

No name stands on what lies in the shop; a key's label tells nothing but its number.

Source: docs/contract.md, "Documents"; docs/requirements.md, R-4.03, R-4.06, R-5.06; decision 0094.
"""

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers import nature_papers
from concierge_desk.counter.papers.done_by import done_by
from concierge_desk.counter.papers.nature_papers import DrawnPaper
from concierge_desk.counter.papers.tickets import information_notice, letterhead
from concierge_desk.counter.texts.paper_dates import day_text, instant_line, rate_text
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.document import (
    Barcode,
    Block,
    Display,
    Document,
    Frame,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Rule,
    Signature,
)
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.vat import vat_included
from concierge_desk.i18n import N_, fr
from concierge_desk.mechanisms.lending.model.facts import PARTNER, RESIDENT, UNDONE, counts_of
from concierge_desk.mechanisms.lending.model.papers import ConditionSheet, LabelSheet, LoanSheet
from concierge_desk.mechanisms.lending.nature import LendingNature


def loan(nature: LendingNature, state: LoanSheet, settings: Settings) -> DrawnPaper:
    """Draw the contract of a loan: free or rented, until when, what left with it, what holds otherwise."""
    one, thing = state.loan, state.thing
    title = fr("Rental contract") if one.cents else fr("Loan for use")
    until = fr("To be back by {slot}").format(
        slot=nature_papers.slot_words(one.due_slot) if one.due_slot else nature_papers.day_words(one.due_day)
    )
    blocks: list[Block] = [
        *letterhead(settings),
        *nature_papers.cancelled(told=one.state == UNDONE),
        Heading(title),
        Pair(fr("Number"), one.loan, strong=True, size="large"),
        Pair(fr("Lent on"), day_text(one.lent_day)),
        Pair(fr("Noted on"), instant_line(state.posted)),
        *done_by(state.posted),
        *([] if state.owner is None else [Pair(fr("Name"), state.owner)]),
        Rule(),
        Pair(f"{thing.label}, {thing.object}", fr("× {count}").format(count=one.quantity), strong=True),
        *_with_it(nature, state),
        Rule(),
        *_money(state),
        Gap(),
        Frame(until, emphasis=True),
        Gap(),
        *([Frame(state.kind.notice)] if state.kind is not None and state.kind.notice else []),
        *[Paragraph(f"– {text}", size="small") for text in _conditions(state)],
        Gap(),
        *_notice(state, settings),
        Pair(fr("Anchor"), state.anchor),
        Barcode(one.loan),
    ]
    signed = Signature(fr("Signature of whoever takes it"), fr("Signature of the concierge"))
    return DrawnPaper(title, one.loan, "roll80", blocks, (signed,))


def _with_it(nature: LendingNature, state: LoanSheet) -> list[Block]:
    counts = counts_of(state.loan.checks)
    told = ", ".join(f"{name.lower()} × {count}" for name, count in counts.items())
    fnuci = state.typed.get(state.thing.fnuci or "", "")
    how = _how(nature, state.loan.condition)
    return [
        *([Paragraph(fr("With: {what}").format(what=told))] if told else []),
        *([Paragraph(fr("Condition: {what}").format(what=how))] if how else []),
        *([Paragraph(fr("Bike number (FNUCI): {what}").format(what=fnuci))] if fnuci else []),
        *([Paragraph(fr("Belongs to a partner of the shop."))] if state.thing.owner == PARTNER else []),
        *([Paragraph(fr("Belongs to a neighbour."))] if state.thing.owner == RESIDENT else []),
    ]


def _how(nature: LendingNature, condition: str | None) -> str:
    """Return a condition in words, part by part where it is told so."""
    found = []
    for told in (condition or "").split():
        part, _, how = told.rpartition(":")
        words = label_of(nature.conditions, how, "fr").lower()
        found.append(f"{label_of(nature.parts, part, 'fr').lower()} {words}" if part else words)
    return ", ".join(found)


def _money(state: LoanSheet) -> list[Block]:
    one = state.loan
    held = [
        Pair(fr("Caution held"), format_amount(caution.left_cents))
        for caution in state.cautions
        if caution.left_cents
    ]
    if not one.cents:
        return [Paragraph(fr("This loan is free.")), *held]
    tax = fr("of which VAT {rate}").format(rate=rate_text(state.rate or 0))
    return [
        Pair(fr("Price of {count} days").format(count=one.days), format_amount(one.cents), strong=True),
        Pair(tax, format_amount(vat_included(one.cents, state.rate or 0))),
        *([Pair(fr("Paid"), format_amount(one.paid_cents))] if one.paid_cents else []),
        *held,
    ]


_CONDITIONS = (
    N_("Bring it back whole, clean and dry, with all that belongs to it."),
    N_("You answer for it while you have it: tell us at once what breaks or is lost."),
    N_("Late? Tell us: there is no fine, but somebody may wait for it."),
)


def _conditions(state: LoanSheet) -> list[str]:
    caution = N_(
        "The caution is given back when it is back whole; what lacks or is broken may be kept of it."
    )
    told = (*_CONDITIONS, *((caution,) if state.loan.caution_cents else ()))
    return [fr(text) for text in told]


def _notice(state: LoanSheet, settings: Settings) -> list[Block]:
    kept = fr("twelve months from the end of the loan on")
    told = information_notice(fr("to know who has what was lent"), kept, settings)
    return [] if state.owner is None else [told]


def label(_nature: LendingNature, state: LabelSheet, settings: Settings) -> DrawnPaper:
    """Draw the label of an object; of a key nothing but its number: it is worth nothing to whoever finds it."""
    thing = state.thing
    told: list[Block] = (
        [] if state.bare else [Paragraph(thing.label, emphasis=True, size="large"), Pair(settings.name, "")]
    )
    blocks: list[Block] = [Display(thing.object), *told, Barcode(printed_code(thing.code))]
    return DrawnPaper(fr("Label"), thing.object, "roll80", blocks)


def reminder(nature: LendingNature, state: LoanSheet, settings: Settings) -> DrawnPaper:
    """Draw the letter to somebody whose loan is due: when the door is open, and no threat."""
    one, thing = state.loan, state.thing
    due = nature_papers.day_words(one.due_day, " y")
    text = fr(
        "{what} was to be back on {day}. Somebody may wait for it: please bring it, or tell us when you can."
    )
    body: list[Block] = [
        *_addressed(state, settings),
        Paragraph(text.format(what=f"{thing.label} {thing.object}", day=due)),
        *_with_it(nature, state),
        Gap(),
        Paragraph(fr("We are open on"), emphasis=True),
        *[
            Pair(*nature_papers.session_words(slots))
            for _, slots in groupby(state.sessions, lambda slot: slot.day)
        ],
    ]
    ending = (*_notice(state, settings), Barcode(one.loan))
    return DrawnPaper(
        fr("Something that you borrowed is due"),
        one.loan,
        "a5",
        [Heading(fr("Something that you borrowed is due")), *body],
        ending,
    )


def condition(nature: LendingNature, state: ConditionSheet, settings: Settings) -> DrawnPaper:
    """Draw how an object was as it left and is as it comes back, to be signed both times."""
    sheet = state.sheet
    parts = dict.fromkeys((*state.left, *state.back))
    rows = [(part, state.left.get(part, ""), state.back.get(part, "")) for part in parts]
    body: list[Block] = [
        Heading(fr("Condition before and after")),
        *_addressed(sheet, settings),
        nature_papers.listed(
            rows,
            (N_("Part"), 5, lambda row: label_of(nature.parts, row[0], "fr") if row[0] else fr("Whole")),
            (N_("As it left"), 4, lambda row: label_of(nature.conditions, row[1], "fr") if row[1] else "…"),
            (
                N_("As it came back"),
                4,
                lambda row: label_of(nature.conditions, row[2], "fr") if row[2] else "…",
            ),
        ),
    ]
    signed = Signature(fr("Signature of whoever takes it"), fr("Signature of the concierge"))
    title = fr("Condition before and after")
    return DrawnPaper(title, sheet.loan.loan, "a5", body, (signed, Barcode(sheet.loan.loan)))


def _addressed(state: LoanSheet, settings: Settings) -> list[Block]:
    return [
        Paragraph(settings.name, emphasis=True),
        Paragraph(", ".join((*settings.legal, *settings.address, f"SIRET {settings.siret}")), size="small"),
        Gap(),
        Pair(fr("For"), ", ".join(filter(None, (state.owner or "…" * 20, state.street))), strong=True),
        Pair(fr("Contract"), state.loan.loan, strong=True),
        Pair(fr("Lent on"), nature_papers.day_words(state.loan.lent_day, " y"), strong=True),
        Gap(),
    ]


_DRAWN: Mapping[str, Callable[[Any, Any, Settings], DrawnPaper]] = {
    draw.__name__: draw for draw in (loan, label, reminder, condition)
}


def drawn_by(nature: LendingNature, name: str) -> Callable[[Any, Settings, int], Document]:
    """Return what draws a paper of a nature."""
    return nature_papers.drawn_by(_DRAWN, nature, name)
