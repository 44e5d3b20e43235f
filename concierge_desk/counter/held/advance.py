"""Advances: arrhes and acomptes, taken ahead of a sale, used for it, kept or given back. Pure.

An advance is taxed when it is received (CGI 269-2); what takes it back carries its part of that tax.

Source: docs/contract.md, "Money held and owed"; decision 0084.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.account import not_paid
from concierge_desk.counter.held.lines import (
    KEPT_FOR,
    came_by,
    drawn_before,
    held_line,
    indemnity,
    room_to_cover,
)
from concierge_desk.counter.held.things import (
    AtMost,
    ForThing,
    ForWhom,
    HowMuch,
    NotFound,
    Of,
    check_unmoved,
    the_one,
)
from concierge_desk.counter.held.who import Whose
from concierge_desk.counter.parties import Payable
from concierge_desk.counter.service import Undone
from concierge_desk.counter.till.natures import SERVICE
from concierge_desk.counter.values.fields import Otherwise
from concierge_desk.counter.values.kinds import Choice, Code
from concierge_desk.domain.accounting.vat_rates import rate_of
from concierge_desk.domain.charge import ADVANCE, OWN, REGIME_OWN
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.held.things import (
    ACOMPTE,
    ADVANCE_EARNED,
    ADVANCE_KEPT,
    ADVANCE_PREFIX,
    ADVANCE_RETURNED,
    ADVANCE_TAKEN,
    ADVANCE_USED,
    ARRHES,
    HeldAdvance,
    HeldMove,
    Unpaid,
)
from concierge_desk.domain.journal import Event
from concierge_desk.domain.ticket import SoldTicket

SHOP, AGREED = "shop", "agreed"
"""The shop cannot keep its word; or both agree."""


@dataclass(frozen=True, slots=True)
class TakeAdvance:
    """Take money ahead for what is sold later."""

    of: ForThing
    who: ForWhom
    cents: HowMuch
    vat_code: Annotated[
        str | None, Code(), "Code of the dated rates; that of the thing it is for, by default."
    ] = None
    as_: Annotated[
        str,
        Choice((ARRHES, ACOMPTE)),
        "`arrhes`, on which either side may go back, by default; or `acompte`, which binds both.",
        Otherwise(ARRHES),
    ] = ARRHES


@dataclass(frozen=True, slots=True)
class UseAdvance:
    """Pay what is sold before it in the visit out of what was paid ahead, the oldest first."""

    of: Of
    cents: AtMost


@dataclass(frozen=True, slots=True)
class KeepAdvance:
    """Keep an advance whose customer withdraws: arrhes become an indemnity, an acompte stays the price."""

    of: Of


@dataclass(frozen=True, slots=True)
class ReturnAdvance:
    """Give an advance back; arrhes twice where it is the shop that goes back on it."""

    of: Of
    by: Annotated[
        str,
        Choice((SHOP, AGREED)),
        "Who goes back on it: the `shop`, or both have `agreed`, by default.",
        Otherwise(AGREED),
    ] = AGREED


@dataclass(frozen=True, slots=True)
class Taking:
    """State that an advance is taken from.

    Attributes:
        who: Whose it is.
        payable: What the thing costs that it is for; None where no service knows it.
        ahead: What was paid ahead already, by what it is for: for the thing, and for all that is paid together with it.
        rates: Of the tax, by code.
    """

    who: Whose
    payable: Payable | None
    ahead: Mapping[str, int]
    rates: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class NamedAdvance:
    """State that an act with an advance is decided from.

    Attributes:
        advances: Those that may be meant, the oldest first.
        sold: By code, the ticket that it was paid on.
        unpaid: By code, what of that its cheques had paid and the bank gave back.
    """

    advances: Sequence[HeldAdvance]
    sold: Mapping[str, SoldTicket | None] = field(default_factory=dict)
    unpaid: Mapping[str, Unpaid] = field(default_factory=dict)


_CODES: Final = NotFound("advance.unknown", "advance.over", "advance.which_one")


def take_advance(state: Taking, command: TakeAdvance, context: Context) -> tuple[Event, ...]:
    """Take money ahead, taxed as what it is for.

    Raises:
        Refused: ``advance.who_needed``, ``advance.unknown``, ``advance.vat_needed``, ``advance.over_price``,
            ``advance.own_only``, ``vat.unknown``.
    """
    whose = state.who.needed("advance.who_needed", "advance.unknown")
    of = command.of or drawn_before(context.earlier)
    payable = state.payable
    if payable is not None and not payable.own:
        raise Refused("advance.own_only", of=of)
    vat_code = command.vat_code or (payable.vat_code if payable else None)
    if vat_code is None:
        raise Refused("advance.vat_needed")
    rate = rate_of(state.rates, vat_code, context.business_day)
    _check_price(state, command.cents, of, context)
    code, party = context.draw(ADVANCE_PREFIX), context.draw("r")
    nature = SERVICE if payable is None else payable.nature
    taxed = {"regime": REGIME_OWN, "vat_code": vat_code, "rate": rate, "nature": nature}
    document = f"advance:{code}"
    told = {"advance": code, "of": of, "as": command.as_, "cents": command.cents, "party": party}
    return (
        Event(
            ADVANCE_TAKEN,
            told,
            charge=held_line(command.as_, ADVANCE, command.cents, **taxed),
            documents=(document,),
            always_printed=(document,),
            about=code,
            **whose.kept(party, KEPT_FOR),
        ),
    )


def _check_price(state: Taking, cents: int, of: str | None, context: Context) -> None:
    """Check that no more is paid ahead than a thing costs, nor than all that is paid together with it."""
    payable = state.payable
    if payable is None or of is None:
        return
    for room in payable.rooms(of):
        ahead = sum(state.ahead.get(thing, 0) for thing in room.things)
        ahead += _ahead_in(context.earlier, room.things)
        if ahead + cents > room.price_cents:
            raise Refused("advance.over_price", price_cents=room.price_cents, paid_cents=ahead)


def _ahead_in(earlier: Sequence[Event], things: Sequence[str]) -> int:
    return sum(
        event.data["cents"] for event in earlier if event.kind == ADVANCE_TAKEN and event.data["of"] in things
    )


def use_advance(state: NamedAdvance, command: UseAdvance, context: Context) -> tuple[Event, ...]:
    """Cover what is sold before it in the visit: a line for each kind of advance and rate, nearly always one.

    Raises:
        Refused: ``advance.none``, ``advance.over``, ``advance.nothing_to_cover``, ``advance.too_much``.
    """
    if not state.advances:
        raise Refused("advance.none", of=command.of)
    left = [(known, _left(known, context.earlier)) for known in state.advances]
    whole, room = sum(rest for _, rest in left), max(room_to_cover(context.earlier), 0)
    if not whole:
        raise Refused("advance.over", of=command.of)
    cents = min(whole, room) if command.cents is None else command.cents
    if cents > whole:
        raise Refused("advance.too_much", of=command.of, left_cents=whole)
    if not room or cents > room:
        raise Refused("advance.nothing_to_cover", of=command.of, left_cents=room)
    used: dict[tuple[str, str, int, str], list[dict[str, Any]]] = {}
    for known, rest in left:
        part = min(rest, cents)
        if part:
            told = {"advance": known.code, "cents": part, "vat_cents": _vat(known, rest, part)}
            used.setdefault((known.as_, known.vat_code, known.rate, known.nature), []).append(told)
            cents -= part
    return tuple(_used(*alike, parts) for alike, parts in used.items())


def _used(as_: str, vat_code: str, rate: int, nature: str, parts: list[dict[str, Any]]) -> Event:
    line = held_line(
        f"{as_}_used",
        ADVANCE,
        -sum(part["cents"] for part in parts),
        regime=REGIME_OWN,
        vat_code=vat_code,
        rate=rate,
        nature=nature,
        covers=True,
        stored_vat=-sum(part["vat_cents"] for part in parts),
    )
    return Event(ADVANCE_USED, {"used": parts}, charge=line, about=parts[0]["advance"])


def keep_advance(state: NamedAdvance, command: KeepAdvance, context: Context) -> tuple[Event, ...]:
    """Keep what is left of an advance: arrhes are no turnover and their tax goes back, an acompte is sold as it is.

    Raises:
        Refused: ``advance.unknown``, ``advance.over``, ``advance.which_one``.
    """
    known, left = _meant(state, command.of, context)
    kept = Event(
        ADVANCE_KEPT,
        _told(known, left),
        charge=_back(known, left, f"{known.as_}_kept", covers=True),
        about=known.code,
    )
    told = {"of": known.code}
    if known.as_ == ARRHES:
        return (kept, indemnity("indemnity_in", left, {"reason": "withdrawn", **told}, pair=True))
    vat = _vat(known, left, left)
    line = held_line("acompte_earned", OWN, left, **_taxed(known), stored_vat=vat, pair=True)
    return (kept, Event(ADVANCE_EARNED, {"advance": known.code, "cents": left}, charge=line))


def return_advance(state: NamedAdvance, command: ReturnAdvance, context: Context) -> tuple[Event, ...]:
    """Give back what is left of an advance; arrhes twice where the shop goes back on it.

    Raises:
        Refused: ``advance.unknown``, ``advance.over``, ``advance.which_one``, ``advance.not_paid``.
    """
    known, left = _meant(state, command.of, context)
    if missing := not_paid(state.unpaid.get(known.code), context.earlier):
        raise Refused("advance.not_paid", of=known.code, missing_cents=missing)
    brought = came_by(state.sold.get(known.code), ADVANCE, known.cents)
    line = _back(known, left, f"{known.as_}_returned", came_by=brought)
    back = Event(ADVANCE_RETURNED, {**_told(known, left), "by": command.by}, charge=line, about=known.code)
    if known.as_ == ACOMPTE or command.by == AGREED:
        return (back,)
    because = {"reason": "doubled", "of": known.code}
    return (back, indemnity("indemnity_out", -left, because, pair=True))


def _meant(state: NamedAdvance, of: str, context: Context) -> tuple[HeldAdvance, int]:
    """Return the advance that is meant, and what earlier acts of the visit leave of it."""
    known = the_one(state.advances, of, _CODES)
    left = _left(known, context.earlier)
    if not left:
        raise Refused("advance.over", of=of)
    return known, left


def _left(known: HeldAdvance, earlier: Sequence[Event]) -> int:
    """Return what is left of an advance after earlier acts of the visit."""
    left = known.left_cents
    for event in earlier:
        if event.kind == ADVANCE_USED:
            left -= sum(part["cents"] for part in event.data["used"] if part["advance"] == known.code)
        elif event.kind in (ADVANCE_KEPT, ADVANCE_RETURNED) and event.data["advance"] == known.code:
            left -= event.data["cents"]
    return left


def _vat(known: HeldAdvance, left: int, cents: int) -> int:
    """Return the stored tax of so much of an advance, of which so much was left before."""
    return known.vat_of(cents, known.cents - left)


def _told(known: HeldAdvance, left: int) -> dict[str, Any]:
    return {"advance": known.code, "cents": left, "vat_cents": _vat(known, left, left)}


def _taxed(known: HeldAdvance) -> dict[str, Any]:
    return {
        "regime": REGIME_OWN,
        "vat_code": known.vat_code,
        "rate": known.rate,
        "nature": known.nature,
    }


def _back(known: HeldAdvance, left: int, label: str, **more: Any) -> Any:
    return held_line(label, ADVANCE, -left, **_taxed(known), stored_vat=-_vat(known, left, left), **more)


def advance_untaken(later: tuple[HeldMove, ...], undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that an advance was never there.

    Raises:
        Refused: As `check_unmoved`.
    """
    check_unmoved(later, undone)
    return (undone.negated("advance", "of", "as", cents=-undone.posted.data["cents"]),)


def advance_unused(later: tuple[HeldMove, ...], undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that advances were never used.

    Raises:
        Refused: As `check_unmoved`.
    """
    check_unmoved(later, undone)
    back = [
        {**part, "cents": -part["cents"], "vat_cents": -part["vat_cents"]}
        for part in undone.posted.data["used"]
    ]
    return (undone.negated(used=back),)


def advance_unmoved(later: tuple[HeldMove, ...], undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that an advance was never kept or given back.

    Raises:
        Refused: As `check_unmoved`.
    """
    check_unmoved(later, undone)
    data = undone.posted.data
    turned = {name: -data[name] for name in ("cents", "vat_cents") if name in data}
    return (undone.negated(*[name for name in ("advance", "by") if name in data], **turned),)
