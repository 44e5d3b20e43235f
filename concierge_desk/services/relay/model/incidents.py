"""Incidents of an item on its shelf: moved, reminded of, damaged, missed, misrouted; and complaints.

Source: docs/trade.md, "Life of an item", "Daily statement of the relay" 7, "Operations of the relay";
docs/requirements.md, R-5.02; decision 0014.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.codelists import Coded, noted, said
from concierge_desk.counter.values.kinds import Choice, FromList
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.services.relay.model.custody import Custody, CustodyRef, asked, step
from concierge_desk.services.relay.model.kinds import NOTE, SHELF, Number
from concierge_desk.services.relay.model.numbers import LAPOSTE, read_number
from concierge_desk.services.relay.model.operations import COMPLAINT, Switches
from concierge_desk.services.relay.model.states import BEFORE, INCIDENTS, MISS, MOVE, REMIND


@dataclass(frozen=True, slots=True)
class MoveItem(CustodyRef):
    """An item is put on another shelf."""

    shelf: Annotated[str, SHELF, "Label of the new place."]


@dataclass(frozen=True, slots=True)
class Remind(CustodyRef):
    """Whoever waits for an item was reminded of it."""


@dataclass(frozen=True, slots=True)
class ReportIncident(CustodyRef):
    """Something is the matter with an item, or is no more."""

    incident: Annotated[str, Choice(INCIDENTS), "What is the matter; `found` ends `not_found`, `lost` too."]
    note: Annotated[str | None, NOTE, "What was seen; kept beside the journal."]


@dataclass(frozen=True, slots=True)
class Complain:
    """A complaint about the post is noted; La Poste deals with it."""

    subject: Annotated[Coded, FromList("complaint"), "What it is about."]
    tracking: Number
    note: Annotated[str | None, NOTE, "What was said; kept beside the journal."]


def move(state: tuple[Custody, ...], command: MoveItem, _context: Context) -> tuple[Event, ...]:
    """Put an item on another shelf.

    Raises:
        Refused: ``relay.same_shelf``, and as `asked`, `step`.
    """
    custody = asked(state, command)
    step(custody, MOVE)
    if command.shelf == custody.shelf:
        raise Refused("relay.same_shelf", tracking=custody.shown, shelf=custody.shelf)
    data = {**custody.identity, "shelf": command.shelf, "from_shelf": custody.shelf}
    return (Event("relay.moved", data, aud=custody.principal),)


def remind(state: tuple[Custody, ...], command: Remind, context: Context) -> tuple[Event, ...]:
    """Note that somebody was reminded; it may be done again.

    Raises:
        Refused: As `asked`, `step`.
    """
    custody = asked(state, command)
    step(custody, REMIND)
    day = context.business_day.isoformat()
    return (
        Event(
            "relay.reminded",
            {**custody.identity, "reminded_day": day, "reminded_before": custody.reminded_day},
            aud=custody.principal,
            documents=(f"notice:{custody.custody}",),
        ),
    )


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
    return (Event("relay.incident_noted", data, aud=custody.principal, personal=personal),)


@dataclass(frozen=True, slots=True)
class ComplaintState:
    """State that a complaint is decided from: principals of carriers, what the shop offers."""

    principals: Mapping[str, str]
    switches: Switches


def complain(state: ComplaintState, command: Complain, context: Context) -> tuple[Event, ...]:
    """Note a complaint, to be forwarded to the network it is about; what was said is kept beside the journal.

    Raises:
        Refused: ``relay.operation_off``, ``relay.no_number`` for words where a number belongs.
    """
    state.switches.require(COMPLAINT)
    number, owner = _subject_of(command.tracking, state.principals)
    subject, first = noted(command.subject, context.draw("n"))
    note, second = noted(said(command.note), context.draw("n"))
    data = {
        "subject": subject["code"],
        "subject_note": subject["note"],
        "tracking": number,
        "note": note["note"],
        "count": 1,
    }
    return (Event("relay.complaint_noted", data, aud=owner, personal=(*first, *second)),)


def _subject_of(tracking: str | None, principals: Mapping[str, str]) -> tuple[str | None, str]:
    """Return the number that a complaint is about, and whose item it is; La Poste's where nothing else is sure."""
    if tracking is None:
        return None, LAPOSTE
    found = read_number(tracking)
    if found.format is None and not (found.number.isascii() and any(map(str.isdigit, found.number))):
        # No name gets into the journal by this way.
        raise Refused("relay.no_number")
    owner = principals.get(found.carrier, LAPOSTE) if found.carrier and found.certain else LAPOSTE
    return found.number, owner
