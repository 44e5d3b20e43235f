"""Papers for a partner: the slip that pieces leave with, and his month. Never a name, never a customer's price on a slip.

Source: docs/contract.md, "Papers seen in the shop"; docs/requirements.md, R-2.20, R-5.01; decision 0093.
"""

from collections.abc import Mapping

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers import nature_papers
from concierge_desk.counter.papers.done_by import done_by, undone_by
from concierge_desk.counter.partners.partner import REGIME_OWN
from concierge_desk.counter.texts.paper_dates import day_text, instant_line
from concierge_desk.counter.texts.short_dates import said_month
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.document import Barcode, Block, Gap, Heading, Pair, Paragraph, Signature
from concierge_desk.domain.journal import Data
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, fr
from concierge_desk.mechanisms.entrusted.documents import words
from concierge_desk.mechanisms.entrusted.model.papers import DueLine, PartnerMonth, SlipPaper
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.slips.model import CANCELLED, SIGNED


def slip(nature: Nature, state: SlipPaper, settings: Settings) -> nature_papers.DrawnPaper:
    """Draw a slip: what is on it, what is wrong with each, what its work costs; to be signed, signed, or cancelled."""
    sheet, data, title = state.sheet, state.sheet.posted.data, fr("Things sent to the workshop")
    pieces, back, is_none = data["items"], data["back_slot"], sheet.state == CANCELLED
    done = fr("Signed") if sheet.state == SIGNED else fr("Prepared")
    body: list[Block] = [
        *nature_papers.cancelled(told=is_none),
        Heading(f"{title} {data['slip']}"),
        Pair(fr("Workshop"), state.partner, strong=True),
        Pair(fr("Sent by"), settings.name, size="small"),
        *done_by(sheet.posted, "small"),
        *undone_by(sheet.posted, sheet.correction, "small"),
        Pair(done, instant_line(sheet.posted), size="small"),
        *([] if back is None else [Pair(fr("Expected back"), nature_papers.slot_words(back), strong=True)]),
        Pair(fr("Anchor"), sheet.anchor, size="small"),
        nature_papers.listed(
            pieces,
            (N_("Tag"), 7, lambda piece: f"{piece['piece']} {printed_code(piece['tag'])}"),
            (N_("Piece and work"), 8, lambda piece: _piece(nature, piece)),
            price=(N_("Price"), lambda piece: piece["partner_cents"]),
            total=fr("Pieces: {count}").format(count=len(pieces)),
        ),
    ]
    signed = Signature(fr("Signature of the workshop"), fr("Signature of the concierge"))
    ending: list[Block] = [*([] if is_none else [signed]), Barcode(data["slip"])]
    return nature_papers.DrawnPaper(title, data["slip"], "a6", body, ending)


def _piece(nature: Nature, piece: Data) -> str:
    """Return what a piece is and what is done, that it is done again, what is wrong with it."""
    reserves = words.reserve_words(nature, piece["reserves"])
    told = [
        f"{piece['label']}, {words.work_words(nature, piece['work'], piece['quality']).lower()}",
        *([fr("done again, free of charge")] if piece["round"] > 1 else []),
        *([fr("reserves: {what}").format(what=reserves)] if reserves else []),
    ]
    return " · ".join(told)


def statement(nature: Nature, state: PartnerMonth, settings: Settings) -> nature_papers.DrawnPaper:
    """Draw a partner's month: each treatment by its day, what is owed for it; under mandate his money, in and out."""
    partner, own = state.partner, state.partner.regime == REGIME_OWN
    title = fr("Statement for {partner}").format(partner=partner.name)
    price = (N_("Price"), lambda line: line.cents)
    back = nature_papers.listed(
        state.lines,
        (N_("Day"), 3, lambda line: day_text(line.day)),
        (N_("Piece"), 5, lambda line: line.piece),
        (N_("What"), 4, lambda line: line.label),
        (N_("Work"), 4, lambda line: words.work_words(nature, line.work)),
        (N_("What happened"), 6, _why),
        price=price if own else None,
    )
    nothing = Paragraph(fr("Nothing came back in this month."))
    body: list[Block] = [
        Heading(title),
        Paragraph(", ".join((settings.name, *settings.address))),
        Pair(fr("Trade"), fr(nature.label), strong=True),
        Pair(fr("Month"), said_month(state.month, "fr"), strong=True),
        Pair(fr("As of"), day_text(state.today)),
        Gap(),
        Heading(fr("Pieces back from the workshop")),
        back if state.lines else nothing,
    ]
    ending: list[Block] = [
        Gap(),
        *(_owed(state) if own else _fund(state)),
        Signature(fr("Signature of the concierge"), fr("Visa of the partner")),
    ]
    return nature_papers.DrawnPaper(title, f"{partner.partner}/{state.month}", "a4", body, ending)


_WHY: Mapping[str, str] = {
    "treated": N_("done"),
    "untreated": N_("came back undone"),
    "disputed": N_("complaint: withheld"),
    "dispute_settled": N_("complaint settled"),
}
_UNDONE = "undone_"
"""Before why, where an act was taken back."""


def _why(line: DueLine) -> str:
    why = line.why.removeprefix(_UNDONE)
    told = fr(_WHY[why])
    if why != line.why:
        return fr("{what}: taken back").format(what=told)
    return told if line.round == 1 else fr("{what}, done again").format(what=told)


def _owed(state: PartnerMonth) -> list[Block]:
    """Return what was owed before, what became due, what he was paid; what is left."""
    due = sum(line.cents for line in state.lines)
    left = state.before_cents + due - state.remitted_cents
    return [
        Pair(fr("Owed before"), format_amount(state.before_cents)),
        Pair(fr("Owed for this month"), format_amount(due), strong=True),
        Pair(fr("Paid over"), format_amount(state.remitted_cents)),
        Pair(fr("Still owed"), format_amount(left), strong=True, size="large"),
    ]


def _fund(state: PartnerMonth) -> list[Block]:
    """Return what was charged in his name, given back, paid over to him; what is left of the month."""
    left = state.charged_cents - state.refunded_cents - state.remitted_cents
    return [
        Paragraph(fr("Sold in his name and for his account: all that he sells here.")),
        Pair(fr("Charged"), format_amount(state.charged_cents)),
        Pair(fr("Refunded"), format_amount(state.refunded_cents)),
        Pair(fr("Paid over"), format_amount(state.remitted_cents)),
        Pair(fr("Left of this month"), format_amount(left), strong=True, size="large"),
    ]
