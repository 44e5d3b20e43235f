"""Erasing of somebody: what is still open is told first, then every record goes; things and money stay.

Source: docs/requirements.md, R-4.05 (RGPD 17); decision 0086.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.parties import Parties
from concierge_desk.counter.privacy.his import is_whose, names_in, records_of, without
from concierge_desk.counter.rights.table import ERASE as RIGHT_TO_ERASE
from concierge_desk.counter.rights.table import PERSONAL
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import ANY_DAY, AnyCommand, Command, Service
from concierge_desk.counter.traces import Traces
from concierge_desk.counter.values.kinds import Flag, OwnCode
from concierge_desk.domain.erasures import NUMBER
from concierge_desk.domain.errors import Param, Refused, Unconfirmed
from concierge_desk.domain.journal import Data, Event, Posted, instant_text
from concierge_desk.domain.ticket import number_and_issuer
from concierge_desk.domain.visit import Visit
from concierge_desk.i18n import N_
from concierge_desk.store import visits
from concierge_desk.store.held import things
from concierge_desk.store.held.forgotten import forget_keys
from concierge_desk.store.papers import pulses
from concierge_desk.store.privacy import free_pages
from concierge_desk.store.privacy.personal import (
    cheque_refs,
    drop_letters,
    drop_papers,
    erase_records,
    linked_refs,
)

ERASE, ACCESS = "person.erase", "person.access"
HANDED_OUT: Final = "privacy.handed_out"
COPIES_HOLD: Final = "privacy.copies_hold"


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """Everything that is kept of somebody goes for good."""

    person: Annotated[str, OwnCode(), "Whose, by the key or a card."]
    confirmed: Annotated[bool, Flag(), "Also where something is still open: it was told."] = False


@dataclass(frozen=True, slots=True)
class AccessPerson:
    """Somebody asks what is kept of him: that it was handed out is written down."""

    person: Annotated[str, OwnCode(), "Whose, by the key or a card."]


@dataclass(frozen=True, slots=True)
class StillOpen:
    """What of somebody is open still.

    Attributes:
        known: Whether anybody is meant at all.
        listed: Codes of things, and how many wait with which service.
        cents: What is owed and held, added up.
        records: How many records there are.
    """

    known: bool
    listed: tuple[str, ...] = ()
    cents: int = 0
    records: int = field(default=0)


def erase_person(state: StillOpen, command: ErasePerson, _context: Context) -> tuple[Event, ...]:
    """Erase somebody, unless something is open that nobody was told of yet.

    Raises:
        Refused: ``person.unknown``, ``person.still_open``.

    Warns:
        ``privacy.copies_hold``.
    """
    if not state.known:
        raise Refused("person.unknown", person=command.person)
    if state.listed and not command.confirmed:
        told: dict[str, Param] = {
            "list": ", ".join(state.listed),
            "count": len(state.listed),
            "cents": state.cents,
        }
        raise Unconfirmed("person.still_open", **told)
    return ()


def hand_out(state: StillOpen, command: AccessPerson, _context: Context) -> tuple[Event, ...]:
    """Write down that what is kept of somebody was handed out: how much, never of whom.

    Raises:
        Refused: ``person.unknown``.
    """
    if not state.known:
        raise Refused("person.unknown", person=command.person)
    return (Event(HANDED_OUT, {"records": state.records}),)


def handed_out_answer(posted: Sequence[Posted]) -> Data:
    """Return how many records were handed out."""
    return {"records": posted[-1].data["records"]}


def still_open(rows: Rows, parties: Parties, services: Sequence[Service], person: str) -> StillOpen:
    """Return what of somebody is open: money by its codes, things by how many wait with which service."""
    # A card that was lost may be in anybody's hands.
    key = parties.person_of(rows, person)
    traces = None if key is None else parties.traces(rows, key)
    if traces is None:
        return StillOpen(known=False)
    found = records_of(rows, traces)
    refs = frozenset((*linked_refs(rows, traces.keys), *[one.ref for one in found]))
    of_his = [
        *[(one.party, one.code, one.left_cents) for one in things.open_debts(rows)],
        *[(one.party, one.code, one.left_cents) for one in things.open_cautions(rows)],
        *[(one.party, one.code, one.left_cents) for one in things.open_advances(rows)],
    ]
    held = [(code, cents) for party, code, cents in of_his if party in refs]
    waiting = [
        f"{service.code} × {count}"
        for service in services
        if service.here is not None and (count := names_in(service.here(rows), traces))
    ]
    kept = len(found) + sum(len(some) for some in parties.held(rows, traces).values())
    listed = (*[code for code, _cents in held], *waiting)
    return StillOpen(True, listed, sum(cents for _code, cents in held), kept)


def person_commands(services: Sequence[Service]) -> tuple[AnyCommand, AnyCommand]:
    """Return the commands by which somebody is erased, and is told what is kept.

    Args:
        services: All of them.
    """

    def load(rows: Rows, command: ErasePerson | AccessPerson, context: Context) -> StillOpen:
        return still_open(rows, context.parties(), services, command.person)

    def erase(rows: Rows, command: ErasePerson, context: Context) -> Data:
        parties = context.parties()
        traces = parties.traces(rows, command.person)
        if traces is None:
            return {}
        gone = forget(rows, parties, traces, instant_text(context.at))
        return {"records": gone, "warnings": [{"code": COPIES_HOLD, "params": {}}]}

    return (
        Command(
            name=ERASE,
            summary=N_("All that is kept of somebody goes: records, links, notes; things and money stay."),
            load=load,
            decide=erase_person,
            work=erase,
            when=ANY_DAY,
            writes=False,
            right=RIGHT_TO_ERASE,
        ),
        Command(
            name=ACCESS,
            summary=N_("What is kept of somebody is handed out: that it was is written down."),
            load=load,
            decide=hand_out,
            answer=handed_out_answer,
            when=ANY_DAY,
            right=PERSONAL,
        ),
    )


def forget(rows: Rows, parties: Parties, traces: Traces, at: str) -> int:
    """Forget somebody; return how many records went."""
    found = records_of(rows, traces)
    cheques = cheque_refs(rows)
    # Of a cheque the name goes, and the number by which the bank knows it stays.
    numbered = [one.ref for one in found if one.ref in cheques and number_and_issuer(one.text)[0]]
    gone = erase_records(rows, [one.ref for one in found if one.ref not in numbered], at)
    gone += erase_records(rows, numbered, at, NUMBER)
    drop_letters(rows, [one.ref for one in found])
    drop_papers(rows, [f"card:{card}" for card in traces.cards])
    gone += _of_visits(rows, traces)
    gone += pulses.rewrite_notes(rows, lambda note: without(note, traces))
    gone += parties.forget_typed(rows, traces, at)
    gone += forget_keys(rows, traces.keys, at)
    free_pages.mark(rows)
    return gone


def _of_visits(rows: Rows, traces: Traces) -> int:
    """Take somebody out of what was saved of visits: what is another one's in them stays."""
    changed = 0
    for one in visits.visits(rows):
        his = is_whose(one.who, traces)
        kept = replace(
            one,
            acts=tuple(without(act, traces) for act in one.acts),
            step={} if his else without(one.step, traces),
            who=None if his else one.who,
        )
        if _told(kept) != _told(one):
            visits.save_visit(rows, kept)
            changed += 1
    return changed


def _told(one: Visit) -> str:
    return json.dumps([list(one.acts), dict(one.step), one.who], sort_keys=True)
