"""The wait after wrong codes, and the table of rights, as rules. R-4.10."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.rights.delay import WAITS_S, Tries

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)


def after(wrong: int, at: datetime = NOW) -> Tries:
    tries = Tries()
    for _ in range(wrong):
        tries = tries.failed(at)
    return tries


def test_the_waits_are_those_that_are_written() -> None:
    assert [after(n).wait_s for n in range(9)] == [0, 0, 0, 5, 15, 60, 300, 300, 300]


def test_nothing_is_waited_for_without_a_wrong_one() -> None:
    assert Tries().left_s(NOW) == 0
    assert Tries().kept_waiting(NOW, is_read=True) == Tries()


@given(wrong=st.integers(1, 40), passed_ms=st.integers(-(10**12), 10**12))
def test_it_ends_whatever_the_clock(wrong: int, passed_ms: int) -> None:
    """Wherever the clock was set to: after one try, the longest wait is what one waits at most."""
    tries, now = after(wrong), NOW + timedelta(milliseconds=passed_ms)
    left = tries.left_s(now)
    assert left >= 0
    assert left == 0 or passed_ms < 1000 * tries.wait_s
    assert passed_ms < 0 or left <= tries.wait_s
    later = tries.kept_waiting(now, is_read=True) if left else tries
    assert later.count == wrong
    assert later.left_s(now + timedelta(seconds=max(WAITS_S))) == 0


@given(wrong=st.integers(1, 40))
def test_it_ends_where_no_clock_runs(wrong: int) -> None:
    tries, tried = after(wrong), 0
    while tries.left_s(NOW):
        tries, tried = tries.kept_waiting(NOW, is_read=False), tried + 1
    assert tried == after(wrong).wait_s


@given(wrong=st.integers(0, 40), passed_ms=st.integers(0, 400_000))
def test_a_right_one_is_never_too_early_a_second_after_the_wait(wrong: int, passed_ms: int) -> None:
    tries = after(wrong)
    early = passed_ms < 1000 * tries.wait_s
    assert (tries.left_s(NOW + timedelta(milliseconds=passed_ms)) > 0) == early
