"""Holding periods: how many days an item waits, by carrier, when its label gives no date.

Source: docs/trade.md, "Holding periods", rules 8 and 9.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from concierge_desk.domain import dated
from concierge_desk.domain.errors import Refused


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """The calendar days a carrier grants from the day after the notice."""

    carrier: str
    days: Annotated[int, dated.Holds(least=1)]
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str


def read_holding_rows(csv_text: str) -> tuple[HoldingRow, ...]:
    """Return the rows of ``resources/holding.csv``.

    Raises:
        BadRow: With the number of the first wrong line.
    """
    return dated.table(csv_text, HoldingRow, "carrier")


def days_on(rows: Iterable[HoldingRow], carrier: str, day: date) -> int:
    """Return the days a carrier's item is held when presented on a day.

    Raises:
        Refused: ``relay.holding_unknown`` when no row holds.
    """
    row = dated.latest((row for row in rows if row.carrier == carrier), day)
    if row is None:
        raise Refused("relay.holding_unknown", carrier=carrier, day=day.isoformat())
    return row.days
