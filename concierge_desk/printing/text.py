"""Document -> plain text, for the screen and for ``print --as text``."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import singledispatch
from types import MappingProxyType

from concierge_desk.domain.blocks.picture import Picture
from concierge_desk.domain.blocks.sentence import Sentence, plain
from concierge_desk.domain.document import (
    PRACTICE_MARK,
    ROLLS,
    Barcode,
    Block,
    Columns,
    Display,
    Document,
    Frame,
    Gap,
    Heading,
    PageEnd,
    Pair,
    Paper,
    Paragraph,
    Rule,
    RuledLines,
    Signature,
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
    title_lines,
    wrap,
)
from concierge_desk.printing.typography import french, is_french

WIDTHS: Mapping[Paper, int] = MappingProxyType({"roll80": 42, "roll58": 32, "a6": 48, "a5": 64, "a4": 96})
"""Characters across each paper; 42 and 32 are what a thermal printer writes on 80 and 58 mm."""

NARROWEST = 20
_WIDE = 80
_ROUNDING = 1e-3
_FRAME = 4
"""Characters that the sides of a frame take, a space inside each."""
_SIGNATURE = (40, 4)


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that stand together.

    Attributes:
        block: What they say; None for a mark and for what stands at the head of a sheet.
        lines: Each as long as it is shown.
    """

    block: Block | None
    lines: tuple[str, ...]


def to_text(document: Document, width: int | None = None) -> str:
    """Return the document as lines of at most ``width`` characters, else those of its paper.

    Raises:
        ValueError: For a width below 20, which the marks would not fit into.

    Source: docs/contract.md, "Documents"; docs/requirements.md, R-1.13, R-1.21 (marks).
    """
    limit = WIDTHS[document.paper] if width is None else width
    if limit < NARROWEST:
        raise ValueError(f"narrower than {NARROWEST} characters: {limit}")
    found = passages(document, limit, cleaner(document.language))
    return "".join(f"{line.rstrip()}\n" for passage in found for line in passage.lines)


def letter_text(document: Document) -> str:
    """Return what a document says as the text of a letter: without the marks and the head of a sheet."""
    found = passages(document, WIDTHS[document.paper], cleaner(document.language))
    said = (passage for passage in found if passage.block is not None)
    return "".join(f"{line.rstrip()}\n" for passage in said for line in passage.lines)


def passages(document: Document, limit: int, clean: Callable[[str], str]) -> Iterator[Passage]:
    """Yield what a document says, from its marks to its marks, in lines of at most so many characters.

    Args:
        document: The document.
        limit: Characters across.
        clean: Makes of a text what the medium can show.
    """
    ruler = Ruler(clean, len, len, gap=2 if limit >= _WIDE else 1, floor=6)
    practice = [PRACTICE_MARK] if document.practice else []
    duplicate = [] if document.duplicate_mark is None else wrap(document.duplicate_mark, limit, len)
    for mark in (*practice, *duplicate):
        yield Passage(None, (mark.center(limit),))
    if document.paper not in ROLLS.values():
        yield Passage(None, (*wrap(clean(document.heading), limit, len), "-" * limit))
    for block in document.blocks:
        yield Passage(block, tuple(_lines(block, limit, ruler)))
    for mark in practice:
        yield Passage(None, (mark.center(limit),))


def cleaner(language: str) -> Callable[[str], str]:
    """Return what makes a text of a language tidy, and sets its spaces."""
    return _tidy_french if is_french(language) else tidy


def _tidy_french(text: str) -> str:
    return french(tidy(text))


@singledispatch
def _lines(block: Block, limit: int, ruler: Ruler) -> list[str]:
    """Return the lines of a block."""
    raise NotImplementedError(block)


@_lines.register
def _sentence(block: Heading | Paragraph, limit: int, ruler: Ruler) -> list[str]:
    return wrap(ruler.clean(block.text), limit, len)


@_lines.register
def _marked(block: Sentence, limit: int, ruler: Ruler) -> list[str]:
    return wrap(ruler.clean(" ".join(filter(None, (plain(block.lead), plain(block.text))))), limit, len)


@_lines.register
def _picture(block: Picture, limit: int, ruler: Ruler) -> list[str]:
    return wrap(ruler.clean(f"({block.told})"), limit, len)


@_lines.register
def _columns(block: Columns, limit: int, ruler: Ruler) -> list[str]:
    return [line for one in block.blocks for line in _lines(one, limit, ruler)]


@_lines.register
def _frame(block: Frame, limit: int, ruler: Ruler) -> list[str]:
    return list(_framed(wrap(ruler.clean(block.text), limit - _FRAME, len), limit))


@_lines.register
def _display(block: Display, limit: int, ruler: Ruler) -> list[str]:
    return [line.center(limit) for line in wrap(ruler.clean(block.text), limit, len)]


@_lines.register
def _barcode(block: Barcode, limit: int, ruler: Ruler) -> list[str]:
    caption = ruler.clean(block.caption)
    return [line for text in dict.fromkeys((caption, block.data)) if text for line in wrap(text, limit, len)]


@_lines.register
def _signature(block: Signature, limit: int, ruler: Ruler) -> list[str]:
    width, height = _SIGNATURE
    return [
        line
        for label in (block.label, block.beside)
        if label
        for line in (*wrap(ruler.clean(label), limit, len), *_framed([""] * height, min(width, limit)))
    ]


@_lines.register
def _pair(block: Pair, limit: int, ruler: Ruler) -> list[str]:
    return [left + right.rjust(limit - len(left)) for left, right in pair_lines(block, limit, ruler)]


@_lines.register
def _rule(_block: Rule, limit: int, _ruler: Ruler) -> list[str]:
    return ["-" * limit]


@_lines.register
def _gap(_block: Gap | PageEnd, _limit: int, _ruler: Ruler) -> list[str]:
    return [""]


@_lines.register
def _ruled(block: RuledLines, limit: int, ruler: Ruler) -> list[str]:
    """Return the titles, and a line to write on before each code."""
    titles = wrap(" | ".join(ruler.clean(column.title) for column in block.columns), limit, len)
    return [*titles, *(code.rjust(limit, "_") for code in block.codes)]


@_lines.register
def _table(block: Table, limit: int, ruler: Ruler) -> list[str]:
    table = cleaned(block, ruler)
    found = table_widths(table, limit, ruler, breaking=True)
    if found is None:
        return [line for part in stacked(table) for line in _lines(part, limit, ruler)]
    widths = [math.floor(width + _ROUNDING) for width in found]
    widths[0] += limit - sum(widths) - int(ruler.gap) * (len(widths) - 1)
    edge = "-" * limit
    between = " " * int(ruler.gap)

    def lines(rows: Iterable[tuple[str, ...]]) -> list[str]:
        return [
            between.join(
                cell.rjust(width) if column.align == "right" else cell.ljust(width)
                for column, cell, width in zip(table.columns, row, widths, strict=True)
            )
            for row in rows
        ]

    titles = title_lines([column.title for column in table.columns], widths, len)
    total = [] if table.total is None else [edge, *lines(row_lines(table.total, widths, len))]
    rows = (line for row in table.rows for line in row_lines(row, widths, len))
    return [*lines(titles), edge, *lines(rows), *total]


def _framed(lines: list[str], width: int) -> Iterator[str]:
    edge = f"+{'-' * (width - 2)}+"
    yield edge
    for line in lines:
        yield f"| {line.ljust(width - _FRAME)} |"
    yield edge
