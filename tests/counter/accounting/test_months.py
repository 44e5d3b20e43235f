"""Months and fiscal years are closed with the totals of their closings, one after the other, none left out (0079)."""

from typing import Any

import pytest

from concierge_desk.store.accounts import accounts
from tests.counter.desks import COFFEE, COPY, Play, card, cash
from tests.counter.test_partners import faults

STAMPS = {"do": "relay.sell", "product": "LV_20", "quantity": 2}
FUND = "MANDATE:LAPOSTE"


def day(play: Play, date: str, *, counted: int | None = None, **fields: Any) -> None:
    """A day: a coffee in cash, two stamps by card; all that is La Poste's of before is paid over by the bank."""
    play.open(f"{date}T08:00", confirmed_day=date)
    owed = [account.owed_cents for account in play.desk.store.read(accounts)]
    if owed and owed[0]:
        play.do("till.remit", principal="LAPOSTE", cents=owed[0], by="bank")
    play.settle([COFFEE], cash(120))
    play.settle([STAMPS], card(304))
    play.close(f"{date}T18:00", counted_cents=counted, **fields)


def closed(play: Play, kind: str) -> list[dict[str, Any]]:
    return [dict(entry.data) for entry in play.posted() if entry.kind == kind]


def months(play: Play) -> list[dict[str, Any]]:
    return closed(play, "month.closed")


def test_the_first_day_of_the_next_month_closes_it(play: Play) -> None:
    """R-1.30: a month has the totals of its days and the perpetual ones."""
    day(play, "2026-11-28")
    day(play, "2026-11-30")
    answer = play.open("2026-12-01T08:00")
    assert [entry.kind for entry in answer.posted] == ["month.closed", "day.opened"]
    (month,) = months(play)
    days = closed(play, "day.closed")
    assert (month["number"], month["month"], month["fiscal_year"]) == ("M-2026-0001", "2026-11", "2026")
    assert (month["day_from"], month["day_to"], month["days"]) == (
        "2026-11-28",
        "2026-11-30",
        ["2026-11-28", "2026-11-30"],
    )
    assert [one["number"] for one in month["closings"]] == [one["number"] for one in days]
    assert month["funds"] == [{"fund": FUND, "cents": 608}, {"fund": "OWN", "cents": 240}]
    assert month["totals"] == [
        {
            "scope": "turnover",
            "period_cents": 240,
            "year_cents": 240,
            "perpetual_cents": 240,
            "perpetual_abs_cents": 240,
        },
        {
            "scope": "third_parties",
            "period_cents": 608,
            "year_cents": 608,
            "perpetual_cents": 608,
            "perpetual_abs_cents": 608,
        },
    ]
    assert month["principals"] == [
        {
            "principal": "LAPOSTE",
            "sales_cents": 608,
            "returns_cents": 0,
            "remitted_cents": 304,
            "owed_cents": 304,
        }
    ]
    assert (month["previous"], faults(play)) == (None, [])


def test_the_fiscal_year_is_closed_after_its_last_month(play: Play) -> None:
    day(play, "2026-11-30")
    day(play, "2026-12-01")
    answer = play.open("2027-01-04T08:00", confirmed_day="2027-01-04")
    assert [entry.kind for entry in answer.posted] == ["month.closed", "year.closed", "day.opened"]
    (year,) = closed(play, "year.closed")
    assert (year["number"], year["fiscal_year"]) == ("Y-2027-0001", "2026")
    assert [one["month"] for one in year["months"]] == ["2026-11", "2026-12"]
    assert year["totals"][0]["period_cents"] == 240 == year["totals"][0]["perpetual_cents"]
    assert faults(play) == []


def test_a_day_that_was_opened_again_has_a_further_closing_of_its_month(play: Play) -> None:
    """0032: what was closed stands; what comes after it is closed on its own."""
    day(play, "2026-11-30")
    first = play.do("month.close")
    assert first.result == {"months": ["M-2026-0001"], "years": []}
    assert first.documents == ("month:M-2026-0001",)
    play.open("2026-11-30T18:30", again=True)
    play.settle([COFFEE], cash(120))
    play.close("2026-11-30T19:00", counted_cents=None)
    play.open("2026-12-01T08:00")
    assert [(one["number"], one["month"], one["totals"][0]["period_cents"]) for one in months(play)] == [
        ("M-2026-0001", "2026-11", 120),
        ("M-2026-0002", "2026-11", 120),
    ]
    assert faults(play) == []


def test_it_is_closed_by_hand_once_the_shop_opens_no_more_in_it(play: Play) -> None:
    assert play.code("month.close") == "month.nothing_to_close"
    play.open("2026-11-27T08:00", confirmed_day="2026-11-27")
    assert play.code("month.close") == "month.day_open"
    play.close("2026-11-27T18:00", counted_cents=None)
    refused = play.refused("month.close")
    assert (refused.code, dict(refused.params)) == ("month.not_over", {"day": "2026-11-28"})
    play.hands.set("2026-12-01T09:00")
    op = play.do("month.close").op
    assert play.code("month.close") == "month.nothing_to_close"
    play.open("2026-12-01T10:00", confirmed_day="2026-12-01")
    assert play.code("journal.reverse", op_of=op, reason="wrong_key") == "month.stays_closed"
    assert faults(play) == []


@pytest.mark.parametrize("start", ["12-01", "11-29"])
def test_a_fiscal_year_may_begin_anywhere(play: Play, start: str) -> None:
    """In the middle of a month it parts it: each part is closed on its own."""
    play.do("site.change", fiscal_year_start=start)
    for date in ("2026-11-28", "2026-11-30", "2026-12-01"):
        day(play, date)
    play.open("2027-01-04T08:00", confirmed_day="2027-01-04")
    found = [(one["month"], one["fiscal_year"]) for one in months(play)]
    parted = [("2026-11", "2025"), ("2026-11", "2026"), ("2026-12", "2026")]
    assert found == (parted if start == "11-29" else [("2026-11", "2025"), ("2026-12", "2026")])
    (year,) = closed(play, "year.closed")
    assert year["fiscal_year"] == "2025"
    assert faults(play) == []


def test_gaps_and_what_was_not_counted_are_told(play: Play) -> None:
    play.open("2026-11-25T08:00", float_cents=8000)
    play.settle([COPY], cash(20))
    play.close("2026-11-25T18:00", counted_cents=7970, gap_reason="counting_error")
    day(play, "2026-11-26")
    play.open("2026-12-01T08:00", confirmed_day="2026-12-01")
    (month,) = months(play)
    assert month["gaps"] == [
        {"number": "Z-2026-0001", "day": "2026-11-25", "gap_cents": -50, "reason": "counting_error"}
    ]
    assert month["not_counted"] == [{"number": "Z-2026-0002", "day": "2026-11-26"}]
