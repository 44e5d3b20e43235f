"""Tables of an export told as a text: a line for each, and its columns below; one table of titles says what they are.

Source: docs/contract.md, "Export of everything"; decision 0037.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast

from concierge_desk.exporting.tables import FieldType, TableField, TableSpec, csv_table

Titles: TypeAlias = Mapping[str, tuple[str, str, str]]
"""By column, or by ``table.column`` where one table means something else by it: type, title and description in French.

A question mark behind the type: its cells may be empty."""

Reader: TypeAlias = Callable[[str, str, str], Callable[[Any], Iterable[tuple[Any, ...]]]]
"""Gets tables, columns and order; returns what reads such rows from the store."""


@dataclass(frozen=True, slots=True)
class TableOut:
    """One CSV of the export of everything.

    Attributes:
        projections: Tables of the store that stand in it.
        spec: What it is, in French: its reader is the shop.
        rows: Reads its rows in a fixed order, one after the other, as the store has them; never a name,
            at most the ref of one.
    """

    projections: tuple[str, ...]
    spec: TableSpec
    rows: Callable[[Any], Iterable[tuple[Any, ...]]]


WORDED: Final = "_fr"
"""How the name of a column ends that says in French what the one of that name without it says in a code."""


def specs_of(titles: Titles, text: str) -> tuple[TableSpec, ...]:
    """Return the tables that a text names, each in a line of its own and its columns, apart by blanks, below it.

    The line is ``file: Title. Description.``; the columns stand further in. A column whose name ends in `WORDED`
    has its title of the one that it says in French.

    Args:
        titles: What the columns are called.
        text: The tables.

    Raises:
        KeyError: For a column without a title.
    """
    return tuple(_spec(titles, head, columns.split()) for head, columns in _blocks(text))


def tables_out(titles: Titles, text: str, reader: Reader) -> tuple[TableOut, ...]:
    """Return the tables of the store that a text names, as `specs_of`; below each its query.

    The query is ``columns FROM table ORDER BY columns``.

    Args:
        titles: What the columns are called: the shared ones, and those of whoever exports.
        text: The tables.
        reader: Reads their rows.

    Raises:
        KeyError: For a column without a title.
    """
    return tuple(_table_out(titles, head, query, reader) for head, query in _blocks(text))


def _table_out(titles: Titles, head: str, query: str, reader: Reader) -> TableOut:
    columns, below = query.split(" FROM ")
    tables, order = below.split(" ORDER BY ")
    # A join only names what else stands in it.
    projections = tuple(re.findall(r"(?:\A|JOIN )(\w+)", tables))
    names = [column.split(" AS ")[-1] for column in columns.split(", ")]
    return TableOut(projections, _spec(titles, head, names, projections[0]), reader(tables, columns, order))


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    for block in re.split(r"\n(?=\S)", text.strip()):
        head, _, below = block.partition("\n")
        yield head, " ".join(below.split())


def _spec(titles: Titles, head: str, columns: Sequence[str], table: str = "") -> TableSpec:
    """Return a table; what its titles call it is the table of the store, where it has one."""
    name, words = head.split(": ", 1)
    title, about = words.split(". ", 1)
    return csv_table(name, title, about, *[_field(titles, table or name, column) for column in columns])


def _field(titles: Titles, table: str, column: str) -> TableField:
    if column.endswith(WORDED):
        return _worded(_field(titles, table, column.removesuffix(WORDED)), column)
    kind, title, about = titles.get(f"{table}.{column}") or titles[column]
    return TableField(column, cast("FieldType", kind.removesuffix("?")), title, about, not kind.endswith("?"))


def _worded(said: TableField, column: str) -> TableField:
    about = f"En français, ce que dit « {said.name} »."
    return TableField(column, "string", f"{said.title}, en clair", about, said.required, worded=True)
