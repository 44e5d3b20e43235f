"""The slate: what is owed to the shop for what it sold itself, paid part by part, written off. Pure.

Whose a debt is stands beside the journal: what somebody owes is a sum over records, never a key in an entry.

Source: docs/contract.md, "Money held and owed"; decisions 0084, 0085.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.lines import KEPT_FOR, Said, held_line, in_visit, indemnity, own_uncovered
from concierge_desk.counter.held.things import AtMost, ForWhom, check_unmoved
from concierge_desk.counter.held.who import Whose
from concierge_desk.counter.service import Undone
from concierge_desk.counter.settings.held import CAP_CENTS
from concierge_desk.counter.values.codelists import Coded, noted
from concierge_desk.counter.values.kinds import FromList, OwnCode
from concierge_desk.domain.charge import ACCOUNT, ADVANCE, OWN, OWN_PAYEE, CameBy
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.held.things import (
    ACCOUNT_OWED,
    ACCOUNT_PAID,
    ACCOUNT_WRITTEN_OFF,
    CHEQUE_UNPAID,
    DEBT_PREFIX,
    Debt,
    HeldMove,
    Rate,
    Unpaid,
    oldest_first,
    rates_in,
    rates_told,
)
from concierge_desk.domain.journal import Event
from concierge_desk.domain.money import pro_rata, summed
from concierge_desk.domain.ticket import CHEQUE, PAID_IN, Cheque, SoldTicket


@dataclass(frozen=True, slots=True)
class Owe:
    """Put what is sold before it in the visit on the slate of somebody who is known."""

    who: ForWhom
    cents: AtMost


@dataclass(frozen=True, slots=True)
class PayAccount:
    """Pay what stands on the slate, the oldest first."""

    who: ForWhom
    debt: Annotated[str | None, OwnCode(), "One debt alone, `u-…`, instead of all of somebody's."]
    cents: AtMost


@dataclass(frozen=True, slots=True)
class WriteOff:
    """Forgive what stands on the slate, the oldest first: it will not be paid."""

    who: ForWhom
    debt: Annotated[str | None, OwnCode(), "One debt alone, `u-…`, instead of all of somebody's."]
    cents: AtMost
    reason: Annotated[Coded, FromList("write_off"), "Why."]


@dataclass(frozen=True, slots=True)
class UnpaidCheque:
    """Owe again what a cheque had paid that the bank gave back."""

    cheque: Annotated[str, OwnCode(), "The cheque, `x-…`."]
    who: ForWhom


@dataclass(frozen=True, slots=True)
class Slate:
    """State that a slate is decided from.

    Attributes:
        who: Whose it is.
        debts: What stands on it, the oldest first.
        named: The debt that was named by its code.
    """

    who: Whose
    debts: Sequence[Debt]
    named: Debt | None = None


@dataclass(frozen=True, slots=True)
class Bounced:
    """State that an unpaid cheque is decided from: whose debt it becomes, the cheque, and the ticket that it paid."""

    who: Whose
    cheque: Cheque | None
    sold: SoldTicket | None


def owe(state: Slate, command: Owe, context: Context) -> tuple[Event, ...]:
    """Cover what is sold before it in the visit by a debt.

    Raises:
        Refused: ``account.off``, ``account.person_needed``, ``account.unknown``, ``account.own_only``,
            ``account.over_cap``.
    """
    cap = context.value(CAP_CENTS)
    if not cap:
        raise Refused("account.off")
    whose = state.who.needed("account.person_needed", "account.unknown")
    if whose.person is None:
        raise Refused("account.person_needed")
    sold = own_uncovered(in_visit(context.earlier))
    room = sum(sold.values())
    cents = room if command.cents is None else command.cents
    if not 0 < cents <= room:
        raise Refused("account.own_only", left_cents=room)
    owed = sum(debt.left_cents for debt in _left(state.debts, context.earlier)) + _owed_in(context.earlier)
    if owed + cents > cap:
        raise Refused("account.over_cap", cap_cents=cap, owed_cents=owed)
    rates = _shares(cents, sold)
    line = held_line("account_owed", ACCOUNT, -cents, covers=True)
    return (_debt(ACCOUNT_OWED, whose, rates, line, context),)


def _debt(
    kind: str, whose: Whose, rates: Mapping[Rate, int], line: Any, context: Context, **more: Any
) -> Event:
    code, party = context.draw(DEBT_PREFIX), context.draw("r")
    told = {"debt": code, "rates": rates_told(rates), **more, "party": party}
    return Event(kind, told, charge=line, about=code, **whose.kept(party, KEPT_FOR))


def _shares(cents: int, weights: Mapping[Rate, int]) -> dict[Rate, int]:
    rates = sorted(weights)
    shares = pro_rata(cents, [weights[rate] for rate in rates])
    return dict(zip(rates, shares, strict=True))


def _owed_in(earlier: Sequence[Event]) -> int:
    """Return what earlier acts of the visit put on a slate: a visit is one person's."""
    return sum(
        row["cents"]
        for event in earlier
        if event.kind in (ACCOUNT_OWED, CHEQUE_UNPAID)
        for row in event.data["rates"]
    )


def _left(debts: Sequence[Debt], earlier: Sequence[Event]) -> list[Debt]:
    """Return what is left of debts after earlier acts of the visit."""
    found = {debt.code: debt for debt in debts}
    for event in earlier:
        if event.kind not in (ACCOUNT_PAID, ACCOUNT_WRITTEN_OFF):
            continue
        for part in event.data["paid"]:
            debt = found.get(part["debt"])
            if debt is not None:
                found[debt.code] = _lessened(debt, part["cents"], rates_in(part["rates"]))
    return [debt for debt in found.values() if debt.left_cents]


def _lessened(debt: Debt, cents: int, rates: Mapping[Rate, int]) -> Debt:
    left = {rate: owed - rates.get(rate, 0) for rate, owed in debt.rates.items()}
    return replace(debt, left_cents=debt.left_cents - cents, rates=left)


def not_paid(unpaid: Unpaid | None, earlier: Sequence[Event]) -> int:
    """Return what of a thing its bounced cheques had paid, and nobody paid since: in this visit neither.

    Args:
        unpaid: What was not paid before this visit; None for nothing.
        earlier: The visit so far: what it forgives is not paid.
    """
    if unpaid is None:
        return 0
    paid = summed(
        (part["debt"], part["cents"])
        for event in earlier
        if event.kind == ACCOUNT_PAID
        for part in event.data["paid"]
    )
    of_this = {code: max(cents - unpaid.beside.get(code, 0), 0) for code, cents in paid.items()}
    return unpaid.lost_cents + sum(
        max(debt.left_cents - of_this.get(debt.code, 0), 0) for debt in unpaid.debts
    )


def pay_account(state: Slate, command: PayAccount, context: Context) -> tuple[Event, ...]:
    """Pay what stands on the slate.

    Raises:
        Refused: ``account.unknown``, ``account.person_needed``, ``account.nothing_owed``, ``account.too_much``.
    """
    cents, told = _paying(state, command, context)
    line = held_line("account_paid", ACCOUNT, cents)
    return (Event(ACCOUNT_PAID, told, charge=line, about=told["paid"][0]["debt"]),)


def write_off(state: Slate, command: WriteOff, context: Context) -> tuple[Event, ...]:
    """Forgive what stands on the slate: it is covered, and what we lose is no turnover less.

    Raises:
        Refused: ``account.unknown``, ``account.person_needed``, ``account.nothing_owed``, ``account.too_much``.
    """
    cents, told = _paying(state, command, context)
    reason, personal = noted(command.reason, context.draw("n"))
    told |= {"reason": reason["code"], "note": reason["note"]}
    first = told["paid"][0]["debt"]
    line = held_line("account_written_off", ACCOUNT, cents, covers=True)
    written = Event(ACCOUNT_WRITTEN_OFF, told, charge=line, about=first, personal=personal)
    because = {"reason": reason["code"], "of": first}
    return (written, indemnity("indemnity_lost", -cents, because, pair=True))


def _paying(state: Slate, command: PayAccount | WriteOff, context: Context) -> tuple[int, dict[str, Any]]:
    """Return how much is paid, and what its entry says of it: the oldest first."""
    if command.debt is not None and state.named is None:
        raise Refused("account.unknown", of=command.debt)
    if command.debt is None and state.who.person is None:
        state.who.needed("account.person_needed", "account.unknown")
        raise Refused("account.person_needed")
    debts = _left(state.debts, context.earlier)
    asked = [debt for debt in debts if command.debt in (None, debt.code)]
    owed = sum(debt.left_cents for debt in asked)
    if not owed:
        raise Refused("account.nothing_owed")
    cents = owed if command.cents is None else command.cents
    if cents > owed:
        raise Refused("account.too_much", left_cents=owed)
    paid = [part.told for part in oldest_first(cents, asked)]
    return cents, {"paid": paid, "left_cents": sum(debt.left_cents for debt in debts) - cents}


def unpaid_cheque(state: Bounced, command: UnpaidCheque, context: Context) -> tuple[Event, ...]:
    """Put on the slate what a cheque had paid that the bank gave back.

    Raises:
        Refused: ``account.unknown``, ``account.not_ours``, ``account.not_paid_in``, ``account.person_needed``.
    """
    cheque = state.cheque
    if cheque is None:
        raise Refused("account.unknown", of=command.cheque)
    # It lay at somebody else's bank: what it had paid is owed to whoever was paid by it.
    if cheque.paid_to != OWN_PAYEE:
        raise Refused("account.not_ours", payee=cheque.paid_to)
    named = any(event.data.get("cheque") == cheque.code for event in context.earlier)
    if cheque.state != PAID_IN or named:
        raise Refused("account.not_paid_in", of=cheque.code)
    whose = state.who.needed("account.person_needed", "account.unknown")
    back = CameBy(CHEQUE, cheque.cents, cheque.code, unpaid=True)
    line = held_line("cheque_unpaid", ACCOUNT, -cheque.cents, came_by=(back,))
    rates = _rates_of(cheque, state.sold)
    return (_debt(CHEQUE_UNPAID, whose, rates, line, context, cheque=cheque.code),)


def _rates_of(cheque: Cheque, sold: SoldTicket | None) -> dict[Rate, int]:
    """Return what a cheque had paid by rate: its part of ours by what was sold, of a slate by what had been owed.

    What is paid ahead was taxed when it came. The rest bears no tax of ours.
    """
    untaxed = (0, "service")
    if sold is None:
        return {untaxed: cheque.cents}
    found: dict[Rate, int] = {}
    for fund, rates in _sold_by_fund(sold).items():
        shares = [item["split"] for item in sold.payments if item.get("cheque") == cheque.code]
        paid = sum(part["cents"] for split in shares for part in split if part["fund"] == fund)
        rest = cheque.cents - sum(found.values())
        for rate, cents in _shares(min(max(paid, 0), rest, sum(rates.values())), rates).items():
            found[rate] = found.get(rate, 0) + cents
    return found | {untaxed: found.get(untaxed, 0) + cheque.cents - sum(found.values())}


def _sold_by_fund(sold: SoldTicket) -> dict[str, dict[Rate, int]]:
    """Return what real money had paid of a ticket by rate: ours, what was paid ahead, and slates of before."""
    lines = [(each.line, each.posted) for each in sold.lines]
    ahead = summed(
        ((line["rate"], line["nature"]), line["cents"])
        for line, _ in lines
        if line["fund"] == ADVANCE and line["cents"] > 0
    )
    slates = summed(
        part
        for _, posted in lines
        if posted.kind == ACCOUNT_PAID
        for paid in posted.data["paid"]
        for part in rates_in(paid["rates"]).items()
    )
    own = own_uncovered([Said.of(line, posted.kind, posted.data) for line, posted in lines])
    return {OWN: own, ADVANCE: ahead, ACCOUNT: slates}


def owed_less(
    debts: Sequence[Debt], covers: bool, cents: int, sold: Mapping[Rate, int], _context: Context
) -> tuple[Event, ...]:
    """Return what a refund takes off the slate first: nobody gets cash for what was not paid.

    Args:
        debts: What of the ticket still stands on the slate, the oldest first.
        covers: What had been put there covered; what a cheque had paid did not.
        cents: How much of it, at most all that is left.
        sold: What comes back, by rate: what stands there of these goes first.
    """
    return tuple(
        Event(
            ACCOUNT_OWED,
            {"debt": part.debt, "rates": rates_told({rate: -cents for rate, cents in part.rates.items()})},
            charge=held_line("account_lessened", ACCOUNT, part.cents, covers=covers),
        )
        for part in oldest_first(cents, debts, sold)
    )


def account_unowed(later: tuple[HeldMove, ...], undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that a debt was never there.

    Raises:
        Refused: As `check_unmoved`.
    """
    check_unmoved(later, undone)
    data = undone.posted.data
    same = [name for name in ("debt", "cheque") if name in data]
    return (undone.negated(*same, rates=_turned(data["rates"])),)


def account_unpaid(later: tuple[HeldMove, ...], undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that a slate was never paid, or written off.

    Raises:
        Refused: As `check_unmoved`.
    """
    check_unmoved(later, undone)
    data = undone.posted.data
    paid = [
        {"debt": part["debt"], "cents": -part["cents"], "rates": _turned(part["rates"])}
        for part in data["paid"]
    ]
    cents = sum(part["cents"] for part in data["paid"])
    same = [name for name in ("reason",) if name in data]
    return (undone.negated(*same, paid=paid, left_cents=data["left_cents"] + cents),)


def _turned(rates: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "cents": -row["cents"]} for row in rates]
