"""The card of somebody: the name, bars to be scanned; nothing else that is known. Pure.

Source: docs/contract.md, "Own codes"; decision 0085.
"""

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.tickets import information_notice
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.document import Barcode, Block, Document, Gap, Paragraph
from concierge_desk.i18n import fr
from concierge_desk.mechanisms.people.model.papers import PaperCard

_TO_WRITE = "_" * 20
"""Where the name is written by hand, on a card that is printed before."""


def card(state: PaperCard, settings: Settings, copy: int) -> Document:
    """Draw somebody's card: whoever finds it knows where it belongs, and no more than a name."""
    blocks: tuple[Block, ...] = (
        Paragraph(settings.name, emphasis=True),
        Gap(),
        Paragraph(state.name or _TO_WRITE, emphasis=True, size="large"),
        Barcode(printed_code(state.card)),
        Paragraph(fr("Show it at the counter: it says who you are, and what waits for you."), size="small"),
        information_notice(fr("for serving you at the counter"), fr("3 years without a visit"), settings),
    )
    return Document("card", state.card, fr("Card"), "roll80", blocks, settings.practice, copy)
