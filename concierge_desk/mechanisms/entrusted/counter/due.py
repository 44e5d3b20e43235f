"""List that each piece stands in on a day: of the day alone, never of the hour."""

from concierge_desk.mechanisms.entrusted.counter.lists import (
    DISPUTES,
    LATE,
    LAW,
    MISSING,
    PROMISED,
    TO_RECEIVE,
    TO_SEND,
    UNCOLLECTED,
)
from concierge_desk.mechanisms.entrusted.counter.trade import Trade, times_of
from concierge_desk.mechanisms.entrusted.model import facts
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.promise import NOBODY
from concierge_desk.mechanisms.entrusted.model.stays import is_uncollected, law_day


def list_of(trade: Trade, piece: EntrustedPiece) -> str:
    """Return the list that a piece stands in on the day; empty where it stands in none."""
    if piece.state in facts.MISSED:
        return MISSING
    if piece.dispute == facts.OPEN:
        return DISPUTES
    if piece.state in facts.GONE:
        return ""
    if piece.state in facts.HERE and law_day(piece.taken_day).isoformat() <= trade.today:
        return LAW
    if piece.state in facts.WAITS and is_uncollected(piece, trade.now.today):
        return UNCOLLECTED
    return _of_work(trade, piece)


def _of_work(trade: Trade, piece: EntrustedPiece) -> str:
    """Return the list of a piece by where its work stands: with its workshop, or promised."""
    if piece.state == facts.SENT and piece.back_slot is not None:
        back = piece.back_slot[:10]
        return LATE if back < trade.today else TO_RECEIVE if back == trade.today else ""
    if piece.state == facts.TAKEN_IN and piece.partner is not None:
        # What is on a slip leaves with it: the slip stands there.
        return TO_SEND if not piece.on_slip and comes_today(trade, piece.partner) else ""
    promised = piece.due_slot is not None and piece.due_slot[:10] == trade.today
    late = piece.due_slot is not None and piece.due_slot[:10] < trade.today
    return PROMISED if promised or (late and piece.state in (facts.TAKEN_IN, facts.BACK)) else ""


def comes_today(trade: Trade, partner: str) -> bool:
    """Say whether a workshop comes on the day; one of which nobody said when may come on any."""
    times = times_of(trade).get(partner, NOBODY)
    return not times.comes(trade.now.today) or any(times.rounds(trade.now.calendar, trade.now.today))
