"""Workbook as an XLSX file: same contents, same bytes, whatever the machine.

The library's zip is packed again without compression and with one date: how a machine compresses is not ours to know.
Every text is written as a text, so that none is run as a formula or a link; nothing is written that a spreadsheet reckons.

Source: decision 0081; https://xlsxwriter.readthedocs.io/.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from concierge_desk.domain.money import format_amount
from concierge_desk.exporting.sheets import Grid, LabelledCell, SheetColumn, Workbook, WorkbookSheet
from concierge_desk.exporting.tables import FALSE, TRUE, Cell, FieldType

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
_FIRST = (1980, 1, 1, 0, 0, 0)
_UNIX, _MODE = 3, 0o100644 << 16
_LONGEST = 32_767
"""Signs in a cell."""
_NARROW, _WIDE = 9, 46
"""Width of a column, in figures of the usual letter."""
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.7, "bottom": 0.7}
"""Of a printed page, in inches."""

_NUMBERS: dict[FieldType, str] = {
    "string": "@",
    "integer": "0",
    "money": '#,##0.00\\ "€"',
    "date": "dd/mm/yyyy",
    "local": "dd/mm/yyyy\\ hh:mm",
    "boolean": "@",
}
_RIGHT: frozenset[FieldType] = frozenset({"integer", "money"})
_SHOWN: dict[FieldType, int] = {"date": 11, "local": 17}


def to_xlsx(book: Workbook) -> bytes:
    """Return the file of a workbook.

    Raises:
        ValueError: When a row has not one cell per column, or a sheet has a name that no sheet may have.
    """
    # Nothing but a file of this kind needs it.
    from xlsxwriter import Workbook as Writer  # noqa: PLC0415

    written = io.BytesIO()
    writer = Writer(written, {"in_memory": True})
    created = book.created.astimezone(UTC).replace(tzinfo=None)
    writer.set_properties({"title": book.title, "author": book.author, "created": created})
    looks = _Looks(writer)
    for sheet in book.sheets:
        _Page(writer.add_worksheet(sheet.name), looks, sheet, book).write()
    writer.close()
    return _stored(written.getvalue())


def _stored(data: bytes) -> bytes:
    """Return a zip with the same members, none of them compressed, and no trace of the machine."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(again, "w", zipfile.ZIP_STORED) as kept:
        for name in made.namelist():
            member = zipfile.ZipInfo(name, _FIRST)
            member.create_system, member.external_attr = _UNIX, _MODE
            kept.writestr(member, made.read(name))
    return again.getvalue()


class _Looks:
    """Looks of cells, each made once."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self._made: dict[tuple[str, FieldType], Format] = {}

    def of(self, look: str, kind: FieldType = "string") -> "Format":
        """Return a look for cells of a type: ``title``, ``heading``, ``head``, ``cell``, ``total``, ``label``, ``figure``."""
        if (look, kind) not in self._made:
            told = {"valign": "top", "num_format": _NUMBERS[kind], **_LOOKS[look]}
            side = {"align": "right", "indent": 1} if kind in _RIGHT else {"align": "left"}
            self._made[look, kind] = self._writer.add_format({**side, **told})
        return self._made[look, kind]


_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "heading": {"bold": True, "font_size": 12},
    "head": {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E8ECF2", "num_format": "@"},
    "cell": {"text_wrap": True},
    "total": {"bold": True, "top": 1},
    "label": {"text_wrap": True},
    "figure": {"align": "left", "indent": 0, "text_wrap": True, "bold": True},
    "none": {"italic": True},
}


class _Page:
    """One sheet while it is written, line by line."""

    def __init__(self, page: "Worksheet", looks: _Looks, sheet: WorkbookSheet, book: Workbook) -> None:
        self._page, self._looks, self._sheet, self._book = page, looks, sheet, book
        self._row = 0
        self._widths: dict[int, int] = {}

    def write(self) -> None:
        """Write it whole, then say how it is printed."""
        title = f"{self._sheet.title} — {self._book.mark}" if self._book.mark else self._sheet.title
        self._put(0, title, "title", fits=False)
        self._row = 2
        for number, part in enumerate(self._sheet.parts):
            if isinstance(part, LabelledCell):
                self._put(0, part.label, "label")
                self._put(1, part.value, "figure", part.type)
                self._row += 1
            else:
                self._grid(part, first=number == 0)
        self._lay_out()

    def _grid(self, grid: Grid, *, first: bool) -> None:
        if not first:
            self._row += 1
        if grid.heading:
            self._put(0, grid.heading, "heading", fits=False)
            self._row += 1
        if grid.none and not grid.rows:
            self._put(0, grid.none, "none", fits=False)
            self._row += 1
            return
        for place, column in enumerate(grid.columns):
            self._put(place, column.title, "head", column.type, fits=False)
            # A title breaks between its words, what stands below it does not.
            self._fit(place, max(map(len, column.title.split())))
        if first:
            self._page.freeze_panes(self._row + 1, 0)
            self._page.repeat_rows(self._row)
        self._row += 1
        for row in grid.rows:
            self._line(grid.columns, row, "cell")
        if grid.total is not None:
            self._line(grid.columns, grid.total, "total")

    def _line(self, columns: Sequence[SheetColumn], row: Sequence[Cell], look: str) -> None:
        for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
            self._put(place, cell, look, "string" if isinstance(cell, str) else column.type)
        self._row += 1

    def _put(
        self, place: int, cell: Cell, look: str, kind: FieldType = "string", *, fits: bool = True
    ) -> None:
        page, at = self._page, self._row
        shape = self._looks.of(look, kind)
        if cell is None:
            page.write_blank(at, place, None, shape)
        elif isinstance(cell, int) and not isinstance(cell, bool):
            page.write_number(at, place, Decimal(cell) / 100 if kind == "money" else cell, shape)
        elif isinstance(cell, date):
            page.write_datetime(at, place, cell, shape)
        else:
            page.write_string(at, place, _text(cell), shape)
        if fits:
            self._fit(place, _width(cell, kind))

    def _fit(self, place: int, width: int) -> None:
        self._widths[place] = max(self._widths.get(place, _NARROW), width)

    def _lay_out(self) -> None:
        """Say how wide the columns are, and how it is printed: whole columns on pages of A4."""
        page, last = self._page, max(self._widths, default=0)
        for place, width in self._widths.items():
            page.set_column(place, place, min(width + 2, _WIDE))
        # Numbers of items are texts on purpose: no mark in a corner asks about them.
        page.ignore_errors({"number_stored_as_text": f"A1:{chr(ord('A') + last)}{self._row + 1}"})
        page.set_paper(_A4)
        if self._sheet.landscape:
            page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_margins(**_MARGINS)
        page.print_area(0, 0, max(self._row - 1, 0), last)
        if self._book.mark:
            page.set_header(f"&C&B{_plain(self._book.mark)}")
        page.set_footer(f"&L{_plain(self._book.foot)}&R&P / &N")


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return TRUE if cell else FALSE
    text = str(cell)[:_LONGEST]
    # The library takes this for the inside of a cell, as it lies in the file.
    return f" {text}" if text.startswith("<r>") else text


def _plain(text: str) -> str:
    """Return a text for the edge of a page, where ``&`` begins a command."""
    return text.replace("&", "&&")


def _width(cell: Cell, kind: FieldType) -> int:
    if cell is None or kind in _SHOWN:
        return _SHOWN.get(kind, 0)
    return len(format_amount(cell)) if kind == "money" and isinstance(cell, int) else len(str(cell))
