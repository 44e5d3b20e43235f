"""Rows of the tables as records: read by the attributes of a dataclass, written by the names of columns."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date
from functools import cache, lru_cache
from operator import itemgetter
from types import NoneType
from typing import Annotated, Any, TypeVar, get_args, get_origin

from concierge_desk.store.connection import Connection
from concierge_desk.store.failures import require_taken

R = TypeVar("R")


def records(connection: Connection, record: type[R], tables: str, *given: object) -> tuple[R, ...]:
    """Return rows as records.

    Args:
        connection: The store.
        record: A dataclass whose attributes are called as the columns are. A column is what it is in the store, but
            for an attribute that is a day, a truth, or words, which the store keeps apart by blanks.
        tables: What stands behind FROM, with conditions and order.
        given: Values for its question marks.
    """
    rows = connection.execute(f"SELECT {columns_of(record)} FROM {tables}", given)  # noqa: S608
    made = _maker(record)  # type: ignore[arg-type]
    return tuple(made(*row) for row in rows)


def known_records(connection: Connection, record: type[R], tables: str, *given: object) -> tuple[R, ...]:
    """Return rows as `records` does, of a catalogue that every act reads: what a row says was made of it before.

    Of what names nobody: the records stay where they are.
    """
    rows = connection.execute(f"SELECT {columns_of(record)} FROM {tables}", given).fetchall()  # noqa: S608
    return tuple([_known(record, row) for row in rows])  # type: ignore[arg-type]


def one_record(connection: Connection, record: type[R], tables: str, *given: object) -> R | None:
    """Return the first of `records`, None where there is none."""
    row = connection.execute(f"SELECT {columns_of(record)} FROM {tables}", given).fetchone()  # noqa: S608
    return _maker(record)(*row) if row else None  # type: ignore[arg-type]


def column(connection: Connection, sql: str, *given: object) -> tuple[Any, ...]:
    """Return what a query finds in its first column, row by row."""
    return tuple(row[0] for row in connection.execute(sql, given))


def columns_of(record: type[Any]) -> str:
    """Return the columns of a record, in the order of its attributes."""
    return _columns(record)  # type: ignore[arg-type]


@cache
def _columns(record: type[Any]) -> str:
    return ", ".join(field.name for field in fields(record))


_READ: Mapping[Any, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    bool: bool,
    tuple[str, ...]: lambda text: tuple(text.split()),
}


@cache
def _maker(record: type[Any]) -> Callable[..., Any]:
    """Return what makes a record of its columns: the class itself, where the store keeps all of them as they are."""
    kinds = [_plain(field.type) for field in fields(record)]
    reads = [(place, _READ[kind]) for place, kind in enumerate(kinds) if kind in _READ]

    def made(*row: Any) -> Any:
        cells = list(row)
        for place, read in reads:
            if cells[place] is not None:
                cells[place] = read(cells[place])
        return record(*cells)

    return made if reads else record


@lru_cache(maxsize=2048)
def _known(record: type[R], row: tuple[object, ...]) -> R:
    made: R = _maker(record)(*row)  # type: ignore[arg-type]
    return made


def _plain(kind: Any) -> Any:
    """Return the type of an attribute without what is said beside it, and without None."""
    if get_origin(kind) is Annotated:
        kind = kind.__origin__
    return get_args(kind)[0] if NoneType in get_args(kind) else kind


def write_rows(
    connection: Connection, table: str, columns: str, rows: Iterable[Mapping[str, Any]], *, key: str = ""
) -> None:
    """Write rows, each in all its columns.

    Args:
        connection: The store.
        table: Where to.
        columns: Their names, apart by blanks.
        rows: By name of the column; what else they hold is left out.
        key: What tells one row from another: a row of the same key is there no longer. Without it such a row is an
            error of the store.

    Raises:
        IntegrityFailure: As `require_taken`.
    """
    statement, cells_of = _statement(table, columns, key)
    cells = [cells_of(row) for row in rows]
    if cells:
        require_taken(connection.executemany(statement, cells), len(cells))


def write_row(connection: Connection, table: str, row: Mapping[str, Any], *, key: str = "") -> None:
    """Write one row with the columns it names, as `write_rows`."""
    write_rows(connection, table, " ".join(row), [row], key=key)


def update_row(
    connection: Connection, table: str, key: str, value: object, columns: Mapping[str, Any]
) -> int:
    """Write some columns of the rows whose key has a value; return how many rows there were."""
    changed = ", ".join(f"{name} = ?" for name in columns)
    sql = f"UPDATE {table} SET {changed} WHERE {key} = ?"  # noqa: S608
    return connection.execute(sql, (*columns.values(), value)).rowcount


@cache
def _statement(
    table: str, columns: str, key: str
) -> tuple[str, Callable[[Mapping[str, Any]], tuple[Any, ...]]]:
    """Return what writes a row, and what gives the cells of one."""
    names = columns.split()
    written = f"INSERT INTO {table}({', '.join(names)}) VALUES({', '.join('?' for _ in names)})"
    if key:
        kept = re.findall(r"\w+", key)
        changed = ", ".join(f"{name} = excluded.{name}" for name in names if name not in kept)
        written = f"{written} ON CONFLICT({key}) DO UPDATE SET {changed}"
    # Of one column it would give the cell itself.
    return written, itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],)
