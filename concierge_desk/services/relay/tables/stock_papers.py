"""Rows that the papers of the relay's own stock read: an order, a declaration.

Source: docs/contract.md, "Documents"; decision 0078.
"""

from collections.abc import Iterable, Iterator

from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.services.relay.model.papers import StockPaper
from concierge_desk.services.relay.model.stock.kinds import DECLARED, SPOILED
from concierge_desk.services.relay.tables.looks import office
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.day import anchor_at
from concierge_desk.store.rows import column


def load_order(rows: Connection, number: str) -> StockPaper:
    """Return an order by its number.

    Raises:
        Refused: ``print.unknown``.
    """
    for seq in column(rows, "SELECT seq FROM relay_order WHERE number = ?", number):
        for posted in journal.posted(rows, seq, seq):
            return _paper(rows, posted)
    raise Refused("print.unknown", document=f"order:{number}")


def load_loss(rows: Connection, place: str) -> StockPaper:
    """Return what was stolen or lost, by the number of its entry.

    Raises:
        Refused: ``print.unknown`` for any other entry: what was simply spoilt has no paper.
    """
    seq = int(place) if place.isdecimal() and len(place) < _LONGEST else 0
    for posted in journal.posted(rows, seq, seq):
        if _is_declared(posted):
            return _paper(rows, posted)
    raise Refused("print.unknown", document=f"stock_loss:{place}")


_LONGEST = 16


def _is_declared(posted: Posted) -> bool:
    data = posted.data
    return posted.kind == SPOILED and data.get("reason") in DECLARED and "corrects" not in data


def _paper(rows: Connection, posted: Posted) -> StockPaper:
    corrected = column(rows, "SELECT 1 FROM correction WHERE corrected = ? LIMIT 1", posted.seq)
    return StockPaper(posted, anchor_at(rows, posted.seq), office(rows), bool(corrected))


def orders(rows: Connection) -> Iterable[tuple[str, str]]:
    """Yield day and number of every order."""
    return rows.execute("SELECT day, number FROM relay_order ORDER BY number")


def losses(rows: Connection) -> Iterator[tuple[str, str]]:
    """Yield day and place of every declaration."""
    for seq in column(
        rows, "SELECT seq FROM journal WHERE kind = ? AND payload IS NOT NULL ORDER BY seq", SPOILED
    ):
        posted = journal.whole_at(rows, seq)
        if posted is not None and _is_declared(posted):
            yield posted.day or "", str(seq)
