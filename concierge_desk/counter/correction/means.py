"""Means that were noted wrong. Pure rules.

Source: docs/contract.md, "Corrections", "Payments and the drawer"; decision 0011.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.correction.refund import found
from concierge_desk.counter.till.cheques import put_to, taken_from
from concierge_desk.counter.till.drawers import drawers_told
from concierge_desk.counter.till.payees import payee_asked
from concierge_desk.counter.till.payments import CASH_LIMIT_CENTS, KeptPayment, exactly, split
from concierge_desk.counter.till.till import require_session
from concierge_desk.counter.values.codelists import Coded, noted
from concierge_desk.counter.values.kinds import Choice, Code, FromList, cents
from concierge_desk.counter.values.partner_codes import PayeeCode
from concierge_desk.domain.charge import by_payee, is_mandate, payees_told
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.domain.money import pro_rata
from concierge_desk.domain.ticket import BACK, CASH, CHEQUE, MEANS, SoldTicket

_PART = cents(1)


@dataclass(frozen=True, slots=True)
class CorrectMeans:
    """Say that a payment was made by another means."""

    ticket: Annotated[str, Code(), "Number of the ticket, as printed."]
    from_: Annotated[str, Choice(MEANS), "The means that was noted."]
    to: Annotated[str, Choice(MEANS), "The means it was."]
    cents: Annotated[int, _PART, "How much of it."]
    reason: Annotated[Coded, FromList("correction"), "Why."]
    payee: Annotated[
        str | None,
        PayeeCode(),
        "Of whose part of the ticket; needed where several were paid by the means that was noted.",
    ] = None


def correct_means(sold: SoldTicket | None, command: CorrectMeans, context: Context) -> tuple[Event, ...]:
    """Take a payment from one means and give it to another: a pair that adds up to nothing.

    No cash leaves the drawer by it: what should lie there changes, and a count says the rest (decision 0011).

    Raises:
        Refused: ``till.unknown_ticket``, ``till.same_means``, ``till.means_short``, ``till.cash_limit``,
            ``till.cheque_gone``, ``session.not_open``, and as `payee_asked`.
    """
    ticket = found(sold, command.ticket)
    require_session(context)
    if command.from_ == command.to:
        raise Refused("till.same_means", means=command.to)
    side = -1 if ticket.gives_back else 1
    payees = ticket.payees
    payee = payee_asked(
        command.payee, by_payee(ticket.held(command.from_), payees), frozenset(payees.values())
    )
    part = ticket.paid_to(payee)
    held = part.held(command.from_)
    if command.cents > side * sum(held.values()):
        raise Refused("till.means_short", means=command.from_, held_cents=side * sum(held.values()))
    if command.to == CASH and not ticket.gives_back:
        _check_cash(ticket, command.cents)
    shares = pro_rata(side * command.cents, list(held.values()), [is_mandate(fund) for fund in held])
    moved = dict(zip(held, shares, strict=True))
    payments = [
        *split(_from(part, command, side, payee), {fund: -cents for fund, cents in moved.items()}, payees),
        *split(_to(part, command, side, payee, context), moved, payees),
    ]
    reason, personal = noted(command.reason, context.draw("n"))
    data = {
        "ticket": ticket.number,
        "payments": payments,
        **payees_told(moved, payees),
        **drawers_told(payments, context),
        "reason": reason["code"],
        "note": reason["note"],
        **({"refunds": ticket.settled.data["refunds"]} if ticket.is_refund else {}),
        # A refund gives back, and nothing else does, but where its lines have both signs.
        **({BACK: ticket.gives_back} if ticket.gives_back != ticket.is_refund else {}),
    }
    return (Event("till.means_corrected", data, personal=personal, corrects=ticket.settled.seq),)


def corrected_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return the ticket and the pair of payments."""
    data = posted[-1].data
    # Several cheques stand in a line each: of the means there is one all the same.
    moved: dict[str, int] = {}
    for item in data["payments"]:
        moved[item["means"]] = moved.get(item["means"], 0) + item["cents"]
    return {
        "corrected": data["ticket"],
        "payments": [{"means": means, "cents": cents} for means, cents in moved.items()],
    }


def _from(part: SoldTicket, command: CorrectMeans, side: int, payee: str) -> list[KeptPayment]:
    if command.from_ == CHEQUE:
        return taken_from(part, command.cents, payee)
    return [exactly(command.from_, -side * command.cents, payee)]


def _to(
    part: SoldTicket, command: CorrectMeans, side: int, payee: str, context: Context
) -> list[KeptPayment]:
    if command.to == CHEQUE:
        return put_to(part, command.cents, payee, context)
    return [exactly(command.to, side * command.cents, payee)]


def _check_cash(ticket: SoldTicket, cents: int) -> None:
    if sum(ticket.held(CASH).values()) + cents > CASH_LIMIT_CENTS:
        raise Refused("till.cash_limit", limit_cents=CASH_LIMIT_CENTS)
