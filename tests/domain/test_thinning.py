"""Which copies go, and which never do."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.copies.retention import may_go, set_aside_may_go

NOW = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
DAY = NOW.date()
TONIGHT = datetime.combine(DAY, time.max, UTC)


def copies(*days_ago: float) -> dict[str, datetime]:
    return {f"{days}": NOW - timedelta(days=days) for days in days_ago}


def test_everything_of_the_last_week_stays() -> None:
    assert may_go(copies(0, 0.1, 1, 1.2, 6.9), NOW, DAY) == {}


def test_before_it_the_last_of_a_day_of_a_month_of_a_year() -> None:
    assert may_go(copies(0, 8.0, 8.1), NOW, DAY) == {"8.1": "8.0"}
    assert list(may_go(copies(0, 60, 61, 62), NOW, DAY).items()) == [("62", "60"), ("61", "60")]
    assert list(may_go(copies(0, 430, 440, 500), NOW, DAY).items()) == [("500", "430"), ("440", "430")]


def test_a_week_a_month_and_thirteen_months_end_to_the_second() -> None:
    """R-4.13: after thirteen months one of a year is left."""
    second = 1 / 86_400
    for days, last in ((7, "of its day"), (31, "of its month"), (396, "of its year")):
        pair = copies(days, days + second)
        assert may_go(copies(0) | pair, NOW, DAY) == {f"{days + second}": f"{days}"}, last
    # A second earlier the younger one stands for itself, its day, its month.
    assert may_go(copies(0, 7 - second, 7), NOW, DAY) == {}
    assert may_go(copies(0, 31 - second, 31), NOW, DAY) == {}
    assert may_go(copies(0, 396 - second, 396), NOW, DAY) == {}


def test_of_two_made_at_once_the_later_name_stays_in_whatever_order_they_lie() -> None:
    made = NOW - timedelta(days=8)
    assert may_go({"A42": made, "A43": made}, NOW, DAY) == {"A42": "A43"}
    assert may_go({"A43": made, "A42": made}, NOW, DAY) == {"A42": "A43"}


def test_none_and_one() -> None:
    assert may_go({}, NOW, DAY) == {}
    assert may_go(copies(4000), NOW, DAY) == {}


def test_what_is_dated_later_stays_and_takes_nobodys_place() -> None:
    """A wrong clock named one of 2030, and the desk was backed up again since."""
    ordinary = copies(0, 8.0, 8.1, 9)
    later = copies(-1, -400, -1200)
    assert may_go(ordinary | later, NOW, DAY) == may_go(ordinary, NOW, DAY) == {"8.1": "8.0"}


AGES = st.lists(st.integers(0, 2000 * 24), max_size=60, unique=True)


@given(AGES)
def test_the_last_good_one_never_goes_and_what_stays_is_stable(hours: list[int]) -> None:
    known = {str(age): NOW - timedelta(hours=age) for age in hours}
    gone = may_go(known, NOW, DAY)
    stays = {name: made for name, made in known.items() if name not in gone}
    if known:
        assert max(known, key=known.__getitem__) in stays
    assert may_go(stays, NOW, DAY) == {}
    assert set(gone.values()) <= set(stays)
    assert {made.year for made in stays.values()} == {made.year for made in known.values()}


def test_a_clock_years_ahead_thins_nothing_by_its_date() -> None:
    """It stood in 2036 for an afternoon; she had opened the day of 25 November 2026 in the morning."""
    wrong = datetime(2036, 5, 4, 15, 0, tzinfo=UTC)
    monthly = copies(1, 2, 3, 8, 40, 70, 400)
    assert may_go(monthly | {"2036": wrong}, wrong, DAY) == {}
    # By its date alone, one of a year would be left of all that.
    assert len(may_go(monthly | {"2036": wrong}, wrong, wrong.date())) == 5


def test_nor_does_a_clock_that_fell_behind() -> None:
    """Entries go on at the last one's instant, and so do the names; the days are confirmed by hand."""
    same = {f"{n}": NOW + timedelta(milliseconds=n * 1000) for n in range(20)}
    assert may_go(same, NOW + timedelta(seconds=19), date(2027, 6, 1)) == {}


def test_before_the_first_business_day_nothing_goes() -> None:
    assert may_go(copies(0, 60, 61, 62), NOW, None) == {}


@given(AGES, st.datetimes(TONIGHT.replace(tzinfo=None)), st.integers(0, 3))
def test_no_clock_removes_what_the_right_one_keeps(hours: list[int], clock: datetime, earlier: int) -> None:
    """Whatever year it says, and however many backups it named before: as the right one at the day's end."""
    wrong = clock.replace(tzinfo=UTC)
    known = {str(age): NOW - timedelta(hours=age) for age in hours}
    named = {f"wrong {n}": max(wrong - timedelta(minutes=n), TONIGHT) for n in range(earlier + 1)}
    assert may_go(known | named, wrong, DAY) == may_go(known | {"right": TONIGHT}, TONIGHT, DAY)


# ------------------------------------------------------------------ the store a restore replaced


def days(*offsets: int) -> list[date]:
    return [DAY + timedelta(days=offset) for offset in offsets]


def test_a_replaced_store_stays_for_thirty_days_and_seven_closings() -> None:
    for shown, gone in (
        ((), False),
        ((0,), False),
        ((0, 1, 2, 3, 4, 5, 6), False),
        ((0, 1, 2, 3, 4, 5, 30), False),
        ((0, 1, 2, 3, 4, 5, 31), True),
        # On holiday: the time has passed, and nobody has worked with the restored desk yet.
        ((0, 1, 2, 3, 4, 40), False),
        # A date that was closed twice is one day.
        ((0, 1, 2, 2, 3, 4, 40), False),
        (tuple(range(32)), True),
    ):
        assert set_aside_may_go(days(*shown)) is gone, shown
