from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from concierge_desk.domain.clock import Instant
from concierge_desk.domain.day import (
    ClosedDay,
    Count,
    DayState,
    OpenDay,
    TwoDates,
    dates_apart,
    last_vouched,
    likely_day,
    opening_needs_confirmation,
    vouched_day,
)

LAST = date(2026, 11, 25)


def test_today_is_the_open_day() -> None:
    state = DayState(OpenDay("2026-11-25", 9, 8000), None, 8000, Count(12, 7990, 8000))
    assert state.today == date(2026, 11, 25)


def test_without_an_open_day_there_is_no_today() -> None:
    assert DayState(None, ClosedDay("2026-11-25", "Z-2026-0001", 90, 0), 0, None).today is None


@pytest.mark.parametrize(
    ("day", "last", "expected"),
    [
        (LAST, None, False),
        (LAST, LAST, False),
        (LAST + timedelta(days=4), LAST, False),
        (LAST + timedelta(days=5), LAST, True),
        (date(2027, 1, 1), date(2026, 12, 31), True),
        (LAST - timedelta(days=9), LAST, False),
        (date(2025, 12, 31), date(2026, 1, 1), True),
    ],
)
def test_a_day_far_from_the_last_entry_is_confirmed(day: date, last: date | None, expected: bool) -> None:
    assert opening_needs_confirmation(day, last) is expected


# The last date that nobody has to doubt: (last closed day, days of the entries since) -> date.
VOUCHED: list[tuple[str | None, list[str], str | None]] = [
    (None, [], None),
    ("2026-11-25", [], "2026-11-25"),
    # The first entry of a journal has nothing to be measured by.
    (None, ["2099-01-01"], "2099-01-01"),
    (None, ["2026-11-25", "2026-11-26"], "2026-11-26"),
    ("2026-11-25", ["2026-11-25"], "2026-11-25"),
    ("2026-11-25", ["2026-11-29"], "2026-11-29"),
    ("2026-11-25", ["2026-11-30"], "2026-11-25"),
    # Step by step further than four days at once.
    ("2026-11-25", ["2026-11-29", "2026-12-03", "2026-12-07"], "2026-12-07"),
    # From the first doubt on nothing vouches any more, however small the next steps.
    ("2026-11-25", ["2026-11-29", "2099-01-01", "2099-01-02"], "2026-11-29"),
    ("2026-11-25", ["2099-01-01", "2026-11-26"], "2026-11-25"),
    # Another year is asked for, however near.
    ("2026-12-30", ["2026-12-31", "2027-01-01"], "2026-12-31"),
    ("2026-12-31", ["2027-01-01"], "2026-12-31"),
    # A forgotten day that is closed late, and one that is closed under a wild clock.
    ("2026-11-25", ["2026-11-26"], "2026-11-26"),
    ("2026-11-25", ["2099-07-01"], "2026-11-25"),
    ("2028-02-28", ["2028-02-29", "2028-03-01"], "2028-03-01"),
]


@pytest.mark.parametrize(("start", "days", "known"), VOUCHED)
def test_last_vouched(start: str | None, days: list[str], known: str | None) -> None:
    found = last_vouched(
        None if start is None else date.fromisoformat(start), [date.fromisoformat(day) for day in days]
    )
    assert found == (None if known is None else date.fromisoformat(known))


def test_a_day_has_one_session_that_goes_on_unless_something_else_is_known() -> None:
    state = DayState(OpenDay("2026-11-25", 9, 8000), None, 8000, None)
    assert (state.session, state.session_open, state.rebased) == (1, True, False)


# The PC and the journal.

PARIS = ZoneInfo("Europe/Paris")
TEN = datetime(2026, 12, 2, 9, tzinfo=UTC)


def _state(last: str | None, *, rebased: bool = False) -> DayState:
    return DayState(
        None, None if last is None else ClosedDay(last, "Z-2026-0001", 9, 0), 0, None, rebased=rebased
    )


@pytest.mark.parametrize(
    ("last", "rebased", "since", "vouched"),
    [
        (None, False, [], None),
        ("2026-12-01", False, [], date(2026, 12, 1)),
        ("2026-12-01", True, [], None),
        # A closing that was made under a wild clock vouches for nothing.
        ("2026-12-01", False, [datetime(2036, 1, 1, tzinfo=UTC)], date(2026, 12, 1)),
        ("2026-12-01", False, [datetime(2026, 12, 1, 23, 30, tzinfo=UTC)], date(2026, 12, 2)),
        ("2036-01-01", True, [datetime(2026, 12, 1, 9, tzinfo=UTC)], date(2026, 12, 1)),
    ],
)
def test_the_last_date_that_nobody_doubts(
    last: str | None, rebased: bool, since: list[datetime], vouched: date | None
) -> None:
    assert vouched_day(_state(last, rebased=rebased), since, PARIS) == vouched


@pytest.mark.parametrize(
    ("behind", "trusted", "last", "apart"),
    [
        (False, False, TEN, None),
        (True, True, TEN, None),
        (True, False, None, None),
        (True, False, TEN + timedelta(hours=1), False),
        (True, False, datetime(2036, 1, 1, 9, tzinfo=UTC), True),
    ],
)
def test_whether_there_are_two_dates(
    behind: bool, trusted: bool, last: datetime | None, apart: bool | None
) -> None:
    instant = Instant(last or TEN, behind=behind, trusted=trusted, clock_at=TEN)
    asked: list[int] = []

    def vouched() -> date:
        asked.append(1)
        return date(2026, 12, 1)

    dates = dates_apart(instant, last, PARIS, vouched)
    assert (None if dates is None else dates.apart) is apart
    # What it costs to know is spent only where it is needed.
    assert bool(asked) is (dates is not None)


@pytest.mark.parametrize(
    ("pc", "vouched", "day"),
    [
        (datetime(2026, 12, 2, 9, tzinfo=PARIS), date(2026, 12, 1), date(2026, 12, 2)),
        (datetime(2026, 12, 1, 9, tzinfo=PARIS), date(2026, 12, 1), date(2026, 12, 1)),
        (datetime(2026, 12, 1, 9, tzinfo=PARIS), None, date(2026, 12, 1)),
        # A battery that died says a date that is over.
        (datetime(2015, 1, 1, 9, tzinfo=PARIS), date(2026, 12, 1), date(2036, 1, 1)),
    ],
)
def test_which_day_it_is_likely_to_be(pc: datetime, vouched: date | None, day: date) -> None:
    journal = datetime(2036, 1, 1, 21, tzinfo=PARIS)
    instant = Instant(journal.astimezone(UTC), behind=True, trusted=False, clock_at=pc.astimezone(UTC))
    assert likely_day(instant, PARIS, TwoDates(pc, journal, vouched)) == day
    assert likely_day(instant, PARIS, None) == date(2036, 1, 1)


def test_both_dates_are_told_as_the_clock_of_the_shop_shows_them() -> None:
    journal = datetime(2036, 1, 1, 23, 30, tzinfo=UTC)
    dates = dates_apart(
        Instant(journal, behind=True, trusted=False, clock_at=TEN), journal, PARIS, lambda: None
    )
    assert dates is not None
    assert (dates.pc.isoformat(), dates.journal.isoformat()) == (
        "2026-12-02T10:00:00+01:00",
        "2036-01-02T00:30:00+01:00",
    )
