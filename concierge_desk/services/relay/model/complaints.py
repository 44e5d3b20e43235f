"""Complaints about the post: noted, passed on, answered, closed; La Poste settles them, the shop keeps them in sight.

Source: docs/trade.md, "Complaints", "Operations of the relay"; docs/requirements.md, R-5.02; decision 0046.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.codelists import Coded, noted, said
from concierge_desk.counter.values.kinds import FromList
from concierge_desk.domain import dated
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event, Posted, facts
from concierge_desk.domain.numbers import COMPLAINT as SERIES
from concierge_desk.domain.numbers import number_of
from concierge_desk.services.relay.model.facts.complaints import OPEN, STANDING, AnswerPeriod, Complaint
from concierge_desk.services.relay.model.kinds import CODE, NOTE, ComplaintNumber
from concierge_desk.services.relay.model.numbers import LAPOSTE, read_number
from concierge_desk.services.relay.model.operations import COMPLAINT, Switches


@dataclass(frozen=True, slots=True)
class Complain:
    """A complaint about the post is noted; La Poste deals with it."""

    subject: Annotated[Coded, FromList("complaint"), "What it is about."]
    tracking: Annotated[str | None, ComplaintNumber(), "Number on the label, as typed or scanned."]
    note: Annotated[str | None, NOTE, "What was said; kept beside the journal."]


@dataclass(frozen=True, slots=True)
class ComplaintRef:
    """Names a complaint."""

    complaint: Annotated[str, CODE, "Its number, such as `R-2026-0001`."]


@dataclass(frozen=True, slots=True)
class ForwardComplaint(ComplaintRef):
    """A complaint is passed on; again where nobody answered."""

    to: Annotated[Coded, FromList("complaint_to", closed=True), "To whom."]


@dataclass(frozen=True, slots=True)
class AnswerComplaint(ComplaintRef):
    """An answer to a complaint came."""

    note: Annotated[str, NOTE, "What was answered; kept beside the journal."]


@dataclass(frozen=True, slots=True)
class CloseComplaint(ComplaintRef):
    """Nothing more is to be done about a complaint."""

    outcome: Annotated[Coded, FromList("complaint_end"), "How it ended."]


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """State that a complaint is noted from: principals of carriers, what the shop offers, its place in the year."""

    principals: Mapping[str, str]
    switches: Switches
    n: int


@dataclass(frozen=True, slots=True)
class ComplaintState:
    """State that an act on a complaint is decided from: the complaint, None without one; how long an answer may take."""

    complaint: Complaint | None
    periods: Sequence[AnswerPeriod] = ()


def complain(state: NewComplaint, command: Complain, context: Context) -> tuple[Event, ...]:
    """Note a complaint, to be passed on to the network it is about; what was said is kept beside the journal.

    Raises:
        Refused: ``relay.operation_off``, ``relay.no_number`` for words where a number belongs.
    """
    state.switches.require(COMPLAINT)
    tracking, owner = _subject_of(command.tracking, state.principals)
    subject, first = noted(command.subject, context.draw("n"))
    note, second = noted(said(command.note), context.draw("n"))
    number = number_of(SERIES, context.business_day.year, state.n, context.epoch)
    data = {
        "complaint": number,
        "subject": subject["code"],
        "subject_note": subject["note"],
        "tracking": tracking,
        "note": note["note"],
        "count": 1,
    }
    return (
        Event(
            "relay.complaint_noted",
            data,
            aud=owner,
            personal=(*first, *second),
            documents=(f"complaint:{number}", f"complaint_sheet:{number}"),
            about=number,
        ),
    )


def noted_answer(posted: Sequence[Posted]) -> Data:
    """Return what was noted; an entry of an older version has no number."""
    data = posted[-1].data
    return {name: data[name] for name in ("complaint", "subject", "tracking") if name in data}


def forward(state: ComplaintState, command: ForwardComplaint, context: Context) -> tuple[Event, ...]:
    """Pass a complaint on; from that day on an answer is waited for.

    Raises:
        Refused: As `_open`.
    """
    known = _open(state, command)
    rows = (row for row in state.periods if row.principal == known.principal)
    row = dated.latest(rows, context.business_day)
    answer_by = None if row is None else (context.business_day + timedelta(days=row.days)).isoformat()
    told = _told(known, to=command.to.code, answer_by_day=answer_by)
    sheet = (f"complaint_sheet:{known.complaint}",)
    return (
        Event("relay.complaint_forwarded", told, aud=known.principal, documents=sheet, about=known.complaint),
    )


def answer(state: ComplaintState, command: AnswerComplaint, context: Context) -> tuple[Event, ...]:
    """Keep what was answered, until whoever complained was told.

    Raises:
        Refused: As `_open`.
    """
    known = _open(state, command)
    note, personal = noted(said(command.note), context.draw("n"))
    told = _told(known, note=note["note"])
    return (
        Event(
            "relay.complaint_answered", told, aud=known.principal, personal=personal, about=known.complaint
        ),
    )


def close(state: ComplaintState, command: CloseComplaint, context: Context) -> tuple[Event, ...]:
    """End a complaint.

    Raises:
        Refused: As `_open`.
    """
    known = _open(state, command)
    outcome, personal = noted(command.outcome, context.draw("n"))
    told = _told(known, outcome=outcome["code"], outcome_note=outcome["note"])
    return (
        Event("relay.complaint_closed", told, aud=known.principal, personal=personal, about=known.complaint),
    )


def withdraw(known: Complaint | None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that there was no complaint.

    Raises:
        Refused: ``relay.complaint_went_on`` where something came of it.
    """
    known = _as_left(known, undone)
    told = {"subject_note": None, "note": None, "count": -undone.posted.data["count"]}
    return (undone.negated("subject", "tracking", complaint=known.complaint, **told),)


def step_back(known: Complaint | None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Bring a complaint back to where it stood before an act.

    Raises:
        Refused: ``relay.complaint_went_on`` where something else came after.
    """
    known = _as_left(known, undone)
    told = {"of": undone.posted.kind, "complaint": known.complaint, **undone.posted.data["before"]}
    return (Event("relay.reversed", told, aud=undone.posted.aud),)


def _open(state: ComplaintState, command: ComplaintRef) -> Complaint:
    """Return the complaint that is named.

    Raises:
        Refused: ``relay.complaint_unknown``, ``relay.complaint_closed``.
    """
    known = state.complaint
    if known is None:
        raise Refused("relay.complaint_unknown", complaint=command.complaint)
    if known.state not in OPEN:
        raise Refused("relay.complaint_closed", complaint=known.complaint)
    return known


def _told(known: Complaint, **told: str | None) -> Data:
    """Return what happened to a complaint, with where it stood before."""
    return {"complaint": known.complaint, **told, "before": facts(known, *STANDING)}


def _as_left(known: Complaint | None, undone: Undone) -> Complaint:
    """Return a complaint to which nothing happened since an act.

    Raises:
        Refused: ``relay.complaint_went_on``.
    """
    if known is None or known.last_seq != undone.posted.seq:
        raise Refused("relay.complaint_went_on", complaint=undone.posted.data.get("complaint"))
    return known


def _subject_of(tracking: str | None, principals: Mapping[str, str]) -> tuple[str | None, str]:
    """Return the number that a complaint is about, and whose item it is; La Poste's where nothing else is sure."""
    if tracking is None:
        return None, LAPOSTE
    found = read_number(tracking)
    owner = principals.get(found.carrier, LAPOSTE) if found.carrier and found.certain else LAPOSTE
    return found.number, owner
