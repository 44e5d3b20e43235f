"""The label of an item on its shelf: where it lies, until when, which it is; no name.

Source: docs/contract.md, "Papers seen in the shop", "Own codes"; docs/requirements.md, R-5.01; docs/trade.md, rules 8
and 15.
"""

from concierge_desk.counter.context import Settings
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.domain.document import Block, Display, Document, Frame, Pair, Paragraph
from concierge_desk.i18n import fr
from concierge_desk.mechanisms.custody.model import DAMAGED, NOT_FOUND
from concierge_desk.services.relay.documents.words import (
    STATES,
    carrier_name,
    number_end,
    own_code,
    until_words,
)
from concierge_desk.services.relay.model.papers import Shelved
from concierge_desk.services.relay.model.states import GOES_BACK, HELD

_WAITS = (HELD, DAMAGED, NOT_FOUND)


def label(state: Shelved, settings: Settings, copy: int) -> Document:
    """Draw the label of an item for the place where it lies now."""
    stay = state.stay
    blocks: list[Block] = [
        Display(stay.shelf),
        *([Frame(fr(STATES[stay.state]), emphasis=True)] if stay.state in STATES else []),
        *_until(state),
        Pair(carrier_name(stay.carrier), number_end(stay.tracking), strong=True),
        own_code(stay.custody),
    ]
    title = fr("Label")
    return Document("label", stay.custody, title, "roll80", tuple(blocks), settings.practice, copy)


def _until(state: Shelved) -> list[Block]:
    """Return until when it waits, or that it goes back; nothing of an item that is here no more."""
    stay = state.stay
    if stay.state in GOES_BACK:
        return [Paragraph(fr("For the postman"), emphasis=True, size="large")]
    if stay.state not in _WAITS:
        return []
    return [
        Paragraph(until_words(state), emphasis=True, size="large"),
        Pair(fr("Deadline"), day_text(stay.deadline_day)),
    ]
