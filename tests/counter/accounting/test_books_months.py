"""The books of months: one that was forged, left out, or sums other days than it says is told (0079)."""

from pathlib import Path
from typing import Any

import pytest

from tests.counter.accounting.test_months import day
from tests.counter.desks import Desks
from tests.counter.test_books import faults_of, forged, put
from tests.store.forged import Forgery, Line

MONTH, YEAR, SLIP = "month.closed", "year.closed", "till.remitted"


@pytest.fixture(scope="module")
def lived(desks: Desks) -> Path:
    """Days of three months and two fiscal years; the last of them is open."""
    with desks.desk() as play:
        for date in ("2026-11-28", "2026-11-30", "2026-12-01", "2026-12-31", "2027-01-04"):
            day(play, date)
        play.open("2027-02-01T08:00", confirmed_day="2027-02-01")
        return play.desk.folder.root


def test_an_honest_journal_has_nothing_to_tell(lived: Path) -> None:
    assert faults_of(lived) == []


def says(**told: Any) -> Any:
    return lambda data: data.update(told)


def first_row(name: str, **told: Any) -> Any:
    return lambda data: data[name][0].update(told)


def less_a_day(data: dict[str, Any]) -> None:
    data["closings"].pop()


def without_the_last(lines: list[Line]) -> list[Line]:
    """The last month was never closed: numbers after it are one less."""
    last = [line for line in lines if line.kind == MONTH][-1]
    return [line for line in lines if line is not last]


CHANGED: dict[str, tuple[Forgery, list[str]]] = {
    "less was sold": (
        put(MONTH, 0, says(sales_cents=100)),
        [f"{MONTH}: sales_cents", f"{YEAR}: sales_cents"],
    ),
    "less tax": (put(MONTH, 1, first_row("vat", vat_cents=0)), [f"{MONTH}: vat", f"{YEAR}: vat"]),
    "more was paid over": (
        put(MONTH, 1, first_row("principals", remitted_cents=99_999)),
        [f"{MONTH}: principals", f"{YEAR}: principals"],
    ),
    "the perpetual total begins again": (
        put(MONTH, 1, first_row("totals", perpetual_cents=0)),
        [f"{MONTH}: totals", f"{YEAR}: totals"],
    ),
    "a day left out": (put(MONTH, 0, less_a_day), [f"{MONTH}: closings"]),
    "of another month": (put(MONTH, 0, says(month="2026-09")), [f"{MONTH}: month", f"{YEAR}: months"]),
    "a number left out": (
        put(MONTH, 1, says(number="M-2026-0003")),
        [f"{MONTH}: number", f"{YEAR}: months", f"{MONTH}: previous, number"],
    ),
    "a year of less": (put(YEAR, 0, first_row("totals", period_cents=1)), [f"{YEAR}: totals"]),
    "a slip left out": (put(SLIP, 1, says(slip="V-2026-0009")), [f"{SLIP}: slip"] * 2),
    "a month that was never closed": (without_the_last, ["day.opened: month"]),
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_was_changed_and_signed_anew_is_told(name: str, lived: Path, tmp_path: Path) -> None:
    """R-1.30: exit 5, for a closed month is made again from its days."""
    forgery, told = CHANGED[name]
    assert forged(lived, tmp_path / "poste", forgery, adapt=True) == told
