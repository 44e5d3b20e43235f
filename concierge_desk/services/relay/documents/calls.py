"""Call list of the shop: for whom items wait, the one whose door closes first at the top. With names: for her alone.

Source: docs/contract.md, "Documents"; docs/requirements.md, R-5.01; decision 0083.
"""

from datetime import date
from functools import partial

from concierge_desk.counter.context import Settings
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.domain.document import Block, Column, Document, Frame, Gap, Heading, Pair, Paragraph
from concierge_desk.i18n import fr
from concierge_desk.services.relay.documents.lists import listed_rows
from concierge_desk.services.relay.documents.words import (
    carrier_name,
    day_words,
    hour_text,
    number_end,
)
from concierge_desk.services.relay.model.reminders.calls import Call, CallList


def call_list(state: CallList, settings: Settings, copy: int) -> Document:
    """Draw the list that is taken to the phone."""
    title = fr("Whom to call") if state.closed is None else fr("Whom to call before the closure")
    blocks: list[Block] = [
        Heading(title),
        Paragraph(settings.name),
        Pair(fr("As of"), day_words(date.fromisoformat(state.day))),
        *([] if state.closed is None else [_closure(*state.closed)]),
        Gap(),
        *_calls(state),
        Frame(fr("Names: for you alone. Never leave this sheet at the counter; tear it up once it is done.")),
    ]
    return Document("calls", day_text(state.day), title, "a4", tuple(blocks), settings.practice, copy)


def _closure(first: str, last: str) -> Block:
    days = [day_words(date.fromisoformat(day)) for day in (first, last)]
    return Pair(fr("Shop closed"), days[0] if first == last else " – ".join(days))


def _calls(state: CallList) -> list[Block]:
    if not state.calls:
        nothing = fr("Nothing waits today.") if state.closed is None else fr("It is nobody's last day.")
        return [Paragraph(nothing, size="large"), Gap()]
    too_late = "" if state.closed is None else state.day
    table = listed_rows(
        state.calls,
        (Column(fr("Until"), share=5), partial(_until, too_late=too_late)),
        (Column(fr("For"), share=6), lambda call: call.addressee or "—"),
        (Column(fr("Item"), share=6), _item),
        (Column(fr("Place"), share=3), lambda call: call.shelved.stay.shelf),
        (Column(fr("Reminded"), share=3), _reminded),
        (Column(fr("Told today"), share=4), lambda _call: ""),
    )
    return [table, Gap()]


def _until(call: Call, too_late: str) -> str:
    """Return until when somebody can come; of a closure that leaves no session for it, that it is too late."""
    if call.last_day.isoformat() < too_late:
        return fr("too late: it goes back")
    day = short_day(call.last_day, "fr")
    hours = (call.shelved.last_useful_slot or "").partition("/")[2]
    return f"{day}, {hour_text(hours)}" if hours else day


def _item(call: Call) -> str:
    stay = call.shelved.stay
    return f"{carrier_name(stay.carrier)} {number_end(stay.tracking)}"


def _reminded(call: Call) -> str:
    day = call.shelved.stay.reminded_day
    return "" if day is None else short_day(date.fromisoformat(day), "fr")
