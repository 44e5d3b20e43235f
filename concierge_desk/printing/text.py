"""Document -> plain text, for the screen and for ``print --as text``."""

import math
from collections.abc import Mapping
from types import MappingProxyType

from concierge_desk.domain.document import (
    PRACTICE_MARK,
    Block,
    Document,
    Gap,
    Heading,
    Pair,
    Paper,
    Paragraph,
    Rule,
    Table,
)
from concierge_desk.printing.layout import (
    Ruler,
    cleaned,
    pair_lines,
    row_lines,
    stacked,
    table_widths,
    tidy,
    wrap,
)

WIDTHS: Mapping[Paper, int] = MappingProxyType({"roll80": 42, "a6": 48, "a4": 96})
"""Characters across each paper; 42 is what a thermal printer writes on 80 mm."""

NARROWEST = 20
_WIDE = 80
_ROUNDING = 1e-3


def to_text(document: Document, width: int | None = None) -> str:
    """Return the document as lines of at most ``width`` characters, else those of its paper.

    Raises:
        ValueError: For a width below 20, which the marks would not fit into.

    Source: DESIGN §6 (text for the screen); R-1.13, R-1.21 (marks).
    """
    limit = WIDTHS[document.paper] if width is None else width
    if limit < NARROWEST:
        raise ValueError(f"narrower than {NARROWEST} characters: {limit}")
    practice = [PRACTICE_MARK.center(limit)] if document.practice else []
    duplicate = document.duplicate_mark
    lines = [*practice]
    if duplicate is not None:
        lines += [line.center(limit) for line in wrap(duplicate, limit, len)]
    if document.paper != "roll80":
        lines += [*wrap(tidy(document.heading), limit, len), "-" * limit]
    ruler = Ruler(tidy, len, len, gap=2 if limit >= _WIDE else 1, floor=6)
    for block in document.blocks:
        lines += _block(block, limit, ruler)
    lines += practice
    return "".join(line.rstrip() + "\n" for line in lines)


def _block(block: Block, limit: int, ruler: Ruler) -> list[str]:
    match block:
        case Heading(text) | Paragraph(text):
            return wrap(tidy(text), limit, len)
        case Pair():
            lines = pair_lines(block, limit, ruler)
            return [left + right.rjust(limit - len(left)) for left, right in lines]
        case Rule():
            return ["-" * limit]
        case Gap():
            return [""]
        case Table():
            return _table(cleaned(block, ruler), limit, ruler)


def _table(table: Table, limit: int, ruler: Ruler) -> list[str]:
    found = table_widths(table, limit, ruler, breaking=True)
    if found is None:
        return [line for block in stacked(table) for line in _block(block, limit, ruler)]
    widths = [math.floor(width + _ROUNDING) for width in found]
    widths[0] += limit - sum(widths) - int(ruler.gap) * (len(widths) - 1)
    rows = [tuple(column.title for column in table.columns), None, *table.rows]
    if table.total is not None:
        rows += [None, table.total]
    return [
        line for row in rows for line in (["-" * limit] if row is None else _row(table, row, widths, ruler))
    ]


def _row(table: Table, cells: tuple[str, ...], widths: list[int], ruler: Ruler) -> list[str]:
    between = " " * int(ruler.gap)
    return [
        between.join(
            cell.rjust(width) if column.align == "right" else cell.ljust(width)
            for column, cell, width in zip(table.columns, line, widths, strict=True)
        )
        for line in row_lines(cells, widths, len)
    ]
