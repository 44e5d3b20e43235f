"""Pages read back: what is really drawn, by another program than the one that drew it."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from concierge_desk.domain.document import Document
from concierge_desk.printing.pdf import to_pdf
from concierge_desk.printing.style import STYLES


class Box(NamedTuple):
    """A place on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True)
class Sheet:
    """A page: its size, its text, each visible character with its box, and what is drawn beside text."""

    width: float
    height: float
    text: str
    characters: tuple[tuple[str, Box], ...]
    boxes: tuple[Box, ...]


def read(data: bytes) -> list[Sheet]:
    sheets = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            words = page.get_textpage()
            # A hyphen that ends a line is told by a sign of the reader's own.
            raw = [
                words.get_text_range(number, 1).replace("\ufffe", "-")
                for number in range(words.count_chars())
            ]
            shown = [(text, Box(*words.get_charbox(at))) for at, text in enumerate(raw) if text.strip()]
            drawn = [Box(*item.get_bounds()) for item in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH])]
            sheets.append(Sheet(*page.get_size(), words.get_text_range(), tuple(shown), tuple(drawn)))
            words.close()
            page.close()
    return sheets


def assert_inside(document: Document, overhang: float = 0.5) -> list[Sheet]:
    """Hold that all that is drawn lies within the margins; a glyph may lean out of its own width by a little."""
    style = STYLES[document.paper]
    margin = style.margin
    sheets = read(to_pdf(document))
    for sheet in sheets:
        assert abs(sheet.width - style.width) < 0.01
        for text, box in sheet.characters:
            assert box.left >= margin - overhang, text
            assert box.bottom >= margin - overhang, text
            assert box.right <= sheet.width - margin + overhang, text
            assert box.top <= sheet.height - margin + overhang, text
        for box in sheet.boxes:
            assert box.left >= margin - 0.01
            assert box.bottom >= margin - 0.01
            assert box.right <= sheet.width - margin + 0.01
            assert box.top <= sheet.height - margin + 0.01
    return sheets


def assert_apart(sheet: Sheet) -> None:
    """Hold that no character lies over another; set large, a J leans over its neighbour as its font wants it."""
    ordered = sorted(sheet.characters, key=lambda shown: shown[1].left)
    lefts = [box.left for _, box in ordered]
    for at, (one, a) in enumerate(ordered):
        for two, b in ordered[at + 1 : bisect_left(lefts, a.right - 1)]:
            along = min(a.top, b.top) - max(a.bottom, b.bottom)
            across = min(a.right, b.right) - b.left
            lean = max(1, 0.06 * max(a.height, b.height))
            assert not (across > lean and along > 1), (one, two, a, b)
