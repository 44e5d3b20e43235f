"""A connection that is kept for looking: the newest state at each look, one unmoving state inside it."""

import threading
from collections.abc import Iterator

import pytest

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.store import journal, visits
from concierge_desk.store.connection import Connection
from concierge_desk.store.database import Reader
from tests.counter.desks import COFFEE, Desks, Play


@pytest.fixture
def shop(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        play.open()
        yield play


@pytest.fixture
def reader(shop: Play) -> Iterator[Reader]:
    lent = shop.desk.store.reader()
    yield lent
    lent.close()


def test_each_look_sees_what_was_written_before(shop: Play, reader: Reader) -> None:
    for _ in range(3):
        shop.do("till.move", direction="in", cents=100, reason="float")
        assert reader.read(journal.head).seq == shop.head()


def test_inside_a_look_nothing_moves(shop: Play, reader: Reader) -> None:
    def look(rows: Connection) -> tuple[int, int]:
        before = journal.head(rows).seq
        shop.do("till.move", direction="in", cents=100, reason="float")
        return before, journal.head(rows).seq

    before, after = reader.read(look)
    assert before == after == shop.head() - 1


def test_it_cannot_write_and_looks_on_after_what_went_wrong(shop: Play, reader: Reader) -> None:
    with pytest.raises(EnvironmentFailure) as raised:
        reader.read(lambda rows: visits.drop_visit(rows, "v-000000000001"))
    # The disk takes what others write: this is a mistake of ours, told as what SQLite makes of it.
    assert raised.value.code == "store.disk_failed"

    def stumble(_rows: Connection) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        reader.read(stumble)
    assert reader.read(journal.head).seq == shop.head()


def test_two_threads_look_in_turn(shop: Play, reader: Reader) -> None:
    seen: list[int] = []
    threads = [
        threading.Thread(target=lambda: seen.extend(reader.read(journal.head).seq for _ in range(50)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [shop.head()] * 200


def test_what_others_write_is_told_and_ones_own_is_not(desks: Desks, shop: Play) -> None:
    from concierge_desk.desk.desk import Options, open_desk

    store = shop.desk.store
    before = store.others()
    shop.do("visit.save", acts=[COFFEE])
    assert store.others() == before
    with open_desk(Options(shop.desk.folder.root)) as other:
        told = other.counter.execute(
            {"op": shop.op(), "do": "till.move", "direction": "in", "cents": 1, "reason": "float"}
        )
        assert told.refused is None
    after = store.others()
    assert after != before
    assert store.others() == after
