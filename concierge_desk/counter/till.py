"""The till: settling a visit, moving and counting the drawer. Pure rules.

Source: DESIGN §3 (visit), §5 (money); R-1.10, R-3.01, R-3.04; decisions 0004 and 0005.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from concierge_desk.counter.codelists import Coded, noted
from concierge_desk.counter.service import Context
from concierge_desk.domain.charge import OWN, Charge, is_mandate
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.domain.money import pro_rata
from concierge_desk.domain.numbers import TICKET, number_of
from concierge_desk.domain.vat import TaxedLine, TicketVat, VatLine, ticket_vat, vat_included

CASH = "cash"
CASH_LIMIT_CENTS = 100_000
"""Cash a consumer may pay for one debt. Source: CMF L. 112-6, D. 112-3 (R-3.01)."""


@dataclass(frozen=True, slots=True)
class Payment:
    """One means on a ticket: cash is given, card and cheque are exact."""

    means: str
    cents: int | None
    given_cents: int | None


@dataclass(frozen=True, slots=True)
class Settle:
    """Pay the charged acts of one visit."""

    acts: tuple[Mapping[str, Any], ...]
    payments: tuple[Payment, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """Put cash into the drawer or take it out."""

    direction: str
    cents: int
    reason: Coded
    fund: str


@dataclass(frozen=True, slots=True)
class CountDrawer:
    """Say what the drawer holds."""

    counted_cents: int | None
    denominations: Mapping[int, int] | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A payment as it was taken: what was kept, given and returned."""

    means: str
    cents: int
    given_cents: int
    change_cents: int


def settle(n: int, command: Settle, context: Context) -> tuple[Event, ...]:
    """Write every charged act, then the ticket and its payments.

    Args:
        n: The ticket's place in its year.
        command: The payments; the acts were decided before and stand in ``context.earlier``.
        context: See `Context`.

    Raises:
        Refused: ``till.underpaid``, ``till.overpaid``, ``till.cash_limit``, ``till.payment_fields``.
    """
    number = number_of(TICKET, context.business_day.year, n, context.epoch)
    charges = [event.charge for event in context.earlier if event.charge is not None]
    vat = ticket_vat([TaxedLine(charge.fund, charge.regime, charge.rate, charge.cents) for charge in charges])
    due = sum(charge.cents for charge in charges)
    payments = _take(due, command.payments)
    events = _with_lines(context.earlier, vat, number)
    seqs = [context.next_seq + place for place, event in enumerate(events) if event.charge is not None]
    settled = Event(
        "till.settled",
        {
            "ticket": number,
            "lines": seqs,
            "due_cents": due,
            "totals": _totals(vat),
            "payments": _split(payments, charges),
            "drawer": context.settings.drawer,
        },
        documents=(f"ticket:{number}",),
    )
    return (*events, settled)


def settled_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return what the caller of ``till.settle`` needs next."""
    ticket = next(entry.data for entry in posted if entry.kind == "till.settled")
    return {
        "due_cents": ticket["due_cents"],
        "change_cents": sum(payment["change_cents"] for payment in ticket["payments"]),
        "lines": [
            {"cents": entry.data["line"]["cents"], **entry.data["line"]["details"]}
            for entry in posted
            if "line" in entry.data
        ],
    }


def move(_state: None, command: Move, context: Context) -> tuple[Event, ...]:
    """Move cash with its reason and fund.

    Raises:
        Refused: ``till.short`` when more would leave than the drawer holds.
    """
    if command.direction == "out" and command.cents > context.state.drawer_cents:
        raise Refused("till.short", asked_cents=command.cents, drawer_cents=context.state.drawer_cents)
    reason, personal = noted(command.reason, context.draw("n"))
    return (
        Event(
            "till.moved",
            {
                "direction": command.direction,
                "cents": command.cents,
                "reason": reason["code"],
                "note": reason["note"],
                "fund": command.fund,
                "drawer": context.settings.drawer,
            },
            personal=personal,
        ),
    )


def moved_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return what was moved."""
    return {"cents": posted[-1].data["cents"], "direction": posted[-1].data["direction"]}


def count(_state: None, command: CountDrawer, context: Context) -> tuple[Event, ...]:
    """Record a count; a re-count is a new entry, both are kept.

    Raises:
        Refused: ``till.count_fields`` unless exactly one of total and denominations is given.
    """
    if (command.counted_cents is None) == (command.denominations is None):
        raise Refused("till.count_fields")
    return (counted_event(command.counted_cents, command.denominations, context),)


def counted_event(total: int | None, denominations: Mapping[int, int] | None, context: Context) -> Event:
    """Return the ``till.counted`` event of a total or of denominations."""
    pieces = sorted((denominations or {}).items())
    counted = sum(face * n for face, n in pieces) if total is None else total
    return Event(
        "till.counted",
        {
            "counted_cents": counted,
            "denominations": None
            if denominations is None
            else [{"face_cents": f, "pieces": n} for f, n in pieces],
            "expected_cents": context.state.drawer_cents,
            "gap_cents": counted - context.state.drawer_cents,
            "drawer": context.settings.drawer,
        },
    )


def counted_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return the count beside what was expected: shown only now, after it was given."""
    data = posted[-1].data
    return {name: data[name] for name in ("counted_cents", "expected_cents", "gap_cents")}


def _with_lines(events: Sequence[Event], vat: TicketVat, number: str) -> list[Event]:
    shares = iter(enumerate(vat.lines, start=1))
    return [_with_line(event, number, *next(shares)) if event.charge else event for event in events]


def _with_line(event: Event, number: str, n: int, share: VatLine) -> Event:
    charge = event.charge
    if charge is None:
        raise ValueError("only a charged event has a line")
    line = {
        "label": charge.label,
        "quantity_thousandths": charge.quantity_thousandths,
        "unit_cents": charge.unit_cents,
        "unit_ht_cents": charge.unit_cents - _own_vat(charge),
        "cents": charge.cents,
        "discount_cents": charge.discount_cents,
        "fund": charge.fund,
        "regime": charge.regime,
        "vat_code": charge.vat_code,
        "rate": charge.rate,
        "nature": charge.nature,
        "on_behalf": charge.on_behalf,
        "ht_cents": share.ht_cents,
        "vat_cents": share.vat_cents,
        "details": dict(charge.details),
    }
    return replace(event, data={**event.data, "ticket": number, "n": n, "line": line})


def _own_vat(charge: Charge) -> int:
    return 0 if is_mandate(charge.fund) else vat_included(charge.unit_cents, charge.rate)


def _totals(vat: TicketVat) -> list[dict[str, Any]]:
    return [
        {
            "fund": group.fund,
            "regime": group.regime,
            "rate": group.rate,
            "ht_cents": group.ht_cents,
            "vat_cents": group.vat_cents,
            "ttc_cents": group.ttc_cents,
        }
        for group in vat.groups
    ]


def _take(due: int, payments: Sequence[Payment]) -> list[Kept]:
    """Return what each payment leaves in the till: cards and cheques first, cash pays the rest."""
    exact = sum(_exact_cents(payment) for payment in payments if payment.means != CASH)
    if exact > due:
        raise Refused("till.overpaid", due_cents=due, paid_cents=exact)
    rest = due - exact
    given = sum(_given_cents(payment) for payment in payments if payment.means == CASH)
    if given < rest:
        raise Refused("till.underpaid", due_cents=due, missing_cents=rest - given)
    if rest > CASH_LIMIT_CENTS:
        raise Refused("till.cash_limit", limit_cents=CASH_LIMIT_CENTS)
    if given > 0 and rest == 0:
        raise Refused("till.overpaid", due_cents=due, paid_cents=exact + given)
    kept = []
    for payment in payments:
        if payment.means == CASH:
            handed = _given_cents(payment)
            cents = min(handed, rest)
            rest -= cents
            kept.append(Kept(CASH, cents, handed, handed - cents))
        else:
            cents = _exact_cents(payment)
            kept.append(Kept(payment.means, cents, cents, 0))
    return kept


def _exact_cents(payment: Payment) -> int:
    if payment.cents is None or payment.given_cents is not None:
        raise Refused("till.payment_fields", means=payment.means, field="cents")
    return payment.cents


def _given_cents(payment: Payment) -> int:
    if payment.given_cents is None or payment.cents is not None:
        raise Refused("till.payment_fields", means=payment.means, field="given_cents")
    return payment.given_cents


def _split(payments: Sequence[Kept], charges: Sequence[Charge]) -> list[dict[str, Any]]:
    """Split each payment over the funds, pro rata of what remains of each (decision 0005)."""
    remaining: dict[str, int] = {}
    for charge in charges:
        remaining[charge.fund] = remaining.get(charge.fund, 0) + charge.cents
    funds = sorted(remaining, key=lambda fund: (fund != OWN, fund))
    mandates = [is_mandate(fund) for fund in funds]
    told = []
    for payment in payments:
        shares = pro_rata(payment.cents, [remaining[fund] for fund in funds], mandates)
        for fund, share in zip(funds, shares, strict=True):
            remaining[fund] -= share
        told.append(
            {
                "means": payment.means,
                "cents": payment.cents,
                "given_cents": payment.given_cents,
                "change_cents": payment.change_cents,
                "split": [
                    {"fund": fund, "cents": share} for fund, share in zip(funds, shares, strict=True) if share
                ],
            }
        )
    return told
