"""Lines to write on by hand: frames under titles, each with its printed code at the right.

Source: docs/contract.md, "Documents"; decision 0064.
"""

from collections.abc import Iterator
from itertools import accumulate, pairwise

from concierge_desk.domain.document import RuledLines
from concierge_desk.printing.bands import Band, BandGroup, Box, Fill, TextRun, line_of
from concierge_desk.printing.fonts import BOLD, REGULAR, measure, printable
from concierge_desk.printing.layout import title_lines
from concierge_desk.printing.style import DOT, MM, Style, TextSetting
from concierge_desk.printing.symbols import symbol

_CODE_ROOM = 444 * DOT
"""A code of our own in bars of a quarter of a millimetre, which any scanner reads, with its quiet zones."""
_LINE, _HAIR, _PALE = 0.6, 0.35, 0.6
_ABOVE = 1.2 * MM


def ruled_lines(block: RuledLines, setting: TextSetting) -> Iterator[BandGroup]:
    """Yield the lines, each whole on its page, under titles that each page repeats."""
    style = setting.style
    room = min(_CODE_ROOM, style.inner / 2)
    ends = _ends(block, style.inner - room)
    titles = _titles(block, ends, setting)
    for number, code in enumerate(block.codes):
        band = _line(block, code, (style.inner - room, room), ends, style)
        yield BandGroup((*titles, band) if number == 0 else (band,), titles)


def _ends(block: RuledLines, width: float) -> list[float]:
    """Return where each column ends; the first begins at 0."""
    shares = list(accumulate(column.share for column in block.columns))
    return [width * share / shares[-1] for share in shares]


def _titles(block: RuledLines, ends: list[float], setting: TextSetting) -> tuple[Band, ...]:
    style = setting.style
    inset, size = style.gap / 4, style.small
    rooms = [right - left - 2 * inset for left, right in pairwise((0.0, *ends))]
    cells = [setting.clean(column.title) for column in block.columns]
    lines = title_lines(cells, rooms, measure(BOLD, size))
    lefts = [inset, *(end + inset for end in ends[:-1])]
    bands = [
        line_of(
            style,
            *(TextRun(x, text, BOLD, size) for x, text in zip(lefts, line, strict=True)),
            leading=size * 1.3,
        )
        for line in lines
    ]
    return (*bands, Band(style.size * 0.25))


def _line(block: RuledLines, code: str, rooms: tuple[float, float], ends: list[float], style: Style) -> Band:
    """Return one line: its frame, what parts it, its code with the figures below.

    Args:
        block: The lines.
        code: Of this one.
        rooms: Width of what is written on, and of the code.
        ends: Where the columns end.
        style: Of the paper.
    """
    written, room = rooms
    found = symbol(code, room)
    width, tall = found.width * DOT, found.height * DOT
    height = block.height_mm * MM
    if all(y == 0 for _x, y, _w, _h in found.dark):
        # Bars may be lower; a square is what it is, and its line as high.
        tall = min(tall, height - 2 * _ABOVE - style.leading)
    height = max(height, tall + 2 * _ABOVE + style.leading)
    dark = tuple((x * DOT, y * DOT, w * DOT, min(h * DOT, tall)) for x, y, w, h in found.dark)
    # On whole dots of the paper, where its printer cannot blur an edge.
    left = round((style.margin + written + (room - width) / 2) / DOT - 0.499) * DOT - style.margin
    white: Box = (left, _ABOVE, width, tall)
    bars = tuple((left + x, _ABOVE + y, w, h) for x, y, w, h in dark)
    frame: list[Box] = [(0, 0, style.inner, _LINE), (0, height - _LINE, style.inner, _LINE)]
    frame += [(x, 0, _LINE, height) for x in (0, *ends, style.inner - _LINE)]
    hairs = tuple((0, height * place / block.entries, written, _HAIR) for place in range(1, block.entries))
    return Band(
        height,
        (_below(printable(code), written, room, style),),
        _ABOVE + tall + style.leading * 0.85,
        (Fill(hairs, _PALE), Fill((white,), 1), Fill(bars), Fill(tuple(frame))),
    )


def _below(text: str, written: float, room: float, style: Style) -> TextRun:
    """Return what stands below a code, as large as its room allows."""
    size = min(style.size, (room - style.gap) / measure(REGULAR, 1)(text))
    return TextRun(written + (room - measure(REGULAR, size)(text)) / 2, text, REGULAR, size)
