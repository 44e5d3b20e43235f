"""Cards of pieces: what each is, where it stands, what is due with it next, and all that may become of it."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from concierge_desk.counter.cards.incident import Incident
from concierge_desk.counter.cards.leads import CARD_OF
from concierge_desk.counter.cards.nature_stays import another_place, how_told, incident
from concierge_desk.counter.cards.offers import Ask, Offer, OfferedAct, Option, Tone
from concierge_desk.counter.cards.told_things import ToldThing
from concierge_desk.counter.cards.words import on_day
from concierge_desk.counter.texts.messages import low
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, translate
from concierge_desk.mechanisms.custody.model import MOVE
from concierge_desk.mechanisms.entrusted.counter import due
from concierge_desk.mechanisms.entrusted.counter.trade import Trade
from concierge_desk.mechanisms.entrusted.model import facts
from concierge_desk.mechanisms.entrusted.model.disputes import left_of
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.steps import MAKE_READY, REDO, WITHDRAW, may
from concierge_desk.mechanisms.entrusted.tables import looks
from concierge_desk.store.records import personal_text

_REDO = {
    "stain": N_("A stain"),
    "crease": N_("A crease"),
    "size": N_("The size"),
    "other": N_("Something else"),
}
_ABOUT = {
    "stain": N_("A stain"),
    "damage": N_("Damaged by the work"),
    "shrunk": N_("Shrunk"),
    "colour": N_("Its colour"),
    "missing_part": N_("A part is missing"),
    "other": N_("Something else"),
}
_INCIDENT = {
    "damaged": N_("The piece is damaged"),
    "not_found": N_("The piece cannot be found"),
    "found": N_("It is found"),
    "lost": N_("It is lost for good"),
}
UNTREATED = {
    "impossible": N_("It cannot be done"),
    "risk": N_("Too great a risk"),
    "no_part": N_("A part is missing"),
    "other": N_("Something else"),
}
_WITHDRAWN = {
    "changed_mind": N_("Changed the mind"),
    "too_long": N_("It takes too long"),
    "other": N_("Something else"),
}


def card(
    trade: Trade, piece: EntrustedPiece, first: Iterable[OfferedAct] = (), *, listed: bool = False
) -> Offer:
    """Return the card of a piece.

    Args:
        trade: The nature.
        piece: The piece.
        first: What stands before its own acts: what is due with all of its order.
        listed: It is on the page, where nobody is named and little room is.
    """
    tag, tone = _tag(trade, piece)
    away, lists = piece.state in facts.AWAY, due.lists_of(trade, piece)
    return Offer(
        service=trade.code,
        ref=piece.tag,
        title=f"{piece.label}, {piece.piece}",
        acts=(*first, *_acts(trade, piece)),
        detail=_detail(trade, piece),
        place="" if away or piece.state in facts.GONE else piece.place,
        tag=tag,
        tone=tone,
        rule="" if listed else _rule(trade, piece),
        words=() if listed else tuple(_words(trade, piece)),
        deadline_day=piece.due_slot[:10] if piece.due_slot and piece.state not in facts.GONE else None,
        listed=f"{piece.label} {_short(trade, piece)}",
        number=piece.number,
        owner=trade.workshop(piece.partner),
        missed=piece.state in facts.MISSED,
        away=away,
        incident=_matter(trade, piece),
        state=piece.state,
        slot=piece.due_slot,
        due=lists[0] if lists else "",
        due_too=lists[1:],
        things=(thing(trade, piece),),
        note=None,
    )


def thing(trade: Trade, piece: EntrustedPiece) -> ToldThing:
    """Return a piece as it is told by line."""
    place = piece.place if piece.state in facts.HERE else ""
    return ToldThing(piece.piece, trade.code, piece.state, place, piece.due_slot, piece.open_cents)


def _detail(trade: Trade, piece: EntrustedPiece) -> str:
    lang = trade.now.lang
    told = [label_of(f"{trade.code}_work", piece.work, lang)]
    told += [label_of("entrusted_colour", piece.colour, lang)] if piece.colour else []
    told += [label_of("entrusted_fabric", piece.fabric, lang)] if piece.fabric else []
    told += [label_of("entrusted_accessory", one, lang) for one in piece.accessories]
    told += [_reserve(trade, one) for one in piece.reserves]
    if piece.collected_day is not None:
        told.append(on_day(N_("collected {when}"), piece.collected_day, trade.now.today, lang))
    elif piece.state in facts.AWAY and piece.sent_day is not None:
        told.append(on_day(N_("left {when}"), piece.sent_day, trade.now.today, lang))
    else:
        told.append(on_day(N_("taken in {when}"), piece.taken_day, trade.now.today, lang))
    return " · ".join((told[0], *map(low, told[1:])))


def _reserve(trade: Trade, text: str) -> str:
    reserve, _, position = text.partition(":")
    label = label_of(trade.nature.reserves, reserve, trade.now.lang)
    where = low(label_of(trade.nature.positions, position, trade.now.lang)) if position else ""
    return f"{label} ({where})" if where else label


def _tag(trade: Trade, piece: EntrustedPiece) -> tuple[str, Tone]:
    state = trade.label(piece.state)
    if piece.quote == facts.OPEN and piece.quote_cents is not None:
        return trade.say("{price} told, no answer yet", price=format_amount(piece.quote_cents)), "warning"
    if piece.on_slip and piece.slip is not None:
        return trade.say("on the slip {slip}", slip=piece.slip), "warning"
    if piece.state in (*facts.MISSED, facts.LOST):
        return state, "bad"
    if piece.state in facts.WAITS:
        open_cents = max(0, piece.open_cents)
        return f"{state} · {format_amount(open_cents)}" if open_cents else state, "good"
    if piece.state in facts.GONE or piece.due_slot is None:
        return state, "plain"
    late = piece.due_slot[:10] < trade.today
    return trade.say("{state}, promised {slot}", state=state, slot=trade.half_day(piece.due_slot)), (
        "warning" if late else "plain"
    )


def _rule(trade: Trade, piece: EntrustedPiece) -> str:
    told = []
    if piece.dispute == facts.OPEN:
        told.append(trade.say("A complaint is open: settle it."))
    if piece.refund_due_cents:
        back = format_amount(piece.refund_due_cents)
        told.append(trade.say("{amount} are to be given back: open the ticket of the payment.", amount=back))
    return " ".join(told)


def _words(trade: Trade, piece: EntrustedPiece) -> Iterator[tuple[str, str]]:
    """Yield what was typed about a piece, label and text: nothing of it is seen while names are hidden."""
    typed = {
        N_("Number of the bike"): piece.fnuci,
        N_("Brand"): piece.brand,
        N_("Remark"): piece.note,
    }
    for label, ref in typed.items():
        if ref is not None and (text := personal_text(trade.rows, ref)):
            yield trade.say(label), translate(N_("“{words}”"), trade.now.lang).format(words=text)


def _short(trade: Trade, piece: EntrustedPiece) -> str:
    """Return the number of a piece as a list calls it: its year only where it is another one."""
    _, year, number = piece.piece.split("-", 2)
    return number if year == trade.today[:4] else f"{year}-{number}"


def called(trade: Trade, piece: EntrustedPiece) -> str:
    """Return what a piece is called where several are to be told apart: by its colour too."""
    colour = low(label_of("entrusted_colour", piece.colour, trade.now.lang)) if piece.colour else ""
    return ", ".join(filter(None, (piece.label, colour)))


def scanned(
    trade: Trade, field: str, question: str, pieces: Iterable[tuple[EntrustedPiece, str]], **more: Any
) -> Ask:
    """Return the question for pieces, each with what is told beside it: they are ticked by scanning their tags."""
    options = tuple(
        Option(called(trade, piece), piece.piece, told, code=piece.tag, expected=True)
        for piece, told in pieces
    )
    return trade.ask(field, question, "picks", options=options, gathers=True, **more)


def _matter(trade: Trade, piece: EntrustedPiece) -> Incident | None:
    if piece.state not in facts.MISSED:
        return None
    label = trade.label(piece.state)
    return Incident(label, piece.back_slot[:10] if piece.back_slot else piece.taken_day)


def _acts(trade: Trade, piece: EntrustedPiece) -> tuple[OfferedAct, ...]:
    """Return what may become of a piece, what is due with it first."""
    tag = trade.paper(N_("Tag"), f"tag:{piece.tag}", stuck=True)
    if piece.on_slip:
        return (OfferedAct(trade.say("The slip"), leads=f"{CARD_OF}{piece.slip}"), tag)
    price, rest = tuple(_price(trade, piece)), (*_else(trade, piece), *_money(trade, piece))
    if piece.quote == facts.OPEN or not piece.cents:
        # Before anything is done to it somebody says what it costs, and somebody yes.
        return (*price, *_next(trade, piece), *rest, tag)
    return (*_next(trade, piece), *rest, *price, tag)


def _next(trade: Trade, piece: EntrustedPiece) -> Iterator[OfferedAct]:
    one, several = {"piece": piece.piece}, {"pieces": (piece.piece,)}
    if piece.state == facts.TAKEN_IN and piece.partner is not None:
        leaves = trade.say("It leaves for {workshop}", workshop=trade.workshop(piece.partner))
        yield trade.act(leaves, "send", {"partner": piece.partner, **several})
    if may(piece, MAKE_READY):
        place = trade.ask("place", N_("Where does it lie?"), "text", proposal=trade.nature.place)
        yield trade.act(trade.say("It is ready"), "make_ready", several, place)
    if piece.state in facts.AWAY:
        back = {"partner": piece.partner, "complete": False}
        reasons = tuple(
            Option(trade.say(label), [{**one, "outcome": "untreated", "reason": code}])
            for code, label in UNTREATED.items()
        )
        why = trade.ask("pieces", N_("Why was nothing done?"), "choice", options=reasons)
        yield trade.act(trade.say("It came back"), "receive_back", {**back, "pieces": (one,)})
        yield trade.act(trade.say("It is back, and nothing was done"), "receive_back", back, why)
        yield trade.act(trade.say("It never left"), "taken_back", one)


def _else(trade: Trade, piece: EntrustedPiece) -> Iterator[OfferedAct]:
    one, several = {"piece": piece.piece}, {"pieces": (piece.piece,)}
    if piece.state in facts.WAITS:
        yield trade.act(trade.say("Told that it waits"), "remind", one, how_told(trade))
    elif piece.is_moved:
        yield trade.act(trade.say("Told by when it is ready now"), "remind", one, how_told(trade))
    if may(piece, MOVE):
        yield another_place(trade, one)
    if may(piece, REDO):
        why = trade.choice("reason", N_("What is not as it should be?"), _REDO)
        yield trade.act(trade.say("Do it again"), "redo", one, why)
    if may(piece, WITHDRAW):
        yield trade.act(trade.say("Give it back as it is"), "withdraw", several, *withdrawal(trade))
    yield from incident(trade, one, _INCIDENT, partial(may, piece))


def withdrawal(trade: Trade) -> tuple[Ask, Ask]:
    """Return what is asked before something is given back as it is."""
    who = {"customer": N_("Its owner"), "shop": N_("The shop")}
    return (
        trade.choice("by", N_("Who goes back on it?"), who, "customer"),
        trade.choice("reason", N_("Why?"), _WITHDRAWN),
    )


def _money(trade: Trade, piece: EntrustedPiece) -> Iterator[OfferedAct]:
    one = {"piece": piece.piece}
    if piece.dispute == facts.OPEN:
        cents = trade.ask("cents", N_("How much?"), "cents", proposal=left_of(piece) or None)
        borne = {"shop": N_("The shop"), "partner": trade.workshop(piece.partner)}
        by = trade.choice("borne_by", N_("Who bears it?"), borne, "shop")
        outcomes = (
            Option(trade.say("Nothing comes of it"), "none"),
            Option(trade.say("It is done again"), "redo"),
            Option(trade.say("It is compensated"), "compensated", asks=(cents, by)),
        )
        how = trade.ask("outcome", N_("How does it end?"), "choice", options=outcomes)
        yield trade.act(trade.say("Settle the complaint"), "settle_dispute", one, how)
    else:
        what = trade.ask("about", N_("What is wrong with it?"), "picks", options=trade.options(_ABOUT))
        note = trade.ask("note", N_("What was said?"), "text", optional=True)
        yield trade.act(trade.say("Complaint"), "dispute", one, what, note)


def _price(trade: Trade, piece: EntrustedPiece) -> Iterator[OfferedAct]:
    """Yield what is said of a price that is told: the answer to one, else a new one."""
    if piece.quote == facts.OPEN:
        answers = {"accepted": N_("Yes"), "refused": N_("No")}
        # It is of the whole order.
        asked = looks.pieces_of(trade.rows, trade.code, piece.number)
        told = format_amount(sum(one.quote_cents or 0 for one in asked if one.quote == facts.OPEN))
        said = trade.choice("answer", trade.say("{price}: is the price accepted?", price=told), answers)
        yield trade.act(
            trade.say("Answer to the price"),
            "answer_quote",
            {"order": piece.number},
            said,
            how_told(trade, "here"),
        )
    if trade.nature.quote and piece.state not in (*facts.WAITS, *facts.GONE) and not piece.paid_cents:
        price = trade.ask("lines.cents", N_("What will it cost, tax included?"), "cents")
        fields = {"order": piece.number, "lines": {"piece": piece.piece}}
        yield trade.act(trade.say("Tell a price"), "quote", fields, price)
