"""Seals over the tables that no entry makes: whoever changes a row of them past the program is told.

A table is sealed by the sum (exclusive or) of its rows' keyed hashes, and by their number: a row that comes in or goes
out turns the sum once, so that an act pays for its own rows only and the order of rows does not matter. The key is a
secret of the store: who has the keys of the desk can seal anew, as he can sign anew (SECURITY.md).

A migration that changes rows or columns of a sealed table seals it anew (`seal_anew`).

Beside the tables of the core, those of personal records are sealed: whichever part brings one marks it where it makes it
(`PERSONAL`), so that the schema of the store, which is compared with what the migrations make, says which they are.

Source: docs/contract.md, "Four kinds of tables", "Verifying"; decision 0052.
"""

import marshal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Final, TypeAlias

from concierge_desk.domain.digests import blake2b
from concierge_desk.store.connection import Connection
from concierge_desk.store.failures import require_taken

Value: TypeAlias = int | str | bytes | None
Row: TypeAlias = tuple[Value, ...]

TABLE: Final = (
    "CREATE TABLE seal(name TEXT PRIMARY KEY, sum BLOB NOT NULL, rows INTEGER NOT NULL) STRICT, WITHOUT ROWID"
)

OPERATIONS: Final = "operation"

SEALED: Final = ("_sqlite_migrations", "erased", OPERATIONS, "outbox", "party_link", "personal", "secret")
"""Tables that stand under a seal. Of what is working state only (visit, preparation, both spools, drawer_pulse) nobody can tell."""

PERSONAL: Final = "/* personal */"
"""Stands in the text that makes a table of personal records."""

_YOUNGER: Final = frozenset({"party_link"})
"""Those of them that a store of an earlier version, read as it is, does not have."""

MAC_KEY: Final = "operation.mac"
"""Name of the secret that operations and seals are hashed with."""

_BYTES: Final = 32
_FORM: Final = 2
"""Of `marshal`, without what later forms leave out where a value comes twice."""
_NOTHING: Final = bytes(_BYTES)


def insert(connection: Connection, table: str, row: Row) -> None:
    """Insert a row into a sealed table.

    Args:
        connection: In a transaction.
        table: One that is sealed, see `sealed_tables`.
        row: All of its columns, in their order; where the first is None, the number of the row is drawn.

    Raises:
        IntegrityFailure: As `require_taken`.
    """
    written = connection.execute(_insertion(table, len(row)), row)
    require_taken(written, 1)
    place = written.lastrowid
    _turn(connection, table, [row if row[0] is not None else (place, *row[1:])], 1)


def insert_all(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Insert rows into a sealed table, each as `insert` does with a first column that is given; its seal is turned once.

    Raises:
        IntegrityFailure: As `require_taken`.
    """
    if rows:
        require_taken(connection.executemany(_insertion(table, len(rows[0])), rows), len(rows))
        _turn(connection, table, list(rows), len(rows))


@contextmanager
def changing(connection: Connection, table: str, where: str, values: Row) -> Iterator[None]:
    """Change or delete the rows of a sealed table that a condition finds, before and afterwards.

    Args:
        connection: In a transaction.
        table: One that is sealed, see `sealed_tables`.
        where: A condition that goes on finding a row that was changed.
        values: What its question marks stand for.
    """
    asked = f'SELECT * FROM "{table}" WHERE {where}'  # noqa: S608
    before = connection.execute(asked, values).fetchall()
    yield
    after = connection.execute(asked, values).fetchall()
    _turn(connection, table, [*before, *after], len(after) - len(before))


def seal_missing(connection: Connection) -> None:
    """Seal the tables that never were, as they are; a store without secrets is given them with its first entry."""
    if _key(connection) is None:
        return
    for table in sealed_tables(connection):
        if connection.execute("SELECT 1 FROM seal WHERE name = ?", (table,)).fetchone() is None:
            seal_anew(connection, table)


def seal_anew(connection: Connection, table: str) -> None:
    """Seal a table as it is."""
    total, rows = _counted(connection, table)
    connection.execute("INSERT OR REPLACE INTO seal VALUES(?, ?, ?)", (table, total, rows))


def broken(connection: Connection, *, but: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the tables that are not what their seal says, and the names of seals that nobody made.

    A store of an earlier version has none; a table that is missing is a matter of the schema.

    Args:
        connection: Of the store.
        but: Tables whose rows somebody else reads.
    """
    if not _are_there(connection):
        return ()
    if _key(connection) is None:
        return ("secret",)
    sealed = sealed_tables(connection)
    names = {name for (name,) in connection.execute("SELECT name FROM seal")}
    missing = _YOUNGER - _tables(connection) - names
    return (
        *[table for table in sealed if table not in but | missing and not _fits(connection, table)],
        *sorted(names - set(sealed)),
    )


def sealed_tables(connection: Connection) -> tuple[str, ...]:
    """Return the tables that stand under a seal: the core's, and every one of personal records that the store has."""
    marked = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND instr(sql, ?) ORDER BY name", (PERSONAL,)
    )
    return (*SEALED, *[name for (name,) in marked])


class Tally:
    """The sum and the number of the rows of a table, as they are read."""

    def __init__(self, table: str, key: bytes) -> None:
        """Begin before the first row."""
        self._hashed = _hashing(table, key)
        self._total = self._rows = 0

    def add(self, row: Row) -> None:
        """Take a row, with all of its columns."""
        self._total ^= self._hashed(row)
        self._rows += 1

    @property
    def seal(self) -> tuple[bytes, int]:
        """What the seal over these rows is."""
        return self._total.to_bytes(_BYTES, "big"), self._rows


def tally_of(connection: Connection, table: str) -> Tally:
    """Return the tally of a table that is read by somebody who needs its rows."""
    return Tally(table, (_key(connection) if _are_there(connection) else None) or b"")


def fits(connection: Connection, table: str, tally: Tally) -> bool:
    """Say whether the rows that were read are those that were sealed; see `holds` for what has no seal."""
    return not _are_there(connection) or _key(connection) is None or _kept(connection, table) == tally.seal


def holds(connection: Connection, table: str) -> bool:
    """Say whether a table is what its seal says; a store of an earlier version, or without secrets, has none to say."""
    if not {"seal", "secret"} <= _tables(connection) or _key(connection) is None:
        return True
    return _fits(connection, table)


def _fits(connection: Connection, table: str) -> bool:
    return _kept(connection, table) == _counted(connection, table)


def _kept(connection: Connection, table: str) -> tuple[bytes, int] | None:
    row: tuple[bytes, int] | None = connection.execute(
        "SELECT sum, rows FROM seal WHERE name = ?", (table,)
    ).fetchone()
    return row


def _are_there(connection: Connection) -> bool:
    return {"seal", *SEALED} - _YOUNGER <= _tables(connection)


def _tables(connection: Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _key(connection: Connection) -> bytes | None:
    row = connection.execute("SELECT value FROM secret WHERE name = ?", (MAC_KEY,)).fetchone()
    return row[0] if row else None


def _counted(connection: Connection, table: str) -> tuple[bytes, int]:
    """Return what the seal of a table as it is would be."""
    tally = Tally(table, _key(connection) or b"")
    for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608
        tally.add(row)
    return tally.seal


def _turn(connection: Connection, table: str, rows: list[Row], more: int) -> None:
    """Turn the seal of a table by rows that come in or go out; one that was never sealed stays so."""
    kept = connection.execute(
        "SELECT seal.sum, secret.value FROM seal, secret WHERE seal.name = ? AND secret.name = ?",
        (table, MAC_KEY),
    ).fetchone()
    if kept is None:
        return
    hashed = _hashing(table, kept[1])
    total = int.from_bytes(kept[0], "big")
    for row in rows:
        total ^= hashed(row)
    connection.execute(
        "UPDATE seal SET sum = ?, rows = rows + ? WHERE name = ?",
        (total.to_bytes(_BYTES, "big"), more, table),
    )


@cache
def _insertion(table: str, columns: int) -> str:
    return f'INSERT INTO "{table}" VALUES({", ".join("?" * columns)})'


@lru_cache(maxsize=16)
def _hashing(table: str, key: bytes) -> Callable[[Row], int]:
    begun = blake2b(table.encode() + b"\0", digest_size=_BYTES, key=key)
    copied, told, number = begun.copy, marshal.dumps, int.from_bytes

    def hashed(row: Row) -> int:
        one = copied()
        # Bytes that no other row has, in the form that Python has written since 3.0: tests hold them to the byte.
        one.update(told(row, _FORM))
        return number(one.digest(), "big")

    return hashed
