"""Names that were looked at outside an act: who, when, by which kind of question; working state, never whose names.

Source: docs/requirements.md, R-4.14; decision 0091.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from concierge_desk.domain.journal import instant_of, instant_text
from concierge_desk.store.connection import Connection

TABLE: Final = (
    "CREATE TABLE names_looked_at(at TEXT NOT NULL, operator TEXT NOT NULL, kind TEXT NOT NULL,"
    " PRIMARY KEY(at, operator, kind)) STRICT, WITHOUT ROWID"
)

NOTED: Final = "SELECT 1 FROM names_looked_at WHERE at > ? AND at <= ? AND operator = ? AND kind = ? LIMIT 1"
SINCE: Final = "SELECT operator, at, kind FROM names_looked_at WHERE at >= ? ORDER BY at"
ENDED: Final = "SELECT at, kind, operator FROM names_looked_at WHERE at < ?"
DROP: Final = "DELETE FROM names_looked_at WHERE at = ? AND kind = ? AND operator = ?"

PERIOD: Final = timedelta(minutes=10)
"""Looks of one kind by one operator within so long are one line."""


@dataclass(frozen=True, slots=True)
class NamesLookedAt:
    """A line.

    Attributes:
        operator: Code of who looked.
        at: When the first look was.
        kind: Of the question: a code of the list ``look``.
    """

    operator: str
    at: datetime
    kind: str


def note(connection: Connection, line: NamesLookedAt) -> None:
    """Keep a line, where the same operator has none of the kind from the minutes before."""
    since = instant_text(line.at - PERIOD)
    row = (instant_text(line.at), line.operator, line.kind)
    if connection.execute(NOTED, (since, *row)).fetchone() is None:
        connection.execute("INSERT OR IGNORE INTO names_looked_at VALUES(?, ?, ?)", row)


def lines_since(connection: Connection, day: date) -> tuple[NamesLookedAt, ...]:
    """Return the lines of a day and after, the oldest first."""
    rows = connection.execute(SINCE, (day.isoformat(),))
    return tuple(NamesLookedAt(operator, instant_of(at), kind) for operator, at, kind in rows)


def ended(connection: Connection, day: str) -> tuple[str, ...]:
    """Return the lines of a day or before, each by all that it says."""
    after = datetime.combine(date.fromisoformat(day) + timedelta(days=1), datetime.min.time(), UTC)
    rows = connection.execute(ENDED, (instant_text(after),))
    return tuple(" ".join(row) for row in rows)


def drop(connection: Connection, lines: Iterable[str]) -> None:
    """Forget lines, as `ended` names them."""
    connection.executemany(DROP, [line.split(" ", 2) for line in lines])
