"""Letters about an order: it waits, its slip is lost, its price is told, a judge may be asked. A sheet of A5 each.

Source: docs/requirements.md, R-2.01, R-4.03, R-5.04; decision 0093.
"""

from collections.abc import Sequence

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers import nature_papers
from concierge_desk.counter.texts.paper_dates import day_text, rate_text
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.document import Barcode, Block, Frame, Gap, Heading, Pair, Paragraph, Signature
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.vat import vat_included
from concierge_desk.i18n import N_, fr
from concierge_desk.mechanisms.entrusted.documents import words
from concierge_desk.mechanisms.entrusted.model.facts import HERE, LEVELS, EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.papers import OrderLetter, OrderSheet, QuotedLine, QuotePaper
from concierge_desk.mechanisms.entrusted.model.stays import law_day, waits_since
from concierge_desk.mechanisms.entrusted.nature import Nature

_YEAR = " y"


def reminder(nature: Nature, state: OrderLetter, settings: Settings) -> nature_papers.DrawnPaper:
    """Draw the letter to somebody whose things wait: firmer each time, never a threat of what we may not do."""
    sheet, level = state.sheet, max((one for one in LEVELS if one <= state.level), default=0)
    law = fr(
        "From {day} on the law of 31 December 1903 lets us ask a judge for leave to have it sold."
        " Until a judge decides, it stays yours and is kept for you."
    ).format(day=nature_papers.day_words(law_day(sheet.order.day).isoformat(), _YEAR))
    body: list[Block] = [
        *_addressed(sheet, settings, fr("For")),
        Paragraph(fr(_LEVELS[level])),
        _listed(nature, sheet.pieces, (N_("Ready since"), 3, _since)),
        *_due(sheet, fr("Still to be paid")),
        *([Frame(law)] if level == LEVELS[-1] else []),
        Gap(),
        Paragraph(fr("Come with your deposit slip: we are open on"), emphasis=True),
        *nature_papers.sessions(state.sessions),
    ]
    return _letter(fr("Your things are waiting for you"), sheet, body, *words.notice(sheet, settings))


_LEVELS = {
    0: N_("What you left with us is ready."),
    30: N_("What you left with us has been ready for a month. Maybe you forgot it?"),
    90: N_("What you left with us has been ready for three months. Please come for it."),
    180: N_("What you left with us has been ready for six months. Please come, or tell us when you can."),
    330: N_("What you left with us has been ready for eleven months. This is our last reminder."),
}


def discharge(nature: Nature, state: OrderLetter, settings: Settings) -> nature_papers.DrawnPaper:
    """Draw what is signed by whoever comes without a slip; which document was seen, never its number."""
    sheet = state.sheet
    told = fr(
        "I have lost the deposit slip {order}. I have received the pieces below, which are mine."
        " If the slip is found, it is worth nothing any more."
    )
    seen = label_of("id_document", state.document, "fr") if state.document else nature_papers.BY_HAND
    body: list[Block] = [
        *_addressed(sheet, settings, fr("Name")),
        Paragraph(told.format(order=sheet.order.number)),
        _listed(nature, sheet.pieces),
        Gap(),
        *nature_papers.document_seen(seen),
    ]
    signed = Signature(fr("Date and signature of whoever collects"), fr("Signature of the concierge"))
    return _letter(fr("Discharge: deposit slip lost"), sheet, body, signed, *words.notice(sheet, settings))


def quote(nature: Nature, state: QuotePaper, settings: Settings) -> nature_papers.DrawnPaper:
    """Draw a quote: each part and each piece of work on a line of its own, before and with tax, to be signed."""
    sheet, total = state.sheet, sum(line.cents for line in state.lines)
    tax = vat_included(total, sheet.rate or 0)
    taxed = [
        Pair(fr("Total before tax"), format_amount(total - tax)),
        Pair(fr("VAT {rate}").format(rate=rate_text(sheet.rate or 0)), format_amount(tax)),
    ]
    body: list[Block] = [
        *_addressed(sheet, settings, fr("For")),
        *words.workshop(sheet),
        nature_papers.listed(
            state.lines,
            (N_("Piece"), 5, lambda line: words.numbered(line.piece)),
            (N_("Part or labour"), 5, lambda line: _line(nature, line)),
            price=(N_("Price"), lambda line: line.cents),
        ),
        *([] if sheet.rate is None else taxed),
        Pair(fr("Total with tax"), format_amount(total), strong=True, size="large"),
        Paragraph(fr("Nothing is done before you say yes. The price holds for this work alone.")),
    ]
    signed = Signature(fr("Agreed: date and signature of the customer"), fr("Signature of the concierge"))
    return _letter(fr("Quote"), sheet, body, signed, *words.notice(sheet, settings))


def _line(nature: Nature, line: QuotedLine) -> str:
    """Return what a line of a quote is for: ``Pièce PNEU-28``, or the work that is done."""
    work = words.work_words(nature, line.piece.work, line.piece.quality)
    return (
        " ".join(filter(None, (fr("Part"), line.code)))
        if line.line == "part"
        else fr("Labour: {work}").format(work=work)
    )


def petition(_nature: Nature, state: OrderLetter, settings: Settings) -> nature_papers.DrawnPaper:
    """Draw what a request to a judge has to say: when, what, which price, whose, where. It changes nothing by itself."""
    sheet = state.sheet
    body: list[Block] = [
        *_addressed(sheet, settings, fr("Owner")),
        Paragraph(fr("Law of 31 December 1903, things entrusted and not collected for a year")),
        Pair(fr("As of"), day_text(sheet.today)),
        Pair(fr("Kept at"), ", ".join((settings.name, *settings.address))),
        nature_papers.listed(
            sheet.pieces,
            (N_("Piece"), 7, words.numbered),
            (N_("Place"), 3, _place),
            (N_("Reminded on"), 3, lambda piece: day_text(piece.reminded_day) if piece.reminded_day else "—"),
            price=(N_("Price due"), lambda piece: max(0, piece.open_cents)),
        ),
        *_due(sheet, fr("Price due")),
        Frame(fr(_STAYS)),
    ]
    signed = Signature(fr("Signature of who is responsible"))
    return _letter(fr("Data for a request to the judge"), sheet, body, signed)


_STAYS = N_(
    "Nothing is sold, given or thrown away by this sheet: the judge alone decides, and the pieces stay here"
    " until then. Whoever owns them may come for them at any time."
)


def _place(piece: EntrustedPiece) -> str:
    """Return where a piece lies; what is said of one that is not here."""
    return piece.place if piece.state in HERE else label_of("entrusted_state", piece.state, "fr").lower()


def _since(piece: EntrustedPiece) -> str:
    day = waits_since(piece)
    return "" if day is None else day_text(day)


def _listed(nature: Nature, pieces: Sequence[EntrustedPiece], *more: nature_papers.Shown) -> Block:
    work: nature_papers.Shown = (
        N_("Work"),
        4,
        lambda piece: words.work_words(nature, piece.work, piece.quality),
    )
    return nature_papers.listed(pieces, (N_("Piece"), 5, words.numbered), work, *more)


def _due(sheet: OrderSheet, label: str) -> list[Block]:
    """Return what is left to be paid, below what was paid ahead: the column above it has the prices."""
    cents = sheet.open_cents
    told = [*words.ahead(sheet), Pair(label, format_amount(cents), strong=True, size="large")]
    return told if cents > 0 else []


def _addressed(sheet: OrderSheet, settings: Settings, label: str) -> list[Block]:
    """Return who writes, to whom, about which order."""
    return [
        *nature_papers.sender(settings),
        nature_papers.addressee(label, sheet),
        Pair(fr("Deposit slip"), sheet.order.number, strong=True),
        Pair(fr("Deposited on"), nature_papers.day_words(sheet.order.day, _YEAR), strong=True),
        Gap(),
    ]


def _letter(title: str, sheet: OrderSheet, body: Sequence[Block], *ending: Block) -> nature_papers.DrawnPaper:
    return nature_papers.DrawnPaper(
        title, sheet.order.number, "a5", (Heading(title), *body), (*ending, Barcode(sheet.order.number))
    )
