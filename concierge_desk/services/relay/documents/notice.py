"""Notice for a resident: what waits, where, until when, what to bring; for an envelope or a hand.

Who sent the item is not known here, and would not be said: it is told once it is handed over.

Source: docs/trade.md, "Hand-over", rules 8, 14 and 15; docs/requirements.md, R-4.06.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.tickets import information_notice
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.counter.values import codelists
from concierge_desk.domain.calendar import Slot
from concierge_desk.domain.document import Block, Document, Frame, Gap, Heading, Pair, Paragraph
from concierge_desk.i18n import N_, fr
from concierge_desk.services.relay.documents.words import (
    carrier_name,
    day_words,
    hour_text,
    number_end,
    own_code,
    until_words,
)
from concierge_desk.services.relay.model import identity
from concierge_desk.services.relay.model.papers import Notice

_DAYS = 7
"""Of opening hours: whoever comes later has been reminded."""


def notice(state: Notice, settings: Settings, copy: int) -> Document:
    """Draw the notice of an item that waits."""
    stay = state.shelved.stay
    title = fr("An item waits for you")
    blocks: list[Block] = [
        Heading(title),
        # Where nobody was named there is room to write a name.
        Paragraph(fr("For {name}").format(name=state.addressee or "…" * 20), emphasis=True),
        Pair(fr("Item"), _item(state)),
        Frame(fr("Come for it {until}.").format(until=until_words(state.shelved)), emphasis=True),
        *_deadline(state),
        Paragraph(settings.name, emphasis=True, size="small"),
        Paragraph(", ".join(settings.address), size="small"),
        *open_hours(state),
        Gap(),
        *_bring(state.demand),
        own_code(stay.custody),
    ]
    told = _information(state, settings)
    return Document(
        "notice", stay.custody, title, "a6", (*blocks, *told), settings.practice, copy, ending=len(told)
    )


def _item(state: Notice) -> str:
    stay = state.shelved.stay
    between = ", " if stay.tracking is None else " "
    told = f"{carrier_name(stay.carrier)}{between}{number_end(stay.tracking)}"
    return f"{told}, {fr('against your signature')}" if stay.signature else told


def _deadline(state: Notice) -> list[Block]:
    """Return the deadline where the door is not open any more on its day."""
    stay, slot = state.shelved.stay, state.shelved.last_useful_slot
    if slot is None or slot.startswith(stay.deadline_day):
        return []
    return [Pair(fr("Deadline"), day_text(stay.deadline_day), size="small")]


def open_hours(state: Notice, most_days: int = _DAYS) -> list[Block]:
    """Return when the door is open in the coming days, until the deadline, so many days at most."""
    days: list[Block] = [
        Pair(
            day_words(slots[0].day),
            ", ".join(f"{hour_text(f'{slot.opens:%H:%M}')}–{slot.closes:%H:%M}" for slot in slots),
            size="small",
        )
        for slots in _coming(state, most_days)
    ]
    return [Paragraph(fr("We are open on"), emphasis=True, size="small"), *days] if days else []


def _coming(state: Notice, most_days: int) -> Iterator[tuple[Slot, ...]]:
    """Yield the sessions of each coming day that has some, until the deadline; what is over is left out."""
    today = state.at.date()
    last = min(today + timedelta(days=most_days - 1), date.fromisoformat(state.shelved.stay.deadline_day))
    for days in range((last - today).days + 1):
        slots = state.calendar.slots(today + timedelta(days=days))
        if days == 0:
            slots = tuple(slot for slot in slots if slot.closes > state.at.time())
        if slots:
            yield slots


def _bring(demand: identity.Demand) -> list[Block]:
    """Return what whoever comes has to show, and what somebody else needs.

    Source: docs/trade.md, "Hand-over", rules 13 and 14.
    """
    known = [code for code in codelists.codes("id_document") if code != "other"]
    documents = ", ".join(codelists.label_of("id_document", code, "fr").lower() for code in known)
    asked = demand.requirement != identity.NONE
    sentences = (_BRING[demand.requirement], *(_OTHERS[demand.proxy] if asked else ()))
    first, *others = (fr(sentence).format(documents=documents) for sentence in sentences)
    return [
        Paragraph(first, emphasis=True, size="small"),
        *[Paragraph(sentence, size="small") for sentence in others],
    ]


_MANDATE = N_(
    "To send somebody: write « Mandate for (name, first name) », date and sign it; add their own document and yours."
)
_BRING = {
    identity.NONE: N_("Bring this notice; no document is asked for. Somebody else may come with it."),
    identity.DOCUMENT: N_("Bring this notice and your document: {documents}."),
    identity.DOCUMENT_OR_CODE: N_(
        "Bring this notice and the pickup code that you were sent, or your document: {documents}."
    ),
}
_OTHERS = {
    identity.MANDATE: (_MANDATE,),
    identity.DOCUMENTS: (
        N_(
            "Somebody else may come with their own document and yours, the originals: no mandate is admitted."
        ),
    ),
    identity.CODE: (N_("Somebody else may come with the pickup code."), _MANDATE),
}


def _information(state: Notice, settings: Settings) -> list[Block]:
    if state.addressee is None:
        return []
    return [information_notice(fr("for handing this item over"), fr("12 months"), settings)]
