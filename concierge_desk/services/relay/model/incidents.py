"""Incidents of an item on its shelf: moved, damaged, missed, misrouted.

Source: docs/trade.md, "Life of an item", "Daily statement of the relay" 7; docs/requirements.md,
R-5.02; decision 0014.
"""

from dataclasses import dataclass, replace
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.journal_texts import AskedTwice
from concierge_desk.counter.values.kinds import Choice
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.custody.model import MISS
from concierge_desk.mechanisms.custody.model.stays import incident_noted, moved
from concierge_desk.services.relay.model import custody
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.kinds import NOTE, SHELF
from concierge_desk.services.relay.model.states import INCIDENTS, RULES


@dataclass(frozen=True, slots=True)
class MoveItem(custody.CustodyRef):
    """An item is put on another shelf."""

    shelf: Annotated[str, SHELF, "Label of the new place."]
    confirmed: AskedTwice = False


@dataclass(frozen=True, slots=True)
class ReportIncident(custody.CustodyRef):
    """Something is the matter with an item, or is no more."""

    incident: Annotated[str, Choice(INCIDENTS), "What is the matter; `found` ends `not_found`, `lost` too."]
    note: Annotated[str | None, NOTE, "What was seen; kept beside the journal."]


def move(state: tuple[Custody, ...], command: MoveItem, _context: Context) -> tuple[Event, ...]:
    """Put an item on another shelf.

    Raises:
        Refused: ``relay.same_shelf``, ``relay.place_unusual`` unless it was confirmed, and as `custody.asked`,
            `custody.step`.
    """
    return (moved(RULES, custody.asked(state, command), command.shelf),)


def report_incident(
    state: tuple[Custody, ...], command: ReportIncident, context: Context
) -> tuple[Event, ...]:
    """Note an incident; the item's state follows from the state table.

    Raises:
        Refused: As `custody.asked`, `custody.step`; ``relay.damaged_already``, ``relay.not_missing``.
    """
    stay = custody.asked(state, command)
    event = incident_noted(RULES, stay, command.incident, command.note, context)
    before = stay.state if command.incident == MISS else None
    return (replace(event, data={**event.data, "before": before}),)
