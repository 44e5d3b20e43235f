"""Dated rows: what changes with time is data, chosen by the day of the operation.

Source: docs/contract.md, "Amounts and dated rows"; docs/trade.md, rules 5 and 9.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from types import NoneType
from typing import Annotated, Any, Protocol, TypeVar, get_args, get_origin

_WHOLE = re.compile(r"[0-9]{1,12}")
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A day as rows and entries write it: `date.fromisoformat` takes week dates and dates without dashes as well."""


class BadRow(ValueError):
    """A line of a dated table is not what its columns promise.

    Attributes:
        line: Its number in the file, the heading being 1.
    """

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")
        self.line = line


class Dated(Protocol):
    """A row with the days on which it holds, both included."""

    @property
    def valid_from(self) -> date:
        """Return the first day."""

    @property
    def valid_to(self) -> date | None:
        """Return the last day; None while no end is known."""


_Row = TypeVar("_Row", bound=Dated)
_Any = TypeVar("_Any")


@dataclass(frozen=True, slots=True)
class Holds:
    """What the cells of a column may hold, beside what the type of its attribute says.

    Attributes:
        least: The smallest whole number.
        words: One of these; any text where there are none.
    """

    least: int = 0
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedLine:
    """One line of a table, read column by column."""

    number: int
    fields: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return the text of a column.

        Raises:
            BadRow: When it is empty.
        """
        if not (found := self.fields[column].strip()):
            raise BadRow(self.number, f"{column} is empty")
        return found

    def whole(self, column: str, least: int = 0) -> int:
        """Return the whole number of a column.

        Raises:
            BadRow: When it is none, or smaller than `least`.
        """
        found = self.text(column)
        if not _WHOLE.fullmatch(found) or int(found) < least:
            raise BadRow(self.number, f"{column} is no whole number from {least}: {found!r}")
        return int(found)

    def day(self, column: str) -> date:
        """Return the day of a column.

        Raises:
            BadRow: When it is no ISO date.
        """
        found = self.text(column)
        try:
            return date.fromisoformat(found if ISO_DAY.fullmatch(found) else "")
        except ValueError as error:
            raise BadRow(self.number, f"{column} is no ISO date: {found!r}") from error

    def word(self, column: str, words: Sequence[str]) -> str:
        """Return the text of a column that knows some words only.

        Raises:
            BadRow: When it is none of them.
        """
        found = self.text(column)
        if found not in words:
            raise BadRow(self.number, f"{column} is no word that is known here: {found!r}")
        return found

    def is_empty(self, column: str) -> bool:
        """Say whether a column holds nothing."""
        return not self.fields[column].strip()

    def period(self) -> tuple[date, date | None]:
        """Return the columns ``valid_from`` and ``valid_to``.

        Raises:
            BadRow: When one is no day, or the end stands before the beginning.
        """
        first = self.day("valid_from")
        last = None if self.is_empty("valid_to") else self.day("valid_to")
        if last is not None and last < first:
            raise BadRow(self.number, "valid_to stands before valid_from")
        return first, last


def lines(csv_text: str, columns: Sequence[str]) -> Iterator[DatedLine]:
    """Yield the lines of a table whose heading is exactly the columns; empty lines are passed over.

    Raises:
        BadRow: When the heading, the number of fields or the quoting is wrong.
    """
    reader = csv.reader(
        io.StringIO(csv_text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"), newline=""), strict=True
    )
    heading = False
    try:
        for fields in filter(None, reader):
            if not heading:
                if fields != list(columns):
                    raise BadRow(reader.line_num, f"the columns are not {','.join(columns)}")
                heading = True
                continue
            if len(fields) != len(columns):
                raise BadRow(reader.line_num, f"{len(fields)} fields instead of {len(columns)}")
            yield DatedLine(reader.line_num, dict(zip(columns, fields, strict=True)))
    except csv.Error as error:
        raise BadRow(reader.line_num, str(error)) from error
    if not heading:
        raise BadRow(1, "the heading is missing")


def table(csv_text: str, record: type[_Row], *key: str, **columns: str) -> tuple[_Row, ...]:
    """Return the rows of a table as records: an attribute is read by its type from the column of its name.

    A text, a whole number, a day, or a truth told as ``yes`` or ``no``; where the type admits None, an empty cell is
    none. `Holds`, in ``Annotated``, says more; what holds for several columns the record itself checks.

    Args:
        csv_text: The table.
        record: A dataclass whose attributes are the heading.
        key: Attributes that tell what a row says something of, from its first day on; without any, rows may say
            several things of one.
        columns: By attribute, columns that are called otherwise.

    Raises:
        BadRow: When a line is wrong, or another says something of the same from the same day on: nothing
            could choose between the two.
    """
    # What mypy sees of a class is not yet that it is a dataclass.
    declared = fields(record)  # type: ignore[arg-type]
    readers = [(columns.get(field.name, field.name), _reader(field.type)) for field in declared]
    found: dict[tuple[Any, ...], _Row] = {}
    for line in lines(csv_text, [column for column, _ in readers]):
        line.period()
        cells = [read(line, column) for column, read in readers]
        try:
            row = record(*cells)
        except ValueError as error:
            raise BadRow(line.number, str(error)) from error
        place = tuple(getattr(row, name) for name in key) if key else (line.number,)
        if (*place, row.valid_from) in found:
            raise BadRow(line.number, f"stands twice: {place!r}")
        found[*place, row.valid_from] = row
    return tuple(found.values())


def shipped(csv_text: str, record: type[_Any], *empty: str, **columns: str) -> tuple[_Any, ...]:
    """Return the rows of a table without days as records, read as `table` reads them: they hold since ever.

    Of several texts in one cell, parted by ``+``, as many as there are.

    Args:
        csv_text: The table.
        record: A dataclass whose attributes are the heading; but `valid_from`, which is empty.
        empty: Attributes of which a text may be empty.
        columns: By attribute, columns that are called otherwise.

    Raises:
        BadRow: When a line is wrong.
    """
    # What mypy sees of a class is not yet that it is a dataclass.
    declared = fields(record)  # type: ignore[arg-type]
    readers = {
        field.name: (
            columns.get(field.name, field.name),
            _raw if field.name in empty else _reader(field.type),
        )
        for field in declared
        if field.name != "valid_from"
    }
    since = {"valid_from": ""} if len(readers) < len(declared) else {}
    return tuple(
        record(**since, **{name: read(line, column) for name, (column, read) in readers.items()})
        for line in lines(csv_text, [column for column, _ in readers.values()])
    )


def _raw(line: DatedLine, column: str) -> str:
    return line.fields[column]


def _reader(kind: Any, holds: Holds = Holds()) -> Callable[[DatedLine, str], Any]:
    """Return what reads a column by the type of an attribute."""
    if get_origin(kind) is Annotated:
        told = (more for more in kind.__metadata__ if isinstance(more, Holds))
        return _reader(kind.__origin__, next(told, holds))
    if NoneType in get_args(kind):
        reader = _reader(get_args(kind)[0], holds)
        return lambda line, column: None if line.is_empty(column) else reader(line, column)
    readers: Mapping[Any, Callable[[DatedLine, str], Any]] = {
        int: lambda line, column: line.whole(column, holds.least),
        date: DatedLine.day,
        bool: lambda line, column: line.word(column, ("no", "yes")) == "yes",
        tuple[str, ...]: lambda line, column: tuple(filter(None, line.fields[column].split("+"))),
        str: lambda line, column: line.word(column, holds.words) if holds.words else line.text(column),
    }
    return readers[kind]


def holding(rows: Iterable[_Row], day: date) -> Iterator[_Row]:
    """Yield the rows that hold on the day."""
    return (row for row in rows if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to))


def latest(rows: Iterable[_Row], day: date) -> _Row | None:
    """Return the row that holds on the day: of several the one that began last; None without any."""
    return max(holding(rows, day), key=lambda row: row.valid_from, default=None)


def row_data(row: Any) -> dict[str, Any]:
    """Return a row as an entry keeps it: everything of it, its days as ISO texts."""
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(row).items()
    }
