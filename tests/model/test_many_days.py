"""Hundreds of days through the library: nothing drifts, nothing is lost at a turn, and a day costs what it cost.

Source: docs/contract.md, "Closing record", "Budgets"; docs/requirements.md, "Closing record".
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from concierge_desk.domain.journal import Posted
from tests.model.living import SCRIPT, SHORT_NIGHTS, Shop, business_days
from tests.model.played import Played
from tests.sizes import FULL

SLACK = Fraction(12, 10)
"""The same act on the last day takes at most this much of what it took in the first weeks."""

Lived = tuple[Shop, list[date], str]


def _calendar(fiscal: str) -> tuple[list[date], tuple[int, int]]:
    """Return the days of a life, and the two that are measured: an early one and the last."""
    if FULL:
        first = date(2027, 11, 2) if fiscal == "01-01" else date(2028, 2, 1)
        return business_days(first, 400), (20, 400)
    if fiscal != "01-01":
        return business_days(date(2028, 6, 19), 20), (4, 20)
    # Around each turn: the year, a leap day, both nights of another length.
    windows = (
        (date(2027, 12, 22), 12),
        (date(2028, 2, 25), 6),
        (date(2028, 3, 22), 10),
        (date(2028, 10, 20), 12),
    )
    return [day for first, count in windows for day in business_days(first, count)], (8, 40)


@pytest.fixture(scope="module", params=["01-01", "07-01"])
def lived(request: pytest.FixtureRequest, templates: Mapping[str, Path], seed_number: int) -> Iterator[Lived]:
    fiscal: str = request.param
    days, measured = _calendar(fiscal)
    shop = Shop(Played(templates[fiscal], fiscal), Random(seed_number))
    try:
        shop.live(days, measured)
        yield shop, days, fiscal
    finally:
        shop.played.desk.end()


def entries_of(shop: Shop) -> tuple[Posted, ...]:
    return shop.played.desk.posted()


def closings_of(entries: Sequence[Posted]) -> list[Posted]:
    return [entry for entry in entries if entry.kind == "day.closed"]


def test_the_turns_were_lived_through(lived: Lived) -> None:
    _, days, fiscal = lived
    assert len(days) == (400 if FULL else 40 if fiscal == "01-01" else 20)
    if fiscal == "01-01":
        assert {date(2027, 12, 31), date(2028, 2, 29), *SHORT_NIGHTS} <= set(days)
        assert len({day.year for day in days}) >= 2
    else:
        assert {date(2028, 6, 30), date(2028, 7, 1)} <= set(days)


def test_every_day_is_the_sum_of_its_tickets(lived: Lived) -> None:
    """By fund, by means and by rate: added up from the entries in the plainest way."""
    shop, _, _ = lived
    entries = entries_of(shop)
    for closed in closings_of(entries):
        data = closed.data
        of_day = entries[data["seq_from"] - 1 : closed.seq - 1]
        assert of_day[-1].seq >= data["seq_to"]
        lines = [entry.data["line"] for entry in of_day if "line" in entry.data]
        assert {row["fund"]: row["cents"] for row in data["funds"]} == dict(_sum(lines, "fund", "cents"))
        own = [line for line in lines if line["fund"] == "OWN"]
        for name in ("ht_cents", "vat_cents"):
            assert {row["rate"]: row[name] for row in data["vat"]} == dict(_sum(own, "rate", name))
        paid = [payment for entry in of_day for payment in entry.data.get("payments", ())]
        found = _sum(paid, "means", "cents")
        assert {row["means"]: row["net_cents"] for row in data["means"]} == {
            means: found[means] for means in ("cash", "card", "cheque")
        }
        assert sum(found.values()) == sum(line["cents"] for line in lines)


def _sum(rows: Sequence[Mapping[str, Any]], key: str, value: str) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for row in rows:
        found[row[key]] += row[value]
    return found


def test_perpetual_totals_are_the_sum_of_everything(lived: Lived) -> None:
    shop, _, _ = lived
    entries = entries_of(shop)
    lines = [entry.data["line"] for entry in entries if "line" in entry.data]
    last = {row["scope"]: row for row in closings_of(entries)[-1].data["totals"]}
    for scope, fund in (("turnover", "OWN"), ("third_parties", "MANDATE:LAPOSTE")):
        cents = [line["cents"] for line in lines if line["fund"] == fund]
        assert (last[scope]["perpetual_cents"], last[scope]["perpetual_abs_cents"]) == (
            sum(cents),
            sum(abs(amount) for amount in cents),
        )
        assert any(amount < 0 for amount in cents)
    (report,) = [
        entry.data for entry in entries if entry.kind == "relay.day_reported" and entry.aud == "LAPOSTE"
    ][-1:]
    assert report["perpetual_cents"] == last["third_parties"]["perpetual_cents"]


def test_months_are_the_sums_of_their_days(lived: Lived) -> None:
    """Asked from the tickets' own rows by the month of their day, and from the closings."""
    shop, _, _ = lived
    closings = [entry.data for entry in closings_of(entries_of(shop))]
    by_month: Counter[tuple[str, str]] = Counter()
    taxes: Counter[tuple[str, int]] = Counter()
    for data in closings:
        for row in data["funds"]:
            by_month[data["month"], row["fund"]] += row["cents"]
        for row in data["vat"]:
            taxes[data["month"], row["rate"]] += row["vat_cents"]
    joined = "FROM ticket_line JOIN ticket ON ticket.number = ticket_line.ticket"
    rows = shop.played.desk.rows(f"SELECT substr(day, 1, 7), fund, sum(cents) {joined} GROUP BY 1, 2")
    assert {(month, fund): cents for month, fund, cents in rows} == dict(by_month)
    own = f"SELECT substr(day, 1, 7), rate, sum(vat_cents) {joined} WHERE fund = 'OWN' GROUP BY 1, 2"
    assert {(month, rate): cents for month, rate, cents in shop.played.desk.rows(own)} == dict(taxes)


def test_the_fiscal_year_starts_again(lived: Lived) -> None:
    shop, _, fiscal = lived
    years: Counter[tuple[str, str]] = Counter()
    closings = [entry.data for entry in closings_of(entries_of(shop))]
    for data in closings:
        year = data["day"][:4] if data["day"][5:] >= fiscal else str(int(data["day"][:4]) - 1)
        assert data["fiscal_year"] == year
        for row in data["totals"]:
            years[year, row["scope"]] += row["period_cents"]
            assert row["year_cents"] == years[year, row["scope"]]
    assert len({data["fiscal_year"] for data in closings}) > 1


def test_days_are_the_month_and_months_the_year(lived: Lived) -> None:
    """R-1.30: Σ days = month, Σ months = year = what the perpetual total grew by; every day but the last ones is in one of each."""
    shop, _, fiscal = lived
    entries = entries_of(shop)
    days, months, years = (
        {entry.data["number"]: entry.data for entry in entries if entry.kind == kind}
        for kind in ("day.closed", "month.closed", "year.closed")
    )
    summed = [one["number"] for month in months.values() for one in month["closings"]]
    assert summed == list(days)[: len(summed)]
    assert {data["month"] for data in list(days.values())[len(summed) :]} <= {
        list(days.values())[-1]["month"]
    }
    for month in months.values():
        parts = [days[one["number"]] for one in month["closings"]]
        assert {data["month"] for data in parts} == {month["month"]}
        assert _by_scope(month, "period_cents") == _added(parts)
        assert _by_scope(month, "perpetual_cents") == _by_scope(parts[-1], "perpetual_cents")
        assert [row["vat_cents"] for row in month["vat"]] == [
            sum(row["vat_cents"] for data in parts for row in data["vat"] if row["rate"] == rate)
            for rate in sorted({row["rate"] for data in parts for row in data["vat"]})
        ]
    grown = {"turnover": 0, "third_parties": 0}
    for year in years.values():
        parts = [months[one["number"]] for one in year["months"]]
        assert _by_scope(year, "period_cents") == _added(parts)
        perpetual = _by_scope(year, "perpetual_cents")
        assert {scope: perpetual[scope] - grown[scope] for scope in grown} == _by_scope(year, "period_cents")
        grown = perpetual
        first, last = (year["day_from"], year["day_to"])
        assert year["fiscal_year"] == (first[:4] if first[5:] >= fiscal else str(int(first[:4]) - 1))
        assert last < f"{int(year['fiscal_year']) + 1}-{fiscal}"
    assert months and years


def _by_scope(data: Mapping[str, Any], name: str) -> dict[str, int]:
    return {row["scope"]: row[name] for row in data["totals"]}


def _added(parts: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for data in parts:
        for row in data["totals"]:
            found[row["scope"]] += row["period_cents"]
    return dict(found)


def test_numbers_have_no_gap(lived: Lived) -> None:
    """Tickets, closings and slips: from 1 in each business year, in the order of the journal."""
    shop, _, _ = lived
    given = {"till.settled": "ticket", "day.closed": "number", "relay.handed_to_postman": "slip"}
    counts: Counter[tuple[str, str]] = Counter()
    for entry in entries_of(shop):
        if entry.kind in given:
            series, year, place = entry.data[given[entry.kind]].split("-")
            assert entry.day is not None
            assert year == entry.day[:4]
            counts[series, year] += 1
            assert int(place) == counts[series, year]
    assert {series for series, _ in counts} == {"T", "Z", "B"}


def test_a_day_costs_what_it_cost(lived: Lived) -> None:
    """Counted in steps of the store's machine, so that no other work on this computer has a part in it."""
    shop, _, _ = lived
    early, late = shop.steps
    for do in SCRIPT:
        assert early[do] > 0
        assert late[do] <= SLACK * early[do], f"{do}: {early[do]} steps, then {late[do]}"


def test_everything_holds_in_the_end(lived: Lived) -> None:
    """Every hash and signature, every projection made anew, every op answered again."""
    shop, _, _ = lived
    shop.played.check()
