"""Reads a table of an export back, byte for byte: what is written says everything that was in it."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime, time

from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.domain.journal import instant_of
from concierge_desk.exporting.tables import (
    DELIMITER,
    ENCODING,
    TRUE,
    Cell,
    FieldType,
    TableField,
    TableSpec,
    to_csv,
)

_FORMULA = re.compile(r"'*(?:\s*[=+\-@]|[\t\r\n])")
_MONEY = re.compile(r"(-?)([0-9]+),([0-9]{2})")


def from_csv(spec: TableSpec, data: bytes) -> list[tuple[Cell, ...]]:
    """Return the rows of a file that `to_csv` wrote.

    Raises:
        IntegrityFailure: ``file.damaged`` with ``member`` when the bytes are not exactly what `to_csv`
            makes of the rows found.
    """
    try:
        reader = csv.reader(io.StringIO(data.decode(ENCODING), newline=""), delimiter=DELIMITER, strict=True)
        next(reader, None)  # the header: compared with the rest below
        rows = [
            tuple(_cell_of(field, text) for field, text in zip(spec.fields, texts, strict=True))
            for texts in reader
        ]
        rewritten = to_csv(spec, rows)
    except (ValueError, OverflowError, csv.Error) as error:
        raise IntegrityFailure("file.damaged", member=spec.file) from error
    if rewritten != data:
        raise IntegrityFailure("file.damaged", member=spec.file)
    return rows


def _cell_of(field: TableField, text: str) -> Cell:
    return _READERS[field.type](text) if text else None


def _string_of(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _boolean_of(text: str) -> bool:
    return text == TRUE


def _money_of(text: str) -> int:
    found = _MONEY.fullmatch(text)
    if found is None:
        raise ValueError(f"not an amount: {text!r}")
    sign, euros, cents = found.groups()
    amount = int(euros) * 100 + int(cents)
    return -amount if sign else amount


_READERS: dict[FieldType, Callable[[str], Cell]] = {
    "string": _string_of,
    "integer": int,
    "money": _money_of,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "datetime": instant_of,
    "local": datetime.fromisoformat,
    "boolean": _boolean_of,
}
