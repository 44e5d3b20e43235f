"""When a loan is due, to the half-day, over Christmas and over Easter; and what other hours make of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest

from concierge_desk.mechanisms.lending.model.due import due_from
from concierge_desk.mechanisms.lending.tables import looks
from tests.counter.desks import Desks, Play, context
from tests.lending.test_loans import CHAIRS, CHECKS, DRILL, lent, member, stocked
from tests.services.relay_desk import rebuilt

WORKED = """
lent        days  due
2026-12-19  7     2026-12-28T15:00/18:00
2026-12-24  1     2026-12-28T15:00/18:00
2026-12-24  7     2026-12-31T15:00/18:00
2026-12-31  1     2027-01-02T09:00/12:00
2027-01-02  1     2027-01-04T15:00/18:00
2027-03-19  7     2027-03-27T09:00/12:00
2027-03-22  7     2027-03-30T15:00/18:00
2027-03-27  1     2027-03-30T15:00/18:00
"""
"""Christmas and St Stephen's are holidays here, and so is Good Friday; on Saturday the shop is open until noon."""
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ROWS = [line.split() for line in WORKED.strip().splitlines()[1:]]


@contextmanager
def lending_on(desks: Desks, day: str, at: str = "08:10") -> Iterator[Play]:
    """Lend a desk that opens its shop of tools on a day."""
    with desks.desk(start=f"{day}T{at}") as play:
        play.open(f"{day}T{at}", float_cents=8000)
        yield stocked(play)


def due(play: Play, thing: str = DRILL) -> str:
    return str(play.rows("SELECT due_slot FROM tools_loan WHERE object = ? ORDER BY loan DESC", thing)[0][0])


def next_day(play: Play, day: str, at: str = "15:05") -> None:
    play.do("day.close", counted_cents=None)
    play.open(f"{day}T{at}", confirmed_day=day, again=True)


def close_on(play: Play, day: str) -> Any:
    return play.do("calendar.close_on", day=day, reason="other", confirmed=True)


@pytest.mark.parametrize(("first", "days", "slot"), ROWS)
def test_worked_days(first: str, days: str, slot: str) -> None:
    """Due is the first open day from so many days after it on; until its last half-day is over."""
    asked = date.fromisoformat(first) + timedelta(days=int(days))
    assert due_from(context().calendar, asked) == (slot[:10], slot)


@pytest.mark.parametrize(("first", "days", "slot"), ROWS)
def test_worked_days_at_the_desk(desks: Desks, first: str, days: str, slot: str) -> None:
    """What rolls to an open day costs no more than the days that were asked for."""
    opens = "15:05" if date.fromisoformat(first).weekday() == 0 else "09:05"
    with lending_on(desks, first, opens) as play:
        loan = lent(play, member(play), days=int(days))
        assert (loan["due_day"], loan["due_slot"], loan["cents"]) == (slot[:10], slot, 100 * int(days))
        other = lent(play, member(play, "Roux"), "PERC-2", due_day=slot[:10])
        assert other["due_slot"] == slot


def test_a_day_that_is_closed_moves_what_is_due_on_it_and_back(desks: Desks) -> None:
    with lending_on(desks, "2026-12-24") as play:
        lent(play, member(play), days=1)
        assert due(play) == "2026-12-28T15:00/18:00"
        moved = close_on(play, "2026-12-28")
        (told,) = [posted for posted in moved.posted if posted.kind == "tools.dues_moved"]
        assert told.data["rows"] == [
            {
                "loan": "L-2026-000001",
                "due_day": "2026-12-29",
                "due_slot": "2026-12-29T15:00/18:00",
                "former_day": "2026-12-28",
            }
        ]
        assert due(play) == "2026-12-29T15:00/18:00"
        play.do("calendar.reopen", day="2026-12-28")
        assert due(play) == "2026-12-28T15:00/18:00"
        rebuilt(play)


def test_it_is_due_no_sooner_than_its_paper_says(desks: Desks) -> None:
    """Sunday is closed as it is lent, and open later: nobody was told to come then."""
    with lending_on(desks, "2026-12-19", "09:05") as play:
        lent(play, member(play), days=1)
        assert due(play) == "2026-12-21T15:00/18:00"
        every_day = {day: ["08:00-12:00"] for day in WEEK}
        play.do("calendar.set_grid", valid_from="2026-12-20", **every_day)
        assert due(play) == "2026-12-21T08:00/12:00"
        # Whoever borrows now may be told of the Sunday.
        lent(play, member(play, "Roux"), "PERC-2", days=1)
        assert due(play, "PERC-2") == "2026-12-20T08:00/12:00"


def test_a_shop_that_is_never_open_again_asks_for_nothing_by_a_half_day(desks: Desks) -> None:
    """The day on the paper stands, and comes to life with the first hours that are set."""
    with lending_on(desks, "2026-12-19", "09:05") as play:
        lent(play, member(play), days=1)
        play.do("calendar.set_grid", valid_from="2026-12-20")
        assert play.rows("SELECT due_day, due_slot FROM tools_loan") == [("2026-12-21", None)]
        assert play.code("tools.renew", object=DRILL) == "calendar.no_opening"
        play.do("calendar.set_grid", valid_from="2026-12-20", tuesday=["08:00-12:00"])
        assert due(play) == "2026-12-22T08:00/12:00"
        rebuilt(play)


def test_whoever_is_due_anew_is_told_once(desks: Desks) -> None:
    """In the list of whom to call until he was told, and no more once the old day holds again."""
    with lending_on(desks, "2026-12-24") as play:
        lent(play, member(play), days=1)
        assert moved_list(play) == []
        close_on(play, "2026-12-28")
        assert moved_list(play) == [DRILL]
        play.do("calendar.reopen", day="2026-12-28")
        assert moved_list(play) == []
        close_on(play, "2026-12-28")
        play.do("tools.remind", object=DRILL, by="phone")
        assert moved_list(play) == []
        play.do("calendar.reopen", day="2026-12-28")
        assert moved_list(play) == [DRILL]


def moved_list(play: Play) -> list[str]:
    """Return what is due by another half-day than whoever has it knows."""
    loans = play.desk.store.read(lambda rows: looks.loans_out(rows, "tools"))
    return [loan.object for loan in loans if loan.is_moved]


def test_a_renewal_that_is_taken_back_is_due_as_the_hours_are_by_then(desks: Desks) -> None:
    with lending_on(desks, "2026-12-24") as play:
        lent(play, member(play), days=1)
        renewed = play.do("tools.renew", object=DRILL, days=1)
        assert renewed.result == {
            "due_day": "2026-12-29",
            "former_day": "2026-12-28",
            "due_slot": "2026-12-29T15:00/18:00",
            "cents": 100,
        }
        close_on(play, "2026-12-28")
        play.do("journal.reverse", op_of=renewed.op, reason="wrong_key")
        assert due(play) == "2026-12-29T15:00/18:00"
        play.do("calendar.reopen", day="2026-12-28")
        assert due(play) == "2026-12-28T15:00/18:00"
        rebuilt(play)


def test_a_return_that_is_taken_back_is_due_as_the_hours_are_by_then(desks: Desks) -> None:
    with lending_on(desks, "2026-12-24") as play:
        lent(play, member(play), CHAIRS, days=1)
        back = play.do("tools.return", object=CHAIRS).op
        close_on(play, "2026-12-28")
        assert due(play, CHAIRS) == "2026-12-28T15:00/18:00"
        play.do("journal.reverse", op_of=back, reason="wrong_key")
        assert due(play, CHAIRS) == "2026-12-29T15:00/18:00"


def test_reservations_stay_where_they_are(desks: Desks) -> None:
    with lending_on(desks, "2026-12-24") as play:
        days = {"from_day": "2026-12-26", "to_day": "2026-12-27"}
        assert play.code("tools.reserve", object=DRILL, who=member(play), **days) == "tools.closed_day"
        days["from_day"] = "2026-12-24"
        reserved = play.do("tools.reserve", object=DRILL, who=member(play, "Roux"), **days).result
        assert (reserved["from_day"], reserved["to_day"]) == ("2026-12-24", "2026-12-28")
        close_on(play, "2026-12-28")
        assert play.rows("SELECT from_day, to_day FROM tools_reservation") == [("2026-12-24", "2026-12-28")]


def test_twice_renewed_and_twice_taken_back(desks: Desks) -> None:
    """12-24 to 12-31 to 01-07: then 12-31, then 12-24."""
    with lending_on(desks, "2026-12-17") as play:
        lent(play, member(play), days=7)
        found = [play.do("tools.renew", object=DRILL) for _ in range(2)]
        assert [one.result["due_day"] for one in found] == ["2026-12-31", "2027-01-07"]
        assert play.code("tools.renew", object=DRILL) == "tools.no_more_renewals"
        for one, day in zip(reversed(found), ("2026-12-31", "2026-12-24"), strict=True):
            play.do("journal.reverse", op_of=one.op, reason="wrong_key")
            assert play.rows("SELECT due_day, renewals FROM tools_loan")[0][0] == day


def test_a_renewal_begins_today_where_it_was_due_before(desks: Desks) -> None:
    with lending_on(desks, "2026-12-17") as play:
        lent(play, member(play), days=1)
        next_day(play, "2026-12-22")
        renewed = play.do("tools.renew", object=DRILL, days=2).result
        assert (renewed["former_day"], renewed["due_day"], renewed["cents"]) == (
            "2026-12-18",
            "2026-12-24",
            200,
        )


def test_late_days_are_counted_from_the_due_day(desks: Desks) -> None:
    with lending_on(desks, "2026-12-17") as play:
        lent(play, member(play), CHAIRS, days=1, quantity=2)
        assert play.do("tools.return", object=CHAIRS, quantity=1).result["late_days"] == 0
        next_day(play, "2026-12-22")
        late = play.do("tools.return", object=CHAIRS, returned_day="2026-12-21").result
        assert late["late_days"] == 3
        ended = play.rows("SELECT ended_day, state FROM tools_loan")
        assert ended == [("2026-12-21", "back")]


def test_what_is_noted_afterwards_has_begun_on_its_day(desks: Desks) -> None:
    """Up to thirty days back, at the price of that day; never ahead, and not back before it left."""
    with lending_on(desks, "2026-12-17") as play:
        who = member(play)
        asked = {"object": CHAIRS, "who": who}
        assert play.code("tools.lend", **asked, lent_day="2026-11-16") == "tools.lent_too_early"
        assert play.code("tools.lend", **asked, lent_day="2026-12-18") == "tools.lent_too_early"
        loan = play.do("tools.lend", **asked, lent_day="2026-11-17").result
        assert (loan["due_day"], loan["back_dated"]) == ("2026-11-20", True)
        refused = play.refused("tools.return", object=CHAIRS, returned_day="2026-11-16")
        assert refused.code == "tools.past"
        assert play.code("tools.return", object=CHAIRS, returned_day="2026-12-18") == "tools.past"
        assert play.do("tools.return", object=CHAIRS, returned_day="2026-11-21").result["late_days"] == 1
        assert lent(play, who, CHAIRS)["back_dated"] is False


def test_what_was_kept_on_paper_counts_from_the_day_it_happened(desks: Desks) -> None:
    """While the PC was down a drill left, was renewed, came back; somebody was called: all a day before it is entered."""
    with lending_on(desks, "2027-03-23") as play:
        row = {"kind": "CHAISE", "label_fr": "Chaise", "days": 3, "most_days": 7, "renewals": 1}
        play.do("tools.set_kinds", rows=[{**row, "day_cents": 50}])
        play.do("tools.set_kinds", rows=[{**row, "day_cents": 80, "valid_from": "2027-03-25"}])
        who = member(play)
        next_day(play, "2027-03-25", "08:10")
        lent_at, then = {"happened_at": "2027-03-24T09:00"}, {"happened_at": "2027-03-24T11:00"}
        loan = play.do("tools.lend", object=CHAIRS, who=who, **lent_at).result
        told = ("due_day", "cents", "back_dated")
        # Good Friday is a holiday; the price is that of the day on which they left.
        assert [loan[name] for name in told] == ["2027-03-27", 150, True]
        lent(play, who, days=0, **lent_at)
        renewed = play.do("tools.renew", object=DRILL, days=1, **then).result
        assert (renewed["former_day"], renewed["due_day"]) == ("2027-03-24", "2027-03-25")
        play.do("tools.wait", object=DRILL, who={"name": "M. Weber"})
        back = play.do("tools.return", object=DRILL, checks=CHECKS, **then).result
        assert (back["late_days"], back["state"]) == (0, "kept")
        # Thursday 25, Saturday 27, Tuesday 30: Easter Monday is closed.
        assert play.do("tools.call", object=DRILL, **then).result["kept_until"] == "2027-03-30"
        assert play.rows("SELECT lent_day, ended_day FROM tools_loan WHERE object = ?", DRILL) == [
            ("2027-03-24", "2027-03-24")
        ]
        rebuilt(play)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"days": 1, "due_day": "2026-12-18"}, "tools.days_or_due_day"),
        ({"due_day": "2026-12-16"}, "tools.past"),
        ({"days": 8}, "tools.too_long"),
        ({"due_day": "2026-12-25"}, "tools.too_long"),
    ],
)
def test_how_long(desks: Desks, asked: dict[str, Any], code: str) -> None:
    with lending_on(desks, "2026-12-17") as play:
        assert play.code("tools.lend", object=CHAIRS, who=member(play), **asked) == code
