"""Due days: what falls on a closed day rolls on; a half-day that begins after a moment. The worked examples."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.day import holidays
from concierge_desk.domain.calendar import Closure, OpeningCalendar, with_closure
from concierge_desk.domain.errors import Refused
from tests.counter.desks import GRID

SHOP = OpeningCalendar(GRID, (), holidays.holidays_of("FR-6AE"))
NEVER = OpeningCalendar((), (), lambda _day: False)

LENT = (
    ("2026-12-19", 7, "2026-12-28T15:00/18:00"),
    ("2026-12-24", 1, "2026-12-28T15:00/18:00"),
    ("2026-12-24", 7, "2026-12-31T15:00/18:00"),
    ("2026-12-31", 1, "2027-01-02T09:00/12:00"),
    ("2027-01-02", 1, "2027-01-04T15:00/18:00"),
    # Good Friday and Easter Monday are holidays here.
    ("2027-03-19", 7, "2027-03-27T09:00/12:00"),
    ("2027-03-22", 7, "2027-03-30T15:00/18:00"),
    ("2027-03-27", 1, "2027-03-30T15:00/18:00"),
)


@pytest.mark.parametrize(("lent", "days", "due"), LENT)
def test_a_day_rolls_to_the_first_that_is_open(lent: str, days: int, due: str) -> None:
    day = SHOP.roll(date.fromisoformat(lent) + timedelta(days=days))
    assert SHOP.slots(day)[-1].interval == due


def test_a_closure_moves_it_on() -> None:
    shut = with_closure(SHOP, Closure(date(2026, 12, 28), "other"))
    assert shut.slots(shut.roll(date(2026, 12, 26)))[-1].interval == "2026-12-29T15:00/18:00"


AFTER = (
    ("2026-12-29T14:59", "2026-12-29T15:00/18:00"),
    # What begins at the very moment does not begin after it.
    ("2026-12-29T15:00", "2026-12-30T08:00/11:30"),
    ("2026-12-24T15:00", "2026-12-28T15:00/18:00"),
)


@pytest.mark.parametrize(("at", "slot"), AFTER)
def test_the_next_half_day_begins_after_a_moment(at: str, slot: str) -> None:
    assert SHOP.next_slot(datetime.fromisoformat(at)).interval == slot


def test_a_shop_that_never_opens_says_so() -> None:
    for asked in (lambda: NEVER.roll(date(2026, 1, 1)), lambda: NEVER.next_slot(datetime(2026, 1, 1))):  # noqa: DTZ001
        with pytest.raises(Refused) as refused:
            asked()
        assert refused.value.code == "calendar.no_opening"
    assert NEVER.first_slot(date(2026, 1, 1)) is None


@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001
def test_no_half_day_lies_between(at: datetime) -> None:
    found = SHOP.next_slot(at)
    assert found.opening > at
    between = [
        slot
        for n in range((found.day - at.date()).days + 1)
        for slot in SHOP.slots(at.date() + timedelta(days=n))
        if at < slot.opening < found.opening
    ]
    assert between == []
    assert SHOP.roll(at.date()) == next(
        day for n in range(370) if SHOP.is_open(day := at.date() + timedelta(days=n))
    )
