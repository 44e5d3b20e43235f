"""Incidents of an item on its shelf: moved, damaged, missed, misrouted.

Source: docs/trade.md, "Life of an item", "Daily statement of the relay" 7; docs/requirements.md,
R-5.02; decision 0014.
"""

from dataclasses import dataclass
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.codelists import noted, said
from concierge_desk.counter.values.journal_texts import AskedTwice
from concierge_desk.counter.values.kinds import Choice
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.services.relay.model.custody import CustodyRef, asked, step
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.kinds import NOTE, SHELF
from concierge_desk.services.relay.model.states import BEFORE, ENDED, INCIDENTS, MISS, MOVE


@dataclass(frozen=True, slots=True)
class MoveItem(CustodyRef):
    """An item is put on another shelf."""

    shelf: Annotated[str, SHELF, "Label of the new place."]
    confirmed: AskedTwice = False


@dataclass(frozen=True, slots=True)
class ReportIncident(CustodyRef):
    """Something is the matter with an item, or is no more."""

    incident: Annotated[str, Choice(INCIDENTS), "What is the matter; `found` ends `not_found`, `lost` too."]
    note: Annotated[str | None, NOTE, "What was seen; kept beside the journal."]


def move(state: tuple[Custody, ...], command: MoveItem, _context: Context) -> tuple[Event, ...]:
    """Put an item on another shelf.

    Raises:
        Refused: ``relay.same_shelf``, ``relay.place_unusual`` unless it was confirmed, and as `asked`, `step`.
    """
    custody = asked(state, command)
    step(custody, MOVE)
    if command.shelf == custody.shelf:
        raise Refused("relay.same_shelf", tracking=custody.shown, shelf=custody.shelf)
    data = {**custody.identity, "shelf": command.shelf, "from_shelf": custody.shelf}
    return (Event("relay.moved", data, aud=custody.principal),)


def report_incident(
    state: tuple[Custody, ...], command: ReportIncident, context: Context
) -> tuple[Event, ...]:
    """Note an incident; the item's state follows from the state table.

    Raises:
        Refused: As `asked`, `step`; ``relay.damaged_already``, ``relay.not_missing``.
    """
    custody = asked(state, command)
    after = step(custody, command.incident)
    if after == BEFORE:
        after = custody.before or custody.state
    note, personal = noted(said(command.note), context.draw("n"))
    data = {
        **custody.identity,
        "incident": command.incident,
        "state": after,
        "from_state": custody.state,
        "before": custody.state if command.incident == MISS else None,
        "note": note["note"],
    }
    return (
        Event(
            "relay.incident_noted",
            data,
            aud=custody.principal,
            personal=personal,
            about=custody.custody,
            erases=custody.ends_with_it if after in ENDED else (),
        ),
    )
