"""Comparison of a store's schema with what the migrations make, in SQLite's own words.

A trigger on any table can move figures that are signed afterwards; an index that is gone lets a number stand twice.

Source: docs/contract.md, "Verifying"; docs/requirements.md, R-1.12; decision 0052.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from typing import Final, TypeAlias

from sqlcipher3 import dbapi2

from concierge_desk.domain.digests import sha256
from concierge_desk.store.connection import Connection
from concierge_desk.store.migrations import applied_names
from concierge_desk.store.schema import Migrations, Schema

Made: TypeAlias = Mapping[tuple[str, str], tuple[str, str | None]]
"""By type and name of an object: its table, and the text it was made with."""

_OF_THE_LIBRARY: Final = {
    ("table", "_sqlite_migrations"): (
        "_sqlite_migrations",
        (
            'CREATE TABLE "_sqlite_migrations" (\n   "id" INTEGER PRIMARY KEY,\n   "migration_set" TEXT,\n   "name" TEXT,\n'
            '   "applied_at" TEXT\n)'
        ),
    ),
    ("index", "idx__sqlite_migrations_migration_set_name"): (
        "_sqlite_migrations",
        (
            'CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"\n'
            '    ON "_sqlite_migrations" ("migration_set", "name")'
        ),
    ),
}
"""Where the library that migrates notes what it has done."""

_NUMBERS: Final = ("user_version", "application_id")
"""Numbers of the file that no version of the program sets."""


def altered_objects(
    connection: Connection, schemas: Sequence[Schema], *, of: str = "main"
) -> tuple[str, ...]:
    """Return what of a store's schema is missing, says something else or was added: type and name of each.

    Args:
        connection: Of the store.
        schemas: All of them; of each the migrations that the store was brought to.
        of: Name that the connection has the store under.
    """
    applied = tuple(applied_names(connection, of=of))
    found = _objects(connection, of)
    wrong: list[tuple[str, str]] = []
    if _digest(found) != _made_digest(tuple(schema.migrations for schema in schemas), applied):
        expected = made_by(schemas, applied)
        wrong = [
            *[place for place, made in expected.items() if found.get(place) != made],
            *sorted(found.keys() - expected.keys()),
        ]
    numbers = [name for name in _NUMBERS if connection.execute(f"PRAGMA {of}.{name}").fetchone() != (0,)]
    return (*[f"{kind} {name}" for kind, name in wrong], *numbers)


def made_by(schemas: Sequence[Schema], applied: Sequence[str]) -> Made:
    """Return the objects that some migrations make in an empty database.

    Args:
        schemas: All of them.
        applied: Names of the migrations, as `applied_names` gives them.
    """
    return _made(tuple(schema.migrations for schema in schemas), applied)


def _made(sets: Sequence[Migrations], applied: Sequence[str]) -> Made:
    # Without a key a database in memory is a plain one, and nothing of it is ever written.
    with closing(dbapi2.connect(":memory:", isolation_level=None)) as empty:
        empty.execute("BEGIN")
        _make(empty, sets, applied)
        return _objects(empty)


@lru_cache(maxsize=8)
def _made_digest(sets: tuple[Migrations, ...], applied: tuple[str, ...]) -> bytes:
    """Return the digest of what `made_by` returns: migrations make the same each time, and it takes some twenty milliseconds.

    A window goes on holding it, and no text of the schema.
    """
    return _digest(_made(sets, applied))


def _digest(made: Made) -> bytes:
    return sha256(repr(sorted(made.items())).encode()).digest()


def make_objects(empty: Connection, schemas: Sequence[Schema], applied: Sequence[str]) -> None:
    """Make in an empty database what some migrations make; see `made_by`."""
    _make(empty, tuple(schema.migrations for schema in schemas), applied)


def _make(empty: Connection, sets: Sequence[Migrations], applied: Sequence[str]) -> None:
    for _table, text in _OF_THE_LIBRARY.values():
        empty.execute(text)
    for migrations in sets:
        migrations.make(empty, frozenset(applied))


def _objects(connection: Connection, of: str = "main") -> Made:
    # Whatever it is called: those indexes too that SQLite makes for itself, which have no text.
    rows = connection.execute(f"SELECT type, name, tbl_name, sql FROM {of}.sqlite_master")  # noqa: S608
    return {(kind, name): (table, text) for kind, name, table, text in rows}
