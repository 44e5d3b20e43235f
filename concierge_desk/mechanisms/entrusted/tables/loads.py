"""Loads: what each act reads of a nature's tables before it is decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.who import Whose, whose
from concierge_desk.counter.parties import Payable, Who
from concierge_desk.counter.partners.known import made_partner, made_partners
from concierge_desk.counter.service import Undone
from concierge_desk.counter.till.visits import visit_who
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.entrusted.model import facts
from concierge_desk.mechanisms.entrusted.model.collect import Collect, Collecting
from concierge_desk.mechanisms.entrusted.model.disputes import Disputed
from concierge_desk.mechanisms.entrusted.model.facts import Piece
from concierge_desk.mechanisms.entrusted.model.order import TakeIn, Taking
from concierge_desk.mechanisms.entrusted.model.pay import Pay, Paying, paid_before
from concierge_desk.mechanisms.entrusted.model.promise import RoundState, SetRounds, Timetable
from concierge_desk.mechanisms.entrusted.model.rows import RowState, SetKinds, SetPrices
from concierge_desk.mechanisms.entrusted.model.slips import Leaving, PrepareSlip, ReceiveBack, Receiving, Send
from concierge_desk.mechanisms.entrusted.model.steps import Pieces, rows_of
from concierge_desk.mechanisms.entrusted.model.work import Quote, Redo, Redoing
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.entrusted.tables import looks
from concierge_desk.mechanisms.entrusted.tables.names import Tables
from concierge_desk.store.connection import Connection
from concierge_desk.store.settings import rates_on


def visit_of(connection: Connection, command: TakeIn) -> Who | None:
    """Return whose the visit is that an order belongs to."""
    return None if command.visit is None else visit_who(connection, command.visit, None)


@dataclass(frozen=True, slots=True)
class Loads:
    """Loads of a nature's acts."""

    nature: Nature

    @property
    def tables(self) -> Tables:
        """Its tables."""
        return Tables(self.nature.code)

    def kinds(self, connection: Connection, _command: SetKinds, context: Context) -> RowState:
        """Return the kinds that there are."""
        return RowState(self.nature, frozenset(looks.kinds_on(connection, self.nature, context.business_day)))

    def prices(self, connection: Connection, command: SetPrices, context: Context) -> RowState:
        """Return the kinds that there are, and whether the partner is one."""
        known = command.partner is None or made_partner(connection, command.partner) is not None
        kinds = frozenset(looks.kinds_on(connection, self.nature, context.business_day))
        return RowState(self.nature, kinds, known)

    def rounds(self, connection: Connection, command: SetRounds, _context: Context) -> RoundState:
        """Return the partner."""
        return RoundState(None if command.partner is None else made_partner(connection, command.partner))

    def taking(self, connection: Connection, command: TakeIn, context: Context) -> Taking:
        """Return whose it is, who may work on it, and what it costs."""
        day, who = context.business_day, whose(connection, context, said=command.who)
        kinds = looks.kinds_on(connection, self.nature, day)
        asked = [kind for piece in command.pieces for kind in self._with_parts(kinds, piece.kind)]
        times = looks.timetables(connection, self.tables)
        partners = made_partners(connection)
        comes = [
            one
            for one in partners
            if not one.is_retired(day)
            and (row := times.get(one.partner, Timetable()).row(day))
            and row.rounds
        ]
        return Taking(
            nature=self.nature,
            who=who,
            member=_is_member(connection, who, context),
            named=next((one for one in partners if one.partner == command.partner), None),
            comes=comes,
            times=times,
            kinds=kinds,
            prices=looks.prices_of(connection, self.nature, asked),
            bareme=looks.shipped_bareme(self.nature),
        )

    @staticmethod
    def _with_parts(kinds: Mapping[str, facts.KindRow], kind: str) -> Sequence[str]:
        return (kind, *(kinds[kind].tags if kind in kinds else ()))

    def named(self, connection: Connection, command: Any, _context: Context) -> Pieces:
        """Return the pieces that a command names."""
        texts = command.pieces if hasattr(command, "pieces") else (command.piece,)
        return self._pieces(connection, texts)

    def quoted(self, connection: Connection, command: Quote, _context: Context) -> Pieces:
        """Return the pieces of the lines of a quote."""
        return self._pieces(connection, [line.piece for line in command.lines])

    def of_order(self, connection: Connection, command: Any, _context: Context) -> Pieces:
        """Return the pieces of an order."""
        pieces = looks.pieces_of(connection, self.tables, command.order)
        return Pieces(self.nature, {piece.piece: piece for piece in pieces})

    def redoing(self, connection: Connection, command: Redo, _context: Context) -> Redoing:
        """Return a piece, and when who works on it comes."""
        known = self._pieces(connection, (command.piece,))
        return Redoing(known, looks.timetables(connection, self.tables))

    def paying(self, connection: Connection, command: Pay, context: Context) -> Paying:
        """Return a piece, whose work it is, and the rates of the day."""
        known = self._pieces(connection, (command.piece,))
        code = next((piece.partner for piece in known.pieces.values()), None)
        partner = None if code is None else made_partner(connection, code)
        return Paying(known, partner, rates_on(connection, context.business_day))

    def collecting(self, connection: Connection, command: Collect, context: Context) -> Collecting:
        """Return the pieces that are named, all of their orders, and who comes for somebody."""
        known = self._pieces(connection, command.pieces or ())
        orders = (
            [command.order]
            if command.order is not None
            else [piece.number for piece in known.pieces.values()]
        )
        of_orders = [
            piece
            for number in dict.fromkeys(orders)
            for piece in looks.pieces_of(connection, self.tables, number)
        ]
        card = None if command.proxy is None else command.proxy.card
        proxy = None if card is None else context.parties().person_of(connection, card)
        return Collecting(known, tuple(of_orders), proxy)

    def disputed(self, connection: Connection, command: Any, _context: Context) -> Disputed:
        """Return a piece, and what is due for it to its partner."""
        known = self._pieces(connection, (command.piece,))
        due = sum(looks.due_to(connection, self.tables, piece.piece) for piece in known.pieces.values())
        return Disputed(known, due)

    def leaving(self, connection: Connection, command: PrepareSlip | Send, _context: Context) -> Leaving:
        """Return what may leave with whom, and a slip that is named."""
        name = getattr(command, "slip", None)
        slip = None if name is None else looks.slip_of(connection, self.tables, name)
        code = command.partner or (None if slip is None else slip.partner) or ""
        return Leaving(
            known=self._pieces(connection, command.pieces or ()),
            partner=made_partner(connection, code),
            waiting=looks.pieces_with(connection, self.tables, code, facts.TAKEN_IN),
            times=looks.timetables(connection, self.tables).get(code, Timetable()),
            slip=slip,
            on_slip=() if slip is None else looks.pieces_on(connection, self.tables, slip.slip),
        )

    def receiving(self, connection: Connection, command: ReceiveBack, _context: Context) -> Receiving:
        """Return the pieces that are brought, and what else is with their partner."""
        known = self._pieces(connection, [row.piece for row in command.pieces])
        away = looks.pieces_with(connection, self.tables, command.partner, facts.SENT)
        return Receiving(known, made_partner(connection, command.partner), away)

    def changed(self, connection: Connection, undone: Undone, _context: Context) -> Mapping[str, Piece]:
        """Return the pieces that an entry changed, as they are now."""
        names = [row["piece"] for row in rows_of(undone.posted.data)]
        return self._pieces(connection, names).pieces

    def ordered(self, connection: Connection, undone: Undone, _context: Context) -> Sequence[Piece]:
        """Return the pieces of an order that is taken back."""
        return looks.pieces_of(connection, self.tables, undone.posted.data["order"])

    def slip(self, connection: Connection, undone: Undone, _context: Context) -> Mapping[str, Any]:
        """Return a slip that is taken back."""
        return {"slip": looks.slip_of(connection, self.tables, undone.posted.data["slip"])}

    def payable(self, connection: Connection, of: str, earlier: Sequence[Event]) -> Payable | None:
        """Return what is still to be paid for an order or a piece; None for what is none of this nature."""
        pieces = looks.pieces_of(connection, self.tables, of)
        if not pieces:
            piece = looks.piece_of(connection, self.tables, of)
            pieces = () if piece is None else (piece,)
        order = looks.order_of(connection, self.tables, pieces[0].number) if pieces else None
        if order is None:
            return None
        cents = sum(max(0, piece.open_cents - paid_before(earlier, piece)) for piece in pieces)
        partner = None if order.partner is None else made_partner(connection, order.partner)
        own = partner is None or partner.regime == "own"
        return Payable(cents, self.nature.vat_code, party=order.party, own=own)

    def _pieces(self, connection: Connection, texts: Iterable[str]) -> Pieces:
        found = ((text, looks.piece_of(connection, self.tables, text)) for text in texts)
        return Pieces(self.nature, {text: piece for text, piece in found if piece is not None})


def _is_member(connection: Connection, who: Whose, context: Context) -> bool:
    if who.person is None:
        return False
    return context.parties().is_member(connection, who.person, context.business_day)
