"""Blocks -> bands, one function for each kind of block."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch

from concierge_desk.domain.blocks.picture import Picture
from concierge_desk.domain.blocks.sentence import Sentence
from concierge_desk.domain.document import (
    Barcode,
    Block,
    Column,
    Columns,
    Display,
    Document,
    Frame,
    Gap,
    Heading,
    PageEnd,
    Pair,
    Paragraph,
    Rule,
    RuledLines,
    Signature,
    Table,
)
from concierge_desk.printing.bands import Band, BandGroup, Bands, Box, Fill, TextRun, line_of, rule_of
from concierge_desk.printing.fonts import BOLD, REGULAR, measure, printable
from concierge_desk.printing.layout import (
    cleaned,
    pair_lines,
    row_lines,
    stacked,
    table_widths,
    title_lines,
    wrap,
)
from concierge_desk.printing.style import DOT, MM, Style, TextSetting

_TABLE_SIZES = (1, 0.9, 0.8)
"""Of the text's size: a crowded table is set smaller before its words are broken."""

_ROW_SPACE = 0.16
"""After a row or a pair, as a part of its line: tells a new one from a wrapped line."""

_EDGE = 0.8
"""Thickness of a frame."""

_HAIR, _PALE = 0.35, 0.7
"""A hairline: thickness and grey."""

_SIGNATURE = (90 * MM, 20 * MM)
"""The frame somebody signs in: no wider than a hand writes."""

_LEAST_SIGNATURE = 40 * MM
"""A narrower frame is no room to sign: frames then stand one under the other."""

_DISPLAY_LEADING = 1.2

_LEAN = 0.06
"""Of its size, by which a glyph as a J may lean out of its own width: set large, as much as a margin."""


def groups_of(document: Document) -> tuple[BandGroup, ...]:
    """Return all that a document says, laid out for its paper."""
    setting = TextSetting.of(document.paper, document.language)
    begins = len(document.blocks) - document.ending
    body, ending = (
        [group for block in blocks for group in flow(block, setting)]
        for blocks in (document.blocks[:begins], document.blocks[begins:])
    )
    if not ending:
        return tuple(body)
    while body and body[-1].blank:
        ending.insert(0, body.pop())
    *above, last = [*body[-1:], *ending]
    return (*body[:-1], *(replace(group, keep_next=True) for group in above), last)


@singledispatch
def flow(block: Block, setting: TextSetting) -> Iterator[BandGroup]:
    """Yield the groups of a block."""
    raise NotImplementedError(block)


@flow.register
def _heading(block: Heading, setting: TextSetting) -> Iterator[BandGroup]:
    style = setting.style
    lines = wrap(setting.clean(block.text), style.inner, measure(BOLD, style.heading))
    leading = style.heading * 1.55
    bands = (line_of(style, TextRun(0, line, BOLD, style.heading), leading=leading) for line in lines)
    yield BandGroup((*bands, _space(style, 0.2)), keep_next=True)


@flow.register
def _paragraph(block: Paragraph, setting: TextSetting) -> Iterator[BandGroup]:
    for band in _sentence(block, setting, 0):
        yield BandGroup((band,))
    if block.size == "large":
        yield BandGroup((_space(setting.style, 0.8),))


@flow.register
def _frame(block: Frame, setting: TextSetting) -> Iterator[BandGroup]:
    style = setting.style
    size = style.of(block.size)
    inside = _sentence(block, setting, size)
    edges = Band(round(size * 0.55, 2))
    yield BandGroup((_space(style, 0.5), *_framed((edges, *inside, edges), style.inner), _space(style, 0.5)))


@flow.register
def _display(block: Display, setting: TextSetting) -> Iterator[BandGroup]:
    style = setting.style
    text = setting.clean(block.text)
    size = min(style.display, style.inner / (measure(BOLD, 1)(text) + 2 * _LEAN))
    size = max(round(size - 0.005, 2), style.large)
    leading = size * _DISPLAY_LEADING
    lines = wrap(text, style.inner - 2 * _LEAN * size, measure(BOLD, size))
    yield BandGroup(tuple(_centred(line, BOLD, size, leading, style) for line in lines))


@flow.register
def _barcode(block: Barcode, setting: TextSetting) -> Iterator[BandGroup]:
    from concierge_desk.printing.symbols import symbol  # noqa: PLC0415  (loaded by the first code only)

    style = setting.style
    found = symbol(block.data, style.inner)
    # On whole dots of the paper, where its printer cannot blur an edge.
    left = round((style.margin + (style.inner - found.width * DOT) / 2) / DOT - 0.499) * DOT - style.margin
    width, height = found.width * DOT, found.height * DOT
    dark = tuple((left + x * DOT, y * DOT, w * DOT, h * DOT) for x, y, w, h in found.dark)
    # White below it: nothing of the background shows between the bars.
    bands = [Band(height, fills=(Fill(((left, 0, width, height),), 1), Fill(dark)))]
    for number, text in enumerate(block.captions):
        font = BOLD if number == 0 else REGULAR
        lines = wrap(printable(text), style.inner, measure(font, style.size))
        bands += [_centred(line, font, style.size, style.leading, style) for line in lines]
    yield BandGroup((_space(style, 0.8), *bands, _space(style, 0.5)))


@flow.register
def _signature(block: Signature, setting: TextSetting) -> Iterator[BandGroup]:
    style = setting.style
    labels = [label for label in (block.label, block.beside) if label]
    room = (style.inner - style.gap) / 2
    if len(labels) == 1 or room < _LEAST_SIGNATURE:
        for label in labels:
            yield _signatures([label], min(_SIGNATURE[0], style.inner), setting)
    else:
        yield _signatures(labels, min(_SIGNATURE[0], room), setting)


def _signatures(labels: Sequence[str], width: float, setting: TextSetting) -> BandGroup:
    """Return frames side by side, each under its label."""
    style = setting.style
    cells = tuple(map(setting.clean, labels))
    lines = row_lines(cells, (width,) * len(cells), measure(REGULAR, style.size))
    places = [number * (width + style.gap) for number in range(len(cells))]
    bands = [
        line_of(style, *(TextRun(x, text, REGULAR, style.size) for x, text in zip(places, line, strict=True)))
        for line in lines
    ]
    height = _SIGNATURE[1]
    edges = tuple((x + left, top, w, h) for x in places for left, top, w, h in _edges(height, width, 0, 0))
    frames = Band(height, fills=(Fill(edges),))
    return BandGroup((_space(style, 0.5), *bands, _space(style, 0.2), frames, _space(style, 0.5)))


@flow.register
def _pair(block: Pair, setting: TextSetting) -> Iterator[BandGroup]:
    style = replace(setting.style, size=setting.style.of(block.size))
    ruler = replace(setting, style=style).ruler
    width = ruler.measure(block.strong)
    font = BOLD if block.strong else REGULAR
    lines = (
        line_of(
            style,
            TextRun(0, left, font, style.size),
            TextRun(style.inner - width(right), right, font, style.size),
        )
        for left, right in pair_lines(block, style.inner, ruler)
    )
    yield BandGroup(_spaced(lines, style, guided=style.guided))


@flow.register
def _rule(_block: Rule, setting: TextSetting) -> Iterator[BandGroup]:
    yield BandGroup((rule_of(setting.style),))


@flow.register
def _gap(_block: Gap, setting: TextSetting) -> Iterator[BandGroup]:
    yield BandGroup((Band(round(setting.style.leading * 0.7, 2)),))


@flow.register
def _page_end(_block: PageEnd, setting: TextSetting) -> Iterator[BandGroup]:
    # Space that no page has left begins the next one; a roll is one page.
    yield BandGroup((Band(setting.style.height or 0),))


@flow.register
def _table(block: Table, setting: TextSetting) -> Iterator[BandGroup]:
    table = cleaned(block, setting.ruler)
    found, style = _fitted(table, setting)
    if found is None:
        for part in stacked(table):
            yield from flow(part, setting)
        return
    columns, widths = table.columns, tuple(found)
    grid = _Grid(columns, widths, style)
    titles = title_lines([column.title for column in columns], widths, measure(BOLD, style.size))
    head = (*_spaced(grid.lines(titles, BOLD), style), rule_of(style, height=style.size * 0.6))
    yield BandGroup((_space(style, 0.3), *head), keep_next=True)
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        bands = grid.row(row, REGULAR, guided=style.guided and number < last)
        yield BandGroup(bands, head, keep_next=number == last and table.total is not None)
    if table.total is not None:
        yield BandGroup((rule_of(style, height=style.size * 0.6), *grid.row(table.total, BOLD)), head)
    yield BandGroup((_space(style, 0.3),))


@flow.register
def _ruled(block: RuledLines, setting: TextSetting) -> Iterator[BandGroup]:
    # Loaded by the first sheet that is to be written on.
    from concierge_desk.printing.ruled import ruled_lines  # noqa: PLC0415

    yield from ruled_lines(block, setting)


@flow.register
def _marked(block: Sentence, setting: TextSetting) -> Iterator[BandGroup]:
    # As the two below: what a handbook is made of is loaded by the first one that is drawn.
    from concierge_desk.printing.sentences import sentence_bands  # noqa: PLC0415

    yield from sentence_bands(block, setting)


@flow.register
def _picture(block: Picture, setting: TextSetting) -> Iterator[BandGroup]:
    from concierge_desk.printing.columns import picture_bands  # noqa: PLC0415

    yield from picture_bands(block, setting)


@flow.register
def _columns(block: Columns, setting: TextSetting) -> Iterator[BandGroup]:
    from concierge_desk.printing.columns import column_bands  # noqa: PLC0415

    yield from column_bands(block, setting, flow)


def _sentence(block: Paragraph, setting: TextSetting, inset: float) -> Bands:
    style = setting.style
    size = style.of(block.size)
    font = BOLD if block.emphasis else REGULAR
    lines = wrap(setting.clean(block.text), style.inner - 2 * inset, measure(font, size))
    leading = round(size * 1.34, 2)
    return tuple(line_of(style, TextRun(inset, line, font, size), leading=leading) for line in lines)


def _centred(text: str, font: str, size: float, leading: float, style: Style) -> Band:
    x = max(0, style.inner - measure(font, size)(text)) / 2
    return line_of(style, TextRun(x, text, font, size), leading=leading)


def _framed(bands: Bands, width: float) -> Bands:
    """Return bands with the edges of a frame around them; each carries its own, and can go to another page."""
    last = len(bands) - 1
    return tuple(
        replace(band, fills=(*band.fills, Fill(tuple(_edges(band.height, width, number, last)))))
        for number, band in enumerate(bands)
    )


def _edges(height: float, width: float, number: int, last: int) -> Iterator[Box]:
    # The sides reach into the band above, so that no seam shows between two bands.
    over = 0 if number == 0 else _EDGE / 2
    yield 0, -over, _EDGE, height + over
    yield width - _EDGE, -over, _EDGE, height + over
    if number == 0:
        yield 0, 0, width, _EDGE
    if number == last:
        yield 0, height - _EDGE, width, _EDGE


def _space(style: Style, lines: float) -> Band:
    return Band(round(style.size * lines, 2))


def _spaced(lines: Iterable[Band], style: Style, *, guided: bool = False) -> Bands:
    """Return the lines of a row with some space below, and in it a hairline that leads the eye."""
    *above, last = lines
    height = last.height + last.height * _ROW_SPACE
    guide = Fill(((0, height - _HAIR, style.inner, _HAIR),), _PALE)
    return (*above, Band(height, last.runs, last.baseline, (guide,) if guided else ()))


def _fitted(table: Table, setting: TextSetting) -> tuple[list[float] | None, Style]:
    """Return the widths of the columns at the largest size that breaks no word, else as they fit."""
    style = setting.style
    smaller = [
        replace(setting, style=replace(style, size=style.size * factor, gap=style.gap * factor))
        for factor in _TABLE_SIZES
    ]
    for one in smaller:
        found = table_widths(table, style.inner, one.ruler, breaking=False)
        if found is not None:
            return found, one.style
    found = table_widths(table, style.inner, smaller[-1].ruler, breaking=True)
    return found, style if found is None else smaller[-1].style


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns of a table at their places."""

    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    style: Style

    def row(self, cells: tuple[str, ...], font: str, *, guided: bool = False) -> Bands:
        """Return a row, each cell wrapped into its column."""
        lines = row_lines(cells, self.widths, measure(font, self.style.size))
        return _spaced(self.lines(lines, font), self.style, guided=guided)

    def lines(self, lines: Iterable[tuple[str, ...]], font: str) -> Iterator[Band]:
        """Yield lines of cells, each on its band."""
        size = self.style.size
        width = measure(font, size)
        for line in lines:
            runs = []
            left = 0.0
            for column, cell, room in zip(self.columns, line, self.widths, strict=True):
                x = left + room - width(cell) if column.align == "right" else left
                runs.append(TextRun(x, cell, font, size))
                left += room + self.style.gap
            yield line_of(self.style, *runs)
