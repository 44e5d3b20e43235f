"""Money that comes back, and means that were wrong. Pure rules.

Source: docs/contract.md, "Corrections", "Ticket lines and VAT", "Payments and the drawer"; docs/requirements.md,
R-1.11, R-3.07; decision 0011.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.correction.slate import StillOwed
from concierge_desk.counter.service import AnyReversal, Undone
from concierge_desk.counter.till.cheques import come_in, given_back, whole_back
from concierge_desk.counter.till.drawers import check_drawers, drawers_told, gains
from concierge_desk.counter.till.giving_back import CameFrom, GivingBack, Origin
from concierge_desk.counter.till.payments import KeptPayment, Payment, exactly, turned
from concierge_desk.counter.till.setting_off import Share, TicketColumns, columns_of
from concierge_desk.counter.till.till import require_session
from concierge_desk.counter.values.codelists import Coded, noted
from concierge_desk.counter.values.fields import Otherwise, group_of
from concierge_desk.counter.values.kinds import Choice, Code, FromList, Integer, Items
from concierge_desk.domain.charge import OWN_PAYEE, THOUSAND, by_payee, payees_told
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.domain.money import summed
from concierge_desk.domain.numbers import TICKET, number_of
from concierge_desk.domain.ticket import CHEQUE, MEANS, SoldLine, SoldTicket


@dataclass(frozen=True, slots=True)
class RefundLine:
    """A line of the ticket and how many pieces of it; all that is left by default."""

    line: Annotated[int, Integer(1, 200), "Its place on the ticket, from 1."]
    quantity: Annotated[int | None, Integer(1, 10_000, "pieces"), "All that is left, by default."]


@dataclass(frozen=True, slots=True)
class Refund:
    """Give money back for lines of a ticket."""

    ticket: Annotated[str, Code(), "Number of the ticket, as printed."]
    lines: Annotated[
        tuple[RefundLine, ...], Items(group_of(RefundLine), least=1, most=200), "What comes back."
    ]
    payments: Annotated[
        tuple[Payment, ...],
        Items(group_of(Payment), most=10),
        "How the money goes back, in positive cents; by the ticket's own means, by default.",
        Otherwise(()),
    ]
    reason: Annotated[Coded, FromList("correction"), "Why."]
    quantity: Annotated[
        int | None,
        Integer(1, 10_000, "pieces"),
        "How many pieces of the one line, where it says none itself.",
    ] = None
    means: Annotated[str | None, Choice(MEANS), "How all of it goes back, where no payments say it."] = None

    @property
    def asked(self) -> tuple[RefundLine, ...]:
        """The lines, the one that says no quantity itself with that of the whole.

        Raises:
            Refused: ``till.refund_one_line``.
        """
        if self.quantity is None:
            return self.lines
        if len(self.lines) != 1 or self.lines[0].quantity is not None:
            raise Refused("till.refund_one_line")
        return (RefundLine(self.lines[0].line, self.quantity),)


@dataclass(frozen=True, slots=True)
class RefundState:
    """State that a refund is decided from.

    Attributes:
        n: The refund ticket's place in its year.
        sold: The ticket, None where there is none.
        reversals: By kind, how each service takes its acts back.
        states: By line, what its reversal read.
        unpaid: What of it was not paid.
    """

    n: int
    sold: SoldTicket | None
    reversals: Mapping[str, AnyReversal]
    states: Mapping[int, Any] = field(default_factory=dict)
    unpaid: StillOwed = field(default_factory=StillOwed)


def refund(state: RefundState, command: Refund, context: Context) -> tuple[Event, ...]:
    """Write the negated lines, then a ticket of its own with the money that leaves.

    What is still owed of the ticket is owed less first. The two lines of one act go together. Where a line gave something
    back itself, money comes in again.

    Raises:
        Refused: ``till.unknown_ticket``, ``till.refund_of_refund``, ``till.unknown_line``,
            ``till.line_twice``, ``till.refunded_already``, ``till.refund_too_many``, ``till.refund_means``,
            ``till.refund_differs``, ``till.refund_one_line``, ``till.payment_fields``, ``till.short``,
            ``till.cheque_gone``, ``session.not_open``, ``till.not_refundable``, and as `GivingBack.by`, `StillOwed.less`; what the service of a line refuses.
    """
    require_session(context)
    sold = found(state.sold, command.ticket)
    if sold.is_refund:
        raise Refused("till.refund_of_refund", ticket=command.ticket)
    taken = _taken(sold, command.asked)
    together = frozenset(sold.lines[n - 1].posted.seq for n, _ in taken)
    events = [
        _negated(state, sold.lines[n - 1], (n, thousandths, together), context) for n, thousandths in taken
    ]
    events = [*state.unpaid.less(sold, events, context), *events]
    paid = _paid(_columns(events), command, sold, context)
    return _settled(sold, _Refunding(state.n, events, paid, command.reason), context)


def refund_whole(state: RefundState, sold: SoldTicket, reason: Coded, context: Context) -> tuple[Event, ...]:
    """Take a whole ticket back, by the means that hold its money.

    Raises:
        Refused: As `refund`.
    """
    require_session(context)
    together = frozenset(line.posted.seq for line in sold.lines)
    events = [
        _negated(state, line, (n, line.left_thousandths, together), context)
        for n, line in enumerate(sold.lines, start=1)
    ]
    paid = [
        payment
        for (means, payee), cents in _held_by(sold).items()
        if cents
        for payment in (
            whole_back(sold.paid_to(payee), payee) if means == CHEQUE else [exactly(means, -cents, payee)]
        )
    ]
    return _settled(sold, _Refunding(state.n, events, paid, reason), context)


def refunded_lines(sold: SoldTicket, lines: Sequence[RefundLine]) -> list[tuple[int, Undone]]:
    """Return the lines asked for that the ticket has, with what would be taken back: what services read for.

    Each that is one of a pair stands there with the other.
    """
    known = [asked.line for asked in lines if 1 <= asked.line <= len(sold.lines)]
    places = dict.fromkeys(place for n in known for place in sold.pair_of(n))
    return [(n, Undone(sold.lines[n - 1].posted, 0)) for n in places]


def refunded_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return what was given back, positive, and each negated line."""
    ticket = posted[-1].data
    return {
        "due_cents": ticket["due_cents"],
        "refunded_cents": -ticket["due_cents"],
        "refunds": ticket["refunds"],
        "lines": [{"cents": entry.data["line"]["cents"]} for entry in posted if "line" in entry.data],
    }


def found(sold: SoldTicket | None, number: str) -> SoldTicket:
    """Return the ticket that was asked for.

    Raises:
        Refused: ``till.unknown_ticket``.
    """
    if sold is None:
        raise Refused("till.unknown_ticket", ticket=number)
    return sold


def _taken(sold: SoldTicket, lines: Sequence[RefundLine]) -> list[tuple[int, int]]:
    """Return each line with how much of it goes back, in thousandths."""
    taken: dict[int, int] = {}
    for asked in lines:
        if asked.line > len(sold.lines):
            raise Refused("till.unknown_line", ticket=sold.number, line=asked.line, lines=len(sold.lines))
        if asked.line in taken:
            raise Refused("till.line_twice", line=asked.line)
        left = sold.lines[asked.line - 1].left_thousandths
        wanted = left if asked.quantity is None else asked.quantity * THOUSAND
        if left == 0:
            raise Refused("till.refunded_already", ticket=sold.number, line=asked.line)
        if wanted > left:
            raise Refused("till.refund_too_many", line=asked.line, left=left // THOUSAND)
        taken[asked.line] = wanted
    return _with_pairs(sold, taken)


def _with_pairs(sold: SoldTicket, taken: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return the same, each line that is one of a pair with the other, in their order."""
    found: dict[int, int] = {}
    for n, thousandths in taken.items():
        for one in sold.pair_of(n):
            found[one] = thousandths if one == n else sold.lines[one - 1].left_thousandths
    return list(found.items())


def _negated(
    state: RefundState, line: SoldLine, asked: tuple[int, int, frozenset[int]], context: Context
) -> Event:
    """Return the service's negated event with the negated part of its line.

    Args:
        state: See `RefundState`.
        line: Which line.
        asked: Its place on the ticket, how much of it, and the entries of all lines that go back with it.
        context: See `Context`.
    """
    n, thousandths, together = asked
    reversal = state.reversals.get(line.posted.kind)
    if reversal is None or not reversal.charged:
        raise Refused("till.not_refundable", line=n)
    (event,) = reversal.decide(
        state.states.get(n), Undone(line.posted, thousandths, together=together), context
    )
    return replace(event, data={**event.data, "line": line.part(thousandths)}, corrects=line.posted.seq)


def _paid(columns: TicketColumns, command: Refund, sold: SoldTicket, context: Context) -> list[KeptPayment]:
    """Return the payments of a refund: what leaves, or comes in where it takes back what had been given back.

    Args:
        columns: Of the negated lines.
        command: See `Refund`.
        sold: The ticket: who is paid by a card or a cheque is as it was then.
        context: Knows today's payees, and draws the codes of cheques that come in.
    """
    known = frozenset(context.state.payees.values()) | frozenset(sold.payees.values())
    parts = by_payee(columns.left, sold.payees)
    if columns.due_cents <= 0:
        kept = GivingBack(parts, sold_by(sold), known).by(command.payments, command.means)
        return given_back(kept, sold.cheques)
    # What comes in again is reckoned as what goes back, turned round.
    back = {payee: -cents for payee, cents in parts.items()}
    kept = GivingBack(back, sold_by(sold, cheques=False), known).by(command.payments, command.means)
    return come_in([turned(payment) for payment in kept], sold, context)


def sold_by(sold: SoldTicket, *, cheques: bool = True) -> CameFrom:
    """Return what each payee's part of a ticket was paid with.

    Args:
        sold: The ticket.
        cheques: It is looked whether they are here.
    """

    def origin(payee: str) -> Origin:
        part = sold.paid_to(payee)
        means = tuple(means for means, held in _held(part).items() if held)
        return Origin(means, part.cheques if cheques else ())

    return origin


@dataclass(frozen=True, slots=True)
class _Refunding:
    """A refund that was worked out: place of its ticket, negated lines, what leaves, and why."""

    n: int
    events: Sequence[Event]
    paid: Sequence[KeptPayment]
    reason: Coded


def _settled(sold: SoldTicket, made: _Refunding, context: Context) -> tuple[Event, ...]:
    number = number_of(TICKET, context.business_day.year, made.n, context.epoch)
    lines = [
        replace(event, data={**event.data, "ticket": number, "n": n})
        for n, event in enumerate(made.events, start=1)
    ]
    columns = _columns(lines)
    payments = columns.paid(made.paid, sold.payees)
    check_drawers(gains(payments, context), context)
    coded, personal = noted(made.reason, context.draw("n"))
    settled = Event(
        "till.settled",
        {
            "ticket": number,
            "refunds": sold.number,
            "lines": [context.next_seq + place for place in range(len(lines))],
            "due_cents": columns.due_cents,
            "totals": _totals([event.data["line"] for event in lines]),
            "payments": payments,
            **columns.transfers_told(),
            **payees_told(columns.due, sold.payees),
            **drawers_told(payments, context),
            "reason": coded["code"],
            "note": coded["note"],
        },
        documents=(f"ticket:{number}",),
        personal=personal,
        corrects=sold.settled.seq,
    )
    return (*lines, settled)


def _columns(lines: Sequence[Event]) -> TicketColumns:
    """Return the columns of negated lines."""
    return columns_of(Share.told(event.data["line"]) for event in lines)


def _totals(lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the refund by fund, regime and rate: sums of the taxes stored with the lines, never recomputed."""
    groups: dict[tuple[str, str, int], dict[str, int]] = {}
    for line in lines:
        key = (line["fund"], line["regime"], line["rate"])
        group = groups.setdefault(key, {"ht_cents": 0, "vat_cents": 0, "ttc_cents": 0})
        group["ht_cents"] += line["ht_cents"]
        group["vat_cents"] += line["vat_cents"]
        group["ttc_cents"] += line["cents"]
    return [
        {"fund": fund, "regime": regime, "rate": rate, **group}
        for (fund, regime, rate), group in sorted(groups.items())
    ]


def _held(sold: SoldTicket) -> dict[str, int]:
    """Return what each means holds of a ticket, in the order of its payments."""
    return {
        means: sum(sold.held(means).values())
        for means in dict.fromkeys(payment["means"] for payment in sold.real)
    }


def _held_by(sold: SoldTicket) -> dict[tuple[str, str], int]:
    """Return the same, of cards and cheques by who was paid by them."""
    return summed(
        ((payment["means"], payment.get("payee", OWN_PAYEE)), payment["cents"]) for payment in sold.real
    )
