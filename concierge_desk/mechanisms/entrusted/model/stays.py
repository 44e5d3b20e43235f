"""Stay of a piece in the shop: another place, a reminder, something that is the matter with it. Pure.

Source: docs/requirements.md, R-5.04; decision 0093.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.kinds import Choice
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.custody.model import EMAIL, LETTER, PHONE, REMIND
from concierge_desk.mechanisms.custody.model.stays import Reminder, incident_noted, moved, reminded
from concierge_desk.mechanisms.entrusted.model.facts import LEVELS, LOST, NOT_FOUND, WAITS, EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.fields import NOTE, PLACE, ThisPiece
from concierge_desk.mechanisms.entrusted.model.steps import (
    INCIDENTS,
    RULES,
    TELL,
    NamedPieces,
    PieceStep,
    step,
    stepped,
)

HERE_BY: Final = "here"
_LEAP: Final = (2, 29)


@dataclass(frozen=True, slots=True)
class MovePiece:
    """Put a piece on another place."""

    piece: ThisPiece
    place: Annotated[str, PLACE, "Label of the new place."]


@dataclass(frozen=True, slots=True)
class RemindOfPiece:
    """Tell somebody that a piece waits."""

    piece: ThisPiece
    by: Annotated[str, Choice((PHONE, LETTER, EMAIL, HERE_BY)), "How."]


@dataclass(frozen=True, slots=True)
class ReportPiece:
    """Say what is the matter with a piece, or that it is found."""

    piece: ThisPiece
    incident: Annotated[str, Choice(INCIDENTS), "What is the matter."]
    note: Annotated[str | None, NOTE, "What there is to say; kept beside the journal."] = None


def move(state: NamedPieces, command: MovePiece, _context: Context) -> tuple[Event, ...]:
    """Put a piece on another place.

    Raises:
        Refused: ``same_place``, and as `NamedPieces.one`, `step`.
    """
    piece = state.one(command.piece)
    return stepped(moved(RULES, piece, command.place), PieceStep(piece, {"place": command.place}))


def remind(state: NamedPieces, command: RemindOfPiece, context: Context) -> tuple[Event, ...]:
    """Keep that somebody was told: that a piece waits, at the level that is due by now, or that it is promised anew.

    Raises:
        Refused: As `NamedPieces.one`, `step`.
    """
    piece = state.one(command.piece)
    if piece.is_moved and piece.state not in WAITS:
        return _told_anew(piece, command.by)
    step(piece, REMIND)
    day = context.happened_day
    level = level_on(piece, day)
    now = {"reminded_day": day.isoformat(), "reminded_level": level, "told_slot": piece.due_slot}
    event = reminded(RULES, piece, Reminder(command.by, f"reminder:{piece.number}", told={"level": level}))
    # One letter speaks of all that waits of an order: with the next piece of it no second one is printed.
    if any(one.reminded_day == day.isoformat() for one in state.pieces.values()):
        event = replace(event, always_printed=())
    return stepped(event, PieceStep(piece, now))


def _told_anew(piece: EntrustedPiece, by: str) -> tuple[Event, ...]:
    """Return that somebody knows by when his piece is ready now; it waits for nobody yet, and no letter is printed."""
    step(piece, TELL)
    told = {**piece.identity, "level": 0, "by": by, "due_slot": piece.due_slot}
    return stepped(Event(RULES.reminded, told), PieceStep(piece, {"told_slot": piece.due_slot}))


def report_incident(state: NamedPieces, command: ReportPiece, context: Context) -> tuple[Event, ...]:
    """Keep what is the matter with a piece; one that is lost for good is paid by nobody.

    Raises:
        Refused: As `NamedPieces.one`, `step`.

    Warns:
        As `stepped`.
    """
    piece = state.one(command.piece)
    step(piece, command.incident)
    event = incident_noted(RULES, piece, command.incident, command.note, context)
    after, now = event.data["state"], dict[str, Any]()
    if after != piece.state:
        now = {"state": after, "before": piece.state if after in (NOT_FOUND, LOST) else None}
    if after == LOST:
        now["void"] = LOST
    return stepped(event, PieceStep(piece, now))


def waits_since(piece: EntrustedPiece) -> str | None:
    """Return from when on a piece waits to be collected."""
    return piece.ready_day or piece.back_day


def level_on(piece: EntrustedPiece, day: date) -> int:
    """Return the last level of reminders that a piece has come to by a day; 0 before the first."""
    since = waits_since(piece)
    if since is None:
        return 0
    days = (day - date.fromisoformat(since)).days
    return max((level for level in LEVELS if level <= days), default=0)


def is_uncollected(piece: EntrustedPiece, day: date) -> bool:
    """Say whether somebody has to be told that a piece waits: a level was come to, and nobody was reminded at it."""
    return level_on(piece, day) > (piece.reminded_level or 0)


def law_day(taken_day: str) -> date:
    """Return from when on the law of 31 December 1903 lets a judge be asked: a year to the day, of 29 February 1 March."""
    day = date.fromisoformat(taken_day)
    if (day.month, day.day) == _LEAP:
        return date(day.year + 1, 3, 1)
    return day.replace(year=day.year + 1)
