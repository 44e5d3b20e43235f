from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.calendar import (
    Closure,
    OpeningCalendar,
    Slot,
    SlotRow,
    deadline,
    read_sessions,
    with_closure,
    with_grid,
    without_closure,
)

OPENED = date(2021, 8, 23)
MORNING, SATURDAY, AFTERNOON = (time(8), time(11, 30)), (time(9), time(12)), (time(15), time(18))
WEEK = {
    0: (AFTERNOON,),
    1: (AFTERNOON, MORNING),
    2: (MORNING,),
    3: (MORNING, AFTERNOON),
    4: (MORNING, AFTERNOON),
    5: (SATURDAY,),
}
SEED = tuple(SlotRow(OPENED, weekday, *hours) for weekday, sessions in WEEK.items() for hours in sessions)
HOLIDAYS = {date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1), date(2027, 3, 26)}
SHOP = OpeningCalendar(SEED, (Closure(date(2026, 11, 30), "training"),), HOLIDAYS.__contains__)
DAYS = st.dates(date(2023, 1, 1), date(2030, 12, 31))


def test_the_week_of_the_seed() -> None:
    monday = date(2026, 11, 23)
    week = [SHOP.slots(monday + timedelta(days=day)) for day in range(7)]
    assert [len(slots) for slots in week] == [1, 2, 1, 2, 2, 1, 0]
    assert week[1] == (Slot(date(2026, 11, 24), *MORNING), Slot(date(2026, 11, 24), *AFTERNOON))
    minutes = sum(
        slot.closes.hour * 60 + slot.closes.minute - slot.opens.hour * 60 - slot.opens.minute
        for slots in week
        for slot in slots
    )
    assert minutes == 29 * 60


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 11, 25), True),
        (date(2026, 11, 29), False),
        (date(2026, 11, 30), False),
        (date(2026, 12, 7), True),
        (date(2026, 12, 24), True),
        (date(2026, 12, 26), False),
        (date(2027, 3, 26), False),
        (date(2021, 8, 22), False),
    ],
)
def test_is_open(day: date, is_open: bool) -> None:
    assert SHOP.is_open(day) is is_open


@pytest.mark.parametrize(
    ("deadline_day", "slot"),
    [
        (date(2026, 12, 9), "2026-12-09T08:00/11:30"),
        (date(2026, 12, 13), "2026-12-12T09:00/12:00"),
        (date(2026, 12, 14), "2026-12-14T15:00/18:00"),
        (date(2026, 11, 30), "2026-11-28T09:00/12:00"),
        (date(2026, 12, 24), "2026-12-24T15:00/18:00"),
        (date(2026, 12, 27), "2026-12-24T15:00/18:00"),
        (date(2021, 8, 23), "2021-08-23T15:00/18:00"),
        (date(2021, 8, 22), None),
    ],
)
def test_last_useful_slot(deadline_day: date, slot: str | None) -> None:
    assert SHOP.last_useful_slot(deadline_day) == slot


def test_the_search_goes_back_a_year_and_a_day() -> None:
    last = date(2024, 5, 6)
    shut = OpeningCalendar(SEED, (), lambda day: day > last)
    assert shut.last_useful_slot(last + timedelta(days=366)) == "2024-05-06T15:00/18:00"
    assert shut.last_useful_slot(last + timedelta(days=367)) is None


def test_a_new_grid_replaces_the_whole_of_the_old_one() -> None:
    spring = date(2027, 3, 1)
    shop = OpeningCalendar((*SEED, SlotRow(spring, 1, *MORNING)), (), lambda _: False)
    assert shop.is_open(date(2027, 2, 27))
    assert shop.slots(date(2027, 3, 2)) == (Slot(date(2027, 3, 2), *MORNING),)
    assert not shop.is_open(date(2027, 3, 1))
    assert not shop.is_open(date(2027, 3, 6))


def test_a_grid_without_a_row_closes_the_shop_from_its_first_day_on() -> None:
    shop = OpeningCalendar(SEED, (), lambda _: False, (date(2027, 3, 2),))
    assert shop.is_open(date(2027, 3, 1))
    assert not any(shop.is_open(date(2027, 3, 2) + timedelta(days=late)) for late in range(7))
    assert shop.last_useful_slot(date(2027, 3, 6)) == "2027-03-01T15:00/18:00"


def test_a_new_grid() -> None:
    spring = date(2027, 3, 1)
    mondays = (SlotRow(spring, 0, *MORNING),)
    changed = with_grid(SHOP, spring, mondays)
    assert changed.slots(spring) == (Slot(spring, *MORNING),)
    assert changed.empty_from == ()
    assert not changed.is_open(date(2027, 3, 2))
    assert changed.slots(date(2027, 2, 22)) == SHOP.slots(date(2027, 2, 22))
    # The one it was made from is what it was.
    assert SHOP.is_open(date(2027, 3, 2))
    # The same day once more: the second stands alone, and so does an empty one.
    tuesdays = (SlotRow(spring, 1, *MORNING),)
    again = with_grid(changed, spring, tuesdays)
    assert (again.is_open(spring), again.is_open(date(2027, 3, 2))) == (False, True)
    shut = with_grid(again, spring, ())
    assert shut.empty_from == (spring,)
    assert not shut.is_open(date(2027, 3, 2))
    assert with_grid(shut, spring, mondays) == changed
    assert with_grid(shut, spring, ()) == shut


def test_a_closure_is_noted_and_taken_back() -> None:
    eve = date(2026, 12, 24)
    closed = with_closure(SHOP, Closure(eve, "leave"))
    assert closed.is_closed_on(eve)
    assert not closed.is_open(eve)
    assert closed.last_useful_slot(date(2026, 12, 27)) == "2026-12-23T08:00/11:30"
    assert closed.is_closed_on(date(2026, 11, 30))
    assert without_closure(closed, eve) == SHOP
    assert without_closure(SHOP, eve) == SHOP
    other = with_closure(closed, Closure(eve, "works"))
    assert [closure.reason_code for closure in other.closures] == ["training", "works"]


def test_a_sunday_and_a_holiday_are_no_closure() -> None:
    assert not SHOP.is_closed_on(date(2026, 11, 29))
    assert not SHOP.is_closed_on(date(2026, 12, 25))


@pytest.mark.parametrize(
    ("spans", "sessions"),
    [
        ([], ()),
        (["08:00-11:30"], (("08:00", "11:30"),)),
        (["00:00-12:00", "12:00-23:59"], (("00:00", "12:00"), ("12:00", "23:59"))),
    ],
)
def test_sessions_of_a_weekday(spans: list[str], sessions: tuple[tuple[str, str], ...]) -> None:
    assert read_sessions(spans) == sessions


@pytest.mark.parametrize(
    "spans",
    [
        *([""], ["08:00"], ["08:00-"], ["-08:00"], ["8:00-12:00"], ["08:00-25:00"], ["08:00-12:00:00"]),
        *(["12:00-08:00"], ["08:00-08:00"], ["08:00-12:00", "11:59-18:00"], ["15:00-18:00", "08:00-12:00"]),
        *(["08:00 - 12:00"], ["08:00-12:00-18:00"], ["0800-1200"], ["08:00-24:00"]),
    ],
)
def test_no_such_sessions(spans: list[str]) -> None:
    with pytest.raises(ValueError, match="follow one another"):
        read_sessions(spans)


def test_without_a_grid_it_never_opens() -> None:
    shop = OpeningCalendar((), (), lambda _: False)
    assert shop.slots(date(2026, 11, 25)) == ()
    assert shop.last_useful_slot(date(2026, 11, 25)) is None


@pytest.mark.parametrize(
    ("weekday", "opens", "closes"), [(7, time(8), time(9)), (-1, time(8), time(9)), (0, time(9), time(9))]
)
def test_no_such_session(weekday: int, opens: time, closes: time) -> None:
    with pytest.raises(ValueError, match=r"weekday|session"):
        SlotRow(OPENED, weekday, opens, closes)


def test_a_shop_may_open_on_a_sunday() -> None:
    advent = OpeningCalendar((SlotRow(OPENED, 6, *AFTERNOON),), (), lambda _: False)
    assert advent.slots(date(2026, 11, 29)) == (Slot(date(2026, 11, 29), *AFTERNOON),)
    assert not advent.is_open(date(2026, 11, 30))


@given(DAYS)
def test_the_last_slot_is_open_and_nothing_is_after_it(day: date) -> None:
    slot = SHOP.last_useful_slot(day)
    assert slot is not None
    found = date.fromisoformat(slot[:10])
    assert found <= day
    assert slot == SHOP.slots(found)[-1].interval
    assert not any(SHOP.is_open(found + timedelta(days=late)) for late in range(1, (day - found).days + 1))


def test_a_deadline_does_not_roll() -> None:
    assert deadline(date(2026, 11, 24), 15) == date(2026, 12, 9)
    assert deadline(date(2026, 12, 11), 15) == date(2026, 12, 26)
    assert deadline(date(2026, 11, 24), 0) == date(2026, 11, 24)
    with pytest.raises(ValueError, match="negative"):
        deadline(date(2026, 11, 24), -1)
