import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.errors import EnvironmentFailure, IntegrityFailure
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection, open_for_writing, open_unguarded
from concierge_desk.store.copies import copy_store
from concierge_desk.store.core import CORE
from concierge_desk.store.database import applies_of, read_store
from concierge_desk.store.migrations import is_pending, migrate
from concierge_desk.store.schema import Make, Schema
from concierge_desk.store.verify import verify
from tests.store.stores import (
    KEY,
    SCHEMAS,
    Draft,
    Lived,
    dump,
    entries,
    post,
    request,
    schema,
    small_store,
    told,
)


def m002_more(rows: Connection) -> None:
    rows.execute("CREATE TABLE test_more(x TEXT) STRICT")
    rows.execute("ALTER TABLE test_note ADD COLUMN more TEXT")


def m003_fails(rows: Connection) -> None:
    rows.execute("CREATE TABLE test_half(x TEXT) STRICT")
    rows.execute("INSERT INTO test_note(seq, text) VALUES(77, 'half')")
    raise ZeroDivisionError


@pytest.fixture
def filled(path: Path) -> Path:
    with small_store(path) as store:
        post(store, Draft(), Draft(kind="test.stayed"))
    return path


def with_migrations(*more: Make) -> tuple[Schema, Schema]:
    return (CORE, schema(*more))


# ------------------------------------------------------------------ forward


def test_a_new_store_is_whole(path: Path) -> None:
    migrate(path, KEY, SCHEMAS)
    assert read_store(path, KEY, journal.altered_texts) == []
    assert read_store(path, KEY, lambda rows: rows.execute("SELECT kind FROM purgeable_kind").fetchall()) == [
        ("test.stayed",)
    ]
    assert not is_pending(path, KEY, SCHEMAS)


def test_migrating_again_changes_nothing(filled: Path) -> None:
    before = dump(filled)
    migrate(filled, KEY, SCHEMAS)
    assert dump(filled) == before


def test_a_migration_that_is_lacking_is_made(filled: Path) -> None:
    more = with_migrations(m002_more)
    before = entries(filled)
    assert is_pending(filled, KEY, more)
    migrate(filled, KEY, more)
    assert not is_pending(filled, KEY, more)
    assert entries(filled) == before
    assert dump(filled)["test_note"] == [(1, "a", None)]
    assert read_store(filled, KEY, journal.altered_texts) == []


def test_two_schemas_do_not_name_the_same_kind() -> None:
    with pytest.raises(ValueError, match=r"registered twice: .*test\.noted"):
        applies_of((*SCHEMAS, schema()))


# ------------------------------------------------------------------ failing


@pytest.mark.parametrize(
    ("migrations", "failure"),
    [
        ((m003_fails,), ZeroDivisionError),
        ((m002_more, m003_fails), ZeroDivisionError),
    ],
)
def test_a_failing_migration_rolls_back_whole_and_the_copy_opens(
    filled: Path, migrations: tuple[Any, ...], failure: type[Exception]
) -> None:
    before = dump(filled)
    copy = filled.parent / "copies" / "avant.db"
    copy_store(filled, KEY, copy)
    with pytest.raises(failure):
        migrate(filled, KEY, with_migrations(*migrations))
    assert dump(filled) == before
    assert dump(copy) == before
    with small_store(copy) as store:
        post(store, Draft())
    with small_store(filled) as store:
        post(store, Draft())
    assert [entry.hash for entry in entries(copy)][:2] == [entry.hash for entry in entries(filled)][:2]


def touching(*statements: str) -> Make:
    def m002_touches(rows: Connection) -> None:
        for statement in statements:
            rows.execute(statement)

    return m002_touches


def m002_transforms(rows: Connection) -> None:
    table: Any = Database(rows)["journal"]
    table.transform(not_null={"day"}, defaults={"day": ""})


TOUCHING = [
    touching("DROP TRIGGER journal_no_delete"),
    touching(
        "DROP TRIGGER journal_no_delete",
        "DELETE FROM journal WHERE seq = 2",
        journal.TRIGGERS["journal_no_delete"],
    ),
    touching(
        "DROP TRIGGER journal_no_update",
        "UPDATE journal SET hash = zeroblob(32) WHERE seq = 2",
        journal.TRIGGERS["journal_no_update"],
    ),
    touching("CREATE TRIGGER more AFTER INSERT ON journal BEGIN SELECT 1; END"),
    touching("ALTER TABLE journal ADD COLUMN note TEXT"),
    touching(
        "CREATE TABLE j AS SELECT * FROM journal", "DROP TABLE journal", "ALTER TABLE j RENAME TO journal"
    ),
    touching("DROP TABLE purgeable_kind"),
    m002_transforms,
]


@pytest.mark.parametrize("touches", TOUCHING)
def test_pitfall_3_a_migration_that_touches_the_journal_is_refused(filled: Path, touches: Make) -> None:
    before = dump(filled)
    with pytest.raises(IntegrityFailure) as found:
        migrate(filled, KEY, with_migrations(touches))
    assert found.value.code == "store.migration_touched_journal"
    assert dump(filled) == before
    assert read_store(filled, KEY, journal.altered_texts) == []


def test_a_migration_that_writes_an_entry_is_refused(filled: Path) -> None:
    last = entries(filled)[-1]

    def m002_writes(rows: Connection) -> None:
        rows.execute(
            f"INSERT INTO journal SELECT 3, epoch, aud, kind, day, payload, digest, hash, hash, sig FROM journal WHERE seq = {last.seq}"
        )

    with pytest.raises(IntegrityFailure):
        migrate(filled, KEY, with_migrations(m002_writes))
    assert entries(filled)[-1] == last


def test_what_was_altered_before_does_not_bar_the_way(filled: Path) -> None:
    """Start-up and verify tell it; the shop goes on, with the new version too."""
    connection = open_unguarded(filled, KEY)
    connection.execute("DROP TRIGGER journal_no_update")
    connection.close()
    migrate(filled, KEY, with_migrations(m002_more))
    assert not is_pending(filled, KEY, with_migrations(m002_more))
    assert read_store(filled, KEY, journal.altered_texts) == ["journal_no_update"]


# ------------------------------------------------------------------ newer, and kinds


def test_a_newer_store_is_refused_and_nothing_changed(filled: Path) -> None:
    migrate(filled, KEY, with_migrations(m002_more))
    before = dump(filled)
    for older in (SCHEMAS, (CORE,)):
        with pytest.raises(EnvironmentFailure) as found:
            is_pending(filled, KEY, older)
        assert found.value.code == "store.newer"
    assert dump(filled) == before


def test_a_newer_desk_is_not_opened(lived: Lived) -> None:
    migrate(lived.store, lived.keys.store_key, (*catalogue.schemas(), schema()))
    before = lived.dump()
    with pytest.raises(EnvironmentFailure) as found, open_desk(Options(data=lived.root)):
        pass
    assert found.value.code == "store.newer"
    assert lived.dump() == before
    assert not lived.folder.copies.exists()


def kinds(path: Path) -> list[str]:
    return read_store(
        path,
        KEY,
        lambda rows: [kind for (kind,) in rows.execute("SELECT kind FROM purgeable_kind ORDER BY kind")],
    )


def test_the_kinds_that_may_be_purged_come_with_a_migration(filled: Path) -> None:
    more = (CORE, schema(m002_more, purgeable=("test.stayed", "test.noted")))
    migrate(filled, KEY, more)
    assert kinds(filled) == ["test.noted", "test.stayed"]


def test_a_kind_slipped_in_from_outside_is_told_and_goes_with_the_next_migration(filled: Path) -> None:
    connection = open_unguarded(filled, KEY)
    connection.execute("INSERT INTO purgeable_kind VALUES('test.taken')")
    connection.close()
    # It is told, and not mended in silence by opening the desk.
    assert not is_pending(filled, KEY, SCHEMAS)
    asked = request(schemas=SCHEMAS)
    assert ("trigger", None, "purgeable_kind") in told(
        read_store(filled, KEY, lambda rows: verify(rows, asked))
    )

    migrate(filled, KEY, with_migrations(m002_more))

    assert kinds(filled) == ["test.stayed"]
    asked = request(schemas=with_migrations(m002_more))
    assert ("trigger", None, "purgeable_kind") not in told(
        read_store(filled, KEY, lambda rows: verify(rows, asked))
    )


# ------------------------------------------------------------------ the copy


def test_opening_a_desk_that_lacks_a_migration_makes_a_copy_first(
    lived: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = lived.dump()
    more = (*catalogue.schemas(), schema())
    monkeypatch.setattr(catalogue, "schemas", lambda: more)
    for _ in range(2):
        with open_desk(Options(data=lived.root)):
            pass
    (copy,) = lived.folder.copies.iterdir()
    assert dump(copy, lived.keys.store_key) == before
    assert "test_note" in lived.dump()
    assert lived.entries() == entries(copy, lived.keys.store_key)


def test_opening_a_desk_whose_migration_fails_leaves_it_and_its_copy(
    lived: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = lived.dump()
    failing = (*catalogue.schemas(), schema(m003_fails))
    monkeypatch.setattr(catalogue, "schemas", lambda: failing)
    with pytest.raises(ZeroDivisionError), open_desk(Options(data=lived.root)):
        pass
    (copy,) = lived.folder.copies.iterdir()
    assert dump(copy, lived.keys.store_key) == lived.dump() == before


def test_a_copy_holds_what_is_only_in_the_log(filled: Path) -> None:
    copy = filled.parent / "copy.db"
    writer = open_for_writing(filled, KEY)
    writer.execute("INSERT INTO printed VALUES('only in the log', 1)")
    log = filled.with_name(filled.name + "-wal")
    assert log.stat().st_size > 0
    alone = filled.parent / "alone.db"
    shutil.copyfile(filled, alone)
    assert dump(alone)["printed"] == []

    copy_store(filled, KEY, copy)

    writer.close()
    assert sorted(file.name for file in filled.parent.iterdir() if "copy" in file.name) == ["copy.db"]
    assert dump(copy)["printed"] == [("only in the log", 1)]


def test_a_copy_of_a_store_in_use_is_one_state(filled: Path) -> None:
    writer = open_for_writing(filled, KEY)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO printed VALUES('not committed', 1)")
    copy_store(filled, KEY, filled.parent / "copy.db")
    writer.execute("COMMIT")
    writer.close()
    assert dump(filled.parent / "copy.db")["printed"] == []


def leftovers(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.rglob("*partiel*"))


def test_no_half_copy_stays(filled: Path) -> None:
    copies = filled.parent / "copies"
    with pytest.raises(EnvironmentFailure) as found:
        copy_store(filled, bytes(32), copies / "avant.db")
    assert found.value.code == "store.unreadable"
    (copies / "taken.db").mkdir()
    with pytest.raises(EnvironmentFailure) as found:
        copy_store(filled, KEY, copies / "taken.db")
    assert found.value.code == "store.cannot_open"
    (copies / "lost.db.partiel-journal").touch()
    copy_store(filled, KEY, copies / "lost.db")
    assert leftovers(filled.parent) == []


def test_a_folder_for_copies_that_cannot_be_made_is_told(filled: Path) -> None:
    (filled.parent / "copies").touch()
    with pytest.raises(EnvironmentFailure) as found:
        copy_store(filled, KEY, filled.parent / "copies" / "avant.db")
    assert found.value.code == "store.cannot_open"


def test_a_copy_of_a_damaged_store_is_not_kept(filled: Path) -> None:
    whole = filled.read_bytes()
    copies = filled.parent / "copies"
    for place in range(5000, len(whole), 16 * 1024):
        damaged = bytearray(whole)
        damaged[place] ^= 1
        filled.write_bytes(damaged)
        with pytest.raises(IntegrityFailure) as found:
            copy_store(filled, KEY, copies / "avant.db")
        assert found.value.code == "store.damaged"
        assert list(copies.iterdir()) == []
