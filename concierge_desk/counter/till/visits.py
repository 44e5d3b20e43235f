"""Visits: saved at every change, parked, taken up again, abandoned. Rules and commands.

Source: docs/contract.md, "Visits and tickets"; decision 0012.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from concierge_desk.counter.command.decision import after_act, charged_act
from concierge_desk.counter.context import Context
from concierge_desk.counter.parties import Who, was_served, who_of, who_told
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import AnyCommand, Command, answers
from concierge_desk.counter.till.notes import (
    NamedVisit,
    NoteState,
    VisitCode,
    charges_of,
    make_note,
    note_is_needed,
)
from concierge_desk.counter.values.fields import Otherwise, group_of
from concierge_desk.counter.values.journal_texts import VisitCode as VisitKind
from concierge_desk.counter.values.kinds import Act, Items, Kind, Unreadable
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event, Posted, instant_text
from concierge_desk.domain.override import override
from concierge_desk.domain.visit import MOST_ACTS, Visit
from concierge_desk.i18n import N_
from concierge_desk.store import visits as saved

KEEP, ABANDON = "keep", "abandon"
MOST_STEP = 4096
PREFIX = "v"


@dataclass(frozen=True, slots=True)
class Step(Kind):
    """Place in the talk, in the window's own words: taken up again as it was, read by nobody else."""

    label: str = f"object, at most {MOST_STEP} characters"

    @override
    def read(self, raw: object) -> Mapping[str, Any]:
        if not isinstance(raw, dict):
            raise Unreadable("input.object")
        if len(json.dumps(raw)) > MOST_STEP:
            raise Unreadable("input.too_long", most=MOST_STEP)
        return raw


@dataclass(frozen=True, slots=True)
class Save:
    """Keep the acts of a visit as they stand, and where the talk stood; without a visit, begin one."""

    visit: Annotated[
        str | None,
        VisitKind(),
        "Code of the visit; left out, an empty parked one is taken up again, or a new one begins.",
    ]
    acts: Annotated[
        tuple[Mapping[str, Any], ...],
        Items(Act(), most=MOST_ACTS),
        "Charged acts, in order.",
        Otherwise(()),
    ]
    step: Annotated[
        Mapping[str, Any],
        Step(),
        "Where the talk stood: comes back with the visit, stands in no entry; none, when left out.",
        Otherwise({}),
    ]
    who: Annotated[
        Who | None,
        group_of(Who),
        "Whose it is, dropped with it; left out, as it was saved before; `{}` for nobody.",
    ] = None


@dataclass(frozen=True, slots=True)
class VisitChoice:
    """Name a visit."""

    visit: VisitCode


def visit_commands(commands: Mapping[str, AnyCommand]) -> tuple[AnyCommand, ...]:
    """Return the commands of visits.

    Args:
        commands: Every command by name; a visit may hold the charged ones.
    """
    return (
        _save(commands),
        _parking("visit.park", N_("A visit is set aside: the next person is served."), parked=True),
        _parking("visit.resume", N_("A parked visit is taken up again."), parked=False),
        _NOTE,
        _ABANDON,
    )


def pending(visits: Sequence[Visit]) -> tuple[Visit, ...]:
    """Return the visits that hold something: an empty one bars nobody."""
    return tuple(visit for visit in visits if visit.acts)


def abandoned(visit: Visit) -> Event:
    """Return ``visit.abandoned``: which acts were given up, not what was typed for them.

    Source: docs/requirements.md, R-1.11 (what is removed before payment is traced).
    """
    return Event("visit.abandoned", {"visit": visit.visit, "acts": [act["do"] for act in visit.acts]})


def close_visits(rows: Rows, parked: str | None) -> None:
    """Leave no draft behind a closed day: abandoned ones go, the others are parked, empty ones go."""
    for visit in saved.visits(rows):
        # A talk that was begun and came to nothing is no draft.
        if parked == ABANDON or not visit.acts:
            saved.drop_visit(rows, visit.visit)
        else:
            saved.park_visit(rows, visit.visit, parked=True)


def visit_acts(rows: Rows, visit: str) -> tuple[Mapping[str, Any], ...]:
    """Return the acts that were saved for a visit; none once it is paid, for that is what is said then."""
    if saved.ticket_of_visit(rows, visit) is not None:
        return ()
    found = saved.visit(rows, visit)
    return found.acts if found is not None else ()


def visit_who(rows: Rows, visit: str | None, said: Who | None) -> Who | None:
    """Return whose a visit is: who is said now, nobody where that is nobody, else who was saved with it."""
    if said is not None:
        return said if said.is_somebody else None
    if visit is None:
        return None
    kept = saved.visit(rows, visit)
    return None if kept is None else who_of(kept.who)


def _save(commands: Mapping[str, AnyCommand]) -> AnyCommand:
    def load(rows: Rows, command: Save, _context: Context) -> str | None:
        return saved.ticket_of_visit(rows, command.visit) if command.visit is not None else None

    def decide(ticket: str | None, command: Save, _context: Context) -> tuple[Event, ...]:
        """Let what may stand in a visit be saved.

        Raises:
            Refused: ``visit.settled``, ``till.act_stands_alone``.
        """
        if ticket is not None:
            raise Refused("visit.settled", ticket=ticket)
        for raw in command.acts:
            charged_act(commands, raw)
        return ()

    def work(rows: Rows, command: Save, context: Context) -> Data:
        code = command.visit or _empty_parked(saved.visits(rows)) or context.draw(PREFIX)
        if saved.visit(rows, code) is None:
            _drop_empty_parked(rows)
        who = visit_who(rows, code, command.who)
        kept = Visit(code, False, command.acts, instant_text(context.at), command.step, who_told(who))
        saved.save_visit(rows, kept)
        was_served(rows, context.parties, who, context.today)
        decided = decided_one_by_one(commands, rows, command.acts, replace(context, who=who))
        charges = charges_of(event for act in decided for event in act.events)
        needed = note_is_needed(charges, saved.last_note(rows, code))
        return {"visit": code, "acts": len(command.acts), "note_needed": needed}

    return Command(
        name="visit.save",
        summary=N_("A visit is saved as it stands: nothing of it has happened yet."),
        load=load,
        decide=decide,
        work=work,
    )


@dataclass(frozen=True, slots=True)
class Decided:
    """Outcome of an act of a visit if it were done now: its entries, or its refusal."""

    events: tuple[Event, ...]
    refused: Refused | None = None


def decided_one_by_one(
    commands: Mapping[str, AnyCommand], rows: Rows, acts: Sequence[Mapping[str, Any]], context: Context
) -> tuple[Decided, ...]:
    """Return what acts of a visit would write now, each knowing those before it.

    An act that has no price yet may be saved all the same: the others keep theirs.
    """
    found = []
    for raw in acts:
        before = len(context.earlier)
        try:
            context = after_act(commands, rows, raw, context)
        except Refused as refused:
            found.append(Decided((), refused))
        else:
            found.append(Decided(context.earlier[before:]))
    return tuple(found)


def _empty_parked(visits: Sequence[Visit]) -> str | None:
    return next((visit.visit for visit in visits if visit.parked and visit.is_empty), None)


def _drop_empty_parked(rows: Rows) -> None:
    """Let a new visit take the place of an empty parked one, so that empty ones never pile up."""
    empty = _empty_parked(saved.visits(rows))
    if empty is not None:
        saved.drop_visit(rows, empty)


def _named(rows: Rows, command: VisitChoice, _context: Context) -> NamedVisit:
    return NamedVisit(saved.visit(rows, command.visit), saved.ticket_of_visit(rows, command.visit))


def _abandoned_answer(posted: Sequence[Posted]) -> Data:
    data = posted[-1].data
    return {"visit": data["visit"], "acts": len(data["acts"])}


def _parking(name: str, summary: str, *, parked: bool) -> AnyCommand:
    def decide(named: NamedVisit, command: VisitChoice, _context: Context) -> tuple[Event, ...]:
        """Let a visit that is not paid be parked or resumed.

        Raises:
            Refused: As `NamedVisit.unpaid`.
        """
        named.unpaid(command.visit)
        return ()

    def work(rows: Rows, command: VisitChoice, _context: Context) -> Data:
        saved.park_visit(rows, command.visit, parked=parked)
        return {"visit": command.visit, "parked": parked}

    return Command(
        name=name,
        summary=summary,
        load=_named,
        decide=decide,
        work=work,
    )


def _abandon(named: NamedVisit, command: VisitChoice, _context: Context) -> tuple[Event, ...]:
    """Give a visit up.

    Raises:
        Refused: As `NamedVisit.unpaid`.
    """
    return (abandoned(named.unpaid(command.visit)),)


def _drop(rows: Rows, command: VisitChoice, _context: Context) -> Data:
    saved.drop_visit(rows, command.visit)
    return {}


_ABANDON: AnyCommand = Command(
    name="visit.abandon",
    summary=N_("A visit is given up; what stood alone stays."),
    load=_named,
    decide=_abandon,
    work=_drop,
    answer=_abandoned_answer,
)
_NOTE: AnyCommand = Command(
    name="visit.note",
    summary=N_("The note of a visit's services is written and printed, before they are paid."),
    load=lambda rows, command, _context: NoteState(
        saved.visit(rows, command.visit),
        saved.ticket_of_visit(rows, command.visit),
        saved.last_note(rows, command.visit),
    ),
    acts=lambda rows, command: visit_acts(rows, command.visit),
    who=lambda rows, command: visit_who(rows, command.visit, None),
    decide=make_note,
    answer=answers("visit", "total_cents"),
)
