"""The tables of an export: typed fields, CSV that a spreadsheet opens by a double click.

``;`` between cells, UTF-8 with BOM, CRLF after every line (RFC 4180, the default of Frictionless and
what LibreOffice and Excel write), cells quoted only where they must be. The lines are written by hand:
what ``csv.writer`` quotes has changed between Python versions.

============ ============================================ ===========================
type         cell in Python                               cell in the file
============ ============================================ ===========================
``string``   str, not empty                               itself, guarded (see below)
``integer``  int                                          ``-12``
``money``    int, in cents                                ``-1,50`` (euros)
``date``     date                                         ``2026-11-25``
``time``     time without zone, whole seconds             ``08:04:31``
``datetime`` aware datetime                               ``2026-11-25T07:04:31.120Z``
``local``    datetime without zone                        ``2026-11-25 08:04:31``
``boolean``  bool                                         ``oui`` or ``non``
any          None                                         nothing
============ ============================================ ===========================

**Formulas.** A text that a spreadsheet would run (blanks, then ``=``, ``+``, ``-`` or ``@``; or a tab or a
line break first) gets an apostrophe in front; so does such a text that already begins with apostrophes,
which makes the rule reversible. No other cell is touched: numbers, amounts and dates are written by us,
and a tracking number begins with a letter or a digit, so it stays exact. `FORMULA_RULE` says so in
French, for ``LISEZMOI.txt``.

Source: docs/contract.md, "CSV"; https://owasp.org/www-community/attacks/CSV_Injection.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal, TypeAlias

from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.domain.journal import instant_of, instant_text

FieldType: TypeAlias = Literal["string", "integer", "money", "date", "time", "datetime", "local", "boolean"]
"""``local`` is what the clock of the shop showed: spreadsheets take it for a date with a time, not so a ``datetime``."""

Cell: TypeAlias = str | int | bool | date | time | datetime | None
Row: TypeAlias = Sequence[Cell]

DELIMITER = ";"
LINE_END = "\r\n"
DECIMAL_CHAR = ","
TRUE = "oui"
FALSE = "non"
ENCODING = "utf-8-sig"

FORMULA_RULE = (
    "Un texte qu'un tableur prendrait pour une formule (il commence par =, +, - ou @, même après des "
    "espaces, ou par une tabulation ou un saut de ligne) est précédé d'une apostrophe ; aucune autre "
    "cellule n'est modifiée. Les numéros de suivi sont exacts dans le fichier : pour garder leurs zéros "
    "de tête, ouvrez la colonne comme du texte."
)

_FORMULA = re.compile(r"'*(?:\s*[=+\-@]|[\t\r\n])")
_QUOTED = re.compile(r'[;"\r\n]|\A\s|\s\Z')
_QUOTED_WITHIN = re.compile(r'["\r\n]|\s(?:;|\Z|(?<=;\s)|(?<!.\s))')
"""The same in a whole line; a cell with a delimiter in it shows in their number."""
_CSV_MAX_CELL = 131_072


@dataclass(frozen=True, slots=True)
class TableField:
    """One column.

    Attributes:
        name: Machine name, the header of the column.
        type: What its cells are.
        title: In French.
        description: In French.
        required: No cell is empty.
        worded: Its cells say in French what a code of another column stands for; another version may say it otherwise.
    """

    name: str
    type: FieldType
    title: str
    description: str
    required: bool = False
    worded: bool = False


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table.

    Attributes:
        name: Lower-case name of the resource, such as ``operations``.
        file: Name of the file, such as ``operations.csv``.
        title: In French.
        description: In French.
        fields: The columns, in order.
    """

    name: str
    file: str
    title: str
    description: str
    fields: tuple[TableField, ...]


def csv_table(name: str, title: str, description: str, *fields: TableField) -> TableSpec:
    """Return the spec of a table whose file is called as the table is."""
    return TableSpec(name, f"{name}.csv", title, description, fields)


def to_csv(spec: TableSpec, rows: Sequence[Row]) -> bytes:
    """Return the file of a table; same rows, same bytes.

    Raises:
        ValueError: When a row has not one cell per column, is empty altogether, or holds a cell that is
            not of its column's type (an empty text is None); or when an obligatory cell is empty.
    """
    return b"".join(csv_lines(spec, rows))


def csv_lines(spec: TableSpec, rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield the file of a table line by line, the header first: of a long one nothing is held.

    Raises:
        ValueError: As `to_csv`.
    """
    yield (DELIMITER.join(_quoted(field.name) for field in spec.fields) + LINE_END).encode(ENCODING)
    written = [(_WRITERS[field.type], field) for field in spec.fields]
    for number, row in enumerate(rows, start=1):
        if len(row) != len(written) or row.count(None) == len(row):
            raise ValueError(f"{spec.name}, row {number}: {len(row)} cells, or none filled")
        cells = [
            "" if cell in (None, "") and not field.required else write(cell) or _refused(field, cell)
            for (write, field), cell in zip(written, row, strict=True)
        ]
        line = DELIMITER.join(cells)
        if _QUOTED_WITHIN.search(line) or line.count(DELIMITER) >= len(cells):
            line = DELIMITER.join(map(_quoted, cells))
        yield (line + LINE_END).encode()


def tells_the_same(spec: TableSpec, rows: Sequence[Row], content: bytes) -> bool:
    """Say whether a file of another version tells what these rows tell, in the columns that both know.

    New columns come last: an older file ends sooner, a later one goes on. What is only worded is left out.

    Raises:
        ValueError: When a row or a cell is not the table's.
    """
    found, made = _texts(content), _texts(to_csv(spec, rows))
    if found is None or made is None or len(found) != len(made):
        return False
    known = min(len(found[0]), len(made[0]))
    kept = [place for place in range(known) if not spec.fields[place].worded]
    return found[0][:known] == made[0][:known] and all(
        len(there) == len(found[0]) and [there[place] for place in kept] == [here[place] for place in kept]
        for there, here in zip(found, made, strict=True)
    )


def _texts(content: bytes) -> list[list[str]] | None:
    """Return the cells of a file as texts, the header first; None for what is no such file."""
    try:
        text = io.StringIO(content.decode(ENCODING), newline="")
        return list(csv.reader(text, delimiter=DELIMITER, strict=True)) or None
    except (ValueError, csv.Error):
        return None


def from_store(spec: TableSpec, row: Sequence[str | int | None]) -> tuple[Cell, ...]:
    """Return a row as a table has it, from one that the store has: dates as texts, yes and no as numbers.

    Raises:
        IntegrityFailure: ``store.damaged`` for a cell that is not of its column's type.
    """
    try:
        return tuple(
            None if cell is None or cell == "" else _STORED.get(field.type, _as_it_is)(cell)
            for field, cell in zip(spec.fields, row, strict=True)
        )
    except (TypeError, ValueError) as error:
        raise IntegrityFailure("store.damaged") from error


def _quoted(text: str) -> str:
    if _QUOTED.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _refused(field: TableField, cell: Cell) -> str:
    if cell is None:
        raise ValueError(f"{field.name}: an obligatory cell is empty")
    raise ValueError(f"{field.name}: not a {field.type}: {type(cell).__name__}")


def _string_text(cell: Cell) -> str | None:
    if not isinstance(cell, str) or not 0 < len(cell) < _CSV_MAX_CELL:
        return None
    # Most begin with a letter or a figure, which no formula does.
    return "'" + cell if not cell[0].isalnum() and _FORMULA.match(cell) else cell


def _integer_text(cell: Cell) -> str | None:
    return str(cell) if isinstance(cell, int) and not isinstance(cell, bool) else None


def _money_text(cell: Cell) -> str | None:
    if not isinstance(cell, int) or isinstance(cell, bool):
        return None
    euros, cents = divmod(abs(cell), 100)
    return f"{'-' if cell < 0 else ''}{euros}{DECIMAL_CHAR}{cents:02d}"


def _date_text(cell: Cell) -> str | None:
    return cell.isoformat() if isinstance(cell, date) and not isinstance(cell, datetime) else None


def _time_text(cell: Cell) -> str | None:
    if not isinstance(cell, time) or cell.tzinfo is not None or cell.microsecond:
        return None
    return cell.isoformat()


def _datetime_text(cell: Cell) -> str | None:
    return instant_text(cell) if isinstance(cell, datetime) and cell.tzinfo is not None else None


def _local_text(cell: Cell) -> str | None:
    if not isinstance(cell, datetime) or cell.tzinfo is not None:
        return None
    return cell.isoformat(" ", "seconds")


def _boolean_text(cell: Cell) -> str | None:
    if not isinstance(cell, bool):
        return None
    return TRUE if cell else FALSE


_WRITERS: dict[FieldType, Callable[[Cell], str | None]] = {
    "string": _string_text,
    "integer": _integer_text,
    "money": _money_text,
    "date": _date_text,
    "time": _time_text,
    "datetime": _datetime_text,
    "local": _local_text,
    "boolean": _boolean_text,
}


def _as_it_is(cell: Any) -> Cell:
    return cell  # type: ignore[no-any-return]


_STORED: dict[FieldType, Callable[[Any], Cell]] = {
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "datetime": instant_of,
    "boolean": bool,
}
