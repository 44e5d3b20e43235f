"""Lists that each piece stands in on a day: of the day alone, never of the hour."""

from collections.abc import Iterator

from concierge_desk.mechanisms.entrusted.counter import lists
from concierge_desk.mechanisms.entrusted.counter.trade import Trade
from concierge_desk.mechanisms.entrusted.model import facts
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.promise import NOBODY
from concierge_desk.mechanisms.entrusted.model.stays import is_uncollected, law_day


def lists_of(trade: Trade, piece: EntrustedPiece) -> tuple[str, ...]:
    """Return the lists that a piece stands in on the day, what is most urgent first."""
    return tuple(_lists(trade, piece))


def _lists(trade: Trade, piece: EntrustedPiece) -> Iterator[str]:
    if piece.state in facts.MISSED:
        yield lists.MISSING
    if piece.dispute == facts.OPEN:
        yield lists.DISPUTES
    if piece.state in facts.GONE:
        return
    if piece.state in facts.HERE and law_day(piece.taken_day).isoformat() <= trade.today:
        yield lists.LAW
    if piece.state in facts.WAITS and is_uncollected(piece, trade.now.today):
        yield lists.UNCOLLECTED
    if piece.is_moved:
        yield lists.MOVED
    yield from _of_work(trade, piece)


def _of_work(trade: Trade, piece: EntrustedPiece) -> Iterator[str]:
    """Yield the lists of a piece by where its work stands: with its workshop, or promised."""
    waits_here = piece.state == facts.BACK
    if piece.state == facts.SENT and piece.back_slot is not None and piece.back_slot[:10] <= trade.today:
        yield lists.LATE if piece.back_slot[:10] < trade.today else lists.TO_RECEIVE
    elif piece.state == facts.TAKEN_IN:
        waits_here = piece.partner is None
        # What is on a slip leaves with it: the slip stands there.
        if piece.partner is not None and not piece.on_slip and comes_today(trade, piece.partner):
            yield lists.TO_SEND
    day = "" if piece.due_slot is None else piece.due_slot[:10]
    if day == trade.today or (day and waits_here and day < trade.today):
        yield lists.PROMISED


def comes_today(trade: Trade, partner: str) -> bool:
    """Say whether a workshop comes on the day; one of which nobody said when may come on any."""
    times = trade.times.get(partner, NOBODY)
    return not times.comes(trade.now.today) or any(times.rounds(trade.now.calendar, trade.now.today))
