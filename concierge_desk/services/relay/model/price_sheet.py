"""Price sheet: the rows of a CSV as spreadsheets save it, each with the number of its line.

The columns are those of ``resources/laposte-tariffs.csv``; what may be left out of a row of ``tariff.import`` may be left out
here. A price stands in ``cents``, or in euros in ``prix``. What cannot be read is told with its line.

Source: docs/contract.md, "A price sheet"; docs/trade.md, "Rules of the tariff rows".
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from concierge_desk.counter.service_parts import SheetRow
from concierge_desk.counter.values.fields import form_of
from concierge_desk.counter.values.kinds import Unreadable
from concierge_desk.domain.dated import ISO_DAY
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.money import NotAnAmount, parse_amount
from concierge_desk.services.relay.model.postage.tariff import TariffRow
from concierge_desk.services.relay.model.tariffs import SheetLine

PRICE: Final = "prix"
_NEEDED = ("product", "max_g", "valid_from")
_KNOWN = (
    *_NEEDED,
    *("label_fr", "zone", "cents", PRICE, "vat_code", "valid_to", "source", "confidence", "coverage"),
)
_SEPARATORS = (";", ",", "\t")
_WHOLE = re.compile(r"[0-9]{1,9}")
_LINE = SheetLine(form_of(TariffRow))

_LONGEST = 500
"""Characters of a cell: what is longer is no cell, whatever a reader of tables would take."""


def read_sheet(data: bytes) -> tuple[SheetRow, ...]:
    """Return the rows of a sheet, as ``tariff.import`` takes them.

    Raises:
        Refused: ``tariff.sheet_*``, with the line where it is one.
    """
    columns: list[str] = []
    rows: list[SheetRow] = []
    for line, given in sheet_cells(data):
        if columns:
            rows.append(SheetRow(line, _row(line, columns, given)))
        else:
            columns = _heading(given)
    if not rows:
        raise Refused("tariff.sheet_nothing")
    return tuple(rows)


def sheet_cells(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the filled lines of a CSV as a spreadsheet saves it: the number of each, its cells without blanks around them.

    Raises:
        Refused: ``tariff.sheet_unreadable``.
    """
    text = _decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=first.count))
    try:
        for cells in reader:
            given = [cell.strip() for cell in cells]
            if max(map(len, given), default=0) > _LONGEST:
                raise Refused("tariff.sheet_unreadable")
            if any(given):
                yield reader.line_num, given
    except csv.Error as error:
        raise Refused("tariff.sheet_unreadable") from error


def _decoded(data: bytes) -> str:
    """Return the text: as UTF-8, else as spreadsheets of Windows save it."""
    if b"\0" in data:
        raise Refused("tariff.sheet_unreadable")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _heading(given: list[str]) -> list[str]:
    columns = [name.lower() for name in given]
    needed = (*_NEEDED, "cents") if PRICE not in columns else _NEEDED
    for column in needed:
        if column not in columns:
            raise Refused("tariff.sheet_columns", column=column)
    for place, column in enumerate(columns):
        if column not in _KNOWN or column in columns[:place]:
            raise Refused("tariff.sheet_column", column=column)
    return columns


def _row(line: int, columns: list[str], given: list[str]) -> Mapping[str, Any]:
    """Return a row as the command takes it; what ends too early has empty cells."""
    if any(given[len(columns) :]):
        raise Refused("tariff.sheet_cells", line=line, count=len(given), columns=len(columns))
    cells: dict[str, Any] = {}
    for column, cell in zip(columns, [*given, *[""] * len(columns)], strict=False):
        if cell:
            cells["cents" if column == PRICE else column] = _READERS.get(column, _text)(line, cell)
    for column in ("product", "cents", "valid_from"):
        if column not in cells:
            raise Refused("tariff.sheet_empty", line=line, column=column)
    cells.setdefault("max_g", "")
    try:
        _LINE.read(cells)
    except Unreadable as error:
        column = str(error.params.get("inner", "product"))
        value = cells.get(column, "")
        raise Refused("tariff.sheet_cell", line=line, column=column, value=value) from error
    return cells


def _text(_line: int, cell: str) -> str:
    return cell


def _cents(line: int, cell: str) -> int:
    if not _WHOLE.fullmatch(cell):
        raise Refused("tariff.sheet_price", line=line, value=cell)
    return int(cell)


def _euros(line: int, cell: str) -> int:
    try:
        return parse_amount(cell)
    except NotAnAmount as error:
        raise Refused("tariff.sheet_price", line=line, value=cell) from error


def _grams(line: int, cell: str) -> int:
    if not _WHOLE.fullmatch(cell) or int(cell) == 0:
        raise Refused("tariff.sheet_weight", line=line, value=cell)
    return int(cell)


def _day(line: int, cell: str) -> str:
    iso = cell if ISO_DAY.fullmatch(cell) else "-".join(reversed(cell.split("/")))
    try:
        return date.fromisoformat(iso if ISO_DAY.fullmatch(iso) else "").isoformat()
    except ValueError as error:
        raise Refused("tariff.sheet_day", line=line, value=cell) from error


_READERS: Final[Mapping[str, Callable[[int, str], Any]]] = {
    "cents": _cents,
    PRICE: _euros,
    "max_g": _grams,
    "valid_from": _day,
    "valid_to": _day,
}
