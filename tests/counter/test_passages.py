"""People who come in: counted by session, taken back within their day, and told apart from everything else."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.counter.day.passages import MOST, CountPassages, count_passages, passages_by_hour
from concierge_desk.counter.day.status import DayFacts, status
from concierge_desk.counter.till.totals import add_up
from concierge_desk.desk import catalogue
from concierge_desk.domain.day import DayState, OpenDay
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.store.rebuild import compare
from tests.counter.desks import COFFEE, WEDNESDAY, Desks, Play, card, context, posted_of
from tests.counter.test_visits_closing import rows_of

COUNTED = "day.passages_counted"


def counted(play: Play) -> list[tuple[int | None, ...]]:
    """What the tables say: of each day, and of each session of the last one."""
    days = play.rows("SELECT passages FROM business_day ORDER BY opened_seq")
    return days + play.rows("SELECT n, passages FROM session WHERE day = ? ORDER BY n", play.status()["day"])


def rebuilt(play: Play) -> list[Any]:
    return list(compare(play.desk.folder.store, play.desk.keys.store_key, catalogue.schemas()).differences)


# What is written, and what is answered.


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, 1),
        ({"count": 1}, 1),
        ({"count": MOST}, 99),
        ({"count": 0}, "input.bounds"),
        ({"count": -1}, "input.bounds"),
        ({"count": MOST + 1}, "input.bounds"),
        ({"count": "3"}, "input.integer"),
        ({"count": True}, "input.integer"),
        ({"name": "Mme Kessler"}, "input.unknown_field"),
    ],
)
def test_how_many(shop: Play, fields: dict[str, Any], expected: int | str) -> None:
    if isinstance(expected, str):
        assert shop.code("day.count_passages", **fields) == expected
        return
    answer = shop.do("day.count_passages", **fields)
    (entry,) = answer.posted
    assert (entry.kind, entry.aud, entry.data) == (COUNTED, "", {"count": expected, "session": 1})
    assert answer.result == {"count": expected, "session": 1, "passages": expected}


def test_by_hour_and_what_was_taken_back_leaves_its_own_hour(shop: Play) -> None:
    shop.hands.set("2026-11-25T09:10")
    shop.do("day.count_passages", count=3)
    shop.hands.set("2026-11-25T09:58")
    counted = shop.do("day.count_passages", count=2).posted[0].op
    shop.hands.set("2026-11-25T11:02")
    shop.do("day.count_passages", count=4)
    shop.do("journal.reverse", op_of=counted, reason="wrong_key")
    assert passages_by_hour(shop.posted()) == {9: 3, 11: 4}


def test_a_day_of_two_sessions(shop: Play) -> None:
    assert shop.status()["passages"] == {"day": 0, "sessions": {}}
    assert counted(shop) == [(None,), (1, None)]
    for count in (1, 1, 5):
        shop.do("day.count_passages", count=count)
    shop.do("session.close", counted_cents=8000)
    shop.do("session.open")
    assert shop.do("day.count_passages", count=5).result == {"count": 5, "session": 2, "passages": 12}
    told = {"day": 12, "sessions": {"1": 7, "2": 5}}
    assert shop.status()["passages"] == told
    assert counted(shop) == [(12,), (1, 7), (2, 5)]
    # Nobody who came in is a ticket, a visit or an amount.
    assert (shop.status()["tickets"], shop.status()["lines"], shop.status()["parked"]) == (0, 0, 0)
    data = shop.close(counted_cents=8000).posted[-1].data
    assert (data["counts"]["passages"], data["counts"]["tickets"]) == (12, 0)
    assert shop.status(WEDNESDAY)["passages"] == told
    assert rebuilt(shop) == []
    # The next day begins with nobody.
    shop.open("2026-11-26T08:00")
    assert shop.status()["passages"] == {"day": 0, "sessions": {}}
    assert shop.do("day.count_passages").result["passages"] == 1
    assert counted(shop) == [(12,), (1,), (1, 1)]
    assert rebuilt(shop) == []


def test_the_same_op_is_counted_once_and_answers_as_it_did(shop: Play) -> None:
    mine = shop.op()
    first = shop.do("day.count_passages", op=mine, count=2)
    shop.do("day.count_passages", count=3)
    again = shop.do("day.count_passages", op=mine, count=2)
    assert (again.result, again.posted) == (first.result, first.posted)
    assert shop.code("day.count_passages", op=mine, count=4) == "op.conflict"
    assert shop.status()["passages"]["day"] == 5


# When nobody is counted.


def test_no_day_no_passage(play: Play) -> None:
    assert play.code("day.count_passages") == "day.not_open"


def test_not_on_the_break_nor_after_the_second_session(shop: Play) -> None:
    shop.do("session.close")
    assert shop.code("day.count_passages") == "session.on_break"
    shop.do("session.open")
    shop.do("day.count_passages")
    shop.do("session.close")
    assert shop.code("day.count_passages") == "session.no_third"


def test_not_for_a_day_that_wants_to_be_closed(shop: Play) -> None:
    op = shop.do("day.count_passages").op
    shop.hands.set("2026-11-26T03:59")
    shop.do("day.count_passages")
    shop.hands.set("2026-11-26T04:00")
    for do, fields in (("day.count_passages", {}), ("journal.reverse", {"op_of": op, "reason": "wrong_key"})):
        assert shop.code(do, **fields) == "day.must_close"
    assert shop.close().posted[-1].data["counts"]["passages"] == 2


@pytest.mark.parametrize(
    ("session", "is_open", "code"),
    [
        (1, True, None),
        (2, True, None),
        (1, False, "session.on_break"),
        (2, False, "session.no_third"),
    ],
)
def test_the_decision(session: int, is_open: bool, code: str | None) -> None:
    state = DayState(OpenDay(WEDNESDAY, 8, 8000), None, 8000, None, session, is_open)
    if code is None:
        (event,) = count_passages(None, CountPassages(3), context(state=state))
        assert event == Event(COUNTED, {"count": 3, "session": session})
        return
    with pytest.raises(Refused) as refused:
        count_passages(None, CountPassages(3), context(state=state))
    assert refused.value.code == code


# Taken back.


def test_taken_back_it_counts_less_for_its_own_session(shop: Play) -> None:
    first = shop.do("day.count_passages", count=4).op
    shop.do("session.close")
    shop.do("session.open")
    shop.do("day.count_passages", count=2)
    (entry,) = shop.do("journal.reverse", op_of=first, reason="wrong_key").posted
    assert (entry.kind, entry.data["count"], entry.data["session"]) == (COUNTED, -4, 1)
    assert shop.status()["passages"] == {"day": 2, "sessions": {"1": 0, "2": 2}}
    assert counted(shop) == [(2,), (1, 0), (2, 2)]
    # It goes down once.
    assert shop.code("journal.reverse", op_of=first, reason="wrong_key") == "journal.reversed_already"
    assert rebuilt(shop) == []


def test_a_closed_day_keeps_its_number(shop: Play) -> None:
    op = shop.do("day.count_passages", count=4).op
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    assert shop.code("journal.reverse", op_of=op, reason="wrong_key") == "day.passages_closed"
    assert shop.status(WEDNESDAY)["passages"]["day"] == 4


def test_not_even_under_the_same_date(shop: Play) -> None:
    """A date that was closed too early is opened again: it has a second tally, of its own."""
    op = shop.do("day.count_passages", count=4).op
    shop.close(counted_cents=8000)
    shop.do("day.open", again=True)
    assert shop.code("journal.reverse", op_of=op, reason="wrong_key") == "day.passages_closed"
    shop.do("day.count_passages", count=3)
    assert shop.status()["passages"] == {"day": 3, "sessions": {"1": 3}}
    assert (shop.status("Z-2026-0001")["passages"]["day"], counted(shop)[:2]) == (4, [(4,), (3,)])
    assert rebuilt(shop) == []


PLAYED = st.lists(st.tuples(st.sampled_from("ccccrb"), st.integers(1, MOST), st.integers(0, 9)), max_size=14)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(played=PLAYED)
def test_whatever_is_counted_and_taken_back(desks: Desks, played: list[tuple[str, int, int]]) -> None:
    """The tally is what was counted and stands; entries, tables and a rebuild agree; it is never below nothing."""
    with desks.desk() as play:
        play.open(float_cents=8000)
        stands: dict[str, tuple[int, int]] = {}
        session, goes_on = 1, True
        for what, count, place in played:
            if what == "b":
                answer = play.ask("session.close" if goes_on else "session.open")
                if answer.refused is None:
                    session, goes_on = session + (not goes_on), not goes_on
            elif what == "c":
                answer = play.ask("day.count_passages", count=count)
                assert (answer.refused is None) == goes_on
                if answer.refused is None and answer.op is not None:
                    stands[answer.op] = (session, count)
            elif stands:
                op = sorted(stands)[place % len(stands)]
                play.do("journal.reverse", op_of=op, reason="wrong_key")
                del stands[op]
            told = play.status()["passages"]
            by_session = {n: sum(c for at, c in stands.values() if at == int(n)) for n in told["sessions"]}
            assert told["sessions"] == by_session
            assert told["day"] == sum(count for _, count in stands.values()) >= 0
        (tally,) = play.rows("SELECT COALESCE(passages, 0) FROM business_day")[0]
        assert tally == play.status()["passages"]["day"]
        assert rebuilt(play) == []


def test_what_cannot_be_read_any_more_makes_no_number_below_nothing() -> None:
    (alone,) = posted_of([Event(COUNTED, {"count": -4, "session": 1, "corrects": 9})])
    assert add_up([alone]).passages == {1: 0}


# On paper, and in what was closed before.


def test_the_z_says_it_where_somebody_was_counted(shop: Play) -> None:
    shop.settle([COFFEE], card(120))
    shop.do("day.count_passages", count=38)
    shop.close(counted_cents=8000)
    assert "Passages 38" in rows_of(shop, "z:Z-2026-0001")
    shop.open("2026-11-26T08:00")
    shop.close(counted_cents=8000)
    assert not any("Passages" in row for row in rows_of(shop, "z:Z-2026-0002"))


def test_a_day_that_was_closed_before_they_were_counted_tells_none(shop: Play) -> None:
    shop.close(counted_cents=8000)
    closed = shop.last("day.closed")
    counts = {name: count for name, count in closed.data["counts"].items() if name != "passages"}
    (older,) = posted_of([Event("day.closed", {**closed.data, "counts": counts})])
    facts = DayFacts(WEDNESDAY, (older,), (), True, "A1:0", 0, 0, None, (), {})
    assert status(facts, ())["passages"] is None
