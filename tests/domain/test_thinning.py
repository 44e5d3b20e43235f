"""Which copies go, and which never do."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.thinning import may_go

NOW = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)


def copies(*days_ago: float) -> dict[str, datetime]:
    return {f"{days}": NOW - timedelta(days=days) for days in days_ago}


def test_everything_of_the_last_week_stays() -> None:
    assert may_go(copies(0, 0.1, 1, 1.2, 6.9), NOW) == {}


def test_before_it_the_last_of_a_day_of_a_month_of_a_year() -> None:
    assert may_go(copies(0, 8.0, 8.1), NOW) == {"8.1": "8.0"}
    assert list(may_go(copies(0, 60, 61, 62), NOW).items()) == [("62", "60"), ("61", "60")]
    assert list(may_go(copies(0, 430, 440, 500), NOW).items()) == [("500", "430"), ("440", "430")]


def test_none_and_one() -> None:
    assert may_go({}, NOW) == {}
    assert may_go(copies(4000), NOW) == {}


def test_what_is_dated_later_stays_and_takes_nobodys_place() -> None:
    """A wrong clock named one of 2030, and the desk was backed up again since."""
    ordinary = copies(0, 8.0, 8.1, 9)
    later = copies(-1, -400, -1200)
    assert may_go(ordinary | later, NOW) == may_go(ordinary, NOW) == {"8.1": "8.0"}


AGES = st.lists(st.integers(0, 2000 * 24), max_size=60, unique=True)


@given(AGES)
def test_the_last_good_one_never_goes_and_what_stays_is_stable(hours: list[int]) -> None:
    known = {str(age): NOW - timedelta(hours=age) for age in hours}
    gone = may_go(known, NOW)
    stays = {name: made for name, made in known.items() if name not in gone}
    if known:
        assert max(known, key=known.__getitem__) in stays
    assert may_go(stays, NOW) == {}
    assert set(gone.values()) <= set(stays)
    assert {made.year for made in stays.values()} == {made.year for made in known.values()}
