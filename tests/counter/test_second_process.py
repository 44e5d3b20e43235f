"""Two processes read beside the one that verifies: what they tell is what one alone tells, and none is left behind."""

import multiprocessing
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.journal import anchor_of
from concierge_desk.jobs import verify as verifying
from concierge_desk.jobs.second_process import apart
from concierge_desk.jobs.verdict import Verdict, VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import load_keys
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from tests.counter.desks import Desks
from tests.counter.test_books import live, without
from tests.sizes import few
from tests.store.forged import forge
from tests.store.stores import raw

_FIRST = 12
"""An entry behind those that a desk is put in place with: without these it does not open."""


def process_of(_rows: Connection) -> int:
    return os.getpid()


def entries_in(rows: Connection) -> int:
    return int(rows.execute("SELECT count(*) FROM journal").fetchone()[0])


def fail(_rows: Connection) -> int:
    raise RuntimeError("Mme Kessler")


def die(_rows: Connection) -> int:
    os._exit(0)


def sleep(_rows: Connection) -> None:
    time.sleep(60)


def write(rows: Connection) -> str:
    try:
        rows.execute("DELETE FROM personal")
    except Exception as error:  # noqa: BLE001  (whatever it is: nothing was written)
        return str(error)
    return "written"


@pytest.fixture(scope="module")
def lived(desks: Desks) -> Path:
    with desks.desk() as play:
        live(play)
        return play.desk.folder.root


def asked(root: Path, job: Callable[[Connection], Any]) -> Any:
    folder = DataFolder(root)
    with apart(job, folder.store, load_keys(folder).store_key) as reading:
        return reading.result(lambda: None)


def test_another_process_reads_the_store_and_can_not_write(lived: Path) -> None:
    assert asked(lived, process_of) not in (None, os.getpid())
    with open_desk(Options(lived), watch=False) as desk:
        assert asked(lived, entries_in) == desk.store.read(entries_in) > 0
        assert "readonly" in asked(lived, write)


@pytest.mark.parametrize("job", [fail, die])
def test_one_that_ends_without_an_answer_is_told_by_none(
    lived: Path, job: Callable[[Connection], int], capfd: pytest.CaptureFixture[str]
) -> None:
    assert asked(lived, job) is None
    assert "Kessler" not in "".join(capfd.readouterr())


def test_a_key_that_does_not_open_it_is_told_by_none(lived: Path) -> None:
    with apart(entries_in, DataFolder(lived).store, bytes(32)) as reading:
        assert reading.result(lambda: None) is None


def test_whoever_stops_waiting_leaves_no_process(lived: Path) -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    with (
        pytest.raises(Stopped),
        apart(sleep, DataFolder(lived).store, load_keys(DataFolder(lived)).store_key) as reading,
    ):
        reading.result(stop)
    assert multiprocessing.active_children() == []


@contextmanager
def unguarded(root: Path) -> Iterator[Connection]:
    """The store of a desk, without the triggers that guard its tables."""
    with raw(DataFolder(root).store, load_keys(DataFolder(root)).store_key) as on:
        for (trigger,) in on.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            on.execute(f"DROP TRIGGER {trigger}")
        yield on


def same(root: Path, monkeypatch: pytest.MonkeyPatch) -> Verdict:
    """What is told by one and by three, where both tell the same."""
    with open_desk(Options(root), watch=False) as desk:
        for request in (VerifyRequest(books=False), VerifyRequest()):
            alone = verify_desk(desk, request)
            with monkeypatch.context() as patched:
                patched.setattr(verifying, "LONG", 1)
                patched.setattr(os, "cpu_count", lambda: 4)
                shared = verify_desk(desk, request)
            assert shared == alone
    assert multiprocessing.active_children() == []
    return alone


def test_three_tell_what_one_tells(lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert same(lived, monkeypatch).faults == []


@few(2)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE ticket_line SET cents = cents + 1", None),
        ("UPDATE personal SET text = 'M. Personne'", "sealed"),
        ("UPDATE operation SET last_seq = last_seq + 1 WHERE first_seq > 20", "sealed"),
        ("DELETE FROM operation WHERE first_seq = (SELECT max(first_seq) FROM operation)", "sealed"),
        ("DROP TABLE personal", "schema"),
        ("CREATE TRIGGER skim AFTER INSERT ON ticket_line BEGIN SELECT 1; END", "schema"),
    ],
)
def test_three_tell_of_a_table_what_one_tells(
    lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str, code: str | None
) -> None:
    root = tmp_path / "poste"
    shutil.copytree(lived, root)
    with raw(DataFolder(root).store, load_keys(DataFolder(root)).store_key) as on:
        on.execute(change)
    codes = {fault["code"] for fault in same(root, monkeypatch).faults}
    assert codes == set() if code is None else code in codes


def test_three_tell_of_a_forgery_what_one_tells(
    lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The books alone know it, or the chain does too: then they are read again, by whoever knows what to leave out."""
    for n, adapt in enumerate((False, True)):
        root = tmp_path / str(n)
        shutil.copytree(lived, root)
        forge(root, without("T-2026-000004"), adapt=adapt)
        assert "books" in {fault["code"] for fault in same(root, monkeypatch).faults}


@pytest.mark.parametrize("where", ["payload", "hash", "kind", "sig"])
def test_three_tell_of_an_altered_entry_what_one_tells(
    lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    root = tmp_path / "poste"
    shutil.copytree(lived, root)
    with unguarded(root) as on:
        seq = on.execute("SELECT seq FROM journal WHERE kind = 'day.closed' LIMIT 1").fetchone()[0]
        if where == "kind":
            on.execute("UPDATE journal SET kind = 'till.moved' WHERE seq = ?", (seq,))
        else:
            (value,) = on.execute(f"SELECT {where} FROM journal WHERE seq = ?", (seq,)).fetchone()
            on.execute(
                f"UPDATE journal SET {where} = ? WHERE seq = ?", (bytes([value[0] ^ 1]) + value[1:], seq)
            )
    faults = same(root, monkeypatch).faults
    assert any(fault["seq"] == seq for fault in faults)


def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal is long from its first entry on, and there are processors."""
    monkeypatch.setattr(verifying, "LONG", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 4)


def test_an_honest_chain_is_read_in_two_halves_and_only_once(
    lived: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared(monkeypatch)
    monkeypatch.setattr(verifying, "_alone", None)
    with open_desk(Options(lived), watch=False) as desk:
        head = desk.store.read(entries_in)
        for signatures in (False, True):
            read: list[int] = []
            request = VerifyRequest(signatures=signatures, books=False)
            verdict = verify_desk(desk, request, read.append)
            assert (verdict.faults, verdict.entries) == ([], head)
            assert verdict.checked + verdict.left_out == head and all(told <= head for told in read)


@few(7)
@pytest.mark.parametrize("share", range(0, 101, 4))
def test_an_entry_altered_anywhere_is_told_whichever_half_it_lies_in(
    lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    """Its payload, its signed hash, its number; at the border too, and the entry beside it."""
    root = tmp_path / "poste"
    shutil.copytree(lived, root)
    changes = (
        "payload = CAST(substr(payload, 1, length(payload) - 1) || '~' AS BLOB)",
        "hash = zeroblob(32)",
        "prev_hash = zeroblob(32)",
        "seq = seq + 1000",
    )
    with unguarded(root) as on:
        (head,) = on.execute("SELECT max(seq) FROM journal").fetchone()
        seq = max(_FIRST, head * share // 100)
        on.execute(f"UPDATE journal SET {changes[share // 4 % len(changes)]} WHERE seq = ?", (seq,))
    assert same(root, monkeypatch).faults != []


@pytest.mark.parametrize("cut", ["first", "border", "last"])
def test_what_is_gone_of_a_half_is_told(
    lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: str
) -> None:
    root = tmp_path / "poste"
    shutil.copytree(lived, root)
    with unguarded(root) as on:
        (head,) = on.execute("SELECT max(seq) FROM journal").fetchone()
        (border,) = on.execute(
            "SELECT max(last_seq) FROM operation WHERE last_seq <= ?", (head // 2,)
        ).fetchone()
        gone = {"first": (_FIRST, _FIRST + 2), "border": (border, border), "last": (head, head)}[cut]
        on.execute("DELETE FROM journal WHERE seq BETWEEN ? AND ?", gone)
    assert same(root, monkeypatch).faults != []


def test_without_the_table_of_operations_there_is_no_half(
    lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "poste"
    shutil.copytree(lived, root)
    with raw(DataFolder(root).store, load_keys(DataFolder(root)).store_key) as on:
        on.execute("DROP TABLE operation")
    assert "schema" in {fault["code"] for fault in same(root, monkeypatch).faults}


@pytest.mark.parametrize("of_the", ["first", "second"])
def test_an_anchor_is_looked_for_in_both_halves(
    lived: Path, monkeypatch: pytest.MonkeyPatch, of_the: str
) -> None:
    with open_desk(Options(lived), watch=False) as desk:
        head = desk.store.read(entries_in)
        seq = head // 4 if of_the == "first" else head - head // 4
        entry = desk.store.read(lambda rows: journal.entry(rows, seq))
        assert entry is not None
        anchor = anchor_of(entry.epoch, entry.seq, entry.hash)
        wrong = anchor[:-1] + ("0" if anchor[-1] != "0" else "1")
        told = {
            given: verify_desk(desk, VerifyRequest(books=False, anchor=given)) for given in (anchor, wrong)
        }
        assert (told[anchor].faults, [fault["code"] for fault in told[wrong].faults]) == ([], ["anchor"])
        shared(monkeypatch)
        for given, alone in told.items():
            assert verify_desk(desk, VerifyRequest(books=False, anchor=given)) == alone


def test_one_processor_is_not_shared(lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "LONG", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    monkeypatch.setattr(verifying, "apart", None)
    with open_desk(Options(lived), watch=False) as desk:
        assert verify_desk(desk, VerifyRequest()).faults == []


def test_a_system_that_gives_no_process_is_gone_without(lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_process: Any) -> None:
        raise OSError(11, "no process")

    monkeypatch.setattr(multiprocessing.get_context("spawn").Process, "start", refuse)
    assert same(lived, monkeypatch).faults == []
