"""Lists on the relay's papers: each column stands beside what it shows of a row."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from concierge_desk.domain.document import Column, Table

Row: TypeAlias = Mapping[str, Any]
Shown: TypeAlias = tuple[Column, Callable[[Any], str]]


def listed_rows(rows: Iterable[Any], *columns: Shown, total: tuple[str, ...] = ()) -> Table:
    """Return a table with a line for each row; a total may leave the last columns out."""
    return Table(
        tuple(column for column, _ in columns),
        tuple(tuple(cell(row) for _, cell in columns) for row in rows),
        total + ("",) * (len(columns) - len(total)) if total else None,
    )
