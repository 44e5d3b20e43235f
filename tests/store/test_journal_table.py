import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2
from sqlite_utils import Database

from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.domain.journal import ZERO_HASH, Entry
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection, open_for_writing, open_unguarded
from concierge_desk.store.database import read_store
from concierge_desk.store.verify import verify
from tests.store.stores import KEY, ROOT, Draft, Lived, dump, entries, post, raw, request, small_store, told

NEXT_MORNING = datetime(2026, 11, 26, 8, 0)  # noqa: DTZ001  (local time of the site, as --clock takes it)
STAYED = Draft(kind="test.stayed", data={"custody": "c-1"})
TAKEN = Draft(kind="test.taken", data={"cents": 100})


@pytest.fixture
def filled(path: Path) -> Path:
    with small_store(path) as store:
        post(store, Draft(day=None), STAYED, TAKEN, STAYED, STAYED, TAKEN)
    return path


def faults(path: Path, *, signatures: bool = True) -> list[tuple[str, int | None, str]]:
    return told(read_store(path, KEY, lambda rows: verify(rows, request(signatures=signatures))))


# ------------------------------------------------------------------ one after the other


def seventh(path: Path) -> Entry:
    last = entries(path)[-1]
    return replace(last, seq=7, prev_hash=last.hash)


WRONG: list[tuple[str, Callable[[Entry], Entry]]] = [
    ("a gap", lambda entry: replace(entry, seq=8)),
    ("seq again", lambda entry: replace(entry, seq=6)),
    ("seq zero", lambda entry: replace(entry, seq=0)),
    ("negative", lambda entry: replace(entry, seq=-1)),
    ("a fork", lambda entry: replace(entry, prev_hash=ZERO_HASH)),
    ("no payload", lambda entry: replace(entry, payload=None)),
    ("short digest", lambda entry: replace(entry, digest=b"x")),
    ("short prev", lambda entry: replace(entry, prev_hash=b"x")),
    ("short hash", lambda entry: replace(entry, hash=b"")),
    ("long sig", lambda entry: replace(entry, sig=bytes(65))),
    ("null seq", lambda entry: replace(entry, seq=None)),  # type: ignore[arg-type]
    ("null epoch", lambda entry: replace(entry, epoch=None)),  # type: ignore[arg-type]
    ("null aud", lambda entry: replace(entry, aud=None)),  # type: ignore[arg-type]
    ("null kind", lambda entry: replace(entry, kind=None)),  # type: ignore[arg-type]
    ("null hash", lambda entry: replace(entry, hash=None)),  # type: ignore[arg-type]
    ("strict: text payload", lambda entry: replace(entry, payload="text")),  # type: ignore[arg-type]
    ("strict: text seq", lambda entry: replace(entry, seq="seven")),  # type: ignore[arg-type]
    ("strict: bytes kind", lambda entry: replace(entry, kind=b"kind")),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("opened", [open_for_writing, open_unguarded])
@pytest.mark.parametrize(("name", "wrong"), WRONG, ids=[name for name, _wrong in WRONG])
def test_an_entry_that_does_not_follow_is_refused(
    filled: Path, name: str, wrong: Callable[[Entry], Entry], opened: Callable[[Path, bytes], Connection]
) -> None:
    before = dump(filled)
    connection = opened(filled, KEY)
    with pytest.raises(dbapi2.IntegrityError):
        journal.append(connection, wrong(seventh(filled)))
    connection.close()
    assert dump(filled) == before


def test_the_one_that_follows_is_taken(filled: Path) -> None:
    connection = open_for_writing(filled, KEY)
    journal.append(connection, seventh(filled))
    connection.close()
    assert len(entries(filled)) == 7


def test_the_head_is_the_last_entry_and_its_time_that_of_the_last_readable_one(path: Path) -> None:
    with small_store(path) as store:
        assert store.read(journal.head).seq == 0
        post(store, TAKEN, replace(STAYED, at="2026-11-25T09:00:00.000Z"))
        assert store.read(journal.head).seq == 2
    with raw(path) as rows:
        rows.execute("UPDATE journal SET payload = NULL WHERE seq = 2")
    with small_store(path) as store:
        head = store.read(journal.head)
        assert (head.seq, head.hash) == (2, entries(path)[1].hash)
        assert head.at is not None
        assert head.at.hour == 7


@pytest.mark.parametrize("payload", [b"{", b"\xff", "at"])
def test_a_head_that_was_tampered_with_bars_nobody_from_the_counter(
    filled: Path, payload: bytes | str
) -> None:
    stored = entries(filled)[-1].payload or b""
    changed = payload if isinstance(payload, bytes) else stored.replace(b"2026-11-25T", b"2026-11-99T")
    with raw(filled) as rows:
        rows.execute("UPDATE journal SET payload = ? WHERE seq = 6", (changed,))
    with small_store(filled) as store:
        head = store.read(journal.head)
        assert (head.seq, head.hash) == (6, entries(filled)[-1].hash)
        assert head.at is not None
        assert post(store, Draft()) == [7]
    assert ("payload", 6, "") in faults(filled)


def test_an_entry_that_cannot_be_read_is_told_to_whoever_needs_it(filled: Path) -> None:
    with raw(filled) as rows:
        rows.execute("UPDATE journal SET payload = x'7b' WHERE seq = 4")
    with small_store(filled) as store:
        assert len(store.read(lambda rows: journal.posted(rows, 5))) == 2
        for job in (
            lambda rows: journal.posted(rows, 1),
            lambda rows: journal.last_of_kind(rows, "test.stayed", 4),
        ):
            with pytest.raises(IntegrityFailure) as found:
                store.read(job)
            assert found.value.code == "store.damaged"


def test_the_readers(filled: Path) -> None:
    with raw(filled) as rows:
        rows.execute("UPDATE journal SET payload = NULL WHERE seq = 5")
    with small_store(filled) as store:
        assert [entry.seq for entry in store.read(lambda rows: list(journal.entries(rows, 2, 4)))] == [
            2,
            3,
            4,
        ]
        assert [entry.seq for entry in store.read(lambda rows: journal.posted(rows, 4))] == [4, 6]
        assert store.read(lambda rows: journal.entry(rows, 99)) is None
        last = store.read(lambda rows: journal.last_of_kind(rows, "test.stayed"))
        assert last is not None
        assert last.seq == 4
        assert store.read(lambda rows: journal.last_of_kind(rows, "test.never")) is None


# ------------------------------------------------------------------ payloads dropped after retention


def purge(path: Path, *seqs: int) -> None:
    connection = open_for_writing(path, KEY)
    connection.execute(f"UPDATE journal SET payload = NULL WHERE seq IN ({', '.join(map(str, seqs))})")
    connection.close()


def test_a_purgeable_payload_may_go_through_trigger_and_authorizer(filled: Path) -> None:
    before = entries(filled)
    purge(filled, 2)
    assert entries(filled) == [before[0], replace(before[1], payload=None), *before[2:]]


@pytest.mark.parametrize(
    "change",
    [
        "payload = NULL WHERE seq = 3",  # fiscal
        "payload = x'7b7d' WHERE seq = 2",
        "payload = payload WHERE seq = 2",
        *[
            f"payload = NULL, {column} = {column} || 'x' WHERE seq = 2"
            for column in ("epoch", "aud", "kind", "day")
        ],
        *[
            f"payload = NULL, {column} = zeroblob(32) WHERE seq = 2"
            for column in ("digest", "prev_hash", "hash")
        ],
        "payload = NULL, sig = zeroblob(64) WHERE seq = 2",
        "payload = NULL, seq = 99 WHERE seq = 2",
        "payload = NULL, day = NULL WHERE seq = 2",
        # A kind that may go, for the time of the change, does not help.
        "payload = NULL, kind = 'test.stayed' WHERE seq = 3",
    ],
)
def test_nothing_else_goes_with_it(filled: Path, change: str) -> None:
    before = dump(filled)
    for opened in (open_for_writing, open_unguarded):
        connection = opened(filled, KEY)
        with pytest.raises(dbapi2.DatabaseError):
            connection.execute(f"UPDATE journal SET {change}")
        connection.close()
    assert dump(filled) == before


def test_a_payload_goes_once_and_does_not_come_back(filled: Path) -> None:
    payload = entries(filled)[1].payload
    purge(filled, 2)
    connection = open_for_writing(filled, KEY)
    with pytest.raises(dbapi2.IntegrityError):
        connection.execute("UPDATE journal SET payload = ? WHERE seq = 2", (payload,))
    with pytest.raises(dbapi2.IntegrityError):
        connection.execute("UPDATE journal SET payload = NULL WHERE seq = 2")
    connection.close()


def dropped(path: Path, *seqs: int, **changed: Any) -> Draft:
    """Say what was dropped; `rows` is SHA-256 over the lines' `seq kind day epoch`.

    Source: docs/contract.md, "Dropped payloads".
    """
    found = [entry for entry in entries(path) if entry.seq in seqs]
    lines = "".join(f"{entry.seq} {entry.kind} {entry.day or ''} {entry.epoch}\n" for entry in found)
    data = {
        "from": min(seqs),
        "to": max(seqs),
        "kinds": sorted({entry.kind for entry in found}),
        "count": len(found),
        "rows": hashlib.sha256(lines.encode()).hexdigest(),
    }
    return Draft(kind="privacy.payloads_dropped", data={**data, **changed})


def test_a_purge_that_an_entry_tells_is_accepted(filled: Path) -> None:
    with small_store(filled) as store:
        post(store, dropped(filled, 2, 4, 5))
    purge(filled, 2, 4, 5)
    assert faults(filled) == []


def test_the_rows_of_a_purge_to_the_byte(path: Path) -> None:
    with small_store(path) as store:
        post(store, STAYED, replace(STAYED, day=None))
        rows = hashlib.sha256(b"1 test.stayed 2026-11-25 A\n2 test.stayed  A\n").hexdigest()
        data = {"from": 1, "to": 2, "kinds": ["test.stayed"], "count": 2, "rows": rows}
        post(store, Draft(kind="privacy.payloads_dropped", data=data))
    purge(path, 1, 2)
    assert faults(path) == []


def test_a_purge_that_no_entry_tells_is_a_fault(filled: Path) -> None:
    """R-1.41: what lost its content after its period is told by an entry, or found."""
    purge(filled, 2)
    assert faults(filled) == [("purge", 2, "")]
    with small_store(filled) as store:
        post(store, dropped(filled, 4))
    purge(filled, 4)
    assert faults(filled) == [("purge", 2, "")]


def test_a_further_purge_tells_its_own_lines_only(filled: Path) -> None:
    with small_store(filled) as store:
        post(store, dropped(filled, 2))
        purge(filled, 2)
        post(store, dropped(filled, 4, 5))
        purge(filled, 4, 5)
    assert faults(filled) == []
    # A range that covers an earlier one counts what it dropped itself.
    with small_store(filled) as store:
        post(store, STAYED)
        wide = dropped(filled, 9)
        post(store, replace(wide, data={**wide.data, "from": 1}))
    purge(filled, 9)
    assert faults(filled) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"count": 1},
        {"rows": "0" * 64},
        {"kinds": ["test.taken"]},
        {"to": 3},
        {"from": "2"},
        {"kinds": None},
    ],
)
def test_a_purge_that_is_told_wrongly_is_a_fault(filled: Path, changed: dict[str, Any]) -> None:
    with small_store(filled) as store:
        post(store, dropped(filled, 2, 4, **changed))
    purge(filled, 2, 4)
    assert faults(filled) == [("purge", 7, ""), ("purge", 2, ""), ("purge", 4, "")]


def test_a_purge_told_without_its_fields_is_a_fault(filled: Path) -> None:
    with small_store(filled) as store:
        post(store, Draft(kind="privacy.payloads_dropped", data={}))
    purge(filled, 2)
    assert faults(filled) == [("purge", 7, ""), ("purge", 2, "")]


@pytest.mark.parametrize("payload", ["NULL", "x'7b'"])
def test_a_purge_whose_own_entry_cannot_be_read_is_a_fault(filled: Path, payload: str) -> None:
    with small_store(filled) as store:
        post(store, dropped(filled, 2))
    purge(filled, 2)
    with raw(filled) as rows:
        rows.execute(f"UPDATE journal SET payload = {payload} WHERE seq = 7")
    assert {("purge", 7, ""), ("purge", 2, "")} <= set(faults(filled))


# ------------------------------------------------------------------ protections


PROTECTIONS = ["journal", "purgeable_kind", *journal.TRIGGERS]


@pytest.mark.parametrize("name", journal.TRIGGERS)
def test_a_missing_trigger_is_named(filled: Path, name: str) -> None:
    connection = open_unguarded(filled, KEY)
    connection.execute(f"DROP TRIGGER {name}")
    assert journal.altered_texts(connection) == [name]
    # One that bears the name and does nothing is no protection.
    connection.execute(f"CREATE TRIGGER {name} BEFORE DELETE ON journal BEGIN SELECT 1; END")
    assert journal.altered_texts(connection) == [name]
    connection.close()
    assert faults(filled) == [("trigger", None, name)]


def test_an_added_trigger_is_named(filled: Path) -> None:
    connection = open_unguarded(filled, KEY)
    connection.execute("CREATE TRIGGER silence BEFORE INSERT ON journal BEGIN SELECT RAISE(IGNORE); END")
    assert journal.altered_texts(connection) == ["silence"]
    connection.close()
    assert faults(filled) == [("trigger", None, "silence")]


def test_pitfall_3_after_a_raw_transform_the_missing_triggers_are_named(filled: Path) -> None:
    """sqlite-utils makes the table anew: its text is another, its triggers are gone without a word."""
    connection = open_unguarded(filled, KEY)
    table: Any = Database(connection, recursive_triggers=False)["journal"]
    table.transform(rename={"day": "day"}, types={})
    found = journal.altered_texts(connection)
    connection.close()
    assert set(journal.TRIGGERS) <= set(found)
    assert {("trigger", None, name) for name in journal.TRIGGERS} <= set(faults(filled))


def test_pitfall_3_a_dropped_table_is_named(filled: Path) -> None:
    connection = open_unguarded(filled, KEY)
    connection.execute("DROP TABLE journal")
    assert journal.altered_texts(connection) == ["journal", *journal.TRIGGERS]
    connection.close()


def command_line(lived: Lived, *words: str) -> tuple[int, dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "concierge_desk", "--data", str(lived.root), "--json", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout.splitlines()[-1])


def told_kinds(lived: Lived) -> list[str]:
    return [entry.kind for entry in lived.entries()][95:]


def test_pitfall_5_a_dropped_trigger_is_written_down_once_and_acts_go_on(
    lived: Lived, expected_log: list[Any]
) -> None:
    with lived.raw():
        pass
    rows = open_unguarded(lived.store, lived.keys.store_key)
    rows.execute("DROP TRIGGER journal_no_update")
    rows.close()
    options = Options(data=lived.root, clock=NEXT_MORNING)

    for _ in range(2):
        with open_desk(options):
            pass
    with open_desk(options, watch=False) as desk:
        told = desk.store.read(lambda rows: journal.last_of_kind(rows, "integrity.failed"))
        assert told is not None
        assert told.data == {"what": ["journal_no_update"]}
        opened = {"op": "01970000-0000-7000-8000-000000000001", "do": "day.open", "float_cents": 3260}
        assert desk.counter.execute(opened).refused is None

    assert told_kinds(lived) == ["integrity.failed", "day.opened"]
    assert "journal_no_update" in expected_log[0].getMessage()
    status, verdict = command_line(lived, "verify")
    assert status == 5
    assert verdict["faults"] == [{"code": "trigger", "seq": None, "detail": "journal_no_update"}]


def test_pitfall_5_another_alteration_is_written_down_again(lived: Lived, expected_log: list[Any]) -> None:
    options = Options(data=lived.root)
    for name in ("journal_no_update", "journal_no_delete"):
        rows = open_unguarded(lived.store, lived.keys.store_key)
        rows.execute(f"DROP TRIGGER {name}")
        rows.close()
        for _ in range(2):
            with open_desk(options):
                pass
    assert told_kinds(lived) == ["integrity.failed"] * 2


def test_verify_itself_writes_nothing(lived: Lived) -> None:
    rows = open_unguarded(lived.store, lived.keys.store_key)
    rows.execute("DROP TRIGGER journal_next")
    rows.close()
    before = lived.dump()
    status, verdict = command_line(lived, "verify", "--signatures")
    assert (status, [fault["detail"] for fault in verdict["faults"]]) == (5, ["journal_next"])
    assert lived.dump() == before


def test_a_dropped_list_of_kinds_bars_nobody_from_the_counter(lived: Lived, expected_log: list[Any]) -> None:
    rows = open_unguarded(lived.store, lived.keys.store_key)
    rows.execute("DROP TABLE purgeable_kind")
    rows.close()
    with open_desk(Options(data=lived.root)):
        pass
    assert told_kinds(lived) == ["integrity.failed"]
    assert ("trigger", None, "purgeable_kind") in lived.faults()


@pytest.fixture
def columns() -> list[str]:
    return journal.COLUMNS.split(", ")


def test_the_table_has_the_columns_of_the_design(filled: Path, columns: list[str]) -> None:
    info = read_store(filled, KEY, lambda rows: rows.execute("PRAGMA table_info(journal)").fetchall())
    assert [row[1] for row in info] == columns
    assert sorted(journal.expected_texts()) == sorted(PROTECTIONS)


def test_an_entry_is_read_by_its_number_as_far_as_it_is_there_and_whole(filled: Path) -> None:
    def read(seq: int) -> int | None:
        found = read_store(filled, KEY, lambda rows: journal.whole_at(rows, seq))
        return None if found is None else found.seq

    head = len(entries(filled))
    assert (read(3), read(head)) == (3, head)
    assert read(0) is None and read(head + 1) is None
    with raw(filled) as rows:
        rows.execute("UPDATE journal SET payload = x'7b' WHERE seq = 3")
        rows.execute("DELETE FROM journal WHERE seq = ?", (head,))
    assert read(3) is None and read(head) is None
