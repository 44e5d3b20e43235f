"""Holding periods: how many days an item waits, by carrier, when its label gives no date.

Source: docs/trade.md, "Holding periods", rules 8 and 9.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from concierge_desk.domain import dated
from concierge_desk.domain.errors import Refused

_COLUMNS = ("carrier", "days", "valid_from", "valid_to", "source", "confidence")


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """The calendar days a carrier grants from the day after the notice."""

    carrier: str
    days: int
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str


def read_holding_rows(csv_text: str) -> tuple[HoldingRow, ...]:
    """Return the rows of ``resources/holding.csv``.

    Raises:
        BadRow: With the number of the first wrong line.
    """
    return dated.rows(csv_text, _COLUMNS, _row, lambda row: (row.carrier,))


def _row(line: dated.DatedLine) -> HoldingRow:
    return HoldingRow(line.text("carrier"), line.whole("days", least=1), *line.period(), *line.origin())


def days_on(rows: Iterable[HoldingRow], carrier: str, day: date) -> int:
    """Return the days a carrier's item is held when presented on a day.

    Raises:
        Refused: ``relay.holding_unknown`` when no row holds.
    """
    row = dated.latest((row for row in rows if row.carrier == carrier), day)
    if row is None:
        raise Refused("relay.holding_unknown", carrier=carrier, day=day.isoformat())
    return row.days
