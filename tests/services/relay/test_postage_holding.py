from datetime import date
from pathlib import Path

import pytest

from concierge_desk.domain.dated import BadRow
from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay.model.postage.holding_periods import days_on, read_holding_rows

TEXT = (Path(__file__).parents[3] / "resources" / "holding.csv").read_text(encoding="utf-8")
ROWS = read_holding_rows(TEXT)
HEADING = TEXT.splitlines()[0] + "\n"


@pytest.mark.parametrize(
    ("carrier", "days"),
    [
        ("registered", 15),
        ("letter", 15),
        ("colissimo", 15),
        ("s10", 15),
        ("chronopost", 14),
        ("dpd", 8),
        ("mondial_relay", 5),
    ],
)
def test_shipped_periods(carrier: str, days: int) -> None:
    assert days_on(ROWS, carrier, date(2026, 11, 25)) == days


def test_every_period_says_how_sure_it_is() -> None:
    assert {row.confidence for row in ROWS} <= {"V", "S", "I"}
    assert all(row.source for row in ROWS)


def test_a_period_is_that_of_the_day() -> None:
    """R-5.03: a period is a dated row."""
    rows = read_holding_rows(HEADING + "m,8,2024-01-01,,s,S\nm,5,2025-10-08,,s,S\n")
    assert days_on(rows, "m", date(2025, 10, 7)) == 8
    assert days_on(rows, "m", date(2025, 10, 8)) == 5


def test_an_unknown_period_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        days_on(ROWS, "dhl", date(2026, 11, 25))
    assert refused.value.code == "relay.holding_unknown"
    assert refused.value.params == {"carrier": "dhl", "day": "2026-11-25"}


def test_a_row_that_begins_twice_is_wrong() -> None:
    with pytest.raises(BadRow, match=r"^line 3: "):
        read_holding_rows(HEADING + "m,8,2024-01-01,,s,S\nm,5,2024-01-01,,s,S\n")
