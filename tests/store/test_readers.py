"""Connections that are kept for looking: the newest state at each look, one unmoving state inside it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Cursor

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.store import journal, visits
from concierge_desk.store.connection import Connection, open_for_reading
from concierge_desk.store.database import Readers
from tests.counter.desks import COFFEE, Desks, Play


@pytest.fixture
def shop(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        play.open()
        # As after any opening of a desk: a connection that looks is kept already.
        play.desk.store.read(journal.head)
        yield play


@pytest.fixture
def reader(shop: Play) -> Iterator[Readers]:
    readers = Readers(shop.desk.folder.store, shop.desk.keys.store_key)
    yield readers
    readers.close()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Connection]:
    """Every connection that looks, from now on."""
    seen: list[Connection] = []

    def one_more(path: Path, key: bytes, kind: type[Connection]) -> Connection:
        seen.append(open_for_reading(path, key, kind))
        return seen[-1]

    monkeypatch.setattr("concierge_desk.store.database.open_for_reading", one_more)
    return seen


def test_each_look_sees_what_was_written_before(shop: Play, reader: Readers) -> None:
    for _ in range(3):
        shop.do("till.move", direction="in", cents=100, reason="float")
        assert reader.read(journal.head).seq == shop.head()


def test_inside_a_look_nothing_moves(shop: Play, reader: Readers) -> None:
    def look(rows: Connection) -> tuple[int, int]:
        before = journal.head(rows).seq
        shop.do("till.move", direction="in", cents=100, reason="float")
        return before, journal.head(rows).seq

    before, after = reader.read(look)
    assert before == after == shop.head() - 1


def test_it_cannot_write_and_looks_on_after_what_went_wrong(shop: Play, reader: Readers) -> None:
    with pytest.raises(EnvironmentFailure) as raised:
        reader.read(lambda rows: visits.drop_visit(rows, "v-000000000001"))
    # The disk takes what others write: this is a mistake of ours, told as what SQLite makes of it.
    assert raised.value.code == "store.disk_failed"

    def stumble(_rows: Connection) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        reader.read(stumble)
    assert reader.read(journal.head).seq == shop.head()


def test_what_a_look_did_not_read_to_its_end_holds_nothing_up(
    shop: Play, reader: Readers, opened: list[Connection]
) -> None:
    begun: list[Cursor] = []

    def look(rows: Connection) -> None:
        begun.append(rows.execute("SELECT seq FROM journal ORDER BY seq"))
        assert begun[0].fetchone() == (1,)

    reader.read(look)
    shop.do("till.move", direction="in", cents=100, reason="float")
    assert reader.read(journal.head).seq == shop.head()
    # The first one was let go of, and what it read with it.
    assert [is_closed(one) for one in opened] == [True, False]
    with pytest.raises(dbapi2.ProgrammingError):
        begun[0].fetchone()


def test_two_threads_look_in_turn(shop: Play, reader: Readers) -> None:
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


def test_a_connection_is_kept_until_something_goes_wrong(reader: Readers, opened: list[Connection]) -> None:
    for _ in range(3):
        reader.read(journal.head)
    assert len(opened) == 1
    with pytest.raises(EnvironmentFailure):
        reader.read(lambda rows: visits.drop_visit(rows, "v-000000000001"))
    reader.read(journal.head)
    assert len(opened) == 2 and is_closed(opened[0]) and not is_closed(opened[1])


def test_who_looks_while_another_looks_has_one_of_its_own_and_two_are_kept(
    reader: Readers, opened: list[Connection]
) -> None:
    def inside(depth: int) -> int:
        return reader.read(lambda rows: inside(depth - 1) if depth else journal.head(rows).seq)

    for _ in range(2):
        inside(2)
    # One was let go of at each end.
    assert sorted(is_closed(one) for one in opened) == [False, False, True, True]


def test_all_are_let_go_of_who_looks_just_now_at_his_end(reader: Readers, opened: list[Connection]) -> None:
    def look(rows: Connection) -> int:
        reader.close()
        return journal.head(rows).seq

    assert reader.read(look) == reader.read(journal.head).seq
    assert [is_closed(one) for one in opened] == [True, False]
    reader.close()
    assert is_closed(opened[1])


def is_closed(connection: Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except dbapi2.ProgrammingError:
        return True
    return False


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
