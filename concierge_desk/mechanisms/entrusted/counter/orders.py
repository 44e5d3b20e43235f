"""Cards of orders: all pieces together, what is open of them; they are paid, then handed over."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from concierge_desk.counter.cards.offers import Ask, Offer, OfferedAct, Tone
from concierge_desk.counter.cards.words import sure
from concierge_desk.counter.groups import grouped
from concierge_desk.counter.texts.messages import low
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, NN_
from concierge_desk.mechanisms.entrusted.counter import pieces as cards
from concierge_desk.mechanisms.entrusted.counter.trade import Trade, names
from concierge_desk.mechanisms.entrusted.model import facts
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedOrder, EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.stays import law_day
from concierge_desk.mechanisms.entrusted.model.steps import WITHDRAW, may
from concierge_desk.mechanisms.entrusted.tables import looks

_SHOWN = {"slip": N_("The slip"), "tag": N_("The tag"), "card": N_("The card")}
_OLD_PARTS = {"given": N_("Handed back"), "left": N_("Left here")}


def card(trade: Trade, number: str) -> Offer | None:
    """Return the card of an order; None where there is none."""
    order = looks.order_of(trade.rows, trade.code, number)
    if order is None:
        return None
    pieces = looks.pieces_of(trade.rows, trade.code, number)
    tag, tone = _tag(trade, pieces)
    waiting = waits(pieces)
    slots = [piece.due_slot for piece in pieces if piece.due_slot and piece.state not in facts.GONE]
    return Offer(
        service=trade.code,
        ref=number,
        title=trade.say("{trade}, {order}", trade=trade.say(trade.nature.label), order=number),
        acts=tuple(_acts(trade, order, pieces)),
        detail=_detail(trade, pieces),
        place=", ".join(dict.fromkeys(piece.place for piece in waiting)),
        tag=tag,
        tone=tone,
        rule=_rule(trade, pieces),
        deadline_day=max(slots)[:10] if slots else None,
        number=number,
        person=trade.whose(order.party),
        short=number,
        state=_state(pieces),
        slot=max(slots, default=None),
        things=tuple(cards.thing(trade, piece) for piece in pieces),
        together=True,
    )


def whole(trade: Trade, number: str) -> tuple[Offer, ...]:
    """Return an order with its pieces, each on a card of its own."""
    found = card(trade, number)
    if found is None:
        return ()
    pieces = looks.pieces_of(trade.rows, trade.code, number)
    return (found, *(_of_order(trade, piece) for piece in pieces if piece.state != facts.CANCELLED))


def piece(trade: Trade, one: EntrustedPiece) -> tuple[Offer, ...]:
    """Return the card of a piece whose tag was scanned: what waits with it is paid and handed over there too."""
    order = card(trade, one.number)
    found = order.acts[: 2 if waits((one,)) else 0] if order is not None else ()
    first = tuple(act for act in found if act.do in (f"{trade.code}.pay", f"{trade.code}.collect"))
    offer = cards.card(trade, one, first)
    return (offer if order is None else replace(offer, person=order.person),)


def waits(pieces: Sequence[EntrustedPiece]) -> tuple[EntrustedPiece, ...]:
    """Return the pieces that may be handed over."""
    return tuple(piece for piece in pieces if piece.state in facts.WAITS and not piece.on_slip)


def _of_order(trade: Trade, piece: EntrustedPiece) -> Offer:
    # Whose it is stands once, on the card of all: each of these is headed by what it is.
    return replace(cards.card(trade, piece), together=True)


def _state(pieces: Sequence[EntrustedPiece]) -> str:
    """Return where an order stands: what waits for its owner first."""
    states = [piece.state for piece in pieces]
    ranks = (
        *facts.WAITS,
        facts.MISSING,
        facts.NOT_FOUND,
        facts.BACK,
        facts.SENT,
        facts.TAKEN_IN,
        *facts.GONE,
    )
    return next((state for state in ranks if state in states), facts.CANCELLED)


def _detail(trade: Trade, pieces: Sequence[EntrustedPiece]) -> str:
    by_state = grouped(pieces, attrgetter("state"))
    if len(by_state) == 1:
        return f"{names(pieces)} · {trade.label(pieces[0].state)}"
    told = [f"{names(found)} ({low(trade.label(state))})" for state, found in by_state.items()]
    return " · ".join((told[0], *map(low, told[1:])))


def _tag(trade: Trade, pieces: Sequence[EntrustedPiece]) -> tuple[str, Tone]:
    missing = sum(piece.state in facts.MISSED for piece in pieces)
    if missing:
        return trade.count(NN_("{count} piece missing", "{count} pieces missing"), missing), "bad"
    here, left = waits(pieces), [piece for piece in pieces if piece.state not in facts.GONE]
    told = [piece.quote_cents or 0 for piece in left if piece.quote == facts.OPEN]
    if told:
        return trade.say("{price} told, no answer yet", price=format_amount(sum(told))), "warning"
    if here:
        words = N_("ready") if len(left) == 1 else N_("{count} of {all} ready")
        return trade.say(words, count=len(here), all=len(left)), "good"
    slots = [piece.due_slot for piece in left if piece.due_slot]
    if not slots:
        return "", "plain"
    promised = trade.say("promised {slot}", slot=trade.half_day(max(slots)))
    return promised, "warning" if max(slots)[:10] < trade.today else "plain"


def _rule(trade: Trade, pieces: Sequence[EntrustedPiece]) -> str:
    back_cents = sum(piece.refund_due_cents for piece in pieces)
    if not back_cents:
        return ""
    back = format_amount(back_cents)
    return trade.say("{amount} are to be given back: open the ticket of the payment.", amount=back)


def _acts(trade: Trade, order: EntrustedOrder, pieces: Sequence[EntrustedPiece]) -> Iterator[OfferedAct]:
    here = waits(pieces)
    left = [piece for piece in pieces if piece.state not in facts.GONE]
    unpaid = _unpaid(here)
    if unpaid:
        yield _pay(trade, N_("Pay {amount}, then hand over"), unpaid)
        if len(here) > 1:
            yield _pay(trade, N_("Scan them, pay {amount}"), unpaid, _scanned(trade, here))
    elif here:
        yield from _collect(trade, order, here)
    if not here and _unpaid(left):
        yield _pay(trade, N_("Pay {amount} now"), _unpaid(left))
    taken = [piece for piece in left if may(piece, WITHDRAW) and not piece.on_slip]
    if len(taken) > 1:
        yield trade.act(
            trade.say("Give them back as they are"),
            "withdraw",
            {"pieces": [piece.piece for piece in taken]},
            *cards.withdrawal(trade),
        )
    yield trade.paper(N_("Slip of the order"), f"order:{order.number}")
    if here:
        yield trade.paper(N_("Letter of reminder"), f"reminder:{order.number}")
    if any(
        law_day(piece.taken_day).isoformat() <= trade.today for piece in left if piece.state in facts.HERE
    ):
        yield trade.paper(N_("Request to the judge"), f"petition:{order.number}")
    if any(piece.quote == facts.OPEN for piece in left):
        yield trade.paper(N_("Price on paper"), f"quote:{order.number}")


def _unpaid(pieces: Sequence[EntrustedPiece]) -> list[EntrustedPiece]:
    return [piece for piece in pieces if piece.open_cents > 0 and piece.quote != facts.OPEN]


def _pay(trade: Trade, label: str, pieces: Sequence[EntrustedPiece], *asks: Ask) -> OfferedAct:
    """Return the act that pays what is open of pieces, each on a line of its own."""
    amount = format_amount(sum(piece.open_cents for piece in pieces))
    first, *others = ({"piece": piece.piece} for piece in pieces)
    joined = tuple({"do": f"{trade.code}.pay", **fields} for fields in others)
    return trade.act(trade.say(label, amount=amount), "pay", first, *asks, charged=True, joined=joined)


def _scanned(trade: Trade, pieces: Sequence[EntrustedPiece], field: str = "") -> Ask:
    """Return the list that is ticked by scanning the tags."""
    where = ((piece, piece.place) for piece in pieces)
    return cards.scanned(trade, field, N_("Scan each piece"), where, whole=not field)


def _collect(trade: Trade, order: EntrustedOrder, here: Sequence[EntrustedPiece]) -> Iterator[OfferedAct]:
    """Return how pieces are handed over: with what was shown; neither Enter nor a scan says it."""
    shown = trade.choice("proof", N_("What did you see?"), _SHOWN, "slip")
    worked_on = trade.nature.old_parts and any(piece.void is None for piece in here)
    parts = (trade.choice("old_parts", N_("Old parts?"), _OLD_PARTS),) if worked_on else ()
    last = replace(shown, seen=True)
    fields: dict[str, Any] = {"order": order.number}
    hand_over = NN_("Hand {count} piece over", "Hand {count} pieces over")
    yield trade.act(trade.count(hand_over, len(here)), "collect", fields, *parts, last)
    if len(here) > 1:
        some = _scanned(trade, here, "pieces")
        yield trade.act(trade.say("Only some of them"), "collect", {}, some, *parts, last)
    documents = trade.ask(
        "id_document", N_("Which document did you see?"), "choice", options=trade.listed("id_document")
    )
    signed = sure(N_("Is the discharge signed?"), trade.now.lang)
    lost = {**fields, "proof": "identity", "discharge": True}
    yield trade.act(trade.say("The slip is lost"), "collect", lost, *parts, documents, signed)
    yield trade.paper(N_("Discharge"), f"discharge:{order.number}")
    whom = trade.ask(
        "proxy", N_("Who comes? Scan the card, or type the name."), "who", whom=True, scanned=True
    )
    papers = {code: label for code, label in _SHOWN.items() if code != "card"}
    other = replace(trade.choice("proof", N_("What did you see?"), papers, "slip"), seen=True)
    yield trade.act(trade.say("Somebody else comes for it"), "collect", fields, whom, *parts, other)
