"""Sheets of a workbook: titled columns and typed cells, for people who open a spreadsheet; pure data.

What a cell is follows from its column, as in the tables of an export (`exporting.tables`): a text stays a text to its last
sign, cents are shown as euros, a day is a day. Nothing is reckoned by the spreadsheet: totals are figures as well.

Source: docs/format-laposte.md, "Le relevé journalier, pour La Poste"; decision 0081.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from concierge_desk.exporting.tables import Cell, FieldType


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of a grid.

    Attributes:
        title: In French.
        type: What its cells are.
    """

    title: str
    type: FieldType = "string"


@dataclass(frozen=True, slots=True)
class LabelledCell:
    """One figure with what it is called: a row of two cells."""

    label: str
    value: Cell
    type: FieldType = "string"


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows below a line of titles.

    Attributes:
        columns: Left to right.
        rows: A cell for each column; None for an empty one.
        total: The last row; None without one.
        heading: Stands above; empty without one.
        none: Stands in place of the rows where there are none.
    """

    columns: tuple[SheetColumn, ...]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] | None = None
    heading: str = ""
    none: str = ""


Part: TypeAlias = LabelledCell | Grid


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """One sheet.

    Attributes:
        name: On its tab: at most 31 signs, none of ``[]:*?/`` and the backslash.
        title: Its first line.
        parts: Below it, one after the other; where the first is a grid, its titles stay in sight and come on every page.
        landscape: It is printed across.
    """

    name: str
    title: str
    parts: tuple[Part, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook.

    Attributes:
        title: What it is.
        author: Who made it.
        created: An instant that its contents decide: the same contents are the same bytes.
        sheets: In their order.
        foot: Stands below every printed page, such as the anchor.
        mark: Stands above every printed page and on every sheet, such as FACTICE; empty without one.
    """

    title: str
    author: str
    created: datetime
    sheets: tuple[WorkbookSheet, ...]
    foot: str
    mark: str = ""
