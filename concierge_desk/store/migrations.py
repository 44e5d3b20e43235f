"""Migrations: on a connection of their own, after a copy, the journal compared before and after.

Source: docs/contract.md, "The store at rest"; docs/requirements.md, "Protection of the table" 3.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from concierge_desk.domain.errors import EnvironmentFailure, IntegrityFailure
from concierge_desk.store import journal, seals
from concierge_desk.store.connection import Connection, open_for_reading, open_unguarded
from concierge_desk.store.failures import mapped, require_room, size_of
from concierge_desk.store.schema import Schema, purgeable_kinds
from concierge_desk.store.unit import transaction


def is_pending(path: Path, key: bytes, schemas: Sequence[Schema]) -> bool:
    """Say whether the store lacks a migration that this version brings.

    Raises:
        EnvironmentFailure: ``store.newer`` when it holds one this version does not know.
        IntegrityFailure: ``store.damaged`` when it holds none, for a store is put in place with its first ones; when
            their list was changed past the program.
    """
    connection = open_for_reading(path, key)
    try:
        with mapped(path):
            applied = set(applied_names(connection))
            if not applied:
                raise IntegrityFailure("store.damaged")
            known = known_names(schemas)
            if applied != known and not seals.holds(connection, "_sqlite_migrations"):
                # No version of the program: somebody wrote there what was done, or took it away.
                raise IntegrityFailure("store.damaged")
            if applied - known:
                raise EnvironmentFailure("store.newer")
            return bool(known - applied)
    finally:
        connection.close()


def known_names(schemas: Sequence[Schema]) -> frozenset[str]:
    """Return the migrations that this version brings, such as ``core/m001_journal``."""
    return frozenset(
        f"{schema.migrations.name}/{item}" for schema in schemas for item in schema.migrations.names
    )


def applied_names(connection: Connection, *, of: str = "main") -> tuple[str, ...]:
    """Return the migrations that a store was brought to, sorted; none where it was never put in place.

    Args:
        connection: Of the store.
        of: Name that the connection has the store under.
    """
    there = f"SELECT 1 FROM {of}.sqlite_master WHERE name = '_sqlite_migrations'"  # noqa: S608
    if not connection.execute(there).fetchone():
        return ()
    rows = connection.execute(
        f"SELECT migration_set || '/' || name FROM {of}._sqlite_migrations ORDER BY 1"  # noqa: S608
    )
    return tuple(name for (name,) in rows)


def migrate(path: Path, key: bytes, schemas: Sequence[Schema]) -> None:
    """Bring the store to this version, or leave it as it was.

    The caller holds the exclusive lock and has made a copy.

    Raises:
        IntegrityFailure: ``store.migration_touched_journal``; nothing was changed.
        EnvironmentFailure: Disk full, locked; nothing was changed.
    """
    # What is written anew may take as much again.
    require_room(path, size_of(path))
    connection = open_unguarded(path, key)
    try:
        with mapped(path), transaction(connection, "BEGIN EXCLUSIVE"):
            _apply(connection, schemas)
    finally:
        connection.close()


def _apply(connection: Connection, schemas: Sequence[Schema]) -> None:
    before = _witness(connection)
    with _sealed(connection):
        for schema in schemas:
            schema.migrations.apply(connection)
    seals.seal_missing(connection)
    # A kind that may be purged comes with a migration: rows that differ otherwise are told by verify.
    if _kinds_differ(connection, schemas):
        connection.execute("DELETE FROM purgeable_kind")
        connection.executemany(
            "INSERT INTO purgeable_kind VALUES(?)", [(kind,) for kind in sorted(purgeable_kinds(schemas))]
        )
    # What was altered before stays as it is: start-up and verify tell it, and it bars nobody from the counter.
    untouched = not journal.altered_texts(connection) if before is None else before == _witness(connection)
    if not untouched:
        raise IntegrityFailure("store.migration_touched_journal")


def _sealed(connection: Connection) -> AbstractContextManager[None]:
    """Keep the seal over what was migrated true; nothing where there is none yet."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'seal'").fetchone():
        return nullcontext()
    return seals.changing(connection, "_sqlite_migrations", "TRUE", ())


def _witness(connection: Connection) -> tuple[dict[str, str], int, bytes | None] | None:
    """Return protections, row count and head hash; None before the table was made."""
    protections = journal.protections(connection)
    if "journal" not in protections:
        return None
    (rows,) = connection.execute("SELECT count(*) FROM journal").fetchone()
    last = connection.execute("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return protections, rows, last[0] if last else None


def _kinds_differ(connection: Connection, schemas: Sequence[Schema]) -> bool:
    """Say whether the kinds that may be purged are others than this version's."""
    if "purgeable_kind" not in journal.protections(connection):
        return False
    kinds = {kind for (kind,) in connection.execute("SELECT kind FROM purgeable_kind")}
    return kinds != purgeable_kinds(schemas)
