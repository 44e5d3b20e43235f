"""Money that comes back, and means that were wrong. Pure rules.

Source: docs/contract.md, "Corrections", "Ticket lines and VAT", "Payments and the drawer"; docs/requirements.md,
R-1.11, R-3.07; decision 0011.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import AnyReversal, Undone
from concierge_desk.counter.till.cheques import given_back, the_very, whole_back
from concierge_desk.counter.till.drawers import check_drawers, drawers_told, gains
from concierge_desk.counter.till.payees import addressed
from concierge_desk.counter.till.payments import KeptPayment, Payment, exactly, split
from concierge_desk.counter.till.till import require_session
from concierge_desk.counter.values.codelists import Coded, noted
from concierge_desk.counter.values.fields import Otherwise, group_of
from concierge_desk.counter.values.kinds import Choice, Code, FromList, Integer, Items
from concierge_desk.domain.charge import OWN_PAYEE, THOUSAND, by_payee, payees_told
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.domain.money import cumulated, summed
from concierge_desk.domain.numbers import TICKET, number_of
from concierge_desk.domain.ticket import CASH, CHEQUE, MEANS, SoldLine, SoldTicket


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
    """

    n: int
    sold: SoldTicket | None
    reversals: Mapping[str, AnyReversal]
    states: Mapping[int, Any] = field(default_factory=dict)


def refund(state: RefundState, command: Refund, context: Context) -> tuple[Event, ...]:
    """Write the negated lines, then a ticket of its own with the money that leaves.

    Raises:
        Refused: ``till.unknown_ticket``, ``till.refund_of_refund``, ``till.unknown_line``,
            ``till.line_twice``, ``till.refunded_already``, ``till.refund_too_many``, ``till.refund_means``,
            ``till.refund_differs``, ``till.refund_one_line``, ``till.payment_fields``, ``till.short``,
            ``till.cheque_gone``, ``session.not_open``, ``till.not_refundable``, and as `addressed`; what the service of a line refuses.
    """
    require_session(context)
    sold = found(state.sold, command.ticket)
    if sold.is_refund:
        raise Refused("till.refund_of_refund", ticket=command.ticket)
    taken = _taken(sold, command.asked)
    events = [_negated(state, sold.lines[n - 1], n, thousandths, context) for n, thousandths in taken]
    known = frozenset(context.state.payees.values())
    paid = given_back(_given_back(_due(events), command, sold, known), sold.cheques)
    return _settled(sold, _Refunding(state.n, events, paid, command.reason), context)


def refund_whole(state: RefundState, sold: SoldTicket, reason: Coded, context: Context) -> tuple[Event, ...]:
    """Take a whole ticket back, by the means that hold its money.

    Raises:
        Refused: As `refund`.
    """
    require_session(context)
    events = [
        _negated(state, line, n, line.left_thousandths, context) for n, line in enumerate(sold.lines, start=1)
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
    """Return the lines asked for that the ticket has, with what would be taken back: what services read for."""
    return [
        (asked.line, Undone(sold.lines[asked.line - 1].posted, 0))
        for asked in lines
        if 1 <= asked.line <= len(sold.lines)
    ]


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
    return list(taken.items())


def _negated(state: RefundState, line: SoldLine, n: int, thousandths: int, context: Context) -> Event:
    """Return the service's negated event with the negated part of its line."""
    reversal = state.reversals.get(line.posted.kind)
    if reversal is None or not reversal.charged:
        raise Refused("till.not_refundable", line=n)
    (event,) = reversal.decide(state.states.get(n), Undone(line.posted, thousandths), context)
    return replace(event, data={**event.data, "line": part_of(line, thousandths)}, corrects=line.posted.seq)


def part_of(sold: SoldLine, thousandths: int) -> dict[str, Any]:
    """Return the negated part of a line: what is refunded by now less what was refunded before."""
    line = sold.line
    whole = line["quantity_thousandths"]
    before, after = sold.refunded_thousandths, sold.refunded_thousandths + thousandths

    def part(cents: int) -> int:
        return cumulated(cents, after, whole) - cumulated(cents, before, whole)

    cents, vat = part(line["cents"]), part(line["vat_cents"])
    return {
        **line,
        "quantity_thousandths": -thousandths,
        "cents": -cents,
        "discount_cents": -part(line["discount_cents"]),
        "ht_cents": vat - cents,
        "vat_cents": -vat,
    }


def _given_back(
    funds: Mapping[str, int], command: Refund, sold: SoldTicket, known: frozenset[str]
) -> list[KeptPayment]:
    """Return the payments that leave: as given, else by the one means that is said or that each part was paid with.

    Args:
        funds: What goes back by fund, below nought.
        command: See `Refund`.
        sold: The ticket: who is paid by a card or a cheque is as it was then.
        known: Codes of today's payees.
    """
    payments, due = command.payments, -sum(funds.values())
    if payments and command.means is not None:
        raise Refused("till.payment_fields", means=command.means, field="means")
    parts = by_payee(funds, sold.payees)
    if not payments:
        return _by_its_means(parts, command.means, sold)
    kept = [
        KeptPayment(payment.means, -cents, -cents, 0) for payment in payments for cents in (_cents(payment),)
    ]
    paid = -sum(payment.cents for payment in kept)
    if paid != due:
        raise Refused("till.refund_differs", due_cents=due, paid_cents=paid)
    return addressed(kept, payments, parts, known | frozenset(sold.payees.values()))


def _by_its_means(parts: Mapping[str, int], asked: str | None, sold: SoldTicket) -> list[KeptPayment]:
    """Return what goes back by the means that is said, or by that which each payee's part of the ticket was paid with.

    Args:
        parts: What goes back by payee, below nought.
        asked: The means that is said; None for that of the ticket.
        sold: The ticket.
    """
    found: dict[tuple[str, str], int] = {}
    for payee, cents in parts.items():
        part = sold.paid_to(payee)
        means = [means for means, held in _held(part).items() if held] if asked is None else [asked]
        if len(means) != 1:
            raise Refused("till.refund_means", due_cents=-sum(parts.values()))
        if means == [CHEQUE] and not goes_back_by_cheque(part, -cents):
            raise _not_that_cheque(part, -cents)
        key = (means[0], OWN_PAYEE if means == [CASH] else payee)
        found[key] = found.get(key, 0) + cents
    return [exactly(means, cents, payee) for (means, payee), cents in found.items()]


def goes_back_by_cheque(sold: SoldTicket, cents: int) -> bool:
    """Say whether an amount can go back by cheque: by that very one, where it bears a code; else by any."""
    return not sold.cheques or bool(the_very([cheque for cheque in sold.cheques if cheque.is_here], cents))


def _not_that_cheque(sold: SoldTicket, due: int) -> Refused:
    """Return why money does not go back by cheque: less is due than it is made out for, or it is gone."""
    here = sum(cheque.cents for cheque in sold.cheques if cheque.is_here)
    if due < here:
        return Refused("till.refund_means", due_cents=due, cheque_cents=here)
    return Refused("till.cheque_gone", asked_cents=due)


def _cents(payment: Payment) -> int:
    """Return what is given back; cash may be told as given or as cents, there is no change."""
    told = [cents for cents in (payment.cents, payment.given_cents) if cents is not None]
    if len(told) != 1 or payment.details:
        raise Refused("till.payment_fields", means=payment.means, field="cents")
    return told[0]


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
    due = _due(lines)
    payments = split(made.paid, due, sold.payees)
    check_drawers(gains(payments, context), context)
    coded, personal = noted(made.reason, context.draw("n"))
    settled = Event(
        "till.settled",
        {
            "ticket": number,
            "refunds": sold.number,
            "lines": [context.next_seq + place for place in range(len(lines))],
            "due_cents": sum(due.values()),
            "totals": _totals([event.data["line"] for event in lines]),
            "payments": payments,
            **payees_told(due, sold.payees),
            **drawers_told(payments, context),
            "reason": coded["code"],
            "note": coded["note"],
        },
        documents=(f"ticket:{number}",),
        personal=personal,
        corrects=sold.settled.seq,
    )
    return (*lines, settled)


def _due(lines: Sequence[Event]) -> dict[str, int]:
    """Return what lines come to by fund."""
    return summed((event.data["line"]["fund"], event.data["line"]["cents"]) for event in lines)


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
        for means in dict.fromkeys(payment["means"] for payment in sold.payments)
    }


def _held_by(sold: SoldTicket) -> dict[tuple[str, str], int]:
    """Return the same, of cards and cheques by who was paid by them."""
    return summed(
        ((payment["means"], payment.get("payee", OWN_PAYEE)), payment["cents"]) for payment in sold.payments
    )
