"""Collection: pieces that are paid leave with whoever shows that they are his. Pure.

Source: docs/trade.md, "Things entrusted"; docs/requirements.md, R-4.03; decision 0093.
"""

from dataclasses import dataclass
from typing import Annotated, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.who import Whose
from concierge_desk.counter.parties import Who
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.kinds import Choice, Flag, FromList
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.entrusted.model.facts import COLLECTED, GONE, WAITS, EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.fields import THING, THINGS
from concierge_desk.mechanisms.entrusted.model.order import RETENTION
from concierge_desk.mechanisms.entrusted.model.steps import COLLECT, NamedPieces, PieceStep, step, stepped

SLIP, TAG, CARD, IDENTITY = "slip", "tag", "card", "identity"


@dataclass(frozen=True, slots=True)
class Collect:
    """Hand pieces over."""

    order: Annotated[str | None, THING, "All that waits of it; or"]
    pieces: Annotated[tuple[str, ...] | None, THINGS, "only these."]
    proof: Annotated[str, Choice((SLIP, TAG, CARD, IDENTITY)), "What was shown."]
    id_document: Annotated[
        Coded | None, FromList("id_document", closed=True), "Which document; never its number."
    ]
    proxy: Annotated[Who | None, group_of(Who), "Who comes for somebody; kept beside the journal."] = None
    discharge: Annotated[bool, Flag(), "The discharge was signed, where there is no slip."] = False
    old_parts: Annotated[
        str | None, Choice(("given", "left")), "Parts that were taken out: given back or left here."
    ] = None


@dataclass(frozen=True, slots=True)
class Collecting:
    """State that a collection is decided from: pieces of the orders that are named, and who comes for somebody."""

    known: NamedPieces
    of_orders: tuple[EntrustedPiece, ...]
    proxy: Whose | None = None


def collect(state: Collecting, command: Collect, context: Context) -> tuple[Event, ...]:
    """Let pieces go that are paid, or owe nothing.

    Raises:
        Refused: ``nothing_given``, ``unknown``, ``unpaid``, ``document_needed``, ``discharge_needed``,
            ``mandate_needed``, ``old_parts_needed``, and as `NamedPieces.named`, `step`.
    """
    pieces = _asked(state, command)
    for piece in pieces:
        step(piece, COLLECT)
    unpaid = sum(max(0, piece.open_cents) for piece in pieces)
    if unpaid:
        raise Refused("unpaid", cents=unpaid)
    _check_proof(state, command)
    worked_on = any(piece.void is None for piece in pieces)
    if state.known.nature.old_parts and worked_on and command.old_parts is None:
        raise Refused("old_parts_needed")
    now = {"state": COLLECTED, "collected_day": context.happened_day.isoformat()}
    named = {piece.piece for piece in pieces}
    proxy = None if state.proxy is None else context.draw("r")
    told = {
        "collected": [piece.piece for piece in pieces],
        "proof": command.proof,
        "id_document": None if command.id_document is None else command.id_document.code,
        "proxy": proxy,
        "discharge": command.discharge,
        "old_parts": command.old_parts,
        "left": [one.piece for one in state.of_orders if one.piece not in named and one.state not in GONE],
        "refund_due_cents": sum(piece.refund_due_cents for piece in pieces),
    }
    beside = {} if proxy is None or state.proxy is None else state.proxy.kept(proxy, RETENTION)
    orders = dict.fromkeys(piece.number for piece in pieces)
    papers = (
        tuple(f"discharge:{number}/{now['collected_day']}" for number in orders) if command.discharge else ()
    )
    steps = [PieceStep(piece, now) for piece in pieces]
    return stepped(Event("collected", told, documents=papers, **beside), *steps)


def _asked(state: Collecting, command: Collect) -> tuple[EntrustedPiece, ...]:
    """Return the pieces that are meant: of an order, those that wait; where none does, why not."""
    if command.pieces is not None:
        pieces = state.known.named(command.pieces)
        other = next((one for one in pieces if command.order not in (None, one.number)), None)
        if other is not None:
            raise Refused("unknown", of=other.piece)
        return pieces
    if command.order is None:
        raise Refused("nothing_given")
    if not state.of_orders:
        raise Refused("unknown", of=command.order)
    waiting = [piece for piece in state.of_orders if piece.state in WAITS and not piece.on_slip]
    rest = [piece for piece in state.of_orders if piece.state not in GONE] or state.of_orders
    return tuple(waiting) or tuple(rest[:1])


_SHOWN: Final = (SLIP, TAG)


def _check_proof(state: Collecting, command: Collect) -> None:
    if state.proxy is not None and command.proof not in _SHOWN:
        raise Refused("mandate_needed")
    if command.proof == IDENTITY and command.id_document is None:
        raise Refused("document_needed")
    if command.proof == IDENTITY and not command.discharge:
        raise Refused("discharge_needed")
