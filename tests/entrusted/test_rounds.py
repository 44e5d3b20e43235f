"""Rounds, lead days and promises, and what new opening hours do to them."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from concierge_desk.domain.calendar import Closure, OpeningCalendar, with_closure
from concierge_desk.domain.errors import Refused
from concierge_desk.mechanisms.entrusted.model import promise
from concierge_desk.mechanisms.entrusted.model.facts import RoundRow
from concierge_desk.mechanisms.entrusted.model.promise import Timetable
from tests.counter.desks import Play
from tests.domain.test_due_days import NEVER, SHOP
from tests.entrusted.workshop import COAT, NET, ROUNDS, names, partner, ready, set_up, taken

TWICE = RoundRow(NET, "2026-01-01", ("tuesday:last", "friday:last"), ("normal:3", "express:1"))
OWN = RoundRow("", "2026-01-01", (), ("normal:2",))
EXAMPLES = (
    # Taken in, out with, back with, promised.
    ("2026-12-22T08:05", "2026-12-22", "2026-12-29", "2026-12-30T08:00/11:30"),
    ("2026-12-24T08:05", "2026-12-29", "2027-01-05", "2027-01-06T08:00/11:30"),
    ("2027-03-23T08:05", "2027-03-23", "2027-03-30", "2027-03-31T08:00/11:30"),
    # He has been here already: the next round takes it.
    ("2026-12-22T15:00", "2026-12-29", "2027-01-05", "2027-01-06T08:00/11:30"),
)


@pytest.mark.parametrize(("at", "out", "back", "slot"), EXAMPLES)
def test_out_back_and_promised(at: str, out: str, back: str, slot: str) -> None:
    times, begun = Timetable((TWICE,)), datetime.fromisoformat(at)
    leaves = times.next_round(SHOP, begun, begun.date())
    assert leaves.day.isoformat() == out
    comes = times.next_round(SHOP, leaves.opening, date.fromordinal(leaves.day.toordinal() + 3))
    assert comes.day.isoformat() == back
    assert promise.reckoned(times, SHOP, begun, (NET, "normal")) == slot


def test_he_comes_back_with_a_later_round_even_where_work_takes_no_day() -> None:
    row = replace(TWICE, rounds=("tuesday:first", "tuesday:last"), lead_days=("normal:0",))
    begun = datetime(2026, 12, 1, 7, 0)  # noqa: DTZ001
    assert promise.reckoned(Timetable((row,)), SHOP, begun, (NET, "normal")) == "2026-12-02T08:00/11:30"


def test_own_work_is_ready_on_the_first_half_day() -> None:
    begun = datetime(2026, 12, 24, 8, 5)  # noqa: DTZ001
    assert promise.reckoned(Timetable((OWN,)), SHOP, begun, (None, "normal")) == "2026-12-28T15:00/18:00"


def test_nobody_said_when_he_comes() -> None:
    begun = datetime(2026, 12, 24, 8, 5)  # noqa: DTZ001
    assert promise.reckoned(Timetable(), SHOP, begun, (NET, "normal")) is None
    assert promise.reckoned(Timetable((replace(TWICE, rounds=()),)), SHOP, begun, (NET, "normal")) is None


def test_rounds_hold_from_their_day_on() -> None:
    later = replace(TWICE, valid_from="2026-12-25", rounds=("wednesday:first",))
    begun = datetime(2026, 12, 24, 8, 5)  # noqa: DTZ001
    assert (
        promise.reckoned(Timetable((TWICE, later)), SHOP, begun, (NET, "express")) == "2027-01-07T08:00/11:30"
    )


def test_a_shop_that_never_opens_promises_nothing() -> None:
    begun = datetime(2026, 12, 24, 8, 5)  # noqa: DTZ001
    for work, row in (((NET, "normal"), TWICE), ((None, "normal"), OWN)):
        with pytest.raises(Refused, match=r"calendar\.no_opening"):
            promise.reckoned(Timetable((row,)), NEVER, begun, work)


@pytest.fixture
def december(play: Play) -> Play:
    """Tuesday 22 December, five past eight."""
    play.open("2026-12-22T08:05", confirmed_day="2026-12-22")
    set_up(play)
    return play


def due(play: Play, piece: str) -> Any:
    return play.rows("SELECT due_slot FROM pressing_piece WHERE piece = ?", piece)[0][0]


def test_a_closure_moves_what_is_promised_and_its_end_brings_it_back(december: Play) -> None:
    (piece,) = names(taken(december))
    assert due(december, piece) == "2026-12-30T08:00/11:30"
    moved = december.do("calendar.close_on", day="2026-12-30", reason="other", confirmed=True)
    assert moved.result["moved"] == {"pressing": 1}
    assert due(december, piece) == "2026-12-31T08:00/11:30"
    december.do("calendar.reopen", day="2026-12-30")
    assert due(december, piece) == "2026-12-30T08:00/11:30"


def test_a_round_that_falls_out_makes_it_later(december: Play) -> None:
    """He comes on no closed day: the round after brings it; once it is back, rounds are no matter."""
    (first, second) = (names(taken(december))[0] for _ in range(2))
    ready(december, [second])
    december.do("calendar.close_on", day="2026-12-29", reason="other", confirmed=True)
    assert due(december, first) == "2027-01-06T08:00/11:30"
    assert due(december, second) == "2026-12-30T08:00/11:30"


def test_a_half_day_that_ends_earlier_is_the_same_and_one_that_begins_later_the_next(december: Play) -> None:
    """Wednesday 30 December: 8:00 to 11:30, then to 11:00, then from 9:00 on."""
    (piece,) = names(taken(december))
    twice = ["08:00-11:30", "15:00-18:00"]
    week = {"monday": ["15:00-18:00"], **dict.fromkeys(("tuesday", "thursday", "friday"), twice)}
    for opens, closes in (("08:00", "11:00"), ("09:00", "11:30")):
        hours = {**week, "wednesday": [f"{opens}-{closes}"], "saturday": ["09:00-12:00"]}
        december.do("calendar.set_grid", valid_from="2026-12-28", **hours)
        assert due(december, piece) == f"2026-12-30T{opens}/{closes}"


def test_nothing_moves_before_its_paper(december: Play) -> None:
    (piece,) = names(taken(december, promised_day="2027-01-20"))
    assert due(december, piece) == "2027-01-20T08:00/11:30"
    december.do("calendar.close_on", day="2026-12-29", reason="other", confirmed=True)
    assert due(december, piece) == "2027-01-20T08:00/11:30"


def test_a_promise_that_was_early_is_reckoned_anew_as_hours_change(december: Play) -> None:
    """The later of what is written and of a new reckoning, whichever day it is that closes."""
    early = december.ask("pressing.take_in", who={"name": "A"}, pieces=[COAT], promised_day="2026-12-24")
    assert [one.code for one in early.warnings] == ["pressing.promise_early"]
    piece = early.result["pieces"][0]["piece"]
    assert due(december, piece) == "2026-12-24T15:00/18:00"
    moved = december.do("calendar.close_on", day="2027-02-03", reason="other", confirmed=True)
    assert moved.result["moved"] == {"pressing": 1}
    assert due(december, piece) == "2026-12-30T08:00/11:30"


def test_hours_that_stay_move_nothing() -> None:
    state = promise.Promised((), {})
    assert promise.moved(state, _context(SHOP)) == ()


def _context(calendar: OpeningCalendar) -> Any:
    from tests.counter.desks import context

    return context(hours=lambda: calendar)


def test_by_whom_is_asked_where_several_come(december: Play) -> None:
    partner(december, "AUTRE")
    december.do("pressing.set_rounds", partner="AUTRE", rounds=ROUNDS, lead_days={"normal": 3})
    fields = {"who": {"name": "A"}, "pieces": [COAT]}
    assert december.code("pressing.take_in", **fields) == "pressing.partner_needed"
    assert december.code("pressing.take_in", partner="NUL", **fields) == "pressing.partner_unknown"
    december.do("partner.retire", partner="AUTRE", from_day="2026-12-22")
    assert december.code("pressing.take_in", partner="AUTRE", **fields) == "partner.retired"
    assert december.do("pressing.take_in", **fields).posted[0].data["partner"] == NET


def test_rounds_of_nobody_are_refused(december: Play) -> None:
    rounds: dict[str, Any] = {"partner": "NUL", "rounds": ROUNDS, "lead_days": {"normal": 3}}
    assert december.code("pressing.set_rounds", **rounds) == "pressing.partner_unknown"
    assert december.code("pressing.set_rounds", **{**rounds, "lead_days": {"slow": 3}}) == "input.choice"


def test_closing_a_day_of_the_calendar_alone() -> None:
    shut = with_closure(SHOP, Closure(date(2026, 12, 29), "other"))
    begun = datetime(2026, 12, 22, 8, 5)  # noqa: DTZ001
    assert promise.reckoned(Timetable((TWICE,)), shut, begun, (NET, "normal")) == "2027-01-06T08:00/11:30"
