"""Projections made anew from the journal alone, in a schema made anew, and compared with those of the store.

They are made in a file of their own beside the store: what somebody put into the store's schema takes no part in it.

Source: docs/contract.md, "Four kinds of tables", "Verifying"; decision 0052.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlcipher3 import dbapi2

from concierge_desk.domain.canonical import NotCanonical
from concierge_desk.domain.errors import EnvironmentFailure, failure_of_system
from concierge_desk.domain.journal import posted_of
from concierge_desk.paths import HALF_REBUILT, sync_folder
from concierge_desk.store import journal
from concierge_desk.store.checks.schema_check import altered_objects, make_objects
from concierge_desk.store.connection import CACHED_STATEMENTS, Connection
from concierge_desk.store.copies import settle
from concierge_desk.store.database import applies_of
from concierge_desk.store.failures import UNFITTING, mapped, require_room, size_of
from concierge_desk.store.migrations import applied_names
from concierge_desk.store.schema import Apply, Schema, purgeable_kinds
from concierge_desk.store.sound_entries import fetched
from concierge_desk.store.unit import apply_entry

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


@dataclass(frozen=True, slots=True)
class Compared:
    """Comparison of a store's projections with what its journal makes.

    Attributes:
        differences: Of the projections.
        beyond: Tables with rows of entries that the journal does not hold any more: its end was cut off.
        schema: What of the schema is not what the migrations make.
    """

    differences: tuple[Difference, ...]
    beyond: tuple[str, ...]
    schema: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether everything is what it is made of."""
        return not (self.differences or self.beyond or self.schema)


def compare(path: Path, key: bytes, schemas: Sequence[Schema]) -> Compared:
    """Make every projection anew and compare; others go on using the store, of which nothing is touched.

    Args:
        path: The store's file.
        key: 32 raw bytes.
        schemas: All of them.

    Raises:
        EnvironmentFailure: Disk full, failing.
        NotCanonical: For an entry that cannot be read or applied.
    """
    with _beside(path, key) as fresh:
        return _compared(fresh, schemas)


def rebuild(path: Path, key: bytes, schemas: Sequence[Schema]) -> Compared:
    """Make the store anew and put it into its place: its journal as it is, its tables as the journal makes them.

    Working state, personal records, secrets and the seals over them are taken over as they are. The caller holds
    the exclusive lock, has no connection open, and has kept a copy: what was there is evidence.

    Raises:
        EnvironmentFailure: Disk full, failing; ``store.locked``. The store is as it was.
        NotCanonical: As `compare`; the store is as it was.
    """
    made = _place(path)
    try:
        with _beside(path, key, keep=True) as fresh:
            compared = _compared(fresh, schemas)
            _take_over(fresh, schemas)
        settle(path, key)
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        # No frame of a log may meet the file that takes its place.
        for end in ("-wal", "-shm"):
            path.with_name(f"{path.name}{end}").unlink(missing_ok=True)
        made.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise failure_of_system(error) or EnvironmentFailure("store.cannot_open") from error
    finally:
        made.unlink(missing_ok=True)
    return compared


def _place(path: Path) -> Path:
    return path.with_name(f"{HALF_REBUILT}-{os.getpid()}.db")


@contextmanager
def _beside(path: Path, key: bytes, *, keep: bool = False) -> Iterator[Connection]:
    """Open a new file beside a store, and one unmoving state of the store as ``held``."""
    made = _place(path)
    require_room(path, size_of(path))
    kept = False
    try:
        with mapped(path):
            connection = dbapi2.connect(
                f"file:{quote(str(made))}",
                uri=True,
                isolation_level=None,
                cached_statements=CACHED_STATEMENTS,
            )
            try:
                _begin(connection, path, key)
                yield connection
                if keep:
                    connection.execute("COMMIT")
                    # Not once it lies in its place: whoever is killed at that leaves what no reader can undo.
                    connection.execute("PRAGMA main.journal_mode = WAL").fetchall()
                kept = keep
            finally:
                connection.close()
    finally:
        for leftover in made.parent.glob(f"{made.name}*"):
            if not kept or leftover != made:
                leftover.unlink(missing_ok=True)


def _begin(connection: Connection, path: Path, key: bytes) -> None:
    keyed = f"x'{key.hex()}'"
    for pragma in (
        "cipher_log_level = NONE",
        f'key = "{keyed}"',
        # What is half made is thrown away: nothing of it has to outlive a power cut before it is whole.
        "journal_mode = OFF",
        "synchronous = OFF",
        "trusted_schema = OFF",
        "temp_store = MEMORY",
        f"cache_size = -{_CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute(f'ATTACH DATABASE ? AS held KEY "{keyed}"', (f"file:{quote(str(path))}?mode=ro",))
    connection.execute("BEGIN")


def _compared(fresh: Connection, schemas: Sequence[Schema]) -> Compared:
    # The store is looked at under its own name: the objects of the new file have not been made yet.
    altered = altered_objects(fresh, schemas, of="held")
    make_objects(fresh, schemas, applied_names(fresh, of="held"))
    _replay(fresh, applies_of(schemas))
    tables = [table for schema in schemas for table in schema.projections]
    differences = (found for table in tables if (found := _difference(fresh, table)))
    return Compared(tuple(differences), tuple(_beyond(fresh, tables)), altered)


def _replay(fresh: Connection, applies: Mapping[str, Apply]) -> None:
    kept = "SELECT seq, aud, payload FROM held.journal WHERE payload IS NOT NULL ORDER BY seq"
    for seq, aud, payload in fetched(fresh, kept):
        posted = posted_of(seq, aud, payload)
        if posted.kind not in applies:
            raise NotCanonical(f"unknown kind: {posted.kind}")
        try:
            apply_entry(fresh, applies[posted.kind], posted)
        except _INAPPLICABLE as error:
            raise NotCanonical(f"entry {posted.seq} cannot be applied: {error}") from error


def _difference(fresh: Connection, table: str) -> Difference | None:
    columns = _columns(fresh, "main", table)
    if _columns(fresh, "held", table) != columns:
        (rows,) = fresh.execute(f'SELECT count(*) FROM main."{table}"').fetchone()  # noqa: S608
        return Difference(table, rows, 0) if rows else None
    if _same_rows(fresh, table, columns):
        return None
    made, held = f'SELECT * FROM main."{table}"', f'SELECT * FROM held."{table}"'  # noqa: S608
    missing, surplus = (
        fresh.execute(f"SELECT count(*) FROM ({one} EXCEPT {other})").fetchone()[0]  # noqa: S608
        for one, other in ((made, held), (held, made))
    )
    return Difference(table, missing, surplus) if missing or surplus else None


def _same_rows(fresh: Connection, table: str, columns: Sequence[tuple[str, str, int]]) -> bool:
    """Say whether a table holds the same rows twice over: most do, and no row of it has to be kept or handed on for that.

    Each row that was made is looked up by its key, in whose order both lie, and as many rows are there. What tells rows
    apart is how the new schema compares them, whatever the store's says.
    """
    counts = f'(SELECT count(*) FROM main."{table}"), (SELECT count(*) FROM held."{table}" NOT INDEXED)'  # noqa: S608
    made, there = fresh.execute(f"SELECT {counts}").fetchone()
    if made != there:
        return False
    keys = [name for _place, name in sorted((key, name) for name, _type, key in columns if key)] or ["rowid"]
    key = " AND ".join(f'a."{name}" IS b."{name}"' for name in keys)
    one, other = (", ".join(f'{of}."{name}"' for name, _type, _key in columns) for of in "ab")
    order = ", ".join(f'a."{name}"' for name in keys)
    differs = (
        f'SELECT 1 FROM main."{table}" a LEFT JOIN held."{table}" b ON {key}'  # noqa: S608
        f" WHERE ({one}) IS NOT ({other}) ORDER BY {order} LIMIT 1"
    )
    return fresh.execute(differs).fetchone() is None


def _columns(fresh: Connection, of: str, table: str) -> list[tuple[str, str, int]]:
    return [(row[1], row[2], row[5]) for row in fresh.execute(f'PRAGMA {of}.table_info("{table}")')]


def _beyond(fresh: Connection, tables: Sequence[str]) -> Iterator[str]:
    """Yield the tables of the store that know of entries beyond its last one."""
    (head,) = fresh.execute("SELECT COALESCE(max(seq), 0) FROM held.journal").fetchone()
    for table in tables:
        numbers = [
            name
            for name, kind, _key in _columns(fresh, "held", table)
            if kind == "INTEGER" and (name == "seq" or name.endswith("_seq"))
        ]
        for name in numbers:
            if fresh.execute(f'SELECT 1 FROM held."{table}" WHERE "{name}" > ?', (head,)).fetchone():  # noqa: S608
                yield table
                break


def _take_over(fresh: Connection, schemas: Sequence[Schema]) -> None:
    """Fill the tables that no entry makes from those of the store, and the journal itself."""
    projections = {table for schema in schemas for table in schema.projections}
    tables = fresh.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall()
    # A payload that was dropped in time would be refused as a new one: what guards the journal comes after it.
    for name in journal.TRIGGERS:
        fresh.execute(f"DROP TRIGGER main.{name}")
    for (table,) in tables:
        held = {name for name, _type, _key in _columns(fresh, "held", table)}
        names = ", ".join(f'"{name}"' for name, _t, _k in _columns(fresh, "main", table) if name in held)
        if names and table not in projections and table != "purgeable_kind":
            fresh.execute(f'DELETE FROM main."{table}"')  # noqa: S608
            fresh.execute(f'INSERT INTO main."{table}"({names}) SELECT {names} FROM held."{table}"')  # noqa: S608
    for text in journal.TRIGGERS.values():
        fresh.execute(text)
    kinds = [(kind,) for kind in sorted(purgeable_kinds(schemas))]
    fresh.executemany("INSERT INTO purgeable_kind VALUES(?)", kinds)
