from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2
from sqlite_utils import Database

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.store import journal
from concierge_desk.store.connection import (
    Connection,
    _deny,
    open_for_reading,
    open_for_writing,
    open_unguarded,
)
from tests.sizes import few
from tests.store.stores import KEY, Draft, dump, post, small_store


@pytest.fixture
def filled(path: Path) -> Path:
    with small_store(path) as store:
        post(store, Draft(), Draft(kind="test.stayed"), Draft(kind="test.taken"))
    return path


@pytest.fixture
def guarded(filled: Path) -> Iterator[Connection]:
    connection = open_for_writing(filled, KEY)
    yield connection
    connection.set_authorizer(None)
    connection.close()


def pragma(connection: Connection, name: str) -> Any:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_the_pragmas_are_in_force_on_what_writes(path: Path) -> None:
    connection = open_unguarded(path, KEY)
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "wal_autocheckpoint": 0,
        "recursive_triggers": 1,
        "temp_store": 2,
    }
    assert {name: pragma(connection, name) for name in expected} == expected
    assert connection.execute("PRAGMA cipher_version").fetchone() is not None
    connection.close()


def test_the_guarded_connection_is_the_same_with_a_guard(guarded: Connection) -> None:
    guarded.set_authorizer(None)
    assert [
        pragma(guarded, name)
        for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "secure_delete")
    ] == ["wal", 2, 1, 1, 1]


def test_what_reads_cannot_write(filled: Path) -> None:
    connection = open_for_reading(filled, KEY)
    assert pragma(connection, "query_only") == 1
    assert pragma(connection, "trusted_schema") == 0
    for statement in ("INSERT INTO printed VALUES('x', 1)", "DELETE FROM journal", "CREATE TABLE x(y)"):
        with pytest.raises(dbapi2.OperationalError):
            connection.execute(statement)
    # Not even when the pragma is taken back: the file itself was opened for reading.
    connection.execute("PRAGMA query_only = OFF")
    with pytest.raises(dbapi2.OperationalError):
        connection.execute("INSERT INTO printed VALUES('x', 1)")
    connection.close()


def test_pitfall_2_recursive_triggers_on_every_connection_of_the_factory(filled: Path) -> None:
    """`sqlite_utils.Database()` switches them on, a plain connect does not."""
    for opened in (open_for_reading, open_unguarded):
        connection = opened(filled, KEY)
        assert pragma(connection, "recursive_triggers") == 1
        connection.close()
    writing = open_for_writing(filled, KEY)
    writing.set_authorizer(None)
    assert pragma(writing, "recursive_triggers") == 1
    writing.close()


FIELDS = f"INSERT OR REPLACE INTO journal({journal.COLUMNS})"
SAME_KEY = f"{FIELDS} SELECT seq, epoch, aud, kind, day, x'7b7d', digest, prev_hash, hash, sig FROM journal WHERE seq = 2"
NEXT_WITH_OLD_HASH = (
    f"{FIELDS} SELECT 4, epoch, aud, kind, day, payload, digest, hash,"
    " (SELECT hash FROM journal WHERE seq = 1), sig FROM journal WHERE seq = 3"
)


def without_recursive_triggers(path: Path) -> Connection:
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    assert pragma(connection, "recursive_triggers") == 0
    return connection


def test_pitfall_1_replace_with_an_old_hash_deletes_nothing(filled: Path) -> None:
    """With UNIQUE(hash) REPLACE deleted the old row in silence: hash is not unique, so nothing goes."""
    connection = without_recursive_triggers(filled)
    connection.execute(NEXT_WITH_OLD_HASH)
    assert connection.execute("SELECT seq FROM journal ORDER BY seq").fetchall() == [(1,), (2,), (3,), (4,)]
    connection.close()


@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
def test_pitfall_1_replace_on_the_same_key_is_refused_without_recursive_triggers(
    filled: Path, verb: str
) -> None:
    """The delete trigger does not fire there; the trigger on INSERT does."""
    before = dump(filled)
    connection = without_recursive_triggers(filled)
    with pytest.raises(dbapi2.IntegrityError, match="a gap or a fork"):
        connection.execute(SAME_KEY.replace("INSERT OR REPLACE", verb))
    connection.close()
    assert dump(filled) == before


def test_pitfall_4_replace_on_the_same_key_is_refused_in_the_program(filled: Path) -> None:
    before = dump(filled)
    for opened in (open_for_writing, open_unguarded):
        connection = opened(filled, KEY)
        with pytest.raises(dbapi2.IntegrityError, match="a gap or a fork"):
            connection.execute(SAME_KEY)
        connection.close()
    assert dump(filled) == before


def test_pitfall_4_recursive_triggers_alone_stop_replace(filled: Path) -> None:
    """Each layer holds by itself: without the trigger on INSERT the delete trigger fires."""
    connection = open_unguarded(filled, KEY)
    connection.execute("DROP TRIGGER journal_next")
    with pytest.raises(dbapi2.IntegrityError, match="nothing is deleted"):
        connection.execute(SAME_KEY)
    connection.close()


def test_pitfall_3_transform_through_the_guarded_connection_is_refused(filled: Path) -> None:
    before = dump(filled)
    connection = open_for_writing(filled, KEY)
    table: Any = Database(connection, recursive_triggers=False)["journal"]
    with pytest.raises(dbapi2.DatabaseError, match=r"not authorized|prohibited"):
        table.transform(drop={"sig"})
    connection.close()
    assert dump(filled) == before


FORBIDDEN = [
    "UPDATE journal SET kind = 'x' WHERE seq = 2",
    "UPDATE journal SET seq = 9 WHERE seq = 2",
    "UPDATE journal SET rowid = 9 WHERE seq = 2",
    "UPDATE journal SET payload = NULL, aud = 'X' WHERE seq = 2",
    "UPDATE OR REPLACE journal SET hash = sig WHERE seq = 2",
    "WITH x AS (SELECT 1) UPDATE journal SET sig = hash",
    "DELETE FROM journal",
    "DELETE FROM journal WHERE seq = 3",
    "INSERT INTO journal SELECT * FROM journal WHERE seq = 3 ON CONFLICT(seq) DO UPDATE SET kind = 'x'",
    "DROP TABLE journal",
    "DROP TABLE printed",
    "DROP INDEX outbox_waiting",
    "DROP TRIGGER journal_no_update",
    "DROP TRIGGER IF EXISTS journal_no_delete",
    "ALTER TABLE journal RENAME TO j",
    "ALTER TABLE journal ADD COLUMN x TEXT",
    "ALTER TABLE journal DROP COLUMN day",
    "ALTER TABLE journal RENAME COLUMN day TO x",
    "CREATE TRIGGER t BEFORE INSERT ON journal BEGIN SELECT 1; END",
    "CREATE TEMP TRIGGER t BEFORE INSERT ON journal BEGIN SELECT 1; END",
    "CREATE TEMP TABLE journal(x)",
    "CREATE TEMP VIEW journal AS SELECT 1",
    "ATTACH ':memory:' AS other",
    "DETACH main",
    "VACUUM",
    "VACUUM INTO '/nonexistent/copy.db'",
    "INSERT INTO purgeable_kind VALUES('test.taken')",
    "UPDATE purgeable_kind SET kind = 'test.taken'",
    "DELETE FROM purgeable_kind",
    "REPLACE INTO purgeable_kind VALUES('till.settled')",
    "UPDATE sqlite_master SET sql = '' WHERE name = 'journal'",
    "DELETE FROM sqlite_master",
    "PRAGMA writable_schema = ON",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA ignore_check_constraints = ON",
    "PRAGMA key = 'x'",
    "PRAGMA rekey = 'x'",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = OFF",
    "PRAGMA secure_delete = OFF",
    "PRAGMA trusted_schema = ON",
    "PRAGMA wal_autocheckpoint = 1000",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA schema_version = 1",
    "PRAGMA user_version = 1",
    "PRAGMA query_only = ON",
    "PRAGMA cipher_page_size = 1024",
    "PRAGMA cipher_memory_security = OFF",
    "PRAGMA temp_store_directory = '/tmp'",
]


@few(16)
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_pitfall_4_the_authorizer_denies(guarded: Connection, filled: Path, statement: str) -> None:
    """R-1.41: no statement of the program deletes, changes or lays something over the register."""
    before = dump(filled)
    with pytest.raises(dbapi2.Error):
        guarded.execute(statement).fetchall()
    assert dump(filled) == before


DENIED_BY_ITSELF = [text for text in FORBIDDEN if "sqlite_master" not in text and "DETACH" not in text]


@few(16)
@pytest.mark.parametrize("statement", DENIED_BY_ITSELF)
def test_pitfall_4_it_is_the_authorizer_that_denies(filled: Path, statement: str) -> None:
    """Without triggers too: the guard is a layer of its own."""
    raw = open_unguarded(filled, KEY)
    for name in journal.TRIGGERS:
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("INSERT INTO purgeable_kind VALUES('test.noted')")
    raw.close()
    connection = open_for_writing(filled, KEY)
    if statement.startswith("DROP TRIGGER"):
        connection.set_authorizer(None)
        connection.execute(f"{journal.TRIGGERS[statement.split()[-1]]}")
        connection.close()
        connection = open_for_writing(filled, KEY)
    with pytest.raises(dbapi2.DatabaseError, match=r"not authorized|prohibited|authorization denied"):
        connection.execute(statement).fetchall()
    connection.close()


@pytest.mark.parametrize(
    "statement", ["UPDATE journal SET kind = 'x'", "DELETE FROM journal", "PRAGMA recursive_triggers = OFF"]
)
def test_pitfall_4_a_statement_cached_before_is_denied_too(filled: Path, statement: str) -> None:
    connection = open_unguarded(filled, KEY)
    connection.execute("BEGIN")
    if statement.startswith("PRAGMA"):
        connection.execute(statement)
        connection.execute("PRAGMA recursive_triggers = ON")
    else:
        with pytest.raises(dbapi2.IntegrityError):
            connection.execute(statement)
    connection.execute("ROLLBACK")
    connection.set_authorizer(_deny)
    with pytest.raises(dbapi2.DatabaseError, match=r"not authorized|prohibited"):
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE journal SET kind = 'x' WHERE seq = 2", "nothing is changed"),
        ("UPDATE journal SET payload = NULL WHERE seq = 3", "nothing is changed"),
        ("UPDATE OR IGNORE journal SET sig = hash", "nothing is changed|constraint"),
        ("DELETE FROM journal WHERE seq = 3", "nothing is deleted"),
    ],
)
def test_the_triggers_deny_without_the_authorizer(filled: Path, statement: str, message: str) -> None:
    """R-1.41: the table itself refuses, whoever asks."""
    before = dump(filled)
    connection = open_unguarded(filled, KEY)
    with pytest.raises(dbapi2.IntegrityError, match=message):
        connection.execute(statement)
    connection.close()
    assert dump(filled) == before


@pytest.mark.parametrize(
    "statement", ["PRAGMA data_version", "PRAGMA quick_check", "PRAGMA wal_checkpoint(PASSIVE)"]
)
def test_what_the_program_needs_is_allowed(guarded: Connection, statement: str) -> None:
    assert guarded.execute(statement).fetchone() is not None


def test_another_key_does_not_open_it(filled: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for opened in (open_for_reading, open_for_writing, open_unguarded):
        with pytest.raises(EnvironmentFailure) as found:
            opened(filled, bytes(32))
        assert found.value.code == "store.unreadable"
    # It is told in our sentence alone.
    assert capfd.readouterr() == ("", "")


def test_a_store_that_is_not_there_is_not_made_by_reading(path: Path) -> None:
    with pytest.raises(EnvironmentFailure) as found:
        open_for_reading(path, KEY)
    assert found.value.code == "store.cannot_open"
    assert not path.exists()


def test_a_path_may_hold_what_an_address_may_not(tmp_path: Path) -> None:
    path = tmp_path / "a?mode=ro#é %41 d.db"
    with small_store(path) as store:
        post(store, Draft())
    assert path.exists()
