"""A copy of the whole store under a key of its own: one state, checked, whole or not there at all."""

import itertools
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from concierge_desk.desk import catalogue
from concierge_desk.domain.anchors import read_anchor
from concierge_desk.domain.errors import DeskError, EnvironmentFailure, IntegrityFailure
from concierge_desk.store import copies, journal
from concierge_desk.store.connection import open_for_writing, open_unguarded
from concierge_desk.store.copies import Copied, Locked, Watch, contents_of, copy_under, leaving_no_log
from concierge_desk.store.database import read_store
from concierge_desk.store.findings import Fault
from concierge_desk.store.migrations import known_names, migrate
from concierge_desk.store.rebuild import compare
from concierge_desk.store.verify import verify
from tests.dice import dice_of
from tests.failures.disks import mount, unmount
from tests.sizes import FULL
from tests.store.stores import (
    DESK,
    KEY,
    ROOT,
    SCHEMAS,
    Draft,
    Lived,
    dump,
    entries,
    post,
    request,
    small_store,
)

MOMENTS = 50 if FULL else 2
DICE = dice_of(__name__)
OTHER = bytes(range(32, 64))
SHOP = Draft(kind="settings.set", data={"desk": DESK, "practice": False})


@pytest.fixture
def filled(path: Path) -> Path:
    with small_store(path) as store:
        post(store, SHOP, *[Draft(data={"text": "x" * 3000}) for _ in range(200)])
    return path


def copied(path: Path, target: Path, watch: Watch = Watch(), pages: int | None = None) -> Copied:  # noqa: B008
    asked = watch if pages is None else Watch(watch.progress, watch.cancelled, pages)
    return copy_under(Locked(path, KEY), Locked(target, OTHER), request(), asked)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


# ------------------------------------------------------------------ the copy


def test_a_lived_desk_under_another_key(lived: Lived, tmp_path: Path) -> None:
    target = tmp_path / "out" / "copie.db"
    before = lived.dump()
    asked = lived.request(signatures=True)
    made = copy_under(Locked(lived.store, lived.keys.store_key), Locked(target, OTHER), asked)
    # Everything: working state, personal records and secrets too. The store itself was read only.
    assert dump(target, OTHER) == lived.dump() == before
    assert before["personal"]
    assert before["operation"]
    assert before["secret"]
    head = lived.entries()[-1]
    assert made.faults == ()
    assert made.head_hash == head.hash
    told = made.contents
    assert (told.desk, told.practice, told.epoch, told.seq) == (lived.desk, True, "A", 95)
    assert (told.last_day, told.last_number) == ("2026-11-25", "Z-2026-0001")
    assert (told.entries, told.tickets, told.days) == (95, 19, 1)
    assert read_anchor(told.anchor).hex16 == head.hash.hex()[:16]
    assert told.schema == tuple(sorted(known_names(catalogue.schemas())))
    assert names(target.parent) == ["copie.db"]
    # The keys do not open each other's files.
    for path, key in ((target, lived.keys.store_key), (lived.store, OTHER)):
        with pytest.raises(EnvironmentFailure) as found:
            read_store(path, key, journal.head)
        assert found.value.code == "store.unreadable"


def test_the_copy_of_a_copy_is_the_store_again(filled: Path, tmp_path: Path) -> None:
    """How a restore puts a backup under the desk's own key."""
    copied(filled, tmp_path / "copie.db")
    back = tmp_path / "back" / "concierge.db"
    copy_under(Locked(tmp_path / "copie.db", OTHER), Locked(back, KEY), request())
    assert dump(back) == dump(filled)
    with small_store(back) as store:
        assert post(store, Draft()) == [202]
    assert not compare(back, KEY, SCHEMAS).differences


def test_nothing_of_it_is_in_clear(lived: Lived, tmp_path: Path) -> None:
    texts = [row[2].encode() for row in lived.dump()["personal"]]
    target = tmp_path / "copie.db"
    seen: list[bytes] = []

    def look(_done: int, _total: int) -> None:
        seen.extend(file.read_bytes() for file in tmp_path.glob("copie.*"))

    watch = Watch(progress=look, pages=16)
    copy_under(Locked(lived.store, lived.keys.store_key), Locked(target, OTHER), lived.request(), watch)
    assert any(seen)
    for data in (*seen, target.read_bytes()):
        assert not data.startswith(b"SQLite")
        assert [text for text in texts if text in data] == []


def test_it_is_read_from_where_nothing_can_be_written(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    copied(filled, folder / "copie.db")
    # No log and no other file of ours: what a read-only medium would have to hold, too.
    assert read_store(folder / "copie.db", OTHER, journal.head).seq == 201
    assert names(folder) == ["copie.db"]


def test_what_it_holds_of_a_desk_that_closed_no_day(filled: Path, tmp_path: Path) -> None:
    told = copied(filled, tmp_path / "copie.db").contents
    assert (told.last_day, told.last_number, told.days, told.tickets) == (None, None, 0, 0)
    assert told == read_store(filled, KEY, contents_of)


def test_a_store_that_says_of_no_desk_is_damaged(path: Path, tmp_path: Path) -> None:
    migrate(path, KEY, SCHEMAS)
    with pytest.raises(IntegrityFailure) as found:
        copied(path, tmp_path / "copie.db")
    assert found.value.code == "store.damaged"
    assert not (tmp_path / "copie.db").exists()


def test_a_store_with_a_fault_is_copied_and_the_fault_told(filled: Path, tmp_path: Path) -> None:
    """Nothing would be left of the shop otherwise, the day its disk dies."""
    connection = open_unguarded(filled, KEY)
    connection.execute("DROP TRIGGER journal_no_delete")
    connection.close()
    made = copied(filled, tmp_path / "copie.db")
    assert made.faults == (Fault("trigger", None, "journal_no_delete"),)
    assert dump(tmp_path / "copie.db", OTHER) == dump(filled)


def test_a_damaged_page_is_told_and_no_copy_kept(filled: Path, tmp_path: Path) -> None:
    whole = filled.read_bytes()
    folder = tmp_path / "out"
    for place in range(5000, len(whole), 96 * 1024):
        damaged = bytearray(whole)
        damaged[place] ^= 1
        filled.write_bytes(damaged)
        with pytest.raises(IntegrityFailure) as found:
            copied(filled, folder / "copie.db")
        assert found.value.code == "store.damaged"
        assert names(folder) == []


def test_an_older_copy_of_that_name_stays_until_the_new_one_holds(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "copie.db"
    target.write_bytes(b"the old one")
    # Left by a process that was killed: another key's, and in the way.
    (tmp_path / "copie.db.partiel").write_bytes(bytes(8192))
    (tmp_path / "copie.db.partiel-journal").write_bytes(bytes(512))
    with pytest.raises(EnvironmentFailure):
        copy_under(Locked(filled, OTHER), Locked(target, OTHER), request())
    assert target.read_bytes() == b"the old one"
    assert not list(tmp_path.glob("copie.db.partiel*"))
    copied(filled, target)
    assert dump(target, OTHER) == dump(filled)


# ------------------------------------------------------------------ progress and cancelling


def test_progress_goes_to_the_end(filled: Path, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    copied(filled, tmp_path / "copie.db", Watch(lambda done, total: steps.append((done, total))), pages=10)
    assert len(steps) > 10
    assert steps == sorted(steps)
    assert {total for _, total in steps} == {steps[-1][0]}
    assert all(after[0] - before[0] <= 10 for before, after in itertools.pairwise(steps))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.95, 0.999])
def test_it_is_cancelled_at_any_moment(filled: Path, tmp_path: Path, share: float) -> None:
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    folder = tmp_path / "out"
    copied(filled, folder / "whole.db", Watch(cancelled=count), pages=10)
    (folder / "whole.db").unlink()
    last, asked = int(asked * share), 0

    def stop() -> bool:
        count()
        return asked > last

    with pytest.raises(EnvironmentFailure) as found:
        copied(filled, folder / "copie.db", Watch(cancelled=stop), pages=10)
    assert (found.value.code, found.value.exit_status) == ("backup.cancelled", 4)
    assert names(folder) == []
    with small_store(filled) as store:
        assert post(store, Draft()) == [202]


def test_an_onlooker_that_fails_leaves_nothing(filled: Path, tmp_path: Path) -> None:
    def fails(_done: int, _total: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        copied(filled, tmp_path / "out" / "copie.db", Watch(progress=fails))
    assert names(tmp_path / "out") == []


# ------------------------------------------------------------------ places that take nothing


def failure(job: Callable[[], object]) -> tuple[str, int]:
    with pytest.raises(DeskError) as found:
        job()
    return found.value.code, found.value.exit_status


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    assert failure(lambda: copied(tmp_path / "none.db", tmp_path / "copie.db")) == ("store.cannot_open", 4)
    assert names(tmp_path) == []


def test_a_place_that_takes_no_copy(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert failure(lambda: copied(filled, tmp_path / "file" / "copie.db")) == ("store.cannot_open", 4)
    (tmp_path / "copie.db").mkdir()
    assert failure(lambda: copied(filled, tmp_path / "copie.db")) == ("store.cannot_open", 4)
    assert not list(tmp_path.glob("*.partiel*"))


@pytest.mark.parametrize("is_looked_for", [True, False])
def test_a_disk_that_is_full_is_told_before_or_while_it_is_filled(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_looked_for: bool
) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount("-t", "tmpfs", "-o", "size=512k", "tmpfs", folder)
    before = dump(filled)
    try:
        (folder / "copie.db").write_bytes(b"the old one")
        if not is_looked_for:
            monkeypatch.setattr(copies, "require_room", lambda *_asked: None)
        assert failure(lambda: copied(filled, folder / "copie.db")) == ("store.disk_full", 4)
        assert names(folder) == ["copie.db"]
        assert (folder / "copie.db").read_bytes() == b"the old one"
    finally:
        unmount(folder)
    assert dump(filled) == before


# ------------------------------------------------------------------ others at work meanwhile

WRITER = """
import sys
from pathlib import Path
from tests.store.stores import Draft, post, small_store
with small_store(Path(sys.argv[1])) as store:
    print(post(store, *[Draft(data={"text": "y" * 500})] * 3)[-1], flush=True)
    while True:
        print(post(store, *[Draft(data={"text": "y" * 500})] * 3)[-1], flush=True)
        store.rest()
"""


@contextmanager
def writing(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that records as fast as it can."""
    words = [sys.executable, "-c", WRITER, str(path)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert process.stdout is not None
        assert process.stdout.readline()
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_copy_beside_a_process_that_records_is_one_state_and_ends(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "copie.db"
    with writing(filled):
        before = read_store(filled, KEY, journal.head).seq
        made = [copied(filled, target, pages=8) for _ in range(3)][-1]
        after = read_store(filled, KEY, journal.head).seq
    assert made.faults == ()
    # It went on meanwhile, and the copy is a state between two acts.
    assert before < made.contents.seq < after
    assert (made.contents.seq - 201) % 3 == 0
    assert entries(target, OTHER) == entries(filled)[: made.contents.seq]
    assert not compare(target, OTHER, SCHEMAS).differences


def test_acts_of_the_same_process_go_on_meanwhile(filled: Path, tmp_path: Path) -> None:
    with small_store(filled) as store:
        seen: list[int] = []
        begun, ended = threading.Event(), threading.Event()

        def acts() -> None:
            while not ended.is_set():
                seen.append(post(store, Draft())[0])
                begun.set()

        counter = threading.Thread(target=acts)
        counter.start()
        begun.wait(10)
        first = seen[-1]
        made = copied(filled, tmp_path / "copie.db", pages=8)
        ended.set()
        counter.join()
    assert made.faults == ()
    assert first <= made.contents.seq < seen[-1]
    assert seen == list(range(202, 202 + len(seen)))


# ------------------------------------------------------------------ killed

COPIER = """
import sys
import threading
from pathlib import Path
from concierge_desk.store.copies import Locked, Watch, copy_under
from tests.e2e.killer import Steps
from tests.store.stores import KEY, request
steps = Steps(int(sys.argv[1]))
threading.setprofile(steps)
sys.setprofile(steps)
copy_under(Locked(Path(sys.argv[2]), KEY), Locked(Path(sys.argv[3]), bytes(range(32, 64))), request(), Watch(pages=16))
sys.setprofile(None)
print(steps.done)
"""


def killed_at(step: int, path: Path, target: Path) -> "subprocess.CompletedProcess[str]":
    words = [sys.executable, "-c", COPIER, str(step), str(path), str(target)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return subprocess.run(words, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)


def test_killed_at_any_step_the_store_is_whole_and_a_copy_is_whole_or_not_there(
    filled: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    target = folder / "copie.db"
    done = killed_at(0, filled, target)
    assert done.returncode == 0, done
    steps = int(done.stdout)
    before = dump(filled)
    # The end is where the file gets its name: it is hit more often than chance would.
    late = DICE.sample(range(steps - 40, steps + 1), MOMENTS // 2)
    for step in sorted([*late, *DICE.sample(range(1, steps), MOMENTS - len(late))]):
        target.unlink(missing_ok=True)
        # Two runs differ by a few steps: what was to be killed last of all may have got to its end.
        ended = killed_at(step, filled, target).returncode
        assert ended == -signal.SIGKILL or (ended == 0 and step > steps * 0.9), step
        assert dump(filled) == before, step
        assert read_store(filled, KEY, lambda rows: verify(rows, request())).faults == [], step
        if target.exists():
            assert dump(target, OTHER) == before, step
        # The next one takes away what was left, and gets there.
        assert copied(filled, target).faults == (), step
        assert names(folder) == ["copie.db"], step


# ------------------------------------------------------------------ read, and nothing left beside it


def reads(path: Path) -> None:
    with leaving_no_log(path, KEY):
        assert read_store(path, KEY, contents_of).entries == 201


def test_a_store_at_rest_is_read_and_nothing_lies_beside_it(filled: Path) -> None:
    before = filled.read_bytes()
    assert names(filled.parent) == [filled.name]
    reads(filled)
    assert names(filled.parent) == [filled.name]
    assert filled.read_bytes() == before


def test_a_reader_that_fails_leaves_nothing_either(filled: Path) -> None:
    with pytest.raises(LookupError), leaving_no_log(filled, KEY):
        read_store(filled, KEY, lambda rows: rows.execute("SELECT 1").fetchall()[1])
    assert names(filled.parent) == [filled.name]


def test_a_log_that_others_use_stays(filled: Path) -> None:
    """Whoever came before the reader, and whoever came while it read."""
    with small_store(filled) as store:
        post(store, Draft(data={"text": "y"}))
        there = names(filled.parent)
        with leaving_no_log(filled, KEY):
            read_store(filled, KEY, contents_of)
        assert names(filled.parent) == there
    assert names(filled.parent) == [filled.name]
    with leaving_no_log(filled, KEY):
        read_store(filled, KEY, contents_of)
        later = open_for_writing(filled, KEY)
    try:
        assert names(filled.parent) == there
        assert later.execute("SELECT max(seq) FROM journal").fetchone() == (202,)
    finally:
        later.close()
    assert names(filled.parent) == [filled.name]


@pytest.mark.parametrize("harm", ["emptied", "another key", "gone"])
def test_what_cannot_be_opened_is_left_as_it_is(filled: Path, harm: str) -> None:
    key = KEY
    if harm == "emptied":
        filled.write_bytes(b"")
    elif harm == "another key":
        key = OTHER
    else:
        filled.unlink()
    before = filled.read_bytes() if filled.exists() else None
    with leaving_no_log(filled, key):
        # As a reader leaves it that dies of what it finds.
        filled.with_name(f"{filled.name}-wal").touch()
    assert (filled.read_bytes() if filled.exists() else None) == before
