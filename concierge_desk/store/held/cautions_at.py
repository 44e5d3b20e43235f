"""Cautions as they stood after an entry, out of what moved them: what is held of each, and by what.

Source: docs/contract.md, "Money held and owed"; docs/requirements.md, R-5.06.
"""

from dataclasses import dataclass

from concierge_desk.domain.held.things import CAUTION_CASHED
from concierge_desk.store.connection import Connection


@dataclass(frozen=True, slots=True)
class CautionThen:
    """A caution of which something was left.

    Attributes:
        code: Its own.
        of: What it was taken for; None for nothing that has a number.
        day: When it was taken, as an ISO date.
        cents: What was left of it.
        by_cheque: Its cheque lay uncashed in the safe.
    """

    code: str
    of: str | None
    day: str
    cents: int
    by_cheque: bool


def cautions_at(connection: Connection, seq: int) -> tuple[CautionThen, ...]:
    """Return the cautions that were held after an entry, the oldest first; what was taken back since never was."""
    rows = connection.execute(
        "SELECT code, of, caution.day, sum(move.cents), by_cheque AND NOT sum(move.kind = ?)"
        " FROM caution JOIN held_move AS move ON thing = code AND move.seq <= ?"
        " GROUP BY code HAVING sum(move.cents) > 0 ORDER BY caution.seq, code",
        (CAUTION_CASHED, seq),
    )
    return tuple(CautionThen(code, of, day, cents, bool(cheque)) for code, of, day, cents, cheque in rows)
