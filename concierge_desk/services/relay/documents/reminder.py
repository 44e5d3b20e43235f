"""Reminder by mail: something waits, until when, when the door is open, what to bring; never what it is or from whom.

Whoever else reads that mailbox learns no more than that. The name is not said either: the address is one's own.

Source: docs/requirements.md, R-4.06, R-5.01; decision 0083.
"""

from concierge_desk.counter.context import Settings
from concierge_desk.counter.values.codelists import codes, label_of
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.document import Block, Document, Gap, Heading, Pair, Paragraph
from concierge_desk.i18n import N_, fr
from concierge_desk.services.relay.documents.notice import open_hours
from concierge_desk.services.relay.documents.words import until_words
from concierge_desk.services.relay.model import identity
from concierge_desk.services.relay.model.papers import Notice


def reminder(state: Notice, settings: Settings, copy: int) -> Document:
    """Draw what the mail about an item that waits says."""
    stay = state.shelved.stay
    title = fr("Something waits for you")
    blocks: list[Block] = [
        Heading(title),
        Paragraph(fr("Come for it {until}.").format(until=until_words(state.shelved)), emphasis=True),
        Pair(fr("Its code"), printed_code(stay.custody)),
        Gap(),
        Paragraph(settings.name, emphasis=True),
        Paragraph(", ".join(settings.address)),
        *open_hours(state, _MOST_DAYS),
        Gap(),
        Paragraph(_bring(state.demand)),
        Gap(),
        *[Paragraph(fr(sentence).format(shop=settings.name), size="small") for sentence in _WHY],
    ]
    return Document("reminder", stay.custody, title, "a5", tuple(blocks), settings.practice, copy)


_MOST_DAYS = 60
"""No carrier keeps an item longer: here there is room for every day until the deadline."""

_BRING = {
    identity.NONE: N_("Say this code at the counter; no document is asked for."),
    identity.DOCUMENT: N_("Say this code at the counter, and bring your document: {documents}."),
    identity.DOCUMENT_OR_CODE: N_(
        "Say this code at the counter, and bring the pickup code that you were sent, or your document: {documents}."
    ),
}

_WHY = (
    N_(
        "You get this message because you said at the counter of {shop} that you wish to be told by mail about what"
        " waits for you here. Your address serves this alone; it is erased as soon as the item has left."
    ),
    N_(
        "No more messages? Answer this one, or say so at the counter: your address is erased at once. To see or"
        " correct it: likewise."
    ),
)
"""Source: docs/requirements.md, R-4.06 (GDPR 13, 21)."""


def _bring(demand: identity.Demand) -> str:
    known = [code for code in codes("id_document") if code != "other"]
    documents = ", ".join(label_of("id_document", code, "fr").lower() for code in known)
    return fr(_BRING[demand.requirement]).format(documents=documents)
