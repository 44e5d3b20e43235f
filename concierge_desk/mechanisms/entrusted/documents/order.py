"""Papers of an order: the slip that its owner takes home, and the tag on each piece.

Source: docs/requirements.md, R-2.01, R-4.06, R-5.01 (no name on a tag), R-5.04; decision 0093.
"""

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers import nature_papers
from concierge_desk.counter.texts.paper_dates import instant_line, rate_text
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.document import Barcode, Block, Display, Frame, Gap, Pair, Paragraph, Rule
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.vat import vat_included
from concierge_desk.i18n import N_, fr
from concierge_desk.mechanisms.entrusted.documents import words
from concierge_desk.mechanisms.entrusted.model.facts import CANCELLED, OPEN, EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.papers import OrderSheet, TagSheet
from concierge_desk.mechanisms.entrusted.nature import Nature


def order(nature: Nature, state: OrderSheet, settings: Settings) -> nature_papers.DrawnPaper:
    """Draw the deposit slip of an order: what was left, what it costs, by when it is ready, what holds otherwise."""
    number, slot = state.order.number, state.order.promised_slot
    ready, is_none = fr("We tell you when it is ready."), all(one.state == CANCELLED for one in state.pieces)
    blocks: list[Block] = [
        *nature_papers.roll_head(settings, fr("Deposit slip"), number, is_none=is_none),
        Pair(fr("Deposited on"), instant_line(state.posted)),
        *nature_papers.done_for(state),
        *words.workshop(state),
        Rule(),
        *[block for piece in state.pieces for block in _piece(nature, state, piece)],
        Rule(),
        *_money(state),
        Gap(),
        Frame(
            ready if slot is None else fr("Ready: {slot}").format(slot=nature_papers.slot_words(slot)),
            emphasis=True,
        ),
        Gap(),
        *nature_papers.roll_end(
            _conditions(nature, state), words.notice(state, settings), state.anchor, number
        ),
    ]
    return nature_papers.DrawnPaper(fr("Deposit slip"), number, "roll80", blocks)


def tag(nature: Nature, state: TagSheet, settings: Settings) -> nature_papers.DrawnPaper:
    """Draw the tag of a piece; that it is done again is said, for it costs nothing then."""
    piece, due = state.piece, state.piece.due_slot
    again, promised = fr("Done again: treatment {round}").format(round=piece.round), fr("Promised: {day}")
    blocks: list[Block] = [
        Display(f"{int(piece.number.rpartition('-')[2])} · {piece.n}/{state.count}"),
        Paragraph(words.piece_words(piece), emphasis=True, size="large"),
        Paragraph(words.work_words(nature, piece.work, piece.quality), emphasis=True),
        *([Frame(again, emphasis=True)] if piece.round > 1 else []),
        *(
            []
            if due is None
            else [Paragraph(promised.format(day=nature_papers.day_words(due[:10])), emphasis=True)]
        ),
        Pair(settings.name, piece.number),
        Barcode(printed_code(piece.tag)),
    ]
    return nature_papers.DrawnPaper(fr("Tag"), piece.tag, "roll80", blocks)


def _piece(nature: Nature, state: OrderSheet, piece: EntrustedPiece) -> list[Block]:
    with_it = (label_of("entrusted_accessory", code, "fr").lower() for code in piece.accessories)
    told = [
        (N_("With: {what}"), ", ".join(with_it)),
        (N_("Brand: {what}"), state.typed.get(piece.brand or "", "")),
        (N_("Bike number (FNUCI): {what}"), state.typed.get(piece.fnuci or "", "")),
        (N_("Reserves: {what}"), words.reserve_words(nature, piece.reserves)),
        (N_("Declared value: {what}"), _amount(piece.declared_cents)),
        (N_("Value by the trade's list: {what}"), _amount(piece.value_cents)),
    ]
    price = fr("by quote") if _is_quoted(piece) else format_amount(piece.to_pay_cents)
    return [
        Pair(words.numbered(piece), price, strong=True),
        Paragraph(words.work_words(nature, piece.work, piece.quality)),
        *[Paragraph(fr(label).format(what=what)) for label, what in told if what],
        Gap(),
    ]


def _is_quoted(piece: EntrustedPiece) -> bool:
    """Say whether the price of a piece is still to be told, or agreed to."""
    return piece.quote == OPEN or not (piece.cents or piece.void)


def _amount(cents: int | None) -> str:
    return "" if cents is None else format_amount(cents)


def _money(state: OrderSheet) -> list[Block]:
    """Return what it costs in all, what of it is tax, what was paid, what is paid ahead and as what, what is left."""
    paid = sum(piece.paid_cents for piece in state.pieces)
    total, left, rate = state.total_cents, state.open_cents, state.rate
    tax = fr("of which VAT {rate}").format(rate=rate_text(rate or 0))
    last = fr("To be given back") if left < 0 else fr("Still to be paid")
    quoted = [_is_quoted(piece) for piece in state.pieces]
    agreed = Paragraph(fr("Nothing is done before you agree to the price."), emphasis=True)
    if all(quoted) and not (paid or state.advances):
        # Nought is no price.
        return [Pair(fr("Total"), fr("by quote"), strong=True), agreed]
    return [
        Pair(fr("Total"), format_amount(total), strong=True),
        *([] if rate is None else [Pair(tax, format_amount(vat_included(total, rate)))]),
        *([agreed] if any(quoted) else []),
        *([Pair(fr("Paid"), format_amount(paid))] if paid else []),
        *words.ahead(state),
        Pair(last, format_amount(abs(left)), strong=True, size="large"),
    ]


_VALUED = N_(
    "If something is lost or damaged, we reckon from the value that you declared, else from the trade's list."
)
_CONDITIONS = (
    N_("Keep this slip: you show it to get your things back, and so does whoever comes for you."),
    N_("Lost? Come with an identity document: you sign a discharge."),
    N_("What does not suit you is done again for nothing within {days} days of the collection."),
    _VALUED,
    N_(
        "If you do not come, we remind you after 30, 90 and 180 days, then after 11 months. Keeping it costs nothing."
    ),
    N_(
        "One year after the deposit the law of 31 December 1903 lets us ask a judge for leave to have it sold."
        " Nothing is sold, given or thrown away without it."
    ),
    N_("This slip is no proof of payment: each payment has its ticket."),
)


def _conditions(nature: Nature, state: OrderSheet) -> list[str]:
    valued = any(piece.declared_cents or piece.value_cents for piece in state.pieces)
    return [fr(text).format(days=nature.redo_days) for text in _CONDITIONS if valued or text != _VALUED]
