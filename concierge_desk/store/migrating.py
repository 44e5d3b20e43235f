"""Migrations: on a connection of their own, after a copy, the journal compared before and after.

Source: DESIGN §4 (table: migrations run …), §8; compliance §8.2 pitfall 3.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from concierge_desk.domain.errors import EnvironmentFailure, IntegrityFailure
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection, open_for_reading, open_unguarded
from concierge_desk.store.failures import mapped
from concierge_desk.store.schema import Schema


def is_pending(path: Path, key: bytes, schemas: Sequence[Schema]) -> bool:
    """Say whether the store lacks a migration that this version brings.

    Raises:
        EnvironmentFailure: ``store.newer`` when it holds one this version does not know.
    """
    connection = open_for_reading(path, key)
    try:
        with mapped():
            applied = _applied(connection)
            known = {(schema.migrations.name, item) for schema in schemas for item in _names(schema)}
            if applied - known:
                raise EnvironmentFailure("store.newer")
            kinds = {kind for (kind,) in connection.execute("SELECT kind FROM purgeable_kind")}
            return bool(known - applied) or bool(_purgeable(schemas) - kinds)
    finally:
        connection.close()


def migrate(path: Path, key: bytes, schemas: Sequence[Schema]) -> None:
    """Bring the store to this version, or leave it as it was.

    The caller holds the exclusive lock and has made a copy.

    Raises:
        IntegrityFailure: ``store.migration_touched_journal``; nothing was changed.
        EnvironmentFailure: Disk full, locked.
    """
    connection = open_unguarded(path, key)
    try:
        with mapped():
            connection.execute("BEGIN EXCLUSIVE")
            try:
                _apply(connection, schemas)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
    finally:
        connection.close()


def copy_store(path: Path, key: bytes, target: Path) -> None:
    """Copy the whole store, log included, into a new file under the same key.

    Raises:
        EnvironmentFailure: When the target cannot be written; no partial file stays.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partiel")
    source = open_for_reading(path, key)
    try:
        with mapped():
            copy = dbapi2.connect(str(partial), isolation_level=None)
            try:
                copy.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
                source.execute("BEGIN")
                source.execute("SELECT max(seq) FROM journal").fetchone()
                source.backup(copy)
            finally:
                copy.close()
        partial.replace(target)
    finally:
        source.close()
        partial.unlink(missing_ok=True)


def _apply(connection: Connection, schemas: Sequence[Schema]) -> None:
    before = _witness(connection)
    database: Any = Database(connection)
    for schema in schemas:
        schema.migrations.apply(database)
    connection.executemany(
        "INSERT INTO purgeable_kind VALUES(?) ON CONFLICT DO NOTHING",
        [(kind,) for kind in sorted(_purgeable(schemas))],
    )
    after = _witness(connection)
    if journal.altered_texts(connection) or (before is not None and before != after):
        raise IntegrityFailure("store.migration_touched_journal")


def _witness(connection: Connection) -> tuple[int, bytes] | None:
    """Return row count and head hash; None before the table was made."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'journal'").fetchone():
        return None
    (rows,) = connection.execute("SELECT count(*) FROM journal").fetchone()
    return rows, journal.head(connection).hash


def _applied(connection: Connection) -> set[tuple[str, str]]:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return set()
    return set(connection.execute("SELECT migration_set, name FROM _sqlite_migrations").fetchall())


def _names(schema: Schema) -> list[str]:
    # A set tells its names only through what is pending on an empty database.
    empty: Any = Database(memory=True)
    try:
        return [item.name for item in schema.migrations.pending(empty)]
    finally:
        empty.close()


def _purgeable(schemas: Sequence[Schema]) -> set[str]:
    return {kind for schema in schemas for kind in schema.purgeable}
