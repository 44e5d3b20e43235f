"""A principal's statement out of a file: the lines of a CSV as spreadsheets save it. Pure.

Columns ``code``, ``count`` or ``nombre`` where it says so, and ``cents``, or euros in ``montant``; others are passed over, for the file
is theirs. What cannot be read is told with its line.

Source: decision 0077.
"""

from collections.abc import Mapping
from typing import Any, Final

from concierge_desk.domain.errors import Refused
from concierge_desk.domain.money import NotAnAmount, parse_amount
from concierge_desk.services.relay.model.price_sheet import sheet_cells

_CODE, _COUNT, _CENTS, _EUROS = "code", "count", "cents", "montant"
_ALSO: Final[Mapping[str, str]] = {
    "nombre": _COUNT,
    "quantité": _COUNT,
    "amount": _EUROS,
    "montant ht": _EUROS,
}


def read_statement(data: bytes) -> list[dict[str, Any]]:
    """Return the lines of a statement, as ``relay.note_statement`` takes them.

    Raises:
        Refused: ``tariff.sheet_*``, ``relay.statement_nothing``.
    """
    columns: list[str] = []
    lines: list[dict[str, Any]] = []
    for number, given in sheet_cells(data):
        if columns:
            lines.append(_line(number, columns, given))
        else:
            columns = _heading(given)
    if not lines:
        raise Refused("relay.statement_nothing")
    return lines


def _heading(given: list[str]) -> list[str]:
    columns = [_ALSO.get(name.lower(), name.lower()) for name in given]
    for column in (_CODE, _CENTS if _CENTS in columns else _EUROS):
        if column not in columns:
            raise Refused("tariff.sheet_columns", column=column)
        if columns.count(column) > 1:
            raise Refused("tariff.sheet_column", column=column)
    return columns


def _line(number: int, columns: list[str], given: list[str]) -> dict[str, Any]:
    cells = dict(zip(columns, given, strict=False))
    amount = _CENTS if _CENTS in columns else _EUROS
    for column in (_CODE, amount):
        if not cells.get(column):
            raise Refused("tariff.sheet_empty", line=number, column=column)
    line: dict[str, Any] = {"code": cells[_CODE], "cents": _whole(number, amount, cells[amount])}
    if cells.get(_COUNT):
        line["count"] = _whole(number, _COUNT, cells[_COUNT])
    return line


def _whole(number: int, column: str, cell: str) -> int:
    try:
        if column == _EUROS:
            return parse_amount(cell, allow_negative=True)
        # A sign alone is none, and neither is what int() takes beside figures.
        return int(cell if cell.removeprefix("-").isdecimal() and cell.isascii() else "")
    except (NotAnAmount, ValueError) as error:
        raise Refused("tariff.sheet_cell", line=number, column=column, value=cell) from error
