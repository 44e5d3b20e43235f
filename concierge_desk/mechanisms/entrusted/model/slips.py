"""Slips: what a partner takes is listed, then signed; what comes back, what does not. Pure.

Source: docs/contract.md, "Custody and slips"; decision 0093.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Annotated, Any, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.partners.partner import REGIME_OWN, Partner
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.fields import Otherwise, group_of
from concierge_desk.counter.values.kinds import Choice, Flag, Items
from concierge_desk.counter.values.partner_codes import PartnerCode
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.domain.journal import facts as facts_of
from concierge_desk.domain.numbers import SENT as SENT_SLIP
from concierge_desk.mechanisms.entrusted.model import facts
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedPiece, PartnerSlip
from concierge_desk.mechanisms.entrusted.model.fields import MOST_PIECES, THING, THINGS, ThisPiece, moment
from concierge_desk.mechanisms.entrusted.model.promise import Timetable
from concierge_desk.mechanisms.entrusted.model.steps import (
    RECEIVE,
    SEND,
    NamedPieces,
    PieceStep,
    as_before,
    step,
    stepped,
)
from concierge_desk.mechanisms.slips.model.slips import SlipRules, require_prepared

SLIP_RULES: Final = SlipRules(
    service="",
    series=SENT_SLIP,
    prepared="slip_prepared",
    signed="sent",
    reversed="reversed",
    nothing="nothing_to_send",
    mixed="mixed_partners",
)


@dataclass(frozen=True, slots=True)
class PreparePartnerSlip:
    """List what a partner will take."""

    partner: Annotated[str, PartnerCode(), "Who takes it."]
    pieces: Annotated[tuple[str, ...] | None, THINGS, "Only these; all that waits for him by default."]


@dataclass(frozen=True, slots=True)
class Send:
    """Let pieces leave: on a prepared slip, or on one that is made at once."""

    slip: Annotated[str | None, THING, "The prepared slip, `S-…`; or"]
    partner: Annotated[str | None, PartnerCode(), "who takes them."]
    pieces: Annotated[tuple[str, ...] | None, THINGS, "Only these; all that waits for him by default."]


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """A piece that a partner brings back."""

    piece: ThisPiece
    outcome: Annotated[
        str,
        Choice((facts.TREATED, facts.UNTREATED)),
        "What was done to it; treated by default.",
        Otherwise(facts.TREATED),
    ] = facts.TREATED
    reason: Annotated[
        str | None, Choice(("impossible", "risk", "no_part", "other")), "Why nothing was done."
    ] = None


@dataclass(frozen=True, slots=True)
class ReceiveBack:
    """Take back what a partner brings."""

    partner: Annotated[str, PartnerCode(), "Who brings it."]
    pieces: Annotated[
        tuple[BroughtBack, ...], Items(group_of(BroughtBack), most=MOST_PIECES), "What he brings."
    ]
    complete: Annotated[
        bool, Flag(), "It is all that he brings: what he should have brought and did not is missing."
    ] = True


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Say that something that a slip says has left is still here."""

    piece: ThisPiece


@dataclass(frozen=True, slots=True)
class LeavingPieces:
    """State that a slip is decided from.

    Attributes:
        known: The pieces that are named.
        partner: Who takes them; None for one that nobody made.
        waiting: What waits for him, on a prepared slip too.
        times: When he comes.
        slip: The slip that is named; None where there is none.
        on_slip: What is on it.
    """

    known: NamedPieces
    partner: Partner | None
    waiting: tuple[EntrustedPiece, ...]
    times: Timetable
    slip: PartnerSlip | None = None
    on_slip: tuple[EntrustedPiece, ...] = ()


def prepare_slip(state: LeavingPieces, command: PreparePartnerSlip, context: Context) -> tuple[Event, ...]:
    """List what a partner will take, and draw the slip's number.

    Raises:
        Refused: ``partner_unknown``, ``nothing_to_send``, ``mixed_partners``, and as `NamedPieces.named`, `step`,
            `back_slot`.
    """
    pieces = _chosen(state, command.partner, command.pieces)
    slip = context.number(SLIP_RULES.series)
    paper = (f"slip:{slip}",)
    prepared = _listed(SLIP_RULES.prepared, state, pieces, {"slip": slip, "on_slip": True}, context)
    return (replace(prepared, documents=paper, always_printed=paper),)


def send(state: LeavingPieces, command: Send, context: Context) -> tuple[Event, ...]:
    """Let pieces leave, on a slip that never changes after.

    Raises:
        Refused: ``slip_or_partner``, ``slip_unknown``, ``slip_signed_already``, ``slip_cancelled``, and as `prepare_slip`.
    """
    if (command.slip is None) == (command.partner is None):
        raise Refused("slip_or_partner")
    if command.slip is None:
        pieces = _chosen(state, command.partner or "", command.pieces)
        slip = context.number(SLIP_RULES.series)
    else:
        if command.pieces is not None:
            raise Refused("slip_or_partner")
        slip, pieces = require_prepared(SLIP_RULES, state.slip, command.slip).number, state.on_slip
    now = {"state": facts.SENT, "slip": slip, "on_slip": False, "sent_day": context.happened_day.isoformat()}
    paper = (f"slip:{slip}",)
    # One that was prepared is on paper already: it is signed there.
    printed = paper if command.slip is None else ()
    sent = _listed(SLIP_RULES.signed, state, pieces, now, context)
    return (replace(sent, documents=paper, always_printed=printed),)


def back_slot(times: Timetable, pieces: Sequence[EntrustedPiece], context: Context) -> str | None:
    """Return the round with which pieces should be back that leave now; None where nobody said when he comes.

    Raises:
        Refused: As `Timetable.next_round`.
    """
    now = moment(context)
    if not times.will_come(now.date()):
        return None
    lead = max(times.lead(piece.quality, now.date()) for piece in pieces)
    return times.next_round(context.calendar, now, now.date() + timedelta(days=lead)).interval


def _chosen(state: LeavingPieces, partner: str, named: tuple[str, ...] | None) -> tuple[EntrustedPiece, ...]:
    if state.partner is None:
        raise Refused("partner_unknown", partner=partner)
    if named is None:
        pieces = tuple(piece for piece in state.waiting if not piece.on_slip)
    else:
        pieces = state.known.named(named)
    for piece in pieces:
        if piece.partner != partner:
            raise SLIP_RULES.refused(SLIP_RULES.mixed, piece=piece.piece)
        step(piece, SEND)
    if not pieces:
        raise SLIP_RULES.refused(SLIP_RULES.nothing)
    return pieces


def _listed(
    kind: str,
    state: LeavingPieces,
    pieces: Sequence[EntrustedPiece],
    now: Mapping[str, Any],
    context: Context,
) -> Event:
    """Return the event of a slip: of each piece what its partner has to know, never what its owner pays."""
    back = back_slot(state.times, pieces, context)
    away = {"back_slot": back} if kind == SLIP_RULES.signed else {}
    steps = [PieceStep(piece, {**now, **away}) for piece in pieces]
    told = {"slip": now["slip"], "partner": pieces[0].partner, "back_slot": back}
    told["items"] = [_item(piece) for piece in pieces]
    (event,) = stepped(Event(kind, told, aud=_aud(state.partner)), *steps)
    return event


def _item(piece: EntrustedPiece) -> dict[str, Any]:
    return {
        "tag": piece.tag,
        **facts_of(piece, "piece", "kind", "label", "work", "quality", "round"),
        "reserves": list(piece.reserves),
        "partner_cents": piece.partner_cents if piece.round == 1 else 0,
    }


def _aud(partner: Partner | None) -> str:
    return "" if partner is None else partner.aud


@dataclass(frozen=True, slots=True)
class Receiving:
    """State that a partner's round is decided from: pieces that are named, the partner, what is with him."""

    known: NamedPieces
    partner: Partner | None
    away: tuple[EntrustedPiece, ...]


def receive_back(state: Receiving, command: ReceiveBack, context: Context) -> tuple[Event, ...]:
    """Take back what a partner brings; what he should have brought and did not is missing from now on.

    Raises:
        Refused: ``partner_unknown``, ``nothing_given``, ``mixed_partners``, and as `NamedPieces.named`, `step`.

    Warns:
        As `stepped`.
    """
    partner = state.partner
    if partner is None:
        raise Refused("partner_unknown", partner=command.partner)
    brought, steps = state.known.named(row.piece for row in command.pieces), []
    for asked, piece in zip(command.pieces, brought, strict=True):
        if piece.partner != partner.partner:
            raise SLIP_RULES.refused(SLIP_RULES.mixed, piece=piece.piece)
        step(piece, RECEIVE)
        steps.append(_received(piece, asked, partner, context))
    late = [piece for piece in state.away if piece not in brought and _is_due(piece, moment(context))]
    missing = late if command.complete else []
    steps += [PieceStep(piece, {"state": facts.MISSING, "before": facts.SENT}) for piece in missing]
    if not steps:
        raise Refused("nothing_given")
    told = {
        "partner": partner.partner,
        "received": [piece.piece for piece in brought],
        "missing": [piece.piece for piece in missing],
        "found_again": [piece.piece for piece in brought if piece.state == facts.MISSING],
    }
    return stepped(Event("received_back", told, aud=partner.aud), *steps)


def _is_due(piece: EntrustedPiece, now: datetime) -> bool:
    slot = piece.back_slot
    return (
        piece.state == facts.SENT
        and slot is not None
        and slot.partition("/")[0] <= now.isoformat(timespec="minutes")
    )


def _received(piece: EntrustedPiece, asked: BroughtBack, partner: Partner, context: Context) -> PieceStep:
    """Return what comes back, and what is due for it: the first treatment, or what a dispute kept for this one."""
    treated, first = asked.outcome == facts.TREATED, piece.round == 1 and partner.regime == REGIME_OWN
    due, kept = (piece.partner_cents if treated and first else 0) + piece.withheld_cents, 0
    if not treated or piece.dispute == facts.OPEN:
        # An open dispute keeps it; what a treatment that was not done would have freed stays kept.
        due, kept = 0, due
    now = {
        "state": facts.BACK if treated else facts.TO_GIVE_BACK,
        "before": None,
        "slip": None,
        "void": piece.void if treated else facts.UNTREATED,
        "back_day": context.happened_day.isoformat(),
        "withheld_cents": kept,
    }
    told = {"outcome": asked.outcome, "reason": asked.reason, "round": piece.round, "due_cents": due}
    return PieceStep(piece, now, told)


def taken_back(state: NamedPieces, command: TakenBack, _context: Context) -> tuple[Event, ...]:
    """Let a piece wait again that never left.

    Raises:
        Refused: ``still_here`` for one that no slip says has left, and as `NamedPieces.one`.
    """
    piece = state.one(command.piece)
    if piece.state not in facts.AWAY:
        raise Refused("still_here", piece=piece.piece)
    now = {"state": facts.TAKEN_IN, **dict.fromkeys(("before", "slip", "sent_day", "back_slot"))}
    told = {**piece.identity, "slip": piece.slip}
    return stepped(Event("taken_back", told, aud=state.aud), PieceStep(piece, now))


@dataclass(frozen=True, slots=True)
class PreparedSlip:
    """State that a slip is cancelled from: the slip, and what is on it."""

    slip: PartnerSlip | None
    on_slip: tuple[EntrustedPiece, ...]


def cancel_slip(state: PreparedSlip, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Cancel a slip that was prepared: what is on it waits again, its number stays used.

    A price that was told since, or a complaint, stays the last that was done to a piece.

    Raises:
        Refused: ``slip_signed_already``, ``slip_cancelled``.
    """
    slip = require_prepared(SLIP_RULES, state.slip, undone.posted.data["slip"])
    seq = undone.posted.seq
    later = {piece.piece: piece.last_seq for piece in state.on_slip if piece.last_seq != seq}
    return (as_before(undone, later, slip=slip.number),)
