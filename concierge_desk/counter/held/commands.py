"""Commands of money that is held or owed, what each of them reads, and how each act is taken back.

Source: docs/contract.md, "Money held and owed"; decisions 0084, 0085.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concierge_desk.counter.context import Context
from concierge_desk.counter.held import account, advance, caution, indemnity
from concierge_desk.counter.held.account import Bounced, Owe, PayAccount, Slate, UnpaidCheque, WriteOff
from concierge_desk.counter.held.advance import NamedAdvance, TakeAdvance, Taking
from concierge_desk.counter.held.caution import NamedCaution, TakeCaution
from concierge_desk.counter.held.indemnity import OUT, Indemnify
from concierge_desk.counter.held.lines import came_by, drawn_before
from concierge_desk.counter.held.who import Whose, whose
from concierge_desk.counter.parties import Payable, Who
from concierge_desk.counter.rights.table import FORGIVE, OWE, SERVE, Depends
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import (
    AnyCommand,
    AnyReversal,
    Command,
    Reversal,
    Service,
    Undone,
    no_state,
)
from concierge_desk.domain.charge import ADVANCE, CAUTION
from concierge_desk.domain.held import things as kinds
from concierge_desk.domain.held.things import HeldAdvance, HeldCaution, HeldMove, Unpaid
from concierge_desk.domain.ticket import SoldTicket
from concierge_desk.i18n import N_
from concierge_desk.store import cheques, till
from concierge_desk.store.held import parties as links
from concierge_desk.store.held import things
from concierge_desk.store.held.unpaid import of_cheques
from concierge_desk.store.settings import rates_on


@dataclass(frozen=True, slots=True)
class _Port:
    """What acts ask of the services: what a thing costs."""

    services: Sequence[Service]

    def payable(self, rows: Rows, of: str | None, context: Context) -> Payable | None:
        """Return what a thing costs; None where no service knows it."""
        if of is None:
            return None
        asked = [service.payable for service in self.services if service.payable is not None]
        found = (payable(rows, of, context.earlier) for payable in asked)
        return next((price for price in found if price is not None), None)

    def taking(self, rows: Rows, command: TakeAdvance, context: Context) -> Taking:
        of = command.of or drawn_before(context.earlier)
        payable = self.payable(rows, of, context)
        party = payable.party if payable is not None else None
        together = () if payable is None or of is None else payable.rooms(of)
        return Taking(
            who=whose(rows, context, said=command.who, party=party),
            payable=payable,
            ahead={
                thing: sum(one.left_cents for one in things.advances_of(rows, thing))
                for room in together
                for thing in room.things
            },
            rates=rates_on(rows, context.business_day),
        )

    def caution_for(self, rows: Rows, command: TakeCaution, context: Context) -> Whose:
        of = command.of or drawn_before(context.earlier)
        payable = self.payable(rows, of, context) if command.who is None else None
        party = payable.party if payable is not None else None
        return whose(rows, context, said=command.who, party=party)

    def owing(self, rows: Rows, command: Owe, context: Context) -> Slate:
        return self._slate(rows, command.who, context)

    def paying(self, rows: Rows, command: PayAccount | WriteOff, context: Context) -> Slate:
        if command.debt is None:
            return self._slate(rows, command.who, context)
        named = things.debt(rows, command.debt)
        if named is None:
            return Slate(Whose(), ())
        person = links.person_of(rows, named.party)
        if person is None:
            return Slate(Whose(), (named,), named)
        known = context.parties()
        stayed = known.stayed(rows, person)
        owed = things.open_debts_of(rows, known.people_of(rows, stayed))
        return Slate(Whose(stayed), owed, named)

    def _slate(self, rows: Rows, who: Who | None, context: Context) -> Slate:
        found = whose(rows, context, said=who)
        people = () if found.person is None else context.parties().people_of(rows, found.person)
        return Slate(found, things.open_debts_of(rows, people))

    def bounced(self, rows: Rows, command: UnpaidCheque, context: Context) -> Bounced:
        who = whose(rows, context, said=command.who)
        cheque = next(iter(cheques.named(rows, (command.cheque,))), None)
        return Bounced(who, cheque, None if cheque is None else till.sold_ticket(rows, cheque.ticket))


def _cautions(rows: Rows, command: "caution.ReturnCaution", _context: Context) -> NamedCaution:
    own = things.caution(rows, command.of)
    found = things.cautions_of(rows, command.of) if own is None else (own,)
    sold = _sold(rows, found)
    return NamedCaution(found, sold, _unpaid(rows, found, sold))


def _advances(rows: Rows, command: "advance.ReturnAdvance", _context: Context) -> NamedAdvance:
    own = things.advance(rows, command.of)
    found = things.advances_of(rows, command.of) if own is None else (own,)
    sold = _sold(rows, found)
    return NamedAdvance(found, sold, _unpaid(rows, found, sold))


def _sold(rows: Rows, found: Sequence[HeldCaution | HeldAdvance]) -> dict[str, SoldTicket | None]:
    """Return the ticket that each thing came with: by its means it goes back."""
    return {
        thing.code: None if thing.ticket is None else till.sold_ticket(rows, thing.ticket)
        for thing in found
        if thing.left_cents
    }


def _unpaid(
    rows: Rows, found: Sequence[HeldCaution | HeldAdvance], sold: Mapping[str, SoldTicket | None]
) -> dict[str, Unpaid]:
    """Return what of each thing its cheques had paid that came back."""
    unpaid = {}
    for thing in found:
        fund = CAUTION if isinstance(thing, HeldCaution) else ADVANCE
        brought = came_by(sold.get(thing.code), fund, thing.cents)
        cheques_of = {one.cheque: one.cents for one in brought if one.cheque is not None}
        unpaid[thing.code] = of_cheques(rows, cheques_of, thing.ticket or "")
    return unpaid


def held_commands(services: Sequence[Service]) -> tuple[AnyCommand, ...]:
    """Return the acts with cautions, advances, the slate and indemnities.

    Args:
        services: They say what their things cost.
    """
    port = _Port(services)
    return (
        *_caution_commands(port),
        *_advance_commands(port),
        *_account_commands(port),
        Command(
            name="till.indemnify",
            summary=N_("An indemnity comes to us or leaves us: no turnover."),
            decide=indemnity.indemnify,
            charged=True,
            right=Depends((SERVE, FORGIVE), _right_to_indemnify),
        ),
    )


def _caution_commands(port: _Port) -> tuple[AnyCommand, ...]:
    return (
        Command(
            name="caution.take",
            summary=N_("A caution is taken: money, or a cheque that is kept in the safe."),
            load=port.caution_for,
            decide=caution.take_caution,
            answer=lambda posted: {
                name: posted[-1].data[name] for name in ("caution", "of", "kept", "cents")
            },
            charged=True,
            alone=True,
        ),
        Command(
            name="caution.cash",
            summary=N_("A cheque that was kept as a caution is paid in after all."),
            load=_cautions,
            decide=caution.cash_caution,
            charged=True,
        ),
        Command(
            name="caution.return",
            summary=N_("A caution is given back, or a part of it."),
            load=_cautions,
            decide=caution.return_caution,
            answer=lambda posted: {
                name: posted[-1].data[name] for name in ("caution", "cents", "left_cents")
            },
            charged=True,
            alone=True,
        ),
        Command(
            name="caution.keep",
            summary=N_("A part of a caution is kept, for a reason."),
            load=_cautions,
            decide=caution.keep_caution,
            charged=True,
        ),
    )


def _advance_commands(port: _Port) -> tuple[AnyCommand, ...]:
    return (
        Command(
            name="advance.take",
            summary=N_("Money is taken ahead: arrhes or an acompte."),
            load=port.taking,
            decide=advance.take_advance,
            charged=True,
        ),
        Command(
            name="advance.use",
            summary=N_("What is sold in the visit is paid out of what was paid ahead."),
            load=_advances,
            decide=advance.use_advance,
            charged=True,
        ),
        Command(
            name="advance.keep",
            summary=N_("The customer withdraws: what was paid ahead is kept."),
            load=_advances,
            decide=advance.keep_advance,
            charged=True,
        ),
        Command(
            name="advance.return",
            summary=N_("What was paid ahead is given back; arrhes twice where the shop goes back on it."),
            load=_advances,
            decide=advance.return_advance,
            charged=True,
        ),
    )


def _account_commands(port: _Port) -> tuple[AnyCommand, ...]:
    return (
        Command(
            name="account.owe",
            summary=N_("What is sold in the visit is put on somebody's slate."),
            load=port.owing,
            decide=account.owe,
            charged=True,
            right=OWE,
        ),
        Command(
            name="account.pay",
            summary=N_("What stands on the slate is paid, the oldest first."),
            load=port.paying,
            decide=account.pay_account,
            charged=True,
        ),
        Command(
            name="account.write_off",
            summary=N_("What stands on the slate is forgiven: it will not be paid."),
            load=port.paying,
            decide=account.write_off,
            charged=True,
            right=FORGIVE,
        ),
        Command(
            name="account.unpaid_cheque",
            summary=N_("The bank gave a cheque back unpaid: what it had paid stands on the slate."),
            load=port.bounced,
            decide=account.unpaid_cheque,
            charged=True,
            right=OWE,
        ),
    )


def _right_to_indemnify(_rows: Rows, command: Indemnify, _context: Context) -> tuple[str, ...]:
    return (FORGIVE,) if command.direction == OUT else (SERVE,)


def _later(rows: Rows, undone: Undone, _context: Context) -> tuple[HeldMove, ...]:
    return things.later_moves(rows, undone.posted.seq)


HELD_REVERSALS: Mapping[str, AnyReversal] = {
    kinds.CAUTION_TAKEN: Reversal(caution.caution_untaken, _later, charged=True),
    **dict.fromkeys(
        (kinds.CAUTION_CASHED, kinds.CAUTION_RETURNED, kinds.CAUTION_KEPT),
        Reversal(caution.caution_unmoved, _later, charged=True),
    ),
    kinds.ADVANCE_TAKEN: Reversal(advance.advance_untaken, _later, charged=True),
    kinds.ADVANCE_USED: Reversal(advance.advance_unused, _later, charged=True),
    **dict.fromkeys(
        (kinds.ADVANCE_KEPT, kinds.ADVANCE_RETURNED),
        Reversal(advance.advance_unmoved, _later, charged=True),
    ),
    kinds.ADVANCE_EARNED: Reversal(indemnity.earned_undone, no_state, charged=True),
    **dict.fromkeys(
        (kinds.ACCOUNT_OWED, kinds.CHEQUE_UNPAID),
        Reversal(account.account_unowed, _later, charged=True),
    ),
    **dict.fromkeys(
        (kinds.ACCOUNT_PAID, kinds.ACCOUNT_WRITTEN_OFF),
        Reversal(account.account_unpaid, _later, charged=True),
    ),
    kinds.INDEMNIFIED: Reversal(indemnity.indemnity_undone, no_state, charged=True),
}
"""How each of them is taken back: it was never there, as long as nothing moved on from it."""
