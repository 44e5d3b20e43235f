"""`clock.correct`: the one place where the journal's time may fall, and who may do it when."""

from datetime import UTC, datetime, timedelta

import pytest

from concierge_desk.counter.day.clock import CorrectClock, correct_clock, corrected_instant
from concierge_desk.counter.texts.entry_texts import told
from concierge_desk.counter.values.kinds import Moment, Unreadable
from concierge_desk.desk.commission import site_text
from concierge_desk.domain.clock import MILLISECOND, FollowingClock, GivenClock, Instant
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Head, instant_text, same_set_back
from concierge_desk.jobs.entry_texts import tellings
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from tests.counter.desks import COFFEE, PARIS, Desks, Play, card, context, line_of, local

TWO = site_text("ampere").replace(
    'name = "La concierge"', 'name = "La concierge"\n\n[[operators]]\ncode = "o02"\nname = "Le remplaçant"'
)
THE = {"article": "THE", "label": "Thé", "cents": 1, "vat_code": "TVA_10", "nature": "goods"}
AHEAD = "2099-01-01T08:00"


def run_ahead(play: Play, now: str, *, fold: int = 0) -> None:
    """An entry under a wild clock, which is then set right."""
    play.hands.set(AHEAD)
    play.do("shop.article_set", **THE)
    play.hands.set(now, fold=fold)


@pytest.fixture
def ahead(play: Play) -> Play:
    """A desk whose journal stands in 2099, and whose PC says 25 November 2026, 9:00."""
    run_ahead(play, "2026-11-25T09:00")
    return play


# What it writes.


def test_set_right(ahead: Play) -> None:
    last = ahead.posted()[-1]
    answer = ahead.do("clock.correct", at="2026-11-25T09:00")
    assert answer.result == {"before": last.at, "at": "2026-11-25T08:00:00.000Z"}
    (entry,) = answer.posted
    assert (entry.kind, entry.aud, entry.day, entry.by) == ("clock.corrected", "", None, "o01")
    assert entry.data == {"before": "2099-01-01T07:00:00.000Z", "clock_at": "2026-11-25T08:00:00.000Z"}
    assert (entry.at, entry.tz) == ("2026-11-25T08:00:00.000Z", "+01:00")
    assert last.instant > entry.instant
    # It goes on from there, without a word about a clock that had gone back.
    ahead.hands.set("2026-11-25T09:01")
    assert [item.kind for item in ahead.do("day.open").posted] == ["day.opened"]
    assert ahead.posted()[-1].at == "2026-11-25T08:01:00.000Z"
    verdict = verify_desk(ahead.desk, VerifyRequest(signatures=True, rebuild=True))
    assert verdict.faults == []


def test_in_an_open_day(shop: Play) -> None:
    shop.hands.set("2026-11-25T20:00")
    shop.settle([COFFEE], card(120))
    shop.hands.set("2026-11-25T10:00")
    entry = shop.do("clock.correct", at="2026-11-25T10:00").posted[0]
    assert (entry.day, entry.at) == ("2026-11-25", "2026-11-25T09:00:00.000Z")
    shop.hands.set("2026-11-25T10:05")
    assert [item.kind for item in shop.settle([COFFEE], card(120)).posted] == ["shop.sold", "till.settled"]
    data = shop.close(counted_cents=8000).posted[-1].data
    assert (data["number"], data["counts"]["tickets"]) == ("Z-2026-0001", 2)


def test_on_a_day_that_wants_to_be_closed(shop: Play) -> None:
    """The clock may be set right before anything else."""
    shop.hands.set(AHEAD)
    shop.do("till.count", counted_cents=8000)
    assert shop.code("till.settle", acts=[COFFEE], payments=[card(120)]) == "day.must_close"
    shop.hands.set("2026-11-25T10:00")
    shop.do("clock.correct", at="2026-11-25T10:00")
    shop.settle([COFFEE], card(120))
    assert shop.close().result["late"] is False


def test_the_same_op_again_is_the_same_answer(ahead: Play) -> None:
    raw = {"op": ahead.op(), "do": "clock.correct", "at": "2026-11-25T09:00"}
    first = line_of(ahead.counter.execute(raw))
    ahead.hands.set("2026-11-25T18:00")
    assert line_of(ahead.counter.execute(raw)) == first
    assert [entry.kind for entry in ahead.posted()].count("clock.corrected") == 1


# When it is refused.


@pytest.mark.parametrize(
    ("milliseconds", "code"), [(1, "clock.not_ahead"), (0, "clock.not_ahead"), (-1, None), (-2, None)]
)
def test_only_a_journal_that_ran_ahead(shop: Play, milliseconds: int, code: str | None) -> None:
    """Nothing is gained by the same instant: it must fall."""
    last = shop.posted()[-1].instant
    shop.hands.set("2026-11-25T07:57")
    at = (last + milliseconds * MILLISECOND).isoformat()
    answer = shop.ask("clock.correct", at=at)
    assert (answer.refused and answer.refused.code) == code
    if code is None:
        assert answer.posted[0].instant == last + milliseconds * MILLISECOND


@pytest.mark.parametrize(
    ("off", "code"),
    [
        (timedelta(0), None),
        (timedelta(hours=1), None),
        (timedelta(hours=-1), None),
        (timedelta(hours=1, milliseconds=1), "clock.differs"),
        (timedelta(hours=-1, milliseconds=-1), "clock.differs"),
        (timedelta(days=3000), "clock.differs"),
    ],
)
def test_the_pc_agrees_within_an_hour(ahead: Play, off: timedelta, code: str | None) -> None:
    """Else the next act would run ahead again."""
    answer = ahead.ask("clock.correct", at=(ahead.hands.at + off).isoformat())
    assert (answer.refused and answer.refused.code) == code
    if answer.refused is not None:
        assert answer.refused.params == {"clock_at": "2026-11-25T09:00+01:00"}


@pytest.mark.parametrize("clock", ["2099-01-01T08:00", "2099-01-01T07:59", "2099-01-01T07:58"])
def test_a_pc_that_still_runs_with_the_journal(play: Play, clock: str) -> None:
    """It is the PC that is wrong: two minutes are no step back."""
    play.hands.set(AHEAD)
    play.do("shop.article_set", **THE)
    play.hands.set(clock)
    assert play.code("clock.correct", at="2026-11-25T09:00") == "clock.not_ahead"


def test_a_pc_that_is_still_wrong(play: Play) -> None:
    run_ahead(play, "2098-06-01T08:00")
    refused = play.refused("clock.correct", at="2026-11-25T09:00")
    assert (refused.code, refused.params) == ("clock.differs", {"clock_at": "2098-06-01T08:00+02:00"})


def test_it_locks_nobody_out(desks: Desks) -> None:
    """Whoever is at the counter sets it right; where that is not the responsible, the entry says so."""
    with desks.desk(site=TWO) as play:
        run_ahead(play, "2026-11-25T09:00")
        assert play.code("clock.correct", at="2026-11-25T09:00", operator="o03") == "operator.unknown"
        corrected = play.do("clock.correct", at="2026-11-25T09:00", operator="o02").posted[0]
        assert (corrected.by, corrected.data["for_responsible"]) == ("o02", True)
        assert told(corrected, tellings(), "fr").endswith("(à voir par la personne responsable)")
        # Everything else is for both.
        assert play.do("day.open", operator="o02").posted[0].by == "o02"


def test_on_an_empty_journal_nothing_runs_ahead() -> None:
    empty, command = context(last_at=None), CorrectClock(local("2026-11-25T09:00"))
    with pytest.raises(Refused) as caught:
        corrected_instant(command, empty)
    assert caught.value.code == "clock.not_ahead"
    with pytest.raises(ValueError, match="with entries"):
        correct_clock(None, command, empty)


# Which instant is meant.

INSTANTS = [
    # typed, what the PC says -> the instant
    ("2026-11-25T09:00", ("2026-11-25T09:00", 0), "2026-11-25T08:00:00.000Z"),
    ("2026-07-14T09:00", ("2026-07-14T09:00", 0), "2026-07-14T07:00:00.000Z"),
    ("2026-11-25T09:00:30", ("2026-11-25T09:00", 0), "2026-11-25T08:00:30.000Z"),
    ("2026-11-25T09:00:30.123456", ("2026-11-25T09:00", 0), "2026-11-25T08:00:30.123Z"),
    # With its offset: whatever zone that is.
    ("2026-11-25T09:00+01:00", ("2026-11-25T09:00", 0), "2026-11-25T08:00:00.000Z"),
    ("2026-11-25T08:00Z", ("2026-11-25T09:00", 0), "2026-11-25T08:00:00.000Z"),
    ("2026-11-25T17:00+09:00", ("2026-11-25T09:00", 0), "2026-11-25T08:00:00.000Z"),
    # 2:30 twice in the winter night: the first where nothing else is said.
    ("2026-10-25T02:30", ("2026-10-25T02:30", 0), "2026-10-25T00:30:00.000Z"),
    ("2026-10-25T02:30", ("2026-10-25T02:30", 1), "2026-10-25T00:30:00.000Z"),
    ("2026-10-25T02:30+01:00", ("2026-10-25T02:30", 1), "2026-10-25T01:30:00.000Z"),
    ("2026-10-25T02:30+02:00", ("2026-10-25T02:30", 0), "2026-10-25T00:30:00.000Z"),
    # 2:30 never in the summer night: as a clock that was not put forward shows it.
    ("2026-03-29T02:30", ("2026-03-29T03:30", 0), "2026-03-29T01:30:00.000Z"),
    ("2028-02-29T09:00", ("2028-02-29T09:00", 0), "2028-02-29T08:00:00.000Z"),
    ("2028-02-29T23:59:59", ("2028-03-01T00:00", 0), "2028-02-29T22:59:59.000Z"),
    # Its own day is midnight's of a longer one.
    ("2026-11-25T00:00", ("2026-11-25T00:00", 0), "2026-11-24T23:00:00.000Z"),
]


@pytest.mark.parametrize(("typed", "clock", "at"), INSTANTS)
def test_instants(desks: Desks, typed: str, clock: tuple[str, int], at: str) -> None:
    with desks.desk(start="2026-01-05T08:00") as play:
        run_ahead(play, clock[0], fold=clock[1])
        entry = play.do("clock.correct", at=typed).posted[0]
        assert entry.at == at
        assert entry.tz == datetime.fromisoformat(at).astimezone(PARIS).isoformat()[-6:]


@pytest.mark.parametrize(
    "raw",
    [
        "2026-11-25",
        "09:00",
        "2026-11-25 09:00",
        "2027-02-29T09:00",
        "2026-11-31T09:00",
        "2026-11-25T24:00",
        "2026-11-25T09:60",
        "1999-12-31T23:59",
        "2100-01-01T00:00",
        "demain",
        "",
        "T",
        None,
        True,
        20261125,
        ["2026-11-25T09:00"],
    ],
)
def test_no_instant(raw: object) -> None:
    with pytest.raises(Unreadable) as caught:
        Moment().read(raw)
    assert caught.value.code == "input.moment"


@pytest.mark.parametrize("raw", ["2000-01-01T00:00", "2099-12-31T23:59:59"])
def test_the_first_and_the_last_instant(raw: str) -> None:
    assert Moment().read(raw) == datetime.fromisoformat(raw)


def test_without_a_time_it_is_what_the_pc_says(ahead: Play) -> None:
    assert ahead.do("clock.correct").result["at"] == "2026-11-25T08:00:00.000Z"
    assert ahead.code("clock.correct") == "clock.not_ahead"


def test_a_time_is_a_time(ahead: Play) -> None:
    refused = ahead.refused("clock.correct", at="2026-11-25")
    assert (refused.code, refused.params) == ("input.moment", {"field": "at"})


def test_the_instant_of_the_correction_itself() -> None:
    behind = Instant(
        local("2099-01-01T08:00"), behind=True, trusted=False, clock_at=local("2026-11-25T09:00")
    )
    typed = CorrectClock(datetime(2026, 11, 25, 9))  # noqa: DTZ001  (as it is typed: local time)
    made = corrected_instant(typed, context(instant=behind, last_at=behind.at))
    assert (instant_text(made.at), made.behind, made.clock_at) == (
        "2026-11-25T08:00:00.000Z", False, behind.clock_at,
    )  # fmt: skip
    assert made.at.tzinfo == UTC


# Clocks of practice stores: given, or none at all.


def test_a_clock_that_is_given_need_not_agree(ahead: Play) -> None:
    ahead.use(GivenClock(local("2030-01-01T08:00")))
    assert ahead.do("clock.correct", at="2026-11-25T09:00").posted[0].at == "2026-11-25T08:00:00.000Z"


def test_a_clock_that_is_given_absorbs_nothing(shop: Play) -> None:
    """Whoever gives the time means it; a PC may drift for two minutes."""
    shop.close(counted_cents=8000)
    shop.hands.set("2026-11-25T07:59:59")
    assert shop.code("day.open") == "day.already_closed"
    shop.use(GivenClock(local("2026-11-25T07:59:59")))
    assert shop.code("day.open") == "clock.behind"


def test_a_store_that_reads_no_clock(ahead: Play) -> None:
    ahead.use(FollowingClock())
    ahead.do("clock.correct", at="2026-11-25T09:00")
    assert ahead.do("day.open").posted[0].at == "2026-11-25T08:00:01.000Z"
    assert ahead.code("clock.correct", at="2026-11-25T09:00:01") == "clock.not_ahead"


# Another jump after it is another one.


@pytest.mark.parametrize(
    ("head_at", "same"),
    [
        ("2099-01-01T07:00:00.000Z", True),
        ("2099-01-01T07:00:00.004Z", True),
        ("2099-01-01T07:00:00.005Z", False),
        ("2099-01-01T06:59:59.999Z", False),
        ("2026-11-25T12:00:00.000Z", False),
    ],
)
def test_a_jump_of_before_the_correction_is_no_measure(head_at: str, same: bool) -> None:
    known = (5, "2099-01-01T07:00:00.000Z", "2026-11-25T08:00:00.000Z")
    head = Head(9, "A", b"", datetime.fromisoformat(head_at))
    clock_at = local("2026-11-25T10:00")
    instant = Instant(clock_at, behind=True, trusted=False, clock_at=clock_at)
    assert same_set_back(known, instant, head) is same


def test_a_jump_after_the_correction_is_written_down(ahead: Play) -> None:
    ahead.do("shop.article_set", **THE)
    assert [entry.kind for entry in ahead.posted()][-2:] == ["clock.set_back", "shop.article_set"]
    ahead.do("clock.correct", at="2026-11-25T09:00")
    ahead.hands.set("2026-11-25T12:00")
    ahead.do("day.open")
    ahead.hands.set("2026-11-25T10:00")
    first = ahead.settle([COFFEE], card(120)).posted
    assert [entry.kind for entry in first] == ["clock.set_back", "shop.sold", "till.settled"]
    assert [entry.kind for entry in ahead.settle([COFFEE], card(120)).posted] == ["shop.sold", "till.settled"]


def test_twice_in_a_row(ahead: Play) -> None:
    ahead.do("clock.correct", at="2026-11-25T09:00")
    # The PC agrees with the journal now: nothing runs ahead any more.
    assert ahead.code("clock.correct", at="2026-11-25T08:30") == "clock.not_ahead"
    ahead.hands.set("2026-11-25T08:30")
    again = ahead.do("clock.correct", at="2026-11-25T08:30")
    assert again.result == {"before": "2026-11-25T08:00:00.000Z", "at": "2026-11-25T07:30:00.000Z"}
