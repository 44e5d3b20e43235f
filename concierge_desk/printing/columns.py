"""Blocks in columns -> bands, and pictures.

Source: decision 0071.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from concierge_desk.domain.blocks.picture import Picture
from concierge_desk.domain.document import Block, Columns
from concierge_desk.paths import resource
from concierge_desk.printing.bands import Band, BandGroup, Box, Fill, Image, TextRun, line_of
from concierge_desk.printing.fonts import REGULAR, measure
from concierge_desk.printing.layout import wrap
from concierge_desk.printing.style import MM, TextSetting

_GAP = 7 * MM
_LEAST_COLUMN = 50 * MM
"""A narrower column breaks every line: blocks stand below one another then."""
_HAIR, _PALE = 0.35, 0.7
_STEPS = 24
"""Of the search for the least height: finer than a hair."""

Flow: TypeAlias = Callable[[Block, TextSetting], Iterator[BandGroup]]


def column_bands(block: Columns, setting: TextSetting, flow: Flow) -> Iterator[BandGroup]:
    """Yield what stands in columns, all of it one group; without columns where the paper is too narrow for them."""
    style = setting.style
    width = (style.inner - _GAP * (block.count - 1)) / block.count
    if width < _LEAST_COLUMN:
        for one in block.blocks:
            yield from flow(one, setting)
        return
    narrow = replace(setting, style=replace(style, width=width + 2 * style.margin))
    groups = [group for one in block.blocks for group in flow(one, narrow)]
    if not all(group.blank for group in groups):
        yield BandGroup(tuple(_beside(_balanced(groups, block.count), width + _GAP)))


def picture_bands(block: Picture, setting: TextSetting) -> Iterator[BandGroup]:
    """Yield a picture in a thin frame, with what it shows below it."""
    style = setting.style
    width = style.inner
    wide, high = _size_of(resource(block.resource))
    height = width * high / wide
    edges = ((0, 0, width, _HAIR), (0, height - _HAIR, width, _HAIR))
    sides = ((0, 0, _HAIR, height), (width - _HAIR, 0, _HAIR, height))
    lines = wrap(setting.clean(block.told), width, measure(REGULAR, style.small))
    told = [
        line_of(style, TextRun(0, line, REGULAR, style.small, 0.35), leading=round(style.small * 1.3, 2))
        for line in lines
    ]
    image = Image(block.resource, (0, 0, width, height))
    framed = Band(height, fills=(Fill((*edges, *sides), _PALE),), images=(image,))
    yield BandGroup((framed, *told, Band(round(style.size * 0.4, 2))))


def _size_of(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG: they stand at its beginning."""
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


def _balanced(groups: Sequence[BandGroup], count: int) -> list[list[BandGroup]]:
    """Return the groups in so many columns at most, as low as they can be."""
    low, high = 0.0, sum(group.height for group in groups)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if len(_filled(groups, middle)) > count:
            low = middle
        else:
            high = middle
    return _filled(groups, high)


def _filled(groups: Sequence[BandGroup], most: float) -> list[list[BandGroup]]:
    """Return the groups in columns of a height at most; what is kept with the next one goes with it."""
    columns: list[list[BandGroup]] = [[]]
    left = most
    at = 0
    while at < len(groups):
        end = at + 1
        while groups[end - 1].keep_next and end < len(groups):
            end += 1
        chunk = groups[at:end]
        height = sum(group.height for group in chunk)
        if columns[-1] and height > left:
            columns.append([])
            left = most
        if columns[-1] or not all(group.blank for group in chunk):
            columns[-1].extend(chunk)
            left -= height
        at = end
    return columns


def _beside(columns: Sequence[Sequence[BandGroup]], step: float) -> Iterator[Band]:
    """Yield the bands of columns side by side: each goes down to where the next one of any column begins."""
    placed: list[tuple[float, int, Band]] = []
    bottom = 0.0
    for number, groups in enumerate(columns):
        top = 0.0
        for band in (band for group in groups for band in group.bands):
            placed.append((top, number, _moved(band, number * step)))
            top += band.height
        bottom = max(bottom, top)
    placed.sort(key=lambda one: one[:2])
    tops = [*(top for top, _number, _band in placed[1:]), bottom]
    for (top, _number, band), below in zip(placed, tops, strict=True):
        yield replace(band, height=below - top)


def _moved(band: Band, by: float) -> Band:
    def moved(box: Box) -> Box:
        left, top, width, height = box
        return (left + by, top, width, height)

    return replace(
        band,
        runs=tuple(run._replace(x=run.x + by) for run in band.runs),
        fills=tuple(replace(fill, boxes=tuple(map(moved, fill.boxes))) for fill in band.fills),
        images=tuple(replace(image, box=moved(image.box)) for image in band.images),
    )
