"""Loads: what each act reads of a nature's tables before it is decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.who import Whose, whose
from concierge_desk.counter.natures import paid_before
from concierge_desk.counter.parties import PaidTogether, Payable
from concierge_desk.counter.partners.known import made_partner, made_partners
from concierge_desk.counter.service import Undone
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.entrusted.model import facts, slips
from concierge_desk.mechanisms.entrusted.model.collect import Collect, Collecting
from concierge_desk.mechanisms.entrusted.model.disputes import Disputed
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.order import TakeIn, TakingIn
from concierge_desk.mechanisms.entrusted.model.pay import Pay, PayingPiece
from concierge_desk.mechanisms.entrusted.model.promise import NOBODY, RoundState, SetRounds
from concierge_desk.mechanisms.entrusted.model.rows import RowState, SetKinds, SetPrices
from concierge_desk.mechanisms.entrusted.model.stays import RemindOfPiece
from concierge_desk.mechanisms.entrusted.model.steps import NamedPieces
from concierge_desk.mechanisms.entrusted.model.work import Quote, Redo, Redoing
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.entrusted.tables import looks
from concierge_desk.store.connection import Connection
from concierge_desk.store.settings import rates_on


def kinds(nature: Nature, connection: Connection, _command: SetKinds, _context: Context) -> RowState:
    """Return the kinds that there are, or will be."""
    return RowState(nature, looks.kinds_on(connection, nature, date.max))


def prices(nature: Nature, connection: Connection, command: SetPrices, _context: Context) -> RowState:
    """Return the kinds that there are, or will be, and whether the partner is one."""
    known = command.partner is None or made_partner(connection, command.partner) is not None
    return RowState(nature, looks.kinds_on(connection, nature, date.max), known)


def rounds(_nature: Nature, connection: Connection, command: SetRounds, _context: Context) -> RoundState:
    """Return the partner."""
    return RoundState(None if command.partner is None else made_partner(connection, command.partner))


def taking(nature: Nature, connection: Connection, command: TakeIn, context: Context) -> TakingIn:
    """Return whose it is, who may work on it, and what it costs."""
    day, who = context.business_day, whose(connection, context, said=command.who)
    kinds = looks.kinds_on(connection, nature, day)
    asked = [kind for piece in command.pieces for kind in _with_parts(kinds, piece.kind)]
    times = looks.timetables(connection, nature.code)
    partners = made_partners(connection)
    comes = [one for one in partners if not one.is_retired(day) and times.get(one.partner, NOBODY).comes(day)]
    return TakingIn(
        nature=nature,
        who=who,
        member=who.is_member(connection, context),
        named=next((one for one in partners if one.partner == command.partner), None),
        comes=comes,
        times=times,
        kinds=kinds,
        prices=looks.prices_of(connection, nature, asked),
        bareme=looks.shipped_bareme(nature),
    )


def _with_parts(kinds: Mapping[str, facts.KindRow], kind: str) -> Sequence[str]:
    return (kind, *(kinds[kind].tags if kind in kinds else ()))


def named(nature: Nature, connection: Connection, command: Any, _context: Context) -> NamedPieces:
    """Return the pieces that a command names."""
    texts = command.pieces if hasattr(command, "pieces") else (command.piece,)
    return _pieces(nature, connection, texts)


def reminding(
    nature: Nature, connection: Connection, command: RemindOfPiece, _context: Context
) -> NamedPieces:
    """Return a piece with the others of its order: one letter speaks of all of them."""
    known = _pieces(nature, connection, (command.piece,))
    beside = [
        one
        for piece in known.pieces.values()
        for one in looks.pieces_of(connection, nature.code, piece.number)
    ]
    return NamedPieces(nature, {**{one.piece: one for one in beside}, **known.pieces})


def quoted(nature: Nature, connection: Connection, command: Quote, _context: Context) -> NamedPieces:
    """Return the pieces of the lines of a quote."""
    return _pieces(nature, connection, [line.piece for line in command.lines])


def of_order(nature: Nature, connection: Connection, command: Any, _context: Context) -> NamedPieces:
    """Return the pieces of an order."""
    pieces = looks.pieces_of(connection, nature.code, command.order)
    return NamedPieces(nature, {piece.piece: piece for piece in pieces})


def redoing(nature: Nature, connection: Connection, command: Redo, _context: Context) -> Redoing:
    """Return a piece, and when who works on it comes."""
    known = _pieces(nature, connection, (command.piece,))
    return Redoing(known, looks.timetables(connection, nature.code))


def paying(nature: Nature, connection: Connection, command: Pay, context: Context) -> PayingPiece:
    """Return a piece, whose work it is, and the rates of the day."""
    return PayingPiece(
        worked_on(nature, connection, command, context), rates_on(connection, context.business_day)
    )


def collecting(nature: Nature, connection: Connection, command: Collect, context: Context) -> Collecting:
    """Return the pieces that are named, all of their orders, and who comes for somebody."""
    known = _pieces(nature, connection, command.pieces or ())
    orders = (
        [command.order] if command.order is not None else [piece.number for piece in known.pieces.values()]
    )
    of_orders = [
        piece
        for number in dict.fromkeys(orders)
        for piece in looks.pieces_of(connection, nature.code, number)
    ]
    told = command.proxy
    if told is None or not told.is_somebody:
        return Collecting(known, tuple(of_orders))
    person = None if told.card is None else context.parties().person_of(connection, told.card)
    return Collecting(known, tuple(of_orders), Whose(person, told.beside or told.card))


def disputed(nature: Nature, connection: Connection, command: Any, context: Context) -> Disputed:
    """Return a piece, and what is due for it to its partner."""
    known = worked_on(nature, connection, command, context)
    due = sum(looks.due_to(connection, nature.code, piece.piece) for piece in known.pieces.values())
    return Disputed(known, due)


def worked_on(nature: Nature, connection: Connection, command: Any, _context: Context) -> NamedPieces:
    """Return a piece, and who works on it."""
    known = _pieces(nature, connection, (command.piece,))
    code = next((piece.partner for piece in known.pieces.values()), None)
    return known if code is None else replace(known, partner=made_partner(connection, code))


def leaving(
    nature: Nature, connection: Connection, command: slips.PreparePartnerSlip | slips.Send, _context: Context
) -> slips.LeavingPieces:
    """Return what may leave with whom, and a slip that is named."""
    name = getattr(command, "slip", None)
    slip = None if name is None else looks.slip_of(connection, nature.code, name)
    code = command.partner or (None if slip is None else slip.partner) or ""
    return slips.LeavingPieces(
        known=_pieces(nature, connection, command.pieces or ()),
        partner=made_partner(connection, code),
        waiting=looks.pieces_with(connection, nature.code, code, facts.TAKEN_IN),
        times=looks.timetables(connection, nature.code).get(code, NOBODY),
        slip=slip,
        on_slip=() if slip is None else looks.pieces_on(connection, nature.code, slip.number),
    )


def receiving(
    nature: Nature, connection: Connection, command: slips.ReceiveBack, _context: Context
) -> slips.Receiving:
    """Return the pieces that are brought, and what else is with their partner."""
    known = _pieces(nature, connection, [row.piece for row in command.pieces])
    away = looks.pieces_with(connection, nature.code, command.partner, facts.SENT)
    return slips.Receiving(known, made_partner(connection, command.partner), away)


def changed(
    nature: Nature, connection: Connection, undone: Undone, _context: Context
) -> Mapping[str, EntrustedPiece]:
    """Return the pieces that an entry changed, as they are now."""
    names = [row["piece"] for row in undone.posted.data["pieces"]]
    return _pieces(nature, connection, names).pieces


def ordered(
    nature: Nature, connection: Connection, undone: Undone, _context: Context
) -> Sequence[EntrustedPiece]:
    """Return the pieces of an order that is taken back."""
    return looks.pieces_of(connection, nature.code, undone.posted.data["order"])


def slip(nature: Nature, connection: Connection, undone: Undone, _context: Context) -> slips.PreparedSlip:
    """Return a slip that is taken back, and what is on it."""
    code, number = nature.code, undone.posted.data["slip"]
    return slips.PreparedSlip(
        looks.slip_of(connection, code, number), looks.pieces_on(connection, code, number)
    )


def payable(nature: Nature, connection: Connection, of: str, earlier: Sequence[Event]) -> Payable | None:
    """Return what is still to be paid for an order or a piece; None for what is none of this nature."""
    code = nature.code
    piece = looks.piece_of(connection, code, of)
    order = looks.order_of(connection, code, of if piece is None else piece.number)
    if order is None:
        return None
    pieces = looks.pieces_of(connection, code, order.number)
    open_cents = {
        one.piece: max(0, one.open_cents - paid_before(earlier, "piece", one.piece)) for one in pieces
    }
    # Ahead is paid for an order, a piece by its number, or one by its tag: for none more than it costs, nor than the order.
    named = (order.number, *(name for one in pieces for name in (one.piece, one.tag)))
    together: tuple[PaidTogether, ...] = (PaidTogether(sum(open_cents.values()), named),)
    if piece is not None:
        together = (PaidTogether(open_cents[piece.piece], (piece.piece, piece.tag)), *together)
    partner = None if order.partner is None else made_partner(connection, order.partner)
    own = partner is None or partner.regime == "own"
    cents = together[0].price_cents
    return Payable(cents, nature.vat_code, party=order.party, own=own, together=together)


def _pieces(nature: Nature, connection: Connection, texts: Iterable[str]) -> NamedPieces:
    found = ((text, looks.piece_of(connection, nature.code, text)) for text in texts)
    return NamedPieces(nature, {text: piece for text, piece in found if piece is not None})
