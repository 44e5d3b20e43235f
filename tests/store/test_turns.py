"""Many writers over one store: each has its turn, and whoever waited longest asks most often."""

import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.store.connection import open_for_writing
from concierge_desk.store.turns import begin, pause_after
from tests.store.stores import KEY, Draft, entries, post, small_store

WAITS = st.floats(0, 1_000)


@given(WAITS, WAITS)
def test_who_waited_longer_asks_sooner(one: float, other: float) -> None:
    shorter, longer = sorted((one, other))
    assert 0 < pause_after(longer) <= pause_after(shorter) <= 0.05


def test_who_waited_a_second_asks_eight_times_as_often_as_who_has_just_come() -> None:
    """The database's own waiters do the contrary: they ask ever more seldom."""
    assert pause_after(0) / pause_after(1) == pytest.approx(8)
    assert all(
        later <= sooner for sooner, later in pairwise(pause_after(second / 10) for second in range(50))
    )


def held(path: Path, seconds: float) -> threading.Thread:
    """Write for so long, and return once that has begun."""
    begun = threading.Event()

    def hold() -> None:
        connection = open_for_writing(path, KEY)
        connection.execute("BEGIN IMMEDIATE")
        begun.set()
        time.sleep(seconds)
        connection.execute("ROLLBACK")
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert begun.wait(30)
    return thread


def test_another_one_is_waited_for_as_long_as_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "concierge.db"
    with small_store(path) as store:
        post(store, Draft())
        store.wait_for_others(0.1)
        writing = held(path, 1)
        with pytest.raises(EnvironmentFailure) as refused:
            post(store, Draft())
        assert refused.value.code == "store.locked"
        store.wait_for_others(60)
        assert post(store, Draft()) == [2]
        writing.join()
    assert len(entries(path)) == 2


def test_a_writer_begins_at_once_where_nobody_else_does(tmp_path: Path) -> None:
    path = tmp_path / "concierge.db"
    with small_store(path) as store:
        post(store, Draft())
    connection = open_for_writing(path, KEY)
    try:
        begin(connection, 0)
        connection.execute("ROLLBACK")
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(dbapi2.OperationalError, match="within a transaction"):
            begin(connection, 60)
    finally:
        connection.close()
