import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.journal import PersonalRecord, read_payload
from concierge_desk.domain.operation import KnownOperation
from concierge_desk.store import connection as connections
from concierge_desk.store import journal, records
from concierge_desk.store.database import Store, read_store
from concierge_desk.store.unit import Unit, known_operation
from concierge_desk.store.verify import verify
from tests.store.stores import KEY, ROOT, Draft, dump, entries, post, request, small_store, told

OP = "00000000-0000-7000-8000-000000000009"


def everything(unit: Unit) -> None:
    """Write into every kind of table, as an act does."""
    unit.post(Draft())
    unit.post(Draft(kind="test.taken", data={"cents": 1}))
    unit.keep(PersonalRecord("p-1", "party", "Mme Kessler", "custody"), "2026-11-25", 1)
    unit.queue("slip:B-2026-0001", OP)
    unit.remember(OP, KnownOperation(1, 2, bytes(32)))


def test_what_is_written_is_there(path: Path) -> None:
    with small_store(path) as store:
        store.write(everything)
        assert store.read(lambda rows: known_operation(rows, OP)) == KnownOperation(1, 2, bytes(32))
        assert store.read(lambda rows: records.personal_text(rows, "p-1")) == "Mme Kessler"
        assert store.read(lambda rows: records.personal_text(rows, "p-2")) is None
        assert store.read(lambda rows: known_operation(rows, "other")) is None
    found = dump(path)
    assert found["outbox"] == [(1, OP, "slip:B-2026-0001", 2, "waiting")]
    assert found["test_note"] == [(1, "a")]


def test_inside_the_transaction_the_head_is_ones_own(path: Path) -> None:
    def job(unit: Unit) -> tuple[int, int, int]:
        before = unit.head().seq
        posted = unit.post(Draft())
        again = unit.posted(posted.seq, posted.seq)
        assert again == (posted,)
        return before, posted.seq, unit.head().seq

    with small_store(path) as store:
        assert store.write(job) == (0, 1, 1)
        assert store.write(job)[0] == 1


@pytest.mark.parametrize("failure", [ZeroDivisionError, KeyboardInterrupt, SystemExit, EnvironmentFailure])
def test_an_exception_rolls_everything_back(path: Path, failure: Any) -> None:
    def job(unit: Unit) -> None:
        everything(unit)
        raise failure("x")

    with small_store(path) as store:
        post(store, Draft())
        before = dump(path)
        with pytest.raises(failure):
            store.write(job)
        assert dump(path) == before
        # The writer goes on.
        assert post(store, Draft()) == [2]


@pytest.mark.parametrize(
    ("draft", "failure"),
    [
        (Draft(kind="test.unheard"), KeyError),
        (Draft(data={}), KeyError),
        (Draft(data={"text": None}), dbapi2.IntegrityError),
    ],
)
def test_an_entry_that_cannot_be_applied_rolls_everything_back(
    path: Path, draft: Draft, failure: type[Exception]
) -> None:
    def job(unit: Unit) -> None:
        everything(unit)
        unit.post(draft)

    with small_store(path) as store:
        before = dump(path)
        with pytest.raises(failure):
            store.write(job)
        assert dump(path) == before


def test_a_commit_that_fails_keeps_nothing(path: Path) -> None:
    """A foreign key that is checked at the end: COMMIT itself fails, and the transaction is given up."""

    def job(unit: Unit) -> None:
        everything(unit)
        unit.rows.execute("PRAGMA defer_foreign_keys = ON")
        unit.rows.execute("INSERT INTO payment VALUES('T-none', 1, 'cash', 1, 1, 0, NULL)")

    with small_store(path) as store:
        before = dump(path)
        with pytest.raises(dbapi2.IntegrityError, match="FOREIGN KEY"):
            store.write(job)
        assert dump(path) == before
        assert post(store, Draft()) == [1]


def test_a_job_cannot_reach_round_the_guard(path: Path) -> None:
    def job(unit: Unit) -> None:
        unit.post(Draft())
        unit.rows.execute("DELETE FROM journal")

    with small_store(path) as store:
        with pytest.raises(dbapi2.DatabaseError):
            store.write(job)
        assert entries(path) == []


def test_readers_cannot_write(path: Path) -> None:
    with small_store(path) as store:
        with pytest.raises(EnvironmentFailure) as found:
            store.read(lambda rows: rows.execute("INSERT INTO printed VALUES('x', 1)"))
        assert found.value.code == "store.disk_failed"
        assert dump(path)["printed"] == []


def test_a_reader_sees_one_state_while_a_writer_writes(path: Path) -> None:
    with small_store(path) as store:
        post(store, Draft())

        def job(rows: connections.Connection) -> tuple[int, int]:
            (before,) = rows.execute("SELECT count(*) FROM journal").fetchone()
            # The writer is not blocked by the reader, nor the reader moved by the writer.
            assert post(store, Draft(), Draft()) == [2, 3]
            (after,) = rows.execute("SELECT count(*) FROM journal").fetchone()
            return before, after

        assert store.read(job) == (1, 1)
        assert store.read(lambda rows: journal.head(rows).seq) == 3


def test_a_reader_never_sees_half_an_act(path: Path) -> None:
    with small_store(path) as store:
        stop = threading.Event()
        odd: list[int] = []

        def watch() -> None:
            while not stop.is_set():
                seq = read_store(path, KEY, lambda rows: journal.head(rows).seq)
                if seq % 3:
                    odd.append(seq)

        watcher = threading.Thread(target=watch)
        watcher.start()
        for _ in range(40):
            post(store, Draft(), Draft(), Draft())
        stop.set()
        watcher.join()
    assert odd == []


def test_many_threads_of_one_store_write_one_after_the_other(path: Path) -> None:
    with small_store(path) as store:
        threads = [
            threading.Thread(target=lambda: [post(store, Draft(), Draft()) for _ in range(10)])
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert told(store.read(lambda rows: verify(rows, request(signatures=True)))) == []
    assert len(entries(path)) == 80


WRITER = """
import sys
from pathlib import Path
from tests.store.stores import Draft, post, small_store
with small_store(Path(sys.argv[1])) as store:
    print("open", flush=True)
    sys.stdin.readline()
    for n in range(int(sys.argv[3])):
        seqs = post(store, Draft(data={"text": sys.argv[2]}), Draft(data={"text": sys.argv[2]}))
        assert seqs[1] == seqs[0] + 1, seqs
print("done", flush=True)
"""


def test_two_processes_writing_at_once_keep_the_chain(path: Path) -> None:
    with small_store(path):
        pass
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), name, "60"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for name in ("one", "two")
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in running:
        said, _ = process.communicate(timeout=120)
        assert (said, process.returncode) == ("done\n", 0)

    assert told(read_store(path, KEY, lambda rows: verify(rows, request(signatures=True)))) == []
    whole = entries(path)
    assert [entry.seq for entry in whole] == list(range(1, 241))
    texts = [posted.data["text"] for entry in whole if (posted := read_payload(entry))]
    # Both wrote, each act stayed together.
    assert {text: texts.count(text) for text in texts} == {"one": 120, "two": 120}
    assert all(texts[place] == texts[place + 1] for place in range(0, 240, 2))


def test_the_log_moves_into_the_file_when_the_store_rests(path: Path) -> None:
    log = path.with_name(path.name + "-wal")
    with small_store(path) as store:
        before = path.stat().st_size
        for _ in range(250):
            store.write(lambda unit: unit.post(Draft(data={"text": "x" * 2000})))
            store.rest()
        assert path.stat().st_size > before
        grown = log.stat().st_size
        for _ in range(150):
            store.write(lambda unit: unit.post(Draft(data={"text": "x" * 2000})))
            store.rest()
        # What was moved is written over: without it the log would only grow.
        assert log.stat().st_size < 2 * grown
    assert not log.exists()


@pytest.mark.parametrize(
    "opening",
    [lambda path: Store(path, bytes(32), (), None), lambda path: read_store(path, bytes(32), print)],
)
def test_a_store_that_does_not_open_leaves_nothing_behind(
    path: Path, opening: Callable[[Path], object]
) -> None:
    with small_store(path):
        pass
    threads = threading.active_count()
    with pytest.raises(EnvironmentFailure) as found:
        opening(path)
    assert found.value.code == "store.unreadable"
    assert threading.active_count() <= threads
