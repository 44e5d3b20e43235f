"""Work on pieces: quoted, ready on a place, done again, given back undone. Pure.

Source: docs/trade.md, "Things entrusted"; decision 0093.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.fields import Otherwise, group_of
from concierge_desk.counter.values.kinds import Choice, cents
from concierge_desk.counter.values.rows import Rows
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Warned
from concierge_desk.mechanisms.custody.model import EMAIL, LETTER, PHONE
from concierge_desk.mechanisms.entrusted.model import facts, promise
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.fields import (
    NEW_CODE,
    PLACE,
    THING,
    ThesePieces,
    ThisPiece,
    moment,
)
from concierge_desk.mechanisms.entrusted.model.promise import Timetable
from concierge_desk.mechanisms.entrusted.model.stays import HERE_BY
from concierge_desk.mechanisms.entrusted.model.steps import (
    MAKE_READY,
    REDO,
    WITHDRAW,
    NamedPieces,
    PieceStep,
    may,
    step,
    stepped,
)

CUSTOMER, SHOP = "customer", "shop"
_AMOUNT: Final = cents()
_OF_A_ROUND: Final = (
    *("slip", "back_slot", "sent_day", "back_day", "ready_day"),
    *("collected_day", "reminded_day", "reminded_level"),
)
"""What a piece has only until its next treatment begins."""
_BY: Final = Choice((HERE_BY, PHONE, LETTER, EMAIL))


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A line of a quote; the price of a piece is the sum of its lines."""

    piece: ThisPiece
    cents: Annotated[int, _AMOUNT, "Tax included."]
    line: Annotated[str, Choice(("part", "labour")), "A part or labour, by default.", Otherwise("labour")]
    code: Annotated[str | None, NEW_CODE, "Of the part."] = None
    partner_cents: Annotated[
        int | None, _AMOUNT, "What of it is owed to the partner; as before by default."
    ] = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Tell what work on the pieces of an order will cost."""

    order: Annotated[str, THING, "Its number, `D-…`."]
    lines: Annotated[tuple[QuoteLine, ...], Rows(group_of(QuoteLine)), "What it comes to."]


@dataclass(frozen=True, slots=True)
class AnswerQuote:
    """Keep what was said to a quote."""

    order: Annotated[str, THING, "Its number, `D-…`."]
    answer: Annotated[str, Choice((facts.ACCEPTED, facts.REFUSED)), "Yes or no."]
    by: Annotated[str, _BY, "How it was said."]


@dataclass(frozen=True, slots=True)
class MakeReady:
    """Lay pieces ready: each was looked at."""

    pieces: ThesePieces
    place: Annotated[str | None, PLACE, "Where they lie; the place of the trade by default."] = None


@dataclass(frozen=True, slots=True)
class Redo:
    """Do a piece again, for nothing."""

    piece: ThisPiece
    reason: Annotated[str, Choice(("stain", "crease", "size", "other")), "Why."]


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Let pieces be, that are to be given back as they are."""

    pieces: ThesePieces
    by: Annotated[str, Choice((CUSTOMER, SHOP)), "Who goes back on it."]
    reason: Annotated[str, Choice(("changed_mind", "too_long", "other")), "Why."]


def quote(state: NamedPieces, command: Quote, _context: Context) -> tuple[Event, ...]:
    """Tell a price, which holds once it is accepted.

    Raises:
        Refused: ``paid_already``, ``not_now`` for a piece that is given back or gone, and as `NamedPieces.one`.
    """
    lines: dict[str, tuple[EntrustedPiece, list[QuoteLine]]] = {}
    for line in command.lines:
        piece = state.one(line.piece)
        if piece.number != command.order:
            raise Refused("unknown", of=line.piece)
        lines.setdefault(piece.piece, (piece, []))[1].append(line)
    steps = []
    for piece, of_piece in lines.values():
        _check_open(piece)
        cents = sum(line.cents for line in of_piece)
        now = {"quote": facts.OPEN, "quote_cents": cents, "quote_partner_cents": _partner_cents(of_piece)}
        now["quote_lines"] = " ".join(f"{line.line}:{line.code or ''}:{line.cents}" for line in of_piece)
        told = [{"line": line.line, "code": line.code, "cents": line.cents} for line in of_piece]
        steps.append(PieceStep(piece, now, {"lines": told}))
    total = sum(one.now["quote_cents"] for one in steps)
    data = {"order": command.order, "total_cents": total}
    return stepped(Event("quoted", data, documents=(f"quote:{command.order}",)), *steps)


def _partner_cents(lines: Sequence[QuoteLine]) -> int | None:
    said = [line.partner_cents for line in lines if line.partner_cents is not None]
    return sum(said) if said else None


def _check_open(piece: EntrustedPiece) -> None:
    if piece.paid_cents:
        raise Refused("paid_already", piece=piece.piece)
    if not _may_be_priced(piece):
        raise Refused("not_now", piece=piece.piece, state=piece.state)


def _may_be_priced(piece: EntrustedPiece) -> bool:
    """Say whether a price may still be told and answered: of what was let be, or is gone, nothing is to be paid."""
    return piece.void is None and piece.state not in facts.GONE


def answer_quote(state: NamedPieces, command: AnswerQuote, _context: Context) -> tuple[Event, ...]:
    """Let the new price hold; refused, the old one, or the piece is to be given back where it had none.

    Raises:
        Refused: ``unknown``, ``not_quoted``, ``paid_already``, and as `step`.

    Warns:
        As `stepped`.
    """
    steps = []
    if not state.pieces:
        raise Refused("unknown", of=command.order)
    for piece in state.pieces.values():
        if piece.quote != facts.OPEN or not _may_be_priced(piece):
            continue
        _check_open(piece)
        now: dict[str, Any] = {"quote": command.answer}
        if command.answer == facts.ACCEPTED:
            now["cents"] = piece.quote_cents
            if piece.quote_partner_cents is not None:
                now["partner_cents"] = piece.quote_partner_cents
        elif piece.cents == 0 and may(piece, WITHDRAW):
            now |= {"state": step(piece, WITHDRAW), "void": facts.WITHDRAWN}
        steps.append(PieceStep(piece, now))
    if not steps:
        raise Refused("not_quoted", order=command.order)
    told = {"order": command.order, "answer": command.answer, "by": command.by}
    return stepped(Event("quote_answered", told), *steps)


def make_ready(state: NamedPieces, command: MakeReady, context: Context) -> tuple[Event, ...]:
    """Lay pieces on their place, from when on they wait to be collected.

    Raises:
        Refused: As `NamedPieces.named`, `step`.
    """
    place = command.place or state.nature.place
    now = {"place": place, "ready_day": context.happened_day.isoformat()}
    pieces = state.named(command.pieces)
    steps = [PieceStep(piece, {"state": step(piece, MAKE_READY), **now}) for piece in pieces]
    return stepped(Event("made_ready", {"place": place}), *steps)


@dataclass(frozen=True, slots=True)
class Redoing:
    """State that a piece is done again from: the piece, and when who works on it comes."""

    known: NamedPieces
    times: Mapping[str, Timetable]


def redo(state: Redoing, command: Redo, context: Context) -> tuple[Event, ...]:
    """Begin the next treatment of a piece, which costs nothing; it is promised anew.

    Raises:
        Refused: As `NamedPieces.one`, `step`, `promise.reckoned`.

    Warns:
        ``redo_late``.
    """
    piece = state.known.one(command.piece)
    step(piece, REDO)
    begun = moment(context)
    times = state.times.get(piece.partner or "", promise.NOBODY)
    slot = promise.reckoned(times, context.calendar, begun, (piece.partner, piece.quality))
    warnings: tuple[Warned, ...] = ()
    if piece.collected_day is not None:
        last = date.fromisoformat(piece.collected_day) + timedelta(days=state.known.nature.redo_days)
        if context.happened_day > last:
            warnings = (Warned("redo_late", {"day": last.isoformat()}),)
    now = {
        **dict.fromkeys(_OF_A_ROUND),
        "state": facts.TAKEN_IN,
        "place": state.known.nature.place,
        "round": piece.round + 1,
        "begun": begun.isoformat(timespec="minutes"),
        **dict.fromkeys(("paper_slot", "reckoned_slot", "due_slot", "told_slot"), slot),
    }
    told = {"reason": command.reason, "round": piece.round + 1, "promised_slot": slot}
    tag = (f"tag:{piece.tag}",)
    event = Event("redone", {**piece.identity, **told}, warnings=warnings, documents=tag)
    return stepped(event, PieceStep(piece, now))


def withdraw(state: NamedPieces, command: Withdraw, _context: Context) -> tuple[Event, ...]:
    """Let pieces wait to be given back; nothing is to be paid for them.

    Raises:
        Refused: As `NamedPieces.named`, `step`.

    Warns:
        As `stepped`.
    """
    pieces = state.named(command.pieces)
    steps = [PieceStep(piece, {"state": step(piece, WITHDRAW), "void": facts.WITHDRAWN}) for piece in pieces]
    return stepped(Event("withdrawn", {"by": command.by, "reason": command.reason}), *steps)
