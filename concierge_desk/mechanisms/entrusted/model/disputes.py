"""Disputes: what a customer says of a piece, what comes of it, who bears it. Pure.

Source: docs/trade.md, "Things entrusted"; docs/requirements.md, R-5.04; decision 0093.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.partners.partner import REGIME_OWN
from concierge_desk.counter.values.codelists import noted, said
from concierge_desk.counter.values.fields import Otherwise
from concierge_desk.counter.values.kinds import Choice, Items, cents
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.entrusted.model.facts import CANCELLED, OPEN, EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.fields import NOTE, ThisPiece
from concierge_desk.mechanisms.entrusted.model.steps import NamedPieces, PieceStep, stepped

NONE, REDONE, COMPENSATED = "none", "redo", "compensated"
SHOP, PARTNER = "shop", "partner"
_AMOUNT = cents(1)


@dataclass(frozen=True, slots=True)
class Dispute:
    """Keep what somebody says is wrong with a piece."""

    piece: ThisPiece
    about: Annotated[
        tuple[str, ...],
        Items(Choice(("stain", "damage", "shrunk", "colour", "missing_part", "other")), least=1),
        "What is wrong.",
    ]
    note: Annotated[str | None, NOTE, "What was said; kept beside the journal."] = None


@dataclass(frozen=True, slots=True)
class SettleDispute:
    """Keep how a dispute ended."""

    piece: ThisPiece
    outcome: Annotated[str, Choice((NONE, REDONE, COMPENSATED)), "Nothing, done again, or compensated."]
    cents: Annotated[
        int | None, _AMOUNT, "Compensation; what was declared, else what the trade's list gives, by default."
    ] = None
    borne_by: Annotated[
        str, Choice((SHOP, PARTNER)), "Who bears it; the shop by default.", Otherwise(SHOP)
    ] = SHOP


@dataclass(frozen=True, slots=True)
class Disputed:
    """State that a dispute is decided from: the piece, and what is due for it to its partner."""

    known: NamedPieces
    due_cents: int

    @property
    def is_owed(self) -> bool:
        """The shop owes him for his work; under mandate it is his own money, of which his fund tells."""
        return self.known.partner is not None and self.known.partner.regime == REGIME_OWN


def dispute(state: Disputed, command: Dispute, context: Context) -> tuple[Event, ...]:
    """Keep what is wrong with a piece; its partner's price waits.

    Raises:
        Refused: ``disputed_already``, ``not_now`` for a piece that was never here, and as `NamedPieces.one`.
    """
    piece = state.known.one(command.piece)
    if piece.dispute == OPEN:
        raise Refused("disputed_already", piece=piece.piece)
    if piece.state == CANCELLED:
        raise Refused("not_now", piece=piece.piece, state=piece.state)
    withheld = max(0, state.due_cents)
    note, personal = noted(said(command.note), context.draw("n"))
    now = {"dispute": OPEN, "withheld_cents": piece.withheld_cents + withheld}
    told = {**piece.identity, "about": list(dict.fromkeys(command.about)), "note": note["note"]}
    step = PieceStep(piece, now, {"due_cents": -withheld})
    return stepped(Event("disputed", told, aud=state.known.aud, personal=personal), step)


def settle_dispute(state: Disputed, command: SettleDispute, _context: Context) -> tuple[Event, ...]:
    """End a dispute: what it kept from the partner is due again, belongs to the next treatment, or less what he bears.

    Raises:
        Refused: ``not_disputed``, ``cents_needed``, and as `NamedPieces.one`.
    """
    piece = state.known.one(command.piece)
    if piece.dispute != OPEN:
        raise Refused("not_disputed", piece=piece.piece)
    kept = piece.withheld_cents if command.outcome == REDONE else 0
    due = piece.withheld_cents - kept
    now: dict[str, Any] = {"dispute": command.outcome, "withheld_cents": kept}
    told: dict[str, Any] = {**piece.identity, "outcome": command.outcome}
    if command.outcome == COMPENSATED:
        cents = command.cents or left_of(piece)
        if not cents:
            raise Refused("cents_needed", piece=piece.piece)
        now["compensated_cents"] = piece.compensated_cents + cents
        told |= {"cents": cents, "borne_by": command.borne_by}
        due -= cents if command.borne_by == PARTNER and state.is_owed else 0
    return stepped(
        Event("dispute_settled", told, aud=state.known.aud), PieceStep(piece, now, {"due_cents": due})
    )


def left_of(piece: EntrustedPiece) -> int | None:
    """Return what a compensation comes to where nobody says: what was declared, else what the trade's list gives, once."""
    worth = piece.declared_cents or piece.value_cents
    return None if worth is None else max(0, worth - piece.compensated_cents)
