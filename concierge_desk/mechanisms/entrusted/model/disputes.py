"""Disputes: what a customer says of a piece, what comes of it, who bears it. Pure.

Source: docs/trade.md, "Things entrusted"; docs/requirements.md, R-5.04; decision 0093.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.codelists import noted, said
from concierge_desk.counter.values.fields import Otherwise
from concierge_desk.counter.values.kinds import Choice, Items, cents
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.entrusted.model.facts import CANCELLED, OPEN
from concierge_desk.mechanisms.entrusted.model.fields import NOTE, ThisPiece
from concierge_desk.mechanisms.entrusted.model.steps import NamedPieces, refund_due, told

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
    data = {
        **told(piece, "dispute", "withheld_cents"),
        "about": list(dict.fromkeys(command.about)),
        "note": note["note"],
        "withheld_cents": piece.withheld_cents + withheld,
        "due_cents": -withheld,
    }
    return (Event("disputed", data, personal=personal, about=piece.number),)


def settle_dispute(state: Disputed, command: SettleDispute, _context: Context) -> tuple[Event, ...]:
    """End a dispute: what it kept from the partner is due again, belongs to the next treatment, or less what he bears.

    Raises:
        Refused: ``not_disputed``, ``cents_needed``, and as `NamedPieces.one`.

    Warns:
        As `refund_due`.
    """
    piece = state.known.one(command.piece)
    if piece.dispute != OPEN:
        raise Refused("not_disputed", piece=piece.piece)
    data: dict[str, Any] = {
        **told(piece, "dispute", "withheld_cents", "compensated_cents"),
        "outcome": command.outcome,
        "withheld_cents": 0,
        "due_cents": piece.withheld_cents,
    }
    if command.outcome == REDONE:
        data |= {"withheld_cents": piece.withheld_cents, "due_cents": 0}
    if command.outcome == COMPENSATED:
        compensation = command.cents or piece.declared_cents or piece.value_cents
        if compensation is None:
            raise Refused("cents_needed", piece=piece.piece)
        data |= {"cents": compensation, "borne_by": command.borne_by}
        if command.borne_by == PARTNER:
            data["due_cents"] -= compensation
    return (Event("dispute_settled", data, warnings=refund_due([piece]), about=piece.number),)
