"""Cards found: by a number, a tag, a name, a word; what lies here, what the morning shows."""

import re
from collections.abc import Sequence

from concierge_desk.counter.cards.agenda import name_matcher, waiting_for
from concierge_desk.counter.cards.offers import MOST_OFFERS, Now, Offer
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.values.codes import scanned_code
from concierge_desk.domain.journal import Data
from concierge_desk.domain.numbers import ENTRUSTED, SENT, is_number
from concierge_desk.mechanisms.entrusted.counter import orders, pieces, rounds, set_up, taking
from concierge_desk.mechanisms.entrusted.counter.taking import TAKE_IN
from concierge_desk.mechanisms.entrusted.counter.trade import Trade
from concierge_desk.mechanisms.entrusted.model.facts import GONE
from concierge_desk.mechanisms.entrusted.tables import looks
from concierge_desk.store.held.things import parties_of

_PIECE = re.compile(r"(D-.+)/[0-9]{1,3}")


def found(trade: Trade, code: str) -> tuple[Offer, ...]:
    """Return what a code is: an order, a piece, a slip, a workshop, how things are taken in."""
    if code.startswith(f"{trade.code}."):
        return _of_our_word(trade, code.removeprefix(f"{trade.code}."))
    text = scanned_code(code)
    if is_number(ENTRUSTED, text):
        return orders.whole(trade, text)
    if is_number(SENT, text):
        slip = looks.slip_of(trade.rows, trade.code, text)
        return () if slip is None else (rounds.slip(trade, slip),)
    if text.startswith("e-") or _PIECE.fullmatch(text):
        piece = looks.piece_of(trade.rows, trade.code, text)
        return () if piece is None else orders.piece(trade, piece)
    return ()


def recognised(code: str) -> Data | None:
    """Return a code of ours as a field takes it; None for any other."""
    text = scanned_code(code)
    if text.startswith("e-") or _PIECE.fullmatch(text):
        return {"piece": text}
    if is_number(ENTRUSTED, text):
        return {"order": text}
    return {"slip": text} if is_number(SENT, text) else None


def _of_our_word(trade: Trade, word: str) -> tuple[Offer, ...]:
    """Return the card of what no label says."""
    if word.startswith(rounds.PARTNER):
        code = word.removeprefix(rounds.PARTNER)
        return tuple(rounds.partner(trade, one) for one in trade.partners if one.partner == code)
    name, _, kind = word.partition(":")
    if name == TAKE_IN:
        return tuple(one for one in taking.every(trade) if one.ref == f"{trade.code}.{word}" or not kind)[:1]
    return tuple(one for one in set_up.settings(trade) if one.ref == f"{trade.code}.{word}")


def named(trade: Trade, text: str) -> tuple[Offer, ...]:
    """Return what waits for a name, then whose workshop it is, then what a word of the trade brings."""

    def by_name(rows: Rows, name: str, now: Now) -> tuple[Offer, ...]:
        return awaited(Trade(trade.nature, rows, now), name)

    waiting = waiting_for(by_name, trade.rows, text, trade.now)
    return (*waiting, *rounds.of_name(trade, text), *taking.of_word(trade, text))[:MOST_OFFERS]


def awaited(trade: Trade, name: str) -> tuple[Offer, ...]:
    """Return the open orders under a name that was typed for them."""
    is_named = name_matcher(name)
    numbers = [number for number, text in looks.orders_by_name(trade.rows, trade.code) if is_named(text)]
    return _orders(trade, numbers)


def theirs(trade: Trade, keys: Sequence[str]) -> tuple[Offer, ...]:
    """Return the open orders of somebody who is known."""
    return _orders(trade, looks.open_orders(trade.rows, trade.code, parties_of(trade.rows, keys)))


def _orders(trade: Trade, numbers: Sequence[str]) -> tuple[Offer, ...]:
    return tuple(filter(None, (orders.card(trade, number) for number in numbers[:MOST_OFFERS])))


def shelf(trade: Trade) -> tuple[Offer, ...]:
    """Return the card of every piece that is not gone, the earliest promise first."""
    open_pieces = looks.open_pieces(trade.rows, trade.code)
    ordered = sorted(open_pieces, key=lambda piece: (piece.due_slot is None, piece.due_slot or ""))
    return tuple(pieces.card(trade, piece, listed=True) for piece in ordered)


def morning(trade: Trade) -> tuple[Offer, ...]:
    """Return slips that have to leave, and complaints about what is gone."""
    about = (piece for piece in looks.disputed(trade.rows, trade.code) if piece.state in GONE)
    return (*rounds.prepared(trade), *(pieces.card(trade, piece, listed=True) for piece in about))
