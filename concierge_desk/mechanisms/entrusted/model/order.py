"""Orders: pieces are taken in, each with its tag, its price and what is wrong with it. Pure.

Source: docs/trade.md, "Things entrusted"; docs/requirements.md, R-2.01; decision 0093.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.things import ForWhom
from concierge_desk.counter.held.who import Whose
from concierge_desk.counter.partners.partner import Partner, require_in_force
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.bikes import Fnuci
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.counter.values.fields import Form, Group, form_of, group_of
from concierge_desk.counter.values.journal_texts import VisitCode
from concierge_desk.counter.values.kinds import (
    Day,
    Flag,
    FromList,
    Integer,
    Items,
    NoteText,
    Text,
    Word,
    cents,
)
from concierge_desk.counter.values.partner_codes import PartnerCode
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, PersonalRecord, Posted, Warned
from concierge_desk.domain.numbers import ENTRUSTED
from concierge_desk.mechanisms.entrusted.model import promise
from concierge_desk.mechanisms.entrusted.model.facts import (
    CANCELLED,
    BaremeRow,
    EntrustedPiece,
    KindRow,
    PriceRow,
    price_on,
    value_of,
    work_of,
)
from concierge_desk.mechanisms.entrusted.model.fields import CODE, MAX_NOTE, moment
from concierge_desk.mechanisms.entrusted.model.promise import Timetable
from concierge_desk.mechanisms.entrusted.nature import Nature

RETENTION = "order"
"""How long it is kept whose an order is, and what was typed of its pieces."""
_LISTED = FromList("other", closed=True)
"""Stands where the nature's own list comes."""


@dataclass(frozen=True, slots=True)
class Reserve:
    """What is wrong with a piece, and where."""

    reserve: Annotated[Coded, _LISTED, "What is wrong."]
    position: Annotated[Coded | None, _LISTED, "Where on it."] = None


@dataclass(frozen=True, slots=True)
class NewPiece:
    """A piece as it comes in."""

    kind: Annotated[str, CODE, "What it is; a set makes several pieces."]
    work: Annotated[str | None, Word(()), "What is done; the first that the kind is for by default."]
    colour: Annotated[Coded | None, FromList("entrusted_colour", closed=True), "Its colour."] = None
    fabric: Annotated[Coded | None, FromList("entrusted_fabric", closed=True), "What it is made of."] = None
    accessories: Annotated[
        tuple[Coded, ...],
        Items(FromList("entrusted_accessory", closed=True), most=20),
        "What comes with it.",
    ] = ()
    reserves: Annotated[tuple[Reserve, ...], Items(group_of(Reserve), most=20), "What is wrong with it."] = ()
    declared_cents: Annotated[int | None, cents(1), "What its owner says that it is worth."] = None
    age_years: Annotated[int | None, Integer(0, 99, "years"), "How old it is."] = None
    proof: Annotated[bool, Flag(), "The owner's card was seen; it is not noted."] = False
    brand: Annotated[str | None, Text(60), "Kept beside the journal."] = None
    note: Annotated[str | None, NoteText(max_length=MAX_NOTE), "Kept beside the journal."] = None
    fnuci: Annotated[str | None, Fnuci(), "Number of a bike, kept beside the journal."] = None


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Take things in."""

    who: ForWhom
    partner: Annotated[str | None, PartnerCode(), "Who works on it; the only one with rounds by default."]
    quality: Annotated[str | None, Word(()), "How fast; the first by default."]
    promised_day: Annotated[date | None, Day(), "By when; as the rounds have it by default."]
    pieces: Annotated[tuple[NewPiece, ...], Items(group_of(NewPiece), least=1, most=50), "What comes in."]
    visit: Annotated[str | None, VisitCode(), "Whose visit it is, where nobody else is said."] = None


def form_of_nature(nature: Nature) -> Form[TakeIn]:
    """Return the form of what comes in, with the lists of a nature."""
    reserve = form_of(
        Reserve,
        reserve=FromList(nature.reserves, closed=True),
        position=FromList(nature.positions, closed=True),
    )
    piece = form_of(NewPiece, work=Word(nature.works), reserves=Items(Group(reserve), most=20))
    pieces = Items(Group(piece), least=1, most=50)
    return form_of(TakeIn, quality=Word(nature.qualities), pieces=pieces)


@dataclass(frozen=True, slots=True)
class TakingIn:
    """State that an order is decided from.

    Attributes:
        nature: What the service is.
        who: Whose it is.
        member: He is a member today.
        named: The partner who was named; None for one that nobody made.
        comes: Partners with rounds, who are not retired.
        times: Of each who may work on it, ``""`` the shop itself.
        kinds: As they are today.
        prices: Of the kinds that are named.
        bareme: What is taken off a value by age.
    """

    nature: Nature
    who: Whose
    member: bool
    named: Partner | None
    comes: Sequence[Partner]
    times: Mapping[str, Timetable]
    kinds: Mapping[str, KindRow]
    prices: Sequence[PriceRow]
    bareme: Sequence[BaremeRow]


@dataclass(slots=True)
class _Made:
    """Pieces of an order that are made one by one: what an entry says of them, what stands beside it, what is odd."""

    state: TakingIn
    number: str
    quality: str
    partner: str | None
    pieces: list[dict[str, Any]] = field(default_factory=list)
    personal: list[PersonalRecord] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)


def take_in(state: TakingIn, command: TakeIn, context: Context) -> tuple[Event, ...]:
    """Take pieces in, at the prices of the day.

    Raises:
        Refused: ``who_needed``, ``unknown`` for a card that nobody has, ``partner_unknown``, ``kind_unknown``,
            ``unpriced``, ``partner_needed``, ``proof_needed``, and as `require_in_force`, `promise.reckoned`,
            `promise.promised`.

    Warns:
        ``promise_early``, ``value_high``, ``fnuci_missing``.
    """
    nature, who = state.nature, state.who.needed("who_needed", "unknown")
    named = _named(state, command, context)
    _check_listed(state, command, context)
    partner = _partner(state) if named is None else named
    quality = command.quality or nature.qualities[0]
    begun, code = moment(context), None if partner is None else partner.partner
    times = state.times.get(code or "", promise.NOBODY)
    again = promise.reckoned(times, context.calendar, begun, (code, quality))
    asked = command.promised_day
    slot = again if asked is None else promise.promised(context.calendar, asked)
    number, party = context.number(ENTRUSTED), context.draw("r")
    made = _Made(state, number, quality, code)
    for piece, kind in _each(state, command.pieces):
        _add(made, piece, kind, context)
    if slot is not None and again is not None and slot < again:
        made.warnings.insert(0, Warned("promise_early", {"day": again[:10]}))
    told = {
        "order": number,
        "party": party,
        "partner": code,
        "quality": quality,
        "member": state.member,
        "day": context.happened_day.isoformat(),
        "begun": begun.isoformat(timespec="minutes"),
        "place": nature.place,
        "promised_slot": slot,
        "reckoned_slot": again,
        "total_cents": sum(piece["cents"] for piece in made.pieces),
        "pieces": made.pieces,
    }
    return (_taken_in(told, made, who.kept(party, RETENTION)),)


def _taken_in(told: Mapping[str, Any], made: _Made, kept: Mapping[str, Any]) -> Event:
    """Return that pieces were taken in: its owner takes a slip home, and each piece bears a tag."""
    papers = (f"order:{told['order']}", *(f"tag:{piece['code']}" for piece in made.pieces))
    return Event(
        "taken_in",
        told,
        warnings=tuple(made.warnings),
        documents=papers,
        always_printed=papers,
        personal=(*kept.get("personal", ()), *made.personal),
        links=kept.get("links", ()),
        about=told["order"],
    )


def taken_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return the order's number, what it costs, by when it is ready, and each piece with its tag."""
    data = posted[-1].data
    told = ("piece", "code", "kind", "cents")
    return {
        **{name: data[name] for name in ("order", "total_cents", "promised_slot")},
        "pieces": [{name: piece[name] for name in told} for piece in data["pieces"]],
    }


def _check_listed(state: TakingIn, command: TakeIn, context: Context) -> None:
    """Check what is known of pieces before anybody works on them: their kinds, and a price of theirs, whoever it is for."""
    day, quality = context.business_day.isoformat(), command.quality or state.nature.qualities[0]
    for piece, kind in _each(state, command.pieces):
        sought = (kind.kind, piece.work or work_of(kind, state.nature), quality)
        priced = any(price_on((row,), sought, day, row.partner) for row in state.prices)
        if not priced and not state.nature.quote:
            raise Refused("unpriced", kind=kind.label, work=sought[1])


def _named(state: TakingIn, command: TakeIn, context: Context) -> Partner | None:
    """Return the partner who is named; None where none is."""
    if command.partner is None:
        return None
    if state.named is None:
        raise Refused("partner_unknown", partner=command.partner)
    return require_in_force(state.named, command.partner, context.business_day)


def _partner(state: TakingIn) -> Partner | None:
    """Return who works on it where nobody is named; None for the shop itself."""
    if state.nature.own_work:
        return None
    if len(state.comes) != 1:
        raise Refused("partner_needed")
    return state.comes[0]


def _each(state: TakingIn, pieces: Sequence[NewPiece]) -> Iterator[tuple[NewPiece, KindRow]]:
    """Yield each piece with its kind: of a set, each of its own."""
    for piece in pieces:
        for kind in _kind(state, piece.kind).tags or (piece.kind,):
            yield piece, _kind(state, kind)


def _kind(state: TakingIn, kind: str) -> KindRow:
    if kind not in state.kinds:
        raise Refused("kind_unknown", kind=kind)
    return state.kinds[kind]


def _add(made: _Made, piece: NewPiece, kind: KindRow, context: Context) -> None:
    """Make a piece: its number, its tag, its price."""
    nature = made.state.nature
    work = piece.work or work_of(kind, nature)
    price = _price(made, kind, work, context)
    if kind.kind in nature.proof and not piece.proof:
        raise Refused("proof_needed", kind=kind.label)
    name = f"{made.number}/{len(made.pieces) + 1}"
    value = value_of(kind.bareme_cents, piece.age_years, made.state.bareme)
    if value is not None and piece.declared_cents is not None and piece.declared_cents > value:
        made.warnings.append(Warned("value_high", {"piece": name, "value_cents": value}))
    if nature.fnuci and piece.fnuci is None:
        made.warnings.append(Warned("fnuci_missing", {"piece": name}))
    beside = {}
    for what in ("brand", "note", "fnuci"):
        text = getattr(piece, what)
        beside[what] = None if text is None else context.draw("n")
        if text is not None:
            made.personal.append(PersonalRecord(beside[what] or "", "note", text, RETENTION))
    cents = 0 if price is None else price.member_cents if made.state.member else price.public_cents
    made.pieces.append(
        {
            "piece": name,
            "code": context.draw("e"),
            "kind": kind.kind,
            "label": kind.label,
            "work": work,
            "colour": None if piece.colour is None else piece.colour.code,
            "fabric": None if piece.fabric is None else piece.fabric.code,
            "accessories": [one.code for one in piece.accessories],
            "reserves": [_reserve(one) for one in piece.reserves],
            "declared_cents": piece.declared_cents,
            "age_years": piece.age_years,
            "value_cents": value,
            "cents": cents,
            "partner_cents": 0 if price is None else price.partner_cents,
            **beside,
        }
    )


def _price(made: _Made, kind: KindRow, work: str, context: Context) -> PriceRow | None:
    """Return the price of a piece; None where a quote tells it."""
    sought = (kind.kind, work, made.quality)
    found = price_on(made.state.prices, sought, context.business_day.isoformat(), made.partner)
    if found is None and not made.state.nature.quote:
        raise Refused("unpriced", kind=kind.label, work=work)
    return found


def _reserve(one: Reserve) -> dict[str, str | None]:
    return {"reserve": one.reserve.code, "position": None if one.position is None else one.position.code}


def never_here(pieces: Sequence[EntrustedPiece], undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that an order was never here.

    Raises:
        Refused: ``changed_since`` once something happened to a piece of it, or was paid.
    """
    if any(piece.last_seq != undone.posted.seq or piece.paid_cents for piece in pieces):
        raise Refused("changed_since")
    now = {"state": CANCELLED, "void": CANCELLED}
    rows = [{"piece": piece.piece, "now": now} for piece in pieces]
    return (
        Event("reversed", {"of": undone.posted.kind, "order": undone.posted.data["order"], "pieces": rows}),
    )
