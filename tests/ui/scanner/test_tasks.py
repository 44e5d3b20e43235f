"""Work goes off the window's thread, in order, and comes back on it; nobody's data in the log."""

import errno
import logging
import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.ui.kit.tasks import Cancelled, TaskProgress, Tasks, Work


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


def fail(error: BaseException) -> None:
    raise error


def test_jobs_are_played_in_order_on_one_thread_and_told_on_the_windows(tasks: Tasks) -> None:
    played: list[tuple[int, int]] = []
    told: list[tuple[int, bool]] = []

    def job(number: int) -> int:
        time.sleep(0.002 * (5 - number))
        played.append((number, threading.get_ident()))
        return number * 10

    def done(number: int) -> None:
        told.append((number, QThread.currentThread() is tasks.thread()))

    for number in range(5):
        tasks.run(lambda n=number: job(n), done)
    assert told == []
    tasks.wait_idle()
    assert [number for number, _ in played] == [0, 1, 2, 3, 4]
    assert {thread for _, thread in played} != {threading.get_ident()}
    assert len({thread for _, thread in played}) == 1
    assert told == [(0, True), (10, True), (20, True), (30, True), (40, True)]


def test_what_a_result_asks_for_is_waited_for(tasks: Tasks) -> None:
    told: list[str] = []
    tasks.run(lambda: "a", lambda text: tasks.run(lambda: text + "b", told.append))
    tasks.wait_idle()
    assert told == ["ab"]
    assert tasks.idle


def test_the_window_may_leave_without_an_answer(tasks: Tasks) -> None:
    played: list[int] = []
    tasks.run(lambda: played.append(1))
    tasks.wait_idle()
    assert played == [1]


@pytest.mark.parametrize("error", [Refused("till.short"), EnvironmentFailure("disk.full")])
def test_what_was_foreseen_is_told_to_who_asked_alone(tasks: Tasks, error: Exception) -> None:
    told: list[BaseException] = []
    unexpected: list[object] = []
    tasks.unexpected.connect(unexpected.append)
    tasks.run(lambda: fail(error), pytest.fail, told.append)
    tasks.wait_idle()
    assert told == [error]
    assert unexpected == []


def test_what_was_foreseen_and_nobody_asked_for_is_not_lost(tasks: Tasks) -> None:
    error = EnvironmentFailure("disk.full")
    unexpected: list[object] = []
    tasks.unexpected.connect(unexpected.append)
    tasks.run(lambda: fail(error))
    tasks.wait_idle()
    assert unexpected == [error]


@pytest.mark.parametrize("asked", [True, False])
def test_what_nobody_foresaw_is_logged_without_anybodys_data_and_told(
    tasks: Tasks, expected_log: list[logging.LogRecord], asked: bool
) -> None:
    error = ValueError("Mme Kessler, 12 rue Ampère")
    told: list[BaseException] = []
    unexpected: list[object] = []
    tasks.unexpected.connect(unexpected.append)
    tasks.run(lambda: fail(error), pytest.fail, told.append if asked else None)
    tasks.wait_idle()
    assert told == ([error] if asked else [])
    assert unexpected == [error]
    (record,) = expected_log
    said = record.getMessage()
    assert "ValueError" in said and "fail" in said
    assert "Kessler" not in said
    assert record.exc_info is None


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EIO, "store.disk_failed"), (errno.ENOSPC, "store.disk_full"), (errno.EROFS, "store.read_only")],
)
def test_a_disk_that_fails_where_nobody_expects_it_is_told_as_that(
    tasks: Tasks, expected_log: list[logging.LogRecord], number: int, code: str
) -> None:
    """And its place is logged: somebody should have expected it."""
    told: list[BaseException] = []
    unexpected: list[object] = []
    tasks.unexpected.connect(unexpected.append)
    tasks.run(lambda: fail(OSError(number, "Mme Kessler.pdf")), pytest.fail, told.append)
    tasks.wait_idle()
    assert [getattr(error, "code", None) for error in told] == [code]
    assert unexpected == []
    (record,) = expected_log
    assert "OSError" in record.getMessage() and "Kessler" not in record.getMessage()


def test_one_failure_stops_nothing(tasks: Tasks) -> None:
    told: list[int] = []
    tasks.run(lambda: fail(Refused("till.short")), failed=lambda _error: None)
    tasks.run(lambda: 2, told.append)
    tasks.wait_idle()
    assert told == [2]


def test_a_result_that_fails_in_the_window_is_counted_too(tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.capture_exceptions() as caught:
        tasks.run(lambda: 1, lambda _one: fail(ValueError("in the window")))
        tasks.wait_idle()
    assert [kind for kind, *_ in caught] == [ValueError]
    assert tasks.idle


def test_busy_is_told_once_around_a_run_of_jobs(tasks: Tasks) -> None:
    told: list[bool] = []
    tasks.busy.connect(told.append)
    for _ in range(3):
        tasks.run(lambda: time.sleep(0.005))
    assert told == [True]
    tasks.wait_idle()
    assert told == [True, False]


def test_long_work_keeps_nobody_waiting_and_tells_how_far_it_is(tasks: Tasks) -> None:
    go, told, steps = threading.Event(), [], []

    def copy(work: Work) -> str:
        work.step(1, 2, "one")
        assert go.wait(5)
        work.step(2, 2)
        return "copied"

    tasks.work(copy, told.append, progress=steps.append)
    tasks.run(lambda: "till", told.append)
    tasks.run(go.set)
    tasks.wait_idle()
    assert told == ["till", "copied"]
    assert steps == [TaskProgress(1, 2, "one"), TaskProgress(2, 2)]


def test_long_work_can_be_cancelled_between_two_steps(tasks: Tasks) -> None:
    began, told, left = threading.Event(), [], []

    def copy(work: Work) -> None:
        try:
            while True:
                work.step(1)
                began.set()
                time.sleep(0.002)
        finally:
            left.append(work.stopping)

    unexpected: list[object] = []
    tasks.unexpected.connect(unexpected.append)
    work = tasks.work(copy, pytest.fail, told.append)
    assert began.wait(5)
    work.cancel()
    tasks.wait_idle()
    assert [type(error) for error in told] == [Cancelled]
    assert left == [True]
    assert unexpected == []


def test_long_work_that_was_cancelled_before_it_began_never_begins(tasks: Tasks) -> None:
    go, told = threading.Event(), []
    tasks.work(lambda _work: go.wait(5))
    waiting = tasks.work(lambda _work: pytest.fail("began"), pytest.fail, told.append)
    waiting.cancel()
    go.set()
    tasks.wait_idle()
    assert [type(error) for error in told] == [Cancelled]


def test_closing_finishes_what_the_store_was_given_and_tells_nobody(qtbot: QtBot) -> None:
    tasks = Tasks()
    played: list[int] = []
    for number in range(3):
        tasks.run(lambda n=number: (time.sleep(0.01), played.append(n)), pytest.fail)
    tasks.close()
    assert played == [0, 1, 2]
    qtbot.wait(20)
    with pytest.raises(RuntimeError):
        tasks.run(lambda: None)


def test_closing_stops_long_work(qtbot: QtBot) -> None:
    tasks = Tasks()
    left: list[str] = []

    def copy(work: Work) -> None:
        try:
            while True:
                work.step(0)
                time.sleep(0.002)
        finally:
            left.append("tidied")

    tasks.work(copy, failed=lambda _error: pytest.fail("told"))
    tasks.work(lambda _work: left.append("began"), failed=lambda _error: pytest.fail("told"))
    time.sleep(0.02)
    tasks.close()
    qtbot.wait(20)
    assert left == ["tidied"]


def test_a_failure_while_closing_is_still_logged(qtbot: QtBot, expected_log: list[logging.LogRecord]) -> None:
    tasks = Tasks()
    tasks.run(lambda: (time.sleep(0.02), fail(ValueError("late"))))
    tasks.close()
    assert "ValueError" in expected_log[0].getMessage()


def test_waiting_too_long_says_so(tasks: Tasks) -> None:
    go = threading.Event()
    tasks.run(lambda: go.wait(5))
    with pytest.raises(TimeoutError):
        tasks.wait_idle(30)
    go.set()
    tasks.wait_idle()


def test_nobody_waits_for_the_printer(tasks: Tasks, qtbot: QtBot) -> None:
    """It hangs: the store and what takes long go on, and the desk is at rest."""
    paper, told = threading.Event(), []
    tasks.print(lambda _work: paper.wait(10), lambda _done: told.append("paper"))
    tasks.run(lambda: None, lambda _done: told.append("store"))
    tasks.work(lambda _work: None, lambda _done: told.append("long"))
    tasks.wait_idle()
    assert sorted(told) == ["long", "store"]
    paper.set()
    qtbot.waitUntil(lambda: "paper" in told)


def test_the_printer_is_told_to_stop_when_the_window_closes(qtbot: QtBot) -> None:
    tasks = Tasks()
    begun, ended = threading.Event(), []

    def job(work: Work) -> None:
        begun.set()
        while not work.stopping:
            time.sleep(0.01)
        ended.append(True)

    tasks.print(job)
    begun.wait(10)
    tasks.close()
    assert ended == [True]
