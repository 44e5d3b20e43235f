"""Cards of workshops and their slips: what leaves is scanned out, what comes back is scanned in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from concierge_desk.counter.cards.leads import PARTNER_DAYS
from concierge_desk.counter.cards.name_search import matcher
from concierge_desk.counter.cards.offers import Offer, OfferedAct, Option
from concierge_desk.counter.cards.told_things import ToldThing
from concierge_desk.counter.cards.words import agreed, on_day
from concierge_desk.counter.partners.partner import Partner
from concierge_desk.counter.texts.short_dates import said_month
from concierge_desk.domain.accounting.period import month_days
from concierge_desk.i18n import N_, NN_
from concierge_desk.mechanisms.entrusted.counter import due
from concierge_desk.mechanisms.entrusted.counter.lists import TO_SEND
from concierge_desk.mechanisms.entrusted.counter.pieces import UNTREATED, called, scanned
from concierge_desk.mechanisms.entrusted.counter.trade import Trade
from concierge_desk.mechanisms.entrusted.model import facts
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedPiece, PartnerSlip
from concierge_desk.mechanisms.entrusted.tables import looks
from concierge_desk.mechanisms.slips.model import CANCELLED, PREPARED, SIGNED

PARTNER = "partner:"
"""Follows the nature's code in what a workshop's card is found by; his code comes after."""


def partners(trade: Trade) -> tuple[Offer, ...]:
    """Return what is done with each workshop now, prepared slips first."""
    times = trade.times
    found = [(one, partner(trade, one)) for one in trade.partners]
    # Of somebody without rounds only what is under way: he may be a partner for something else.
    return (*prepared(trade), *(card for one, card in found if one.partner in times or card.acts[0].do))


def of_name(trade: Trade, text: str) -> tuple[Offer, ...]:
    """Return the workshops with rounds that go by a name; by a word of the trade itself, the trade is meant."""
    goes_by = matcher(text)
    if goes_by(trade.say(trade.nature.label)):
        return ()
    times = trade.times
    return tuple(partner(trade, one) for one in trade.partners if one.partner in times and goes_by(one.name))


def prepared(trade: Trade) -> tuple[Offer, ...]:
    """Return the slips that wait to leave."""
    return tuple(slip(trade, one) for one in looks.prepared_slips(trade.rows, trade.code))


def partner(trade: Trade, one: Partner) -> Offer:
    """Return the card of a workshop: what waits for it, what it has."""
    here = looks.pieces_with(trade.rows, trade.code, one.partner, facts.TAKEN_IN)
    here = tuple(piece for piece in here if not piece.on_slip)
    away = looks.pieces_with(trade.rows, trade.code, one.partner, *facts.AWAY)
    told = [trade.count(NN_("{count} piece to give", "{count} pieces to give"), len(here))] if here else []
    told += [trade.count(NN_("{count} piece there", "{count} pieces there"), len(away))] if away else []
    today = due.comes_today(trade, one.partner) and one.partner in trade.times
    return Offer(
        service=trade.code,
        ref=f"{trade.code}.{PARTNER}{one.partner}",
        title=one.name,
        acts=(*_leaves(trade, one.partner, here), *_returns(trade, one.partner, away), *_months(trade, one)),
        # One workshop may work for several trades: a card of it for each.
        detail=" · ".join((trade.say(trade.nature.label), *(told or [trade.say("nothing waits for it")]))),
        tag=trade.say("comes today") if today else "",
        together=True,
    )


def _months(trade: Trade, one: Partner) -> Iterator[OfferedAct]:
    """Yield the statements of this month and of the one before; of who reads entries of his own the file too."""
    before = trade.now.today.replace(day=1) - timedelta(days=1)
    for day in (trade.now.today, before):
        month = day.isoformat()[:7]
        label = trade.say("Statement of {month}", month=said_month(month, trade.now.lang))
        yield OfferedAct(label, paper=f"{trade.code}_statement:{one.partner}/{month}")
        if one.audience:
            first, last = month_days(month)
            label = trade.say("File of {month}", month=said_month(month, trade.now.lang))
            yield OfferedAct(label, leads=f"{PARTNER_DAYS}{one.partner}/{first}/{last}")


def _leaves(trade: Trade, code: str, here: Sequence[EntrustedPiece]) -> Iterator[OfferedAct]:
    if not here:
        return
    fields = {"partner": code}
    ask = scanned(trade, "pieces", N_("Scan each piece that leaves"), _numbered(here))
    yield trade.act(trade.say("It takes them: scan each"), "send", fields, ask)
    yield trade.act(trade.say("Prepare the slip"), "prepare_slip", fields)


def _numbered(pieces: Sequence[EntrustedPiece]) -> Iterator[tuple[EntrustedPiece, str]]:
    return ((piece, piece.piece) for piece in pieces)


def _returns(trade: Trade, code: str, away: Sequence[EntrustedPiece]) -> Iterator[OfferedAct]:
    if not away:
        return
    reasons = trade.choice("reason", N_("Why was nothing done?"), UNTREATED)
    outcomes = (
        Option(trade.say("It is done"), "treated"),
        Option(trade.say("Nothing was done"), "untreated", asks=(reasons,)),
    )
    outcome = trade.ask("outcome", N_("Is it done?"), "choice", options=outcomes, proposal="treated")
    ordered = sorted(away, key=lambda piece: piece.back_slot or "~")
    options = tuple(
        Option(
            called(trade, piece),
            {"piece": piece.piece},
            _expected(trade, piece),
            code=piece.tag,
            expected=_is_due(trade, piece),
        )
        for piece in ordered
    )
    sure_of = tuple(replace(option, asks=(outcome,)) for option in options)
    complete = trade.ask(
        "complete",
        N_("Is that all of it? What should be here and is not is missing from now on."),
        "choice",
        options=(Option(trade.say("That is all"), True), Option(trade.say("More comes"), False)),
        names_left=True,
        proposal=True,
    )
    fields = {"partner": code}
    scan = N_("Scan each piece that comes back")
    found = trade.ask("pieces", scan, "picks", options=options, gathers=True)
    each = trade.ask("pieces", scan, "picks", options=sure_of, gathers=True)
    yield trade.act(trade.say("It brings them back: scan each"), "receive_back", fields, found, complete)
    yield trade.act(trade.say("One of them is not done"), "receive_back", fields, each, complete)


def _is_due(trade: Trade, piece: EntrustedPiece) -> bool:
    return piece.state == facts.SENT and piece.back_slot is not None and piece.back_slot[:10] <= trade.today


def _expected(trade: Trade, piece: EntrustedPiece) -> str:
    if piece.state == facts.MISSING:
        return f"{piece.piece} · {trade.say('missing')}"
    return piece.piece if piece.back_slot is None else f"{piece.piece} · {trade.half_day(piece.back_slot)}"


def slip(trade: Trade, one: PartnerSlip) -> Offer:
    """Return the card of a slip: to leave, gone, or cancelled."""
    told = {
        PREPARED: N_("Prepared {when}: it has to be signed"),
        CANCELLED: N_("Cancelled: what was on it waits again"),
    }.get(one.state, N_("Signed {when}"))
    pieces = looks.pieces_on(trade.rows, trade.code, one.number)
    paper = trade.paper(N_("Slip"), f"slip:{one.number}")
    acts: tuple[OfferedAct, ...] = (paper,)
    if one.state == PREPARED:
        acts = (*_signs(trade, one, pieces), paper)
    elif one.state == SIGNED:
        away = [piece for piece in pieces if piece.state in facts.AWAY]
        acts = (*_returns(trade, one.partner, away), paper)
    detail = on_day(told, one.day, trade.now.today, trade.now.lang)
    count = trade.count(NN_("{count} piece", "{count} pieces"), one.pieces)
    return Offer(
        service=trade.code,
        ref=one.number,
        title=f"{trade.workshop(one.partner)}, {one.number}",
        acts=acts,
        detail=f"{count} · {detail}",
        short=one.number,
        state=one.state,
        due=TO_SEND if one.state == PREPARED else "",
        things=(ToldThing(one.number, trade.code, one.state, due_slot=one.back_slot),),
        together=True,
    )


def _signs(trade: Trade, one: PartnerSlip, pieces: Sequence[EntrustedPiece]) -> Iterator[OfferedAct]:
    fields = {"slip": one.number}
    scan = scanned(trade, "", N_("Scan each piece that leaves"), _numbered(pieces), whole=True)
    yield trade.act(trade.say("It takes them: scan each"), "send", fields, scan)
    yield trade.act(trade.say("It takes all of it, and signs"), "send", fields)
    op = looks.op_of(trade.rows, one.seq)
    if op:
        again = {"op_of": op, "reason": "wrong_key"}
        really = agreed(N_("Is the slip really cancelled?"), trade.now.lang)
        yield OfferedAct(trade.say("Cancel the slip"), "journal.reverse", again, (really,))
