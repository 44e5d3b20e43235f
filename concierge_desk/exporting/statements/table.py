"""CSV of a bank: the lines of an account, by the headings of its columns, as French banks write them.

Source: docs/contract.md, "The bank's lines" (headings and days that are read); decision 0082.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from concierge_desk.domain.errors import Refused
from concierge_desk.domain.money import NotAnAmount
from concierge_desk.exporting.statements.lines import BankFileLine, BankStatement, iso_day, signed_cents

_SEPARATORS = (";", "\t", ",")
_LONGEST = 2_000
"""Characters of a cell."""

_DAYS: Final = (
    *("date de comptabilisation", "date comptabilisation", "date comptable", "date operation"),
    *(
        "date de l operation",
        "date d operation",
        "dateop",
        "date op",
        "date",
        "booking date",
        "date de valeur",
    ),
)
"""Headings of the day, the one that is taken first where there are several."""
_AMOUNTS: Final = ("montant", "montant en euros", "montant euros", "montant eur", "montant operation")
_AMOUNTS_TOO: Final = ("montant de l operation", "montant total ttc local", "amount", "montant total")
_DEBITS: Final = ("debit", "debit euros", "debit en euros", "debit eur", "montant debit", "debit euro")
_CREDITS: Final = tuple(name.replace("debit", "credit") for name in _DEBITS)
_LABELS: Final = ("libelle", "label", "nature", "detail", "informations complementaires", "intitule", "motif")
_CURRENCIES: Final = ("devise", "currency", "currencycode")

_ISO = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})(?:[ T].*)?", re.ASCII)
_FRENCH = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?: .*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Places of what is read; of the amount either one column, or one for what left and one for what arrived."""

    day: int
    amount: int | None
    debit: int | None
    credit: int | None
    labels: tuple[int, ...]
    currency: int | None


def read_table(data: bytes) -> BankStatement:
    """Return the lines of the account in a file.

    Raises:
        Refused: ``bank.file_unreadable``, ``bank.file_columns``, ``bank.file_nothing``, ``bank.file_currency``,
            ``bank.file_day``, ``bank.file_amount``.
    """
    text = _decoded(data)
    for separator in _SEPARATORS:
        rows = _rows(text, separator)
        for place, (_line, row) in enumerate(rows):
            columns = _columns(row)
            if columns is not None:
                return _statement(rows[place + 1 :], columns)
    raise Refused("bank.file_columns")


def _statement(rows: Sequence[tuple[int, list[str]]], columns: _Columns) -> BankStatement:
    lines = tuple(_lines(rows, columns))
    if not lines:
        raise Refused("bank.file_nothing")
    return BankStatement(lines)


def _rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    found = []
    try:
        for cells in reader:
            if max(map(len, cells), default=0) > _LONGEST:
                raise Refused("bank.file_unreadable")
            found.append((reader.line_num, [_cell(cell) for cell in cells]))
    except csv.Error as error:
        raise Refused("bank.file_unreadable") from error
    return found


def _cell(text: str) -> str:
    """Return a cell without what keeps a spreadsheet from reading it as a number: ``="0301"``."""
    return " ".join(re.sub(r'^="?|"$', "", text.strip()).split())


def _decoded(data: bytes) -> str:
    if b"\0" in data:
        raise Refused("bank.file_unreadable")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _columns(row: Sequence[str]) -> _Columns | None:
    """Return where a heading says that what is read stands; None where the row is no heading."""
    names: dict[str, int] = {}
    for place, cell in enumerate(row):
        names.setdefault(_folded(cell), place)
    day = _first(names, _DAYS)
    amount = _first(names, (*_AMOUNTS, *_AMOUNTS_TOO))
    debit, credit = _first(names, _DEBITS), _first(names, _CREDITS)
    if day is None or (amount is None and (debit is None or credit is None)):
        return None
    labels = tuple(place for name, place in names.items() if name.startswith(_LABELS))
    return _Columns(day, amount, debit, credit, labels, _first(names, _CURRENCIES))


def _first(names: Mapping[str, int], known: Sequence[str]) -> int | None:
    return next((names[name] for name in known if name in names), None)


def _folded(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def _lines(rows: Sequence[tuple[int, list[str]]], columns: _Columns) -> Iterator[BankFileLine]:
    month_first = _is_month_first([_at(row, columns.day) for _n, row in rows])
    for line, row in rows:
        day = _at(row, columns.day)
        # Without a figure it is a blank, a total, a balance.
        amount = _amount(line, row, columns) if any(map(str.isdigit, day)) else 0
        if not amount:
            continue
        currency = _at(row, columns.currency).upper()
        if currency not in {"", "EUR", "EURO", "EUROS", "€"}:
            raise Refused("bank.file_currency", currency=currency[:3])
        iso = _day(day, month_first=month_first)
        if iso is None:
            raise Refused("bank.file_day", line=line, value=day[:20])
        words = dict.fromkeys(text for place in columns.labels if (text := _at(row, place)))
        yield BankFileLine(iso, amount, None, " ".join(words) or None)


def _amount(line: int, row: Sequence[str], columns: _Columns) -> int:
    """Return what a row moves: one signed amount, or what arrived less what left, whatever sign that bears."""
    if columns.amount is not None:
        return _cents(line, _at(row, columns.amount))
    left = abs(_cents(line, _at(row, columns.debit)))
    return _cents(line, _at(row, columns.credit)) - left


def _cents(line: int, text: str) -> int:
    if not text or text == "-":
        return 0
    try:
        return signed_cents(text)
    except NotAnAmount as error:
        raise Refused("bank.file_amount", line=line, value=text[:20]) from error


def _at(row: Sequence[str], place: int | None) -> str:
    return "" if place is None or place >= len(row) else row[place]


def _day(text: str, *, month_first: bool) -> str | None:
    if found := _ISO.fullmatch(text):
        return iso_day(int(found[1]), int(found[2]), int(found[3]))
    if found := _FRENCH.fullmatch(text):
        day, month = (found[2], found[1]) if month_first else (found[1], found[2])
        return iso_day(int(found[3]), int(month), int(day))
    return None


def _is_month_first(days: Sequence[str]) -> bool:
    """Say whether the days of a file are written with the month first: one of them can be nothing else, and none is against it."""
    parts = [(int(found[1]), int(found[2])) for day in days if (found := _FRENCH.fullmatch(day))]
    return any(second > 12 for _first_part, second in parts) and all(first <= 12 for first, _s in parts)
