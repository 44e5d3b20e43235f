"""Tables that a part of the program puts into the export of everything, as the store has them.

Source: docs/contract.md, "Export of everything".
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

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


def tables_out(titles: Titles, text: str, reader: Reader) -> tuple[TableOut, ...]:
    """Return the tables that a text names, each in a line of its own and a query below it.

    The line is ``file: Title. Description.``; the query, further in, ``columns FROM table ORDER BY columns``.

    Args:
        titles: What the columns are called: the shared ones, and those of whoever exports.
        text: The tables.
        reader: Reads their rows.

    Raises:
        KeyError: For a column without a title.
    """
    return tuple(_table_out(titles, block, reader) for block in re.split(r"\n(?=\S)", text.strip()))


def _table_out(titles: Titles, block: str, reader: Reader) -> TableOut:
    head, _, query = block.partition("\n")
    name, words = head.split(": ", 1)
    title, about = words.split(". ", 1)
    columns, below = " ".join(query.split()).split(" FROM ")
    tables, order = below.split(" ORDER BY ")
    # A join only names what else stands in it.
    projections = tuple(re.findall(r"(?:\A|JOIN )(\w+)", tables))
    fields = (_field(titles, projections[0], column.split(" AS ")[-1]) for column in columns.split(", "))
    return TableOut(projections, csv_table(name, title, about, *fields), reader(tables, columns, order))


def _field(titles: Titles, table: str, column: str) -> TableField:
    kind, title, about = titles.get(f"{table}.{column}") or titles[column]
    return TableField(column, cast("FieldType", kind.removesuffix("?")), title, about, not kind.endswith("?"))
