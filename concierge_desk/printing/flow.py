"""Blocks -> bands: strips of the paper's width that a page break cannot cut."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from concierge_desk.domain.document import Block, Column, Gap, Heading, Pair, Paper, Paragraph, Rule, Table
from concierge_desk.printing.fonts import BOLD, REGULAR, measure, printable
from concierge_desk.printing.layout import (
    Ruler,
    cleaned,
    pair_lines,
    row_lines,
    stacked,
    table_widths,
    wrap,
)

MM = 72 / 25.4

_TABLE_SIZES = (1, 0.9, 0.8)
"""Of the text's size: a crowded table is set smaller before its words are broken."""

_ROW_SPACE = 0.16
"""After a row or a pair, as a part of its line: tells a new one from a wrapped line."""


@dataclass(frozen=True, slots=True)
class Style:
    """The measures of a paper, in points.

    Attributes:
        width: Of the paper.
        height: Of the paper; a roll is as long as needed.
        margin: Left empty on every side.
        size: Of the text; leading, headings and small print follow from it.
        gap: Least distance between two columns.
    """

    width: float
    height: float | None
    margin: float
    size: float
    gap: float

    @property
    def inner(self) -> float:
        """Width between the margins."""
        return self.width - 2 * self.margin

    @property
    def leading(self) -> float:
        """Height of a line."""
        return round(self.size * 1.34, 2)

    @property
    def heading(self) -> float:
        """Size of headings."""
        return round(self.size * 1.22, 2)

    @property
    def small(self) -> float:
        """Size of the page's head and of the titles of columns."""
        return round(self.size * 0.86, 2)

    @property
    def ruler(self) -> Ruler:
        """What the text measures."""
        plain, strong = measure(REGULAR, self.size), measure(BOLD, self.size)
        return Ruler(printable, plain, strong, self.gap, self.size * 4)


STYLES: Mapping[Paper, Style] = MappingProxyType(
    {
        "roll80": Style(80 * MM, None, 4 * MM, 9, 6),
        "a6": Style(105 * MM, 148 * MM, 8 * MM, 9, 8),
        "a4": Style(210 * MM, 297 * MM, 18 * MM, 9.5, 12),
    }
)


@dataclass(frozen=True, slots=True)
class Run:
    """A text at its place: ``x`` from the left margin, its baseline set by its band."""

    x: float
    text: str
    font: str
    size: float
    grey: float = 0


@dataclass(frozen=True, slots=True)
class Band:
    """A strip of the paper.

    Attributes:
        height: Of the strip.
        runs: Its texts, on one baseline.
        baseline: Of its texts, from its top.
        line: Thickness of the line across its middle, or 0.
    """

    height: float
    runs: tuple[Run, ...] = ()
    baseline: float = 0
    line: float = 0

    @property
    def blank(self) -> bool:
        """Say whether nothing is drawn."""
        return not self.runs and not self.line


Bands: TypeAlias = tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Bands that stay on one page where one page can hold them.

    Attributes:
        bands: From top to bottom.
        head: Repeated first when a new page begins with this group or inside it.
        keep_next: Not left alone at the foot of a page.
    """

    bands: Bands
    head: Bands = ()
    keep_next: bool = False

    @property
    def height(self) -> float:
        """Of all its bands."""
        return height_of(self.bands)


def height_of(bands: Bands) -> float:
    """Return the height of bands under one another."""
    return sum(band.height for band in bands)


def line_of(style: Style, *runs: Run, leading: float | None = None) -> Band:
    """Return a band that holds one line of text."""
    height = style.leading if leading is None else leading
    size = max((run.size for run in runs), default=style.size)
    return Band(height, tuple(run for run in runs if run.text), (height + size * 0.74) / 2)


def rule_of(style: Style, line: float = 0.5, height: float | None = None) -> Band:
    """Return a band with a thin line across it."""
    return Band(style.size * 0.75 if height is None else height, line=line)


def flow(block: Block, style: Style) -> Iterator[Group]:
    """Yield the groups of a block."""
    match block:
        case Heading(text):
            width = measure(BOLD, style.heading)
            lines = wrap(printable(text), style.inner, width)
            leading = style.heading * 1.55
            runs = (Run(0, line, BOLD, style.heading) for line in lines)
            yield Group(tuple(line_of(style, run, leading=leading) for run in runs), keep_next=True)
        case Paragraph(text, emphasis):
            font = BOLD if emphasis else REGULAR
            lines = wrap(printable(text), style.inner, measure(font, style.size))
            for line in lines:
                yield Group((line_of(style, Run(0, line, font, style.size)),))
        case Pair():
            yield _pair(block, style)
        case Rule():
            yield Group((rule_of(style),))
        case Gap():
            yield Group((Band(round(style.leading * 0.7, 2)),))
        case Table():
            yield from _table(cleaned(block, style.ruler), style)


def _pair(pair: Pair, style: Style) -> Group:
    ruler = style.ruler
    width = ruler.measure(pair.strong)
    font = BOLD if pair.strong else REGULAR
    return Group(
        _spaced(
            line_of(
                style,
                Run(0, left, font, style.size),
                Run(style.inner - width(right), right, font, style.size),
            )
            for left, right in pair_lines(pair, style.inner, ruler)
        )
    )


def _spaced(lines: Iterable[Band]) -> Bands:
    *above, last = lines
    return (*above, replace(last, height=last.height + last.height * _ROW_SPACE))


def _table(table: Table, style: Style) -> Iterator[Group]:
    found, style = _fitted(table, style)
    if found is None:
        for block in stacked(table):
            yield from flow(block, style)
        return
    columns, widths = table.columns, tuple(found)
    titles = tuple(column.title for column in columns)
    head = (*_row(columns, titles, widths, style, BOLD), rule_of(style, height=style.size * 0.6))
    yield Group((Band(style.size * 0.3), *head), keep_next=True)
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        bands = _row(columns, row, widths, style, REGULAR)
        yield Group(bands, head, keep_next=number == last and table.total is not None)
    if table.total is not None:
        bands = _row(columns, table.total, widths, style, BOLD)
        yield Group((rule_of(style, height=style.size * 0.6), *bands), head)


def _fitted(table: Table, style: Style) -> tuple[list[float] | None, Style]:
    """Return the widths of the columns at the largest size that breaks no word, else as they fit."""
    sizes = [replace(style, size=style.size * factor, gap=style.gap * factor) for factor in _TABLE_SIZES]
    for size in sizes:
        found = table_widths(table, style.inner, size.ruler, breaking=False)
        if found is not None:
            return found, size
    found = table_widths(table, style.inner, sizes[-1].ruler, breaking=True)
    return found, style if found is None else sizes[-1]


def _row(
    columns: tuple[Column, ...], cells: tuple[str, ...], widths: tuple[float, ...], style: Style, font: str
) -> Bands:
    width = measure(font, style.size)
    bands = []
    for line in row_lines(cells, widths, width):
        runs = []
        left = 0.0
        for column, cell, room in zip(columns, line, widths, strict=True):
            x = left + room - width(cell) if column.align == "right" else left
            runs.append(Run(x, cell, font, style.size))
            left += room + style.gap
        bands.append(line_of(style, *runs))
    return _spaced(bands)
