"""Papers that leave with an object, or stick on it: the contract of a loan, and the label.

Source: docs/requirements.md, R-2.10, R-4.03 (no identity card as a guarantee), R-4.06, R-5.06; decision 0094.
"""

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers import nature_papers
from concierge_desk.counter.papers.nature_papers import DrawnPaper
from concierge_desk.counter.texts.paper_dates import day_text, instant_line, rate_text
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.document import (
    Barcode,
    Block,
    Display,
    Frame,
    Gap,
    Pair,
    Paragraph,
    Rule,
    Signature,
)
from concierge_desk.domain.held.things import BY_CHEQUE
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.vat import vat_included
from concierge_desk.i18n import N_, NN_, fr, translate_count
from concierge_desk.mechanisms.lending.documents import words
from concierge_desk.mechanisms.lending.model.facts import BACK, LOST, OUT, PARTNER, RESIDENT, UNDONE
from concierge_desk.mechanisms.lending.model.papers import CautionHeld, LabelSheet, LoanSheet
from concierge_desk.mechanisms.lending.nature import LendingNature


def loan(nature: LendingNature, state: LoanSheet, settings: Settings) -> DrawnPaper:
    """Draw the contract of a loan: free or rented and what that means, what left, until when, what holds otherwise."""
    one, thing = state.loan, state.thing
    title = fr("Rental contract") if one.cents else fr("Loan for use")
    name = f"{thing.label}, {thing.object}"
    blocks: list[Block] = [
        *nature_papers.roll_head(settings, title, one.loan, is_none=one.state == UNDONE),
        Pair(fr("Lent on"), day_text(one.lent_day) if one.back_dated else instant_line(state.posted)),
        *([Pair(fr("Noted on"), instant_line(state.posted))] if one.back_dated else []),
        *nature_papers.done_for(state),
        *_seen(state),
        Rule(),
        Pair(name, f"× {one.quantity}", strong=True) if one.counted else Paragraph(name, emphasis=True),
        *_with_it(nature, state),
        Rule(),
        *_money(state),
        Gap(),
        *_until(state),
        Gap(),
        *([Frame(state.kind.notice)] if state.kind is not None and state.kind.notice else []),
        *nature_papers.roll_end(_conditions(state), words.notice(state, settings), state.anchor, one.loan),
    ]
    guardian = state.posted.data["guardian"]
    taker = (
        fr("Signature of the parent, or of who answers") if guardian else fr("Signature of whoever takes it")
    )
    signed = Signature(taker, fr("Signature of the concierge"))
    return DrawnPaper(title, one.loan, "roll80", blocks, (signed,))


def _seen(state: LoanSheet) -> list[Block]:
    """Return which document was seen, where one was; and that a grown-up answers, where one does."""
    document, under_age = (state.posted.data[name] for name in ("id_document", "guardian"))
    answers = Paragraph(fr("Under age: a parent is there, signs, and answers for it."))
    return [
        *([] if document is None else nature_papers.document_seen(label_of("id_document", document, "fr"))),
        *([answers] if under_age else []),
    ]


def _with_it(nature: LendingNature, state: LoanSheet) -> list[Block]:
    """Return what is told of an object as it left: what belongs to it is ticked both ways."""
    how = words.condition_words(nature, state.loan.condition)
    whose = {PARTNER: fr("Belongs to a partner of the shop."), RESIDENT: fr("Belongs to a neighbour.")}
    owner, belongs = whose.get(state.thing.owner), words.belongings(state.loan)
    return [
        *([Paragraph(fr("With it, to be ticked when it is back:"))] if belongs else []),
        *[Pair(f"[ ] {name}", f"× {count}") for name, count in belongs],
        *([Paragraph(fr("Condition as it left: {what}").format(what=how))] if how else []),
        *words.fnuci(state),
        *([] if owner is None else [Paragraph(owner)]),
    ]


def _money(state: LoanSheet) -> list[Block]:
    """Return the price and its tax, or that there is none, and what that makes of the loan; then the caution."""
    one, rate = state.loan, state.rate or 0
    if not one.cents:
        free = fr("Free: a loan for use. You use it, and give it back as you had it.")
        return [Paragraph(free), *_caution(state)]
    day_cents = state.posted.data["day_cents"]
    # Of many alike some may be back, and cost nothing more, as the others are renewed.
    count = one.cents // (day_cents or one.cents)
    days = translate_count(*_DAYS, count, "fr").format(count=count, price=format_amount(day_cents))
    tax = fr("of which VAT {rate}").format(rate=rate_text(rate))
    rented = fr(
        "Rented: price of {day}, for the days asked for; days added because we are closed cost nothing."
    )
    return [
        Pair(days, format_amount(one.cents), strong=True),
        Pair(tax, format_amount(vat_included(one.cents, rate))),
        *([Pair(fr("Paid"), format_amount(one.paid_cents))] if one.paid_cents else []),
        Paragraph(rented.format(day=day_text(one.lent_day)), size="small"),
        *_caution(state),
    ]


_DAYS = NN_("{count} day at {price}", "{count} days at {price}")


def _caution(state: LoanSheet) -> list[Block]:
    """Return what is held and how; what is still to be left, while the loan is out and nothing is."""
    if state.cautions:
        return [Pair(_held_words(one), format_amount(one.left_cents)) for one in state.cautions]
    if state.loan.caution_cents and state.loan.state == OUT:
        return [Pair(fr("Caution to be left"), format_amount(state.loan.caution_cents))]
    return []


def _held_words(one: CautionHeld) -> str:
    if one.kept == BY_CHEQUE:
        return fr("Caution: a cheque in the safe, not cashed")
    means = ", ".join(label_of("means", code, "fr").lower() for code in one.means)
    return fr("Caution held: {means}").format(means=means) if means else fr("Caution held")


def _until(state: LoanSheet) -> list[Block]:
    """Return until when it is out; of what has ended when, for a paper that is drawn again later."""
    one = state.loan
    if one.state == BACK:
        return [Frame(fr("Given back on {day}").format(day=day_text(one.ended_day or one.due_day)), True)]
    if one.state == LOST:
        return [Frame(fr("Lost: the loan has ended"), True)]
    slot = nature_papers.slot_words(one.due_slot) if one.due_slot else nature_papers.day_words(one.due_day)
    still = fr("Still with you: {count} of {all}").format(count=one.out, all=one.quantity)
    return [
        Paragraph(fr("To be back at the latest"), emphasis=True),
        Frame(slot[:1].upper() + slot[1:], emphasis=True),
        *([Paragraph(still)] if one.out < one.quantity else []),
    ]


_CONDITIONS = (
    N_("Bring it back here whole and clean, with all that belongs to it, while the door is open."),
    N_("You answer for it while you have it: tell us at once what breaks or is lost."),
    N_("Late? Tell us: there is no fine, but somebody may wait for it."),
)
_CAUTION = N_("The caution is given back when it is back whole; what lacks or is broken may be kept of it.")
_NO_CARD = N_("We keep no identity document as a guarantee, and copy none.")


def _conditions(state: LoanSheet) -> list[str]:
    caution = (_CAUTION,) if state.loan.caution_cents or state.cautions else ()
    return [fr(text) for text in (*_CONDITIONS, *caution, _NO_CARD)]


def label(_nature: LendingNature, state: LabelSheet, settings: Settings) -> DrawnPaper:
    """Draw the label of an object; of a key nothing but its number: it is worth nothing to whoever finds it."""
    thing = state.thing
    told: list[Block] = [Paragraph(thing.label, emphasis=True, size="large"), Paragraph(settings.name)]
    blocks: list[Block] = [
        Display(thing.object),
        *([] if state.bare else told),
        Barcode(printed_code(thing.code)),
    ]
    return DrawnPaper(fr("Label"), thing.object, "roll80", blocks)
