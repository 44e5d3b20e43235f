"""Payment of pieces: each what is open of it, on a line of its own; and back. Pure.

Source: docs/contract.md, "Ticket lines and VAT"; decision 0093.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from concierge_desk.counter.context import Context
from concierge_desk.counter.natures import paid_before
from concierge_desk.counter.partners.partner import for_partner
from concierge_desk.counter.service import Undone
from concierge_desk.counter.till.natures import SERVICE
from concierge_desk.domain.accounting.vat_rates import rate_of
from concierge_desk.domain.charge import own_piece
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.entrusted.model.facts import OPEN, EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.fields import ThisPiece
from concierge_desk.mechanisms.entrusted.model.steps import NamedPieces


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay what is open of a piece."""

    piece: ThisPiece


@dataclass(frozen=True, slots=True)
class PayingPiece:
    """State that a payment is decided from: the piece, the rates of the day."""

    known: NamedPieces
    rates: Mapping[str, int]


def pay(state: PayingPiece, command: Pay, context: Context) -> tuple[Event, ...]:
    """Pay what is open of a piece, beside what the visit pays already; under mandate it is the partner's money.

    Raises:
        Refused: ``nothing_due``, ``quote_open``, ``vat.unknown``, and as `NamedPieces.one`.
    """
    nature, piece = state.known.nature, state.known.one(command.piece)
    if piece.quote == OPEN:
        raise Refused("quote_open", order=piece.number)
    cents = piece.open_cents - paid_before(context.earlier, "piece", piece.piece)
    if cents <= 0:
        raise Refused("nothing_due", piece=piece.piece)
    rate = rate_of(state.rates, nature.vat_code, context.business_day)
    charge = own_piece(piece.label, cents, nature.vat_code, rate, SERVICE)
    partner, aud = state.known.partner, ""
    if partner is not None and partner.regime != "own":
        charge, aud = for_partner(charge, partner), partner.aud
    data = {"piece": piece.piece, "code": piece.tag, "order": piece.number, "cents": cents}
    return (Event("paid", data, aud=aud, charge=charge, about=piece.number),)


def take_back(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Give back what was paid for a piece; once it was collected, it costs so much less."""
    data = undone.posted.data
    return (undone.negated("piece", "code", "order", cents=-data["cents"]),)


def after_payment(piece: EntrustedPiece, cents: int) -> EntrustedPiece:
    """Return a piece as a payment leaves it, or money that goes back, below nothing.

    What goes back of a piece that was collected, beyond what was due back, comes off its price: it is owed by nobody.
    """
    over = max(0, -cents - piece.refund_due_cents) if piece.collected_day is not None else 0
    return replace(piece, paid_cents=piece.paid_cents + cents, reduced_cents=piece.reduced_cents + over)
