"""Papers of a complaint: the receipt of whoever complained, and the sheet that La Poste gets by hand.

What was said stands on both: they are handed over, lie nowhere, and are in no file that is sent. Neither bears a
name of ours: the sheet has room to write one.

Source: docs/trade.md, "Complaints"; docs/contract.md, "Papers seen in the shop"; decision 0046.
"""

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.done_by import done_by
from concierge_desk.counter.papers.tickets import letterhead
from concierge_desk.counter.texts.paper_dates import day_text, instant_line
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.document import (
    Barcode,
    Block,
    Document,
    Frame,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Rule,
    Signature,
)
from concierge_desk.i18n import fr
from concierge_desk.services.relay.documents.words import is_no_proof, network_name
from concierge_desk.services.relay.model.facts.complaints import WITHDRAWN
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.papers import ComplaintPaper

_BY_HAND = ""
"""A line to write on."""


def complaint_receipt(state: ComplaintPaper, settings: Settings, copy: int) -> Document:
    """Draw the receipt of a complaint."""
    known, network = state.known, network_name(state.known.principal)
    title = fr("Receipt of a complaint")
    blocks: list[Block] = [
        *letterhead(settings),
        Heading(title),
        *_withdrawn(state),
        Pair(fr("Complaint"), known.complaint, strong=True),
        Pair(fr("Noted"), instant_line(state.posted)),
        Pair(fr("Network"), network),
        Pair(fr("Subject"), _subject(state)),
        *_number(state),
        *_said(state),
        Rule(),
        Paragraph(
            fr("We pass it on to {network}, who answers. Come back with this number.").format(network=network)
        ),
        *_mediator(state),
        Frame(is_no_proof(network)),
        Barcode(known.complaint),
        *done_by(state.posted),
        Pair(fr("Anchor"), state.anchor),
    ]
    return Document("complaint", known.complaint, title, "roll80", tuple(blocks), settings.practice, copy)


def complaint_sheet(state: ComplaintPaper, settings: Settings, copy: int) -> Document:
    """Draw the sheet that goes to the network: what, when, about which item, in which words."""
    known, network = state.known, network_name(state.known.principal)
    title = fr("Complaint for {network}").format(network=network)
    body: list[Block] = [
        Heading(f"{title} · {known.complaint}"),
        *_withdrawn(state),
        Pair(fr("Shop"), f"{settings.name} ({settings.desk})"),
        Pair(fr("Address"), ", ".join(settings.address)),
        *([Pair(fr("REGATE code"), state.regate)] if state.regate and known.principal == LAPOSTE else []),
        Pair(fr("Noted"), instant_line(state.posted), strong=True),
        *_passed_on(state),
        Gap(),
        Heading(fr("What it is about")),
        Pair(fr("Subject"), _subject(state), strong=True),
        *_number(state),
        *_said(state),
        Gap(),
        Heading(fr("Whoever complained")),
        Paragraph(fr("To be written by hand, if they wish to be answered directly.")),
        Pair(fr("Name, first name"), _BY_HAND),
        Pair(fr("Address, telephone"), _BY_HAND),
        Gap(),
        Heading(fr("Answer of {network}").format(network=network)),
        *_answer(state),
    ]
    ending: list[Block] = [
        Gap(),
        Signature(fr("Signature of the concierge"), fr("Visa of {network}").format(network=network)),
        Rule(),
        Paragraph(is_no_proof(network), size="small"),
        *done_by(state.posted, "small"),
        Pair(fr("Anchor"), state.anchor, size="small"),
        Barcode(known.complaint),
    ]
    blocks = (*body, *ending)
    name, practice = known.complaint, settings.practice
    return Document("complaint_sheet", name, title, "a4", blocks, practice, copy, ending=len(ending))


def _withdrawn(state: ComplaintPaper) -> list[Block]:
    if state.known.state != WITHDRAWN:
        return []
    return [Frame(fr("Taken back: there was no complaint."), emphasis=True)]


def _subject(state: ComplaintPaper) -> str:
    return label_of("complaint", state.known.subject, "fr")


def _number(state: ComplaintPaper) -> list[Block]:
    return [Pair(fr("Number"), state.known.tracking or fr("none"))]


def _said(state: ComplaintPaper) -> list[Block]:
    words = [state.typed[name] for name in ("subject", "note") if name in state.typed]
    if not words:
        return []
    return [Paragraph(fr("In the words of whoever complained:"), size="small"), *map(Frame, words)]


def _passed_on(state: ComplaintPaper) -> list[Block]:
    known = state.known
    if known.forwarded_day is None or known.forwarded_to is None:
        return [Pair(fr("Passed on"), _BY_HAND)]
    found = [
        Pair(fr("Passed on"), day_text(known.forwarded_day), strong=True),
        Pair(fr("To"), label_of("complaint_to", known.forwarded_to, "fr")),
    ]
    if known.answer_by_day is not None:
        found.append(Pair(fr("Answer awaited by"), day_text(known.answer_by_day)))
    return list(found)


def _answer(state: ComplaintPaper) -> list[Block]:
    if "answer" in state.typed:
        return [Frame(state.typed["answer"])]
    lines = [fr("Date and answer"), *["\u00a0"] * 4]
    return [block for line in lines for block in (Pair(line, _BY_HAND), Gap())]


def _mediator(state: ComplaintPaper) -> list[Block]:
    """Return whom to turn to without an answer.

    Source: docs/trade.md, "Complaints".
    """
    if state.known.principal != LAPOSTE:
        return []
    told = fr(
        "Without an answer after two months, La Poste's mediator may be asked: mediateur.groupelaposte.com."
    )
    return [Paragraph(told, size="small")]
