from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.clock import (
    ABSORBED,
    MILLISECOND,
    FollowingClock,
    GivenClock,
    PcClock,
    instant_for,
    local_day,
    must_close,
    offset_text,
    settle_instant,
    system_clock,
    to_milliseconds,
)

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def test_the_system_clock_is_aware() -> None:
    assert system_clock().utcoffset() == timedelta(0)
    assert system_clock() <= system_clock()


def test_milliseconds_are_cut_not_rounded() -> None:
    assert to_milliseconds(NOON.replace(microsecond=999_999)).microsecond == 999_000
    assert to_milliseconds(NOON) == NOON


def test_the_first_instant_is_the_clocks() -> None:
    found = settle_instant(NOON.replace(microsecond=1234), None, absorbed=ABSORBED, trusted=True)
    assert found.at == found.clock_at == NOON.replace(microsecond=1000)
    assert (found.behind, found.trusted) == (False, True)


@pytest.mark.parametrize("ahead", [timedelta(0), MILLISECOND, timedelta(days=400)])
def test_a_clock_that_goes_on_is_followed(ahead: timedelta) -> None:
    found = settle_instant(NOON + ahead, NOON, absorbed=ABSORBED, trusted=False)
    assert (found.at, found.behind) == (NOON + ahead, False)


@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize("last", [None, NOON - ABSORBED, NOON + ABSORBED])
def test_whether_somebody_said_the_date_goes_with_the_instant(last: datetime | None, trusted: bool) -> None:
    assert settle_instant(NOON, last, absorbed=ABSORBED, trusted=trusted).trusted is trusted


@pytest.mark.parametrize(
    ("back", "behind"),
    [(MILLISECOND, False), (ABSORBED, False), (ABSORBED + MILLISECOND, True), (timedelta(days=3), True)],
)
def test_a_step_back_is_absorbed_up_to_two_minutes(back: timedelta, behind: bool) -> None:
    found = settle_instant(NOON - back, NOON, absorbed=ABSORBED, trusted=False)
    assert found.at == NOON + MILLISECOND
    assert found.clock_at == NOON - back
    assert found.behind is behind


INSTANTS = st.timedeltas(timedelta(days=-9000), timedelta(days=9000)).map(lambda away: NOON + away)


@given(INSTANTS, INSTANTS)
def test_instants_never_decrease(clock_at: datetime, last: datetime) -> None:
    last = to_milliseconds(last)
    found = settle_instant(clock_at, last, absorbed=ABSORBED, trusted=False)
    assert found.at >= last
    assert found.at.microsecond % 1000 == 0


@pytest.mark.parametrize(("month", "offset"), [(1, "+01:00"), (7, "+02:00")])
def test_the_offset_follows_summer_time(month: int, offset: str) -> None:
    assert offset_text(datetime(2026, month, 1, tzinfo=UTC), PARIS) == offset


def test_the_local_day_is_the_shops() -> None:
    late = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    assert local_day(late, PARIS) == date(2026, 11, 26)
    assert local_day(late, UTC) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("2026-11-25T23:59", False),
        ("2026-11-26T03:59:59.999", False),
        ("2026-11-26T04:00", True),
        ("2026-11-24T12:00", False),
        ("2027-01-01T00:00", True),
    ],
)
def test_a_day_must_close_from_four_in_the_morning(local: str, expected: bool) -> None:
    at = datetime.fromisoformat(local).replace(tzinfo=PARIS)
    assert must_close(date(2026, 11, 25), at.astimezone(UTC), PARIS) is expected


def test_four_in_the_morning_is_local_on_the_night_the_clocks_change() -> None:
    day = date(2026, 10, 24)  # summer time ends in the night that follows
    assert not must_close(day, datetime(2026, 10, 25, 2, 59, tzinfo=UTC), PARIS)
    assert must_close(day, datetime(2026, 10, 25, 3, 0, tzinfo=UTC), PARIS)


def test_the_pcs_clock_may_be_two_minutes_behind_without_a_word() -> None:
    clock = PcClock(lambda: NOON)
    late, later = instant_for(clock, NOON + ABSORBED), instant_for(clock, NOON + ABSORBED + MILLISECOND)
    assert (late.at, late.behind, late.trusted, late.clock_at) == (
        NOON + ABSORBED + MILLISECOND,
        False,
        False,
        NOON,
    )
    assert (later.at, later.behind) == (NOON + ABSORBED + 2 * MILLISECOND, True)
    assert instant_for(clock, None).at == NOON


def test_a_given_clock_goes_on_by_a_second_for_each_accepted_command() -> None:
    clock = GivenClock(NOON)
    assert instant_for(clock, None).at == instant_for(clock, NOON - MILLISECOND).at == NOON
    clock.accepted()
    found = instant_for(clock, NOON)
    assert (found.at, found.behind, found.trusted) == (NOON + timedelta(seconds=1), False, True)
    # Whoever says the date says it to the millisecond: nothing is absorbed.
    assert instant_for(clock, NOON + timedelta(seconds=1, milliseconds=1)).behind


def test_a_clock_that_follows_stands_a_second_after_the_last_entry() -> None:
    clock = FollowingClock()
    clock.accepted()
    found = instant_for(clock, NOON)
    assert (found.at, found.behind, found.trusted) == (NOON + timedelta(seconds=1), False, True)
    with pytest.raises(ValueError, match="an entry to follow"):
        instant_for(clock, None)
