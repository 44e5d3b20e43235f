"""Visits and trainings by the post office that the shop belongs to: noted with their day, how long they were, what was said.

Source: docs/trade.md, "Daily statement of the relay"; decision 0081.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.codelists import Coded, noted, said
from concierge_desk.counter.values.kinds import Day, FromList, Integer
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event, Posted
from concierge_desk.services.relay.model.kinds import NOTE
from concierge_desk.services.relay.model.numbers import LAPOSTE

KIND = "relay.visit_noted"
LIST = "office_visit"
_MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class NoteVisit:
    """Somebody of the post office came, or taught something."""

    kind: Annotated[Coded, FromList(LIST, closed=True), "Which of the two it was."]
    day: Annotated[date | None, Day(), "When; the open day by default."] = None
    minutes: Annotated[int | None, Integer(1, _MOST_MINUTES, "minutes"), "How long it was."] = None
    note: Annotated[str | None, NOTE, "What was said; kept beside the journal."] = None


def note_visit(_state: None, command: NoteVisit, context: Context) -> tuple[Event, ...]:
    """Note a visit or a training; what was said is kept beside the journal.

    Raises:
        Refused: ``relay.visit_later`` for a day that is still to come.
    """
    day = command.day or context.business_day
    if day > context.business_day:
        raise Refused("relay.visit_later", day=day.isoformat())
    note, personal = noted(said(command.note), context.draw("n"))
    visit = context.draw("w")
    told = {"visit": visit, "kind": command.kind.code, "day": day.isoformat(), "minutes": command.minutes}
    data = {**told, "note": note["note"], "count": 1}
    return (Event(KIND, data, aud=LAPOSTE, personal=personal, about=visit),)


def noted_visit(posted: Sequence[Posted]) -> Data:
    """Return what was noted."""
    return {name: posted[-1].data[name] for name in ("visit", "kind", "day", "minutes")}


def take_back(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that there was none."""
    return (undone.negated("visit", "kind", "day", "minutes", note=None, count=-1),)
