"""Board for the window pane: what waits, by the last four characters of its number; no name, no place.

Source: docs/contract.md, "Papers seen in the shop"; docs/requirements.md, R-5.01; decision 0048.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from concierge_desk.counter.context import Settings
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.domain.document import Block, Display, Document, Frame, Gap, Pair, Paragraph, Rule
from concierge_desk.domain.tracking import ending
from concierge_desk.i18n import fr
from concierge_desk.services.relay.documents.words import carrier_name, day_words
from concierge_desk.services.relay.model.papers import WaitingBoard


def board(state: WaitingBoard, settings: Settings, copy: int) -> Document:
    """Draw the board of all that somebody may come for."""
    title = fr("Arrived here")
    day = day_text(state.day)
    blocks: list[Block] = [
        Display(title),
        Paragraph(settings.name, emphasis=True),
        Pair(fr("As of"), day_words(date.fromisoformat(state.day))),
        Gap(),
        Frame(
            fr("Does the number of your item end like one of these? It waits here for you."), emphasis=True
        ),
        Gap(),
        *_lines(state),
        Rule(),
        Paragraph(fr("Bring the notice or the message that you were sent, and your document.")),
    ]
    return Document("board", day, title, "a4", tuple(blocks), settings.practice, copy)


def _lines(state: WaitingBoard) -> Iterator[Block]:
    """Yield each network, then the ends of its numbers with their last day."""
    for carrier, waiting in groupby(state.waiting, key=lambda shelved: carrier_name(shelved.stay.carrier)):
        yield Paragraph(carrier, emphasis=True)
        for shelved in waiting:
            last = (shelved.last_useful_slot or shelved.stay.deadline_day).partition("T")[0]
            until = fr("until {day}").format(day=short_day(date.fromisoformat(last), "fr"))
            yield Pair(ending(shelved.stay.shown).upper(), until, strong=True, size="large")
        yield Gap()
    if not state.waiting:
        yield Paragraph(fr("Nothing waits today."), size="large")
