"""The clock rules of docs/contract.md, "Instants", on a PC's clock that jumps and on a clock that is given."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.clock import (
    MILLISECOND,
    FollowingClock,
    GivenClock,
    Instant,
    PcClock,
    instant_for,
    local_day,
    must_close,
    offset_text,
    settle_instant,
)
from concierge_desk.domain.day import opening_needs_confirmation
from concierge_desk.domain.journal import Head, instant_of, same_set_back
from tests.counter.desks import COFFEE, MORNING, PARIS, Desks, Hands, Play, card, local

LAST = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def kinds(play: Play, first: int = 1) -> list[str]:
    return [entry.kind for entry in play.posted(first)]


# A step back up to two minutes is absorbed, in silence.


@pytest.mark.parametrize("seconds", [0.001, 1, 60, 119.999, 120])
def test_absorbed(shop: Play, seconds: float) -> None:
    shop.hands.set("2026-11-25T09:00")
    before = shop.settle([COFFEE], card(120)).posted[-1]
    shop.hands.move(seconds=-seconds)
    after = shop.settle([COFFEE], card(120)).posted
    assert [entry.kind for entry in after] == ["shop.sold", "till.settled"]
    assert after[0].instant == before.instant + MILLISECOND


@pytest.mark.parametrize("seconds", [120.001, 121, 3600, 86_400, 400 * 86_400])
def test_a_larger_step_is_written_down_once(shop: Play, seconds: float) -> None:
    shop.hands.set("2026-11-25T09:00")
    before = shop.settle([COFFEE], card(120)).posted[-1]
    shop.hands.move(seconds=-seconds)
    first = shop.settle([COFFEE], card(120))
    assert [entry.kind for entry in first.posted] == ["clock.set_back", "shop.sold", "till.settled"]
    told = first.posted[0]
    assert instant_of(told.data["clock_at"]) == shop.hands.at
    assert {entry.instant for entry in first.posted} == {before.instant + MILLISECOND}
    # The ticket names its lines rightly although an entry stands before them.
    assert first.posted[-1].data["lines"] == [first.posted[1].seq]
    assert first.result["due_cents"] == 120
    for n in range(2, 5):
        shop.hands.move(seconds=1)
        again = shop.settle([COFFEE], card(120)).posted
        assert [entry.kind for entry in again] == ["shop.sold", "till.settled"]
        assert again[0].instant == before.instant + n * MILLISECOND
    assert kinds(shop).count("clock.set_back") == 1
    # The clock catches up, and time goes on as if nothing had been.
    shop.hands.set("2026-11-25T09:30")
    assert shop.settle([COFFEE], card(120)).posted[0].instant == local("2026-11-25T09:30")


def test_one_entry_for_each_jump(shop: Play) -> None:
    shop.hands.set("2026-11-25T10:00")
    shop.settle([COFFEE], card(120))
    for clock, jumps in (
        ("2026-11-25T09:00", 1),  # back by an hour
        ("2026-11-25T09:30", 1),  # it ticks on
        ("2026-11-25T08:30", 2),  # back further
        ("2026-11-25T08:31", 2),
        ("2026-11-25T10:30", 2),  # set right
        ("2026-11-25T10:00", 3),  # and wrong again
        ("2026-11-25T10:01", 3),
    ):
        shop.hands.set(clock)
        shop.settle([COFFEE], card(120))
        assert kinds(shop).count("clock.set_back") == jumps, clock


def test_a_refusal_writes_no_set_back(shop: Play) -> None:
    shop.hands.set("2026-11-24T09:00")
    assert shop.code("till.settle", acts=[COFFEE], payments=[]) == "till.underpaid"
    assert "clock.set_back" not in kinds(shop)


def test_the_open_day_keeps_its_date_and_closes(shop: Play) -> None:
    """A wrong clock never locks her out."""
    shop.hands.set("2020-01-01T00:00")
    shop.settle([COFFEE], card(120))
    answer = shop.close(counted_cents=8000)
    assert (answer.result["day"], answer.result["late"]) == ("2026-11-25", False)


def test_the_closing_names_the_head_it_was_made_on(shop: Play) -> None:
    """With a jump right at the closing, the range still ends where the noted hash says."""
    head = shop.head()
    shop.hands.set("2026-11-24T09:00")
    closed = shop.close(counted_cents=8000).posted[-1].data
    assert kinds(shop)[-4:] == ["clock.set_back", "till.counted", "relay.day_reported", "day.closed"]
    assert closed["seq_to"] == head
    assert closed["head"] == shop.entry(head).hash.hex()


def test_a_new_day_waits_for_the_clock(shop: Play) -> None:
    shop.close(counted_cents=8000)
    shop.hands.set("2026-11-24T09:00")
    refused = shop.refused("day.open")
    assert (refused.code, refused.params) == ("clock.behind", {"clock_at": "2026-11-24T09:00+01:00"})
    assert shop.code("day.open", confirmed_day="2026-11-24") == "clock.behind"
    shop.hands.set("2026-11-26T08:00")
    shop.do("day.open")


def test_catalogue_changes_between_two_days(shop: Play) -> None:
    """An entry with no open day, and with a clock that is behind."""
    shop.close(counted_cents=8000)
    shop.hands.set("2026-11-24T09:00")
    answer = shop.do(
        "shop.article_set", article="THE", label="Thé", cents=150, vat_code="TVA_10", nature="service"
    )
    assert [(entry.kind, entry.day) for entry in answer.posted] == [
        ("clock.set_back", None),
        ("shop.article_set", None),
    ]


# "Nous sommes bien le … ?"


@pytest.mark.parametrize(
    ("closed", "next_day", "asks"),
    [
        ("2026-11-25", "2026-11-26", False),
        ("2026-11-25", "2026-11-29", False),
        ("2026-11-25", "2026-11-30", True),
        ("2026-11-25", "2027-11-25", True),
        ("2026-12-31", "2027-01-01", True),
        ("2026-12-30", "2026-12-31", False),
    ],
)
def test_confirmation(desks: Desks, closed: str, next_day: str, asks: bool) -> None:
    with desks.desk(start=f"{closed}T08:00") as play:
        play.open(f"{closed}T08:00", float_cents=0)
        play.close(counted_cents=0)
        play.hands.set(f"{next_day}T08:00")
        if asks:
            refused = play.refused("day.open")
            assert (refused.code, refused.params) == ("clock.confirm", {"day": next_day})
            assert play.code("day.open", confirmed_day=closed) == "clock.confirm"
            assert play.code("day.open", confirmed_day="demain") == "input.day"
        assert play.do("day.open", confirmed_day=next_day).result["day"] == next_day


def test_the_first_opening_is_confirmed_too(play: Play) -> None:
    play.hands.set("2026-12-25T08:00")
    assert play.code("day.open") == "clock.confirm"
    play.do("day.open", confirmed_day="2026-12-25")


def test_confirmation_counts_from_the_last_entry(shop: Play) -> None:
    shop.close(counted_cents=8000)
    shop.hands.set("2026-11-28T08:00")
    shop.do("shop.article_set", article="THE", label="Thé", cents=150, vat_code="TVA_10", nature="service")
    shop.hands.set("2026-12-02T08:00")
    shop.do("day.open")


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 800))
def test_confirmation_rule(last: date, later: int) -> None:
    day = last + timedelta(days=later)
    assert opening_needs_confirmation(day, last) == (later > 4 or day.year != last.year)
    assert not opening_needs_confirmation(day, None)


# `--clock`.


def test_a_given_clock_ticks_for_accepted_new_commands_only(play: Play) -> None:
    play.use(GivenClock(local("2026-11-25T08:00")))
    opened = play.do("day.open", op="01970000-0000-7000-8000-00000000aaaa")
    play.code("day.open")
    play.code("till.count")
    play.do("day.open", op="01970000-0000-7000-8000-00000000aaaa")
    counted = play.do("till.count", counted_cents=0)
    assert (opened.posted[0].at, counted.posted[0].at) == (
        "2026-11-25T07:00:00.000Z",
        "2026-11-25T07:00:01.000Z",
    )


def test_a_given_clock_behind_goes_on_without_a_word(shop: Play) -> None:
    last = shop.posted()[-1].instant
    shop.use(GivenClock(local("2026-11-24T08:00")))
    for n in (1, 2, 3):
        entries = shop.settle([COFFEE], card(120)).posted
        assert [entry.kind for entry in entries] == ["shop.sold", "till.settled"]
        assert entries[0].instant == last + n * MILLISECOND
    shop.close(counted_cents=8000)
    assert shop.code("day.open") == "clock.behind"


def test_a_given_clock_is_the_answer_to_the_question(shop: Play) -> None:
    shop.close(counted_cents=8000)
    shop.use(GivenClock(local("2028-02-29T08:00")))
    assert shop.do("day.open").result["day"] == "2028-02-29"


def test_a_following_clock_is_one_second_after_the_last_entry(shop: Play) -> None:
    shop.use(FollowingClock())
    last = shop.posted()[-1].instant
    for n in (1, 2, 3):
        assert shop.settle([COFFEE], card(120)).posted[0].instant == last + n * timedelta(seconds=1)
    with pytest.raises(ValueError, match="needs an entry"):
        FollowingClock().now(None)


def test_the_pc_clock_is_read_at_each_command() -> None:
    hands = Hands(LAST)
    clock = PcClock(lambda: hands.at)
    clock.accepted()
    assert instant_for(clock, None) == Instant(LAST, behind=False, trusted=False, clock_at=LAST)
    hands.move(hours=-1)
    assert instant_for(clock, LAST) == Instant(
        LAST + MILLISECOND, behind=True, trusted=False, clock_at=hands.at
    )


# The rules themselves.

instants = st.integers(0, 10 * 366 * 86_400 * 10**6).map(
    lambda n: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(microseconds=n)
)


@given(st.lists(instants, min_size=1, max_size=20), st.booleans())
def test_time_never_decreases(clocks: list[datetime], trusted: bool) -> None:
    """R-1.31: whatever the PC's clock does, nothing is dated before what was written already."""
    last = None
    for clock_at in clocks:
        instant = settle_instant(clock_at, last, absorbed=timedelta(seconds=120), trusted=trusted)
        assert last is None or instant.at >= last
        assert instant.at.microsecond % 1000 == 0
        assert instant.trusted == trusted
        assert not instant.behind or instant.clock_at < instant.at - timedelta(seconds=120)
        last = instant.at


@pytest.mark.parametrize(
    ("known", "clock_at", "head_seq", "head_at", "same"),
    [
        (None, LAST, 9, LAST, False),
        ((5, "2026-11-25T09:00:00.000Z", "2026-11-25T08:00:00.000Z"), LAST, 9, None, False),
        # four entries, two milliseconds: nothing but this jump
        ((5, "2026-11-25T09:00:00.000Z", "2026-11-25T08:00:00.000Z"), LAST, 9, LAST + 2 * MILLISECOND, True),
        ((5, "2026-11-25T09:00:00.000Z", "2026-11-25T08:00:00.000Z"), LAST, 9, LAST + 4 * MILLISECOND, True),
        ((5, "2026-11-25T09:00:00.000Z", "2026-11-25T08:00:00.000Z"), LAST, 9, LAST + 5 * MILLISECOND, False),
        # further back than the jump that is known
        ((5, "2026-11-25T09:00:00.000Z", "2026-11-25T09:00:00.001Z"), LAST, 9, LAST, False),
    ],
)  # fmt: skip
def test_same_set_back(
    known: tuple[int, str, str] | None,
    clock_at: datetime,
    head_seq: int,
    head_at: datetime | None,
    same: bool,
) -> None:
    instant = Instant(LAST + MILLISECOND, behind=True, trusted=False, clock_at=clock_at)
    assert same_set_back(known, instant, Head(head_seq, "A", b"", head_at)) is same


@pytest.mark.parametrize(
    ("at", "offset", "day"),
    [
        (datetime(2026, 11, 25, 23, 0, tzinfo=UTC), "+01:00", date(2026, 11, 26)),
        (datetime(2026, 7, 25, 21, 59, tzinfo=UTC), "+02:00", date(2026, 7, 25)),
        (datetime(2026, 10, 25, 0, 59, tzinfo=UTC), "+02:00", date(2026, 10, 25)),
        (datetime(2026, 10, 25, 1, 0, tzinfo=UTC), "+01:00", date(2026, 10, 25)),
    ],
)
def test_local_time(at: datetime, offset: str, day: date) -> None:
    assert (offset_text(at, PARIS), local_day(at, PARIS)) == (offset, day)


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(0, 72 * 60))
def test_late_begins_at_four_local_time(day: date, minutes: int) -> None:
    at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(minutes=minutes)
    seen = at.astimezone(PARIS)
    assert must_close(day, at, PARIS) == (
        (seen.date() - day).days > 1 or ((seen.date() - day).days == 1 and seen.hour >= 4)
    )


def test_a_desk_in_the_morning() -> None:
    assert local(MORNING).astimezone(UTC) == datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
