"""Document -> PDF: pages, their head and foot, their marks; the same bytes at any time.

Source: docs/contract.md, "Documents"; docs/requirements.md, R-1.13 (practice), R-1.21
(duplicates).
"""

import hashlib
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from concierge_desk.domain.document import PRACTICE_MARK, Document
from concierge_desk.printing.bands import Band, BandGroup, Bands, TextRun, height_of, line_of, rule_of
from concierge_desk.printing.flow import groups_of
from concierge_desk.printing.fonts import BOLD, REGULAR, load_fonts, measure
from concierge_desk.printing.layout import wrap
from concierge_desk.printing.paper_canvas import PaperCanvas
from concierge_desk.printing.style import DOT, MM, Style, TextSetting

AUTHOR = "Concierge Desk"
BACKGROUND = "FACTICE"

_LONGEST = 14_000.0
"""Points: a PDF page may not be longer than 14 400."""

_SHORTEST = 50 * MM
_TRIM = 0.002
"""Points less than a page measures: whoever draws it in dots rounds its size up."""
_FIXED_DATE = "D:20000101000000+00'00'"
_IDENTIFIER = re.compile(rb"\[<[0-9a-f]{32}><[0-9a-f]{32}>\]")
_QUIET = 0.35
_PALE = 0.92
_TILE = 110 * MM
_CAPITALS = 0.73
"""Height of capitals and figures, for one point of size."""

Page: TypeAlias = list[Band]


@dataclass(frozen=True, slots=True)
class _Surround:
    """What stands around the content of each page.

    Attributes:
        document: Whose pages they are.
        style: Of its paper.
        heading: Title and name, wrapped beside the page's number; empty on a roll. A single page has
            none: its blocks say it.
    """

    document: Document
    style: Style
    heading: tuple[str, ...]

    def head(self, number: int, count: int) -> Bands:
        """Return what stands at the top of a page."""
        style = self.style
        bands = []
        for index, line in enumerate(self.heading if count > 1 else ()):
            runs = [TextRun(0, line, REGULAR, style.small, _QUIET)]
            if index == 0:
                text = f"page {number}/{count}"
                x = style.inner - measure(REGULAR, style.small)(text)
                runs.append(TextRun(x, text, REGULAR, style.small, _QUIET))
            bands.append(line_of(style, *runs, leading=style.small * 1.34))
        if bands:
            bands.append(rule_of(style, 0.35))
        marks = [PRACTICE_MARK] if self.document.practice else []
        if self.document.duplicate_mark is not None:
            marks.append(self.document.duplicate_mark)
        bands += [_centred(mark, style) for mark in marks]
        if bands:
            bands.append(Band(style.size * 0.7))
        return tuple(bands)

    def around(self, count: int) -> float:
        """Return the height that each of so many pages does not have for its content."""
        return height_of(self.head(1, count)) + height_of(self.foot) + 2 * self.style.margin

    @property
    def foot(self) -> Bands:
        """Words at the bottom of each page."""
        if not self.document.practice:
            return ()
        return (Band(self.style.size * 0.7), _centred(PRACTICE_MARK, self.style))


def to_pdf(document: Document) -> bytes:
    """Return the document as a PDF: one page on a roll, as many as needed on A6, A5 and A4.

    Source: docs/contract.md, "Documents"; docs/requirements.md, R-1.13, R-1.21.
    """
    load_fonts()
    setting = TextSetting.of(document.paper, document.language)
    style = setting.style
    surround = _Surround(document, style, _heading(document, setting))
    groups = groups_of(document)
    longest = style.height or _LONGEST
    pages = _paginate(groups, longest - surround.around(1))
    if len(pages) > 1 and document.most_pages != 1:
        pages = _paginate(groups, longest - surround.around(len(pages)))
    pages = pages[: document.most_pages]
    canvas = PaperCanvas(
        invariant=1,
        pageCompression=1,
        lang=document.language,
        initialFontName=REGULAR,
        pdfVersion=(1, 4),
    )
    _describe(canvas, document)
    for number, page in enumerate(pages, 1):
        height = style.height or _roll_height(height_of(tuple(page)) + surround.around(len(pages)))
        canvas.setPageSize((style.width - _TRIM, height - _TRIM))
        if document.practice:
            _background(canvas, style, height)
        _draw(canvas, (*surround.head(number, len(pages)), *page), style, height - style.margin)
        _draw(canvas, surround.foot, style, style.margin + height_of(surround.foot))
        canvas.end_page()
    return _identified(canvas.getpdfdata())


def _roll_height(height: float) -> float:
    return math.ceil(max(_SHORTEST, height) / DOT) * DOT


def _heading(document: Document, setting: TextSetting) -> tuple[str, ...]:
    style = setting.style
    if style.height is None:
        return ()
    width = measure(REGULAR, style.small)
    room = style.inner - width("page 9999/9999") - style.gap
    return tuple(wrap(setting.clean(document.heading), room, width))


def _describe(canvas: PaperCanvas, document: Document) -> None:
    canvas.setTitle(document.heading)
    canvas.setAuthor(AUTHOR)
    canvas.setCreator(AUTHOR)
    canvas.setSubject(document.name)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    # SOURCE_DATE_EPOCH would otherwise show through in spite of invariant=1.
    canvas.setDateFormatter(lambda *_: _FIXED_DATE)


def _identified(data: bytes) -> bytes:
    """Return the file with an identifier of its content; reportlab's moves with SOURCE_DATE_EPOCH."""
    start = data.rindex(b"trailer")
    content = hashlib.sha256(_IDENTIFIER.sub(b"", data)).hexdigest()[:32].encode()
    return data[:start] + _IDENTIFIER.sub(b"[<%b><%b>]" % (content, content), data[start:])


def _centred(text: str, style: Style) -> Band:
    x = (style.inner - measure(BOLD, style.size)(text)) / 2
    return line_of(style, TextRun(x, text, BOLD, style.size))


def _paginate(groups: Sequence[BandGroup], room: float) -> list[Page]:
    pages: list[Page] = [[]]
    left = room

    def turn(head: Bands) -> None:
        nonlocal left
        repeated = head if height_of(head) < room / 2 else ()
        pages.append([*repeated])
        left = room - height_of(repeated)

    for index, group in enumerate(groups):
        if group.blank and group.height > left:
            # Space never begins a page; what follows it does.
            left = 0
            continue
        if pages[-1] and _needed(groups, index, room) > left:
            turn(group.head)
        for band in group.bands:
            if pages[-1] and band.height > left:
                turn(group.head)
            if band.blank and not pages[-1] and len(pages) > 1:
                continue
            pages[-1].append(band)
            left -= band.height
    return pages


def _needed(groups: Sequence[BandGroup], index: int, room: float) -> float:
    """Return the height that has to follow from a group on: itself, and what it may not be parted from.

    No more than one page can hold: what is longer is parted somewhere.
    """
    height = groups[index].height
    while groups[index].keep_next and index + 1 < len(groups) and height + groups[index + 1].height <= room:
        index += 1
        height += groups[index].height
    return height


def _draw(canvas: PaperCanvas, bands: Bands, style: Style, top: float) -> None:
    """Draw bands under one another: all that is filled, then all texts at one go and not piece by piece."""
    tops = [top - down for down in accumulate((band.height for band in bands), initial=0.0)]
    for band, down in zip(bands, tops, strict=False):
        for image in band.images:
            x, y, width, height = image.box
            canvas.show(image.resource, (style.margin + x, down - y - height, width, height))
        for fill in band.fills:
            boxes = [
                (style.margin + x, down - y - height, width, height) for x, y, width, height in fill.boxes
            ]
            canvas.fill(boxes, fill.grey)
    canvas.write(
        (style.margin + run.x, down - band.baseline, run)
        for band, down in zip(bands, tops, strict=False)
        for run in band.runs
    )


def _background(canvas: PaperCanvas, style: Style, height: float) -> None:
    """Draw the word behind the page, from corner to corner, again and again on a long roll."""
    inner = height - 2 * style.margin
    count = 1 if style.height else max(1, round(inner / _TILE))
    tile = inner / count
    angle = math.atan2(min(tile, style.inner * 1.4), style.inner)
    cos, sin = math.cos(angle), math.sin(angle)
    width = measure(BOLD, 1)(BACKGROUND)
    size = 0.96 * min(style.inner / (width * cos + _CAPITALS * sin), tile / (width * sin + _CAPITALS * cos))
    for index in range(count):
        canvas.saveState()
        canvas.translate(style.width / 2, style.margin + (index + 0.5) * tile)
        canvas.rotate(math.degrees(angle))
        canvas.setFont(BOLD, size)
        canvas.setFillGray(_PALE)
        canvas.drawString(-width * size / 2, -_CAPITALS * size / 2, BACKGROUND)
        canvas.restoreState()
