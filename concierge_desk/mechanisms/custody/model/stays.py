"""Acts on a stay: it is moved, somebody is reminded of it, something is the matter with it; and how that is taken back.

Each returns the event that a service adds to what it says besides. Codes are those of the service, without it.

Source: docs/trade.md, "Life of an item"; decisions 0014, 0028, 0092.
"""

from dataclasses import dataclass, field
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.codelists import noted, said
from concierge_desk.domain.errors import Param
from concierge_desk.domain.journal import Data, Event, Letter
from concierge_desk.mechanisms.custody.model import BEFORE, FIND, LETTER, LOSE, MOVE, StayRules
from concierge_desk.mechanisms.custody.model.facts import StayFacts


@dataclass(frozen=True, slots=True)
class Reminder:
    """How somebody was reminded of a thing.

    Attributes:
        by: The way; None where nobody said.
        paper: What may be printed of it; by a letter, it is.
        letter: What is to leave by mail.
        told: What the entry says besides.
    """

    by: str | None
    paper: str
    letter: Letter | None = None
    told: Data = field(default_factory=dict)


def moved(rules: StayRules, stay: StayFacts, place: str) -> Event:
    """Put a thing on another place.

    Raises:
        Refused: ``same_place``, by the word of the service for a place, and as `StayRules.step`.
    """
    rules.step(stay, MOVE)
    if place == stay.place:
        raise rules.refused(f"same_{rules.place}", **stay.called, **{rules.place: place})
    data = {**stay.identity, rules.place: place, f"from_{rules.place}": stay.place}
    return Event(rules.moved, data, aud=stay.principal)


def reminded(rules: StayRules, stay: StayFacts, reminder: Reminder) -> Event:
    """Note that somebody was reminded of a thing; that it may be done, `StayRules.step` says."""
    how = {} if reminder.by is None else {"by": reminder.by}
    paper = (reminder.paper,)
    return Event(
        rules.reminded,
        {**stay.identity, **reminder.told, **how},
        aud=stay.principal,
        documents=paper,
        always_printed=paper if reminder.by == LETTER else (),
        letter=reminder.letter,
    )


def incident_noted(
    rules: StayRules, stay: StayFacts, incident: str, note: str | None, context: Context
) -> Event:
    """Note an incident; the state follows from the state table.

    Args:
        rules: Of the service.
        stay: The thing.
        incident: What is the matter: an act of the state table.
        note: What was seen; kept beside the journal.
        context: Draws the ref of that.

    Raises:
        Refused: As `StayRules.step`.
    """
    after = rules.step(stay, incident)
    if after == BEFORE:
        after = stay.before or stay.state
    words, personal = noted(said(note), context.draw("n"))
    told = {"incident": incident, "state": after, "from_state": stay.state, "note": words["note"]}
    return Event(
        rules.incident_noted,
        {**stay.identity, **told},
        aud=stay.principal,
        personal=personal,
        about=stay.card,
        erases=stay.ends_with_it if after in rules.life.ended else (),
    )


def moved_back(rules: StayRules, stay: StayFacts, undone: Undone) -> Event:
    """Put a thing back on the place that it came from.

    Raises:
        Refused: ``on_slip``; ``changed_since`` when it was moved again, or is here no more.
    """
    data, place, origin = undone.posted.data, rules.place, f"from_{rules.place}"
    _require_no_slip(rules, stay, data)
    if stay.state not in rules.life.here or stay.place != data[place]:
        raise rules.refused("changed_since")
    return undone.negated(*stay.identity, **{place: data[origin], origin: data[place]})


def require_unchanged(rules: StayRules, stay: StayFacts, undone: Undone, state: str) -> None:
    """Take back only what nothing else has happened to since.

    Args:
        rules: Of the service.
        stay: Where the thing stands now.
        undone: The entry that is taken back.
        state: The state that it led to.

    Raises:
        Refused: ``on_slip``, ``changed_since``.
    """
    _require_no_slip(rules, stay, undone.posted.data)
    if stay.state != state or stay.closed_seq not in (None, undone.posted.seq):
        raise rules.refused("changed_since")


def incident_back(rules: StayRules, undone: Undone, last: int) -> dict[str, Any]:
    """Return what is said of an incident that was none: only of the last one, for an earlier one may have led to the same.

    Args:
        rules: Of the service.
        undone: The entry that noted it.
        last: The last entry that noted or settled an incident of the thing.

    Raises:
        Refused: ``changed_since``.
    """
    data = undone.posted.data
    # What is lost for good is no incident of its own: it ended the stay.
    if data["incident"] != LOSE and last != undone.posted.seq:
        raise rules.refused("changed_since")
    # What was found is missing again: found once more, it has the state that finding it had led to.
    before = data["state"] if data["incident"] == FIND else None
    return {"state": data["from_state"], "incident": data["incident"], "before": before}


def _require_no_slip(rules: StayRules, stay: StayFacts, data: Data) -> None:
    if stay.slip is not None:
        called: dict[str, Param] = {name: data[name] for name in stay.called}
        raise rules.refused("on_slip", **called, slip=stay.slip)
