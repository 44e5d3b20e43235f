"""Rebuild of the projections from the journal alone, with the places where they differed.

Source: docs/contract.md, "Four kinds of tables".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from concierge_desk.domain.canonical import NotCanonical
from concierge_desk.domain.journal import Posted, read_payload
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection, open_unguarded
from concierge_desk.store.database import applies_of
from concierge_desk.store.failures import UNFITTING, mapped
from concierge_desk.store.schema import Apply, Schema
from concierge_desk.store.unit import apply_entry, transaction

_CACHE_KIB = 65_536
"""Rows come in the order of the journal and go where their keys, drawn by lot, put them: with the library's own two
MiB a long history reads and deciphers the same pages again and again."""

_INAPPLICABLE = (*UNFITTING, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Difference:
    """A projection that was not what the journal makes of it.

    Attributes:
        table: Its name.
        missing: Rows that the journal makes and the table lacked.
        surplus: Rows that the table held and the journal does not make.
    """

    table: str
    missing: int
    surplus: int


def rebuild(path: Path, key: bytes, schemas: Sequence[Schema], *, replace: bool = True) -> list[Difference]:
    """Make every projection anew, compare, then put the new rows in place.

    The caller holds the exclusive lock. Working state, personal records and secrets stay.

    Args:
        path: The store's file.
        key: 32 raw bytes.
        schemas: All of them.
        replace: Put the new rows in place; a journal with faults must not overwrite its last witness.

    Raises:
        EnvironmentFailure: Disk full, locked; the projections are as they were.
        NotCanonical: For an entry that cannot be read or applied; the projections are as they were.
    """
    connection = open_unguarded(path, key)
    tables = [table for schema in schemas for table in schema.projections]
    try:
        with mapped():
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            with transaction(connection, "BEGIN EXCLUSIVE", "COMMIT" if replace else "ROLLBACK"):
                return _rebuild(connection, tables, applies_of(schemas))
    finally:
        connection.close()


def _rebuild(connection: Connection, tables: Sequence[str], applies: Mapping[str, Apply]) -> list[Difference]:
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for table in tables:
        connection.execute(f'CREATE TEMP TABLE "before_{table}" AS SELECT * FROM main."{table}"')  # noqa: S608
    for table in tables:
        connection.execute(f'DELETE FROM main."{table}"')  # noqa: S608
    for entry in journal.entries(connection, 1):
        posted = read_payload(entry)
        if posted is None:
            continue
        if posted.kind not in applies:
            raise NotCanonical(f"unknown kind: {posted.kind}")
        _apply(connection, applies[posted.kind], posted)
    return [found for table in tables if (found := _compare(connection, table))]


def _apply(connection: Connection, apply: Apply, posted: Posted) -> None:
    try:
        apply_entry(connection, apply, posted)
    except _INAPPLICABLE as error:
        raise NotCanonical(f"entry {posted.seq} cannot be applied: {error}") from error


def _compare(connection: Connection, table: str) -> Difference | None:
    now, before = f'main."{table}"', f'temp."before_{table}"'
    (missing,) = connection.execute(
        f"SELECT count(*) FROM (SELECT * FROM {now} EXCEPT SELECT * FROM {before})"  # noqa: S608
    ).fetchone()
    (surplus,) = connection.execute(
        f"SELECT count(*) FROM (SELECT * FROM {before} EXCEPT SELECT * FROM {now})"  # noqa: S608
    ).fetchone()
    connection.execute(f"DROP TABLE {before}")
    return Difference(table, missing, surplus) if missing or surplus else None
