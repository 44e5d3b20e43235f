"""The two embedded fonts, DejaVu Sans Condensed regular and bold, and what they can show.

All their figures are equally wide, so amounts line up by themselves.
"""

import io
import unicodedata
from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

from concierge_desk.paths import resource
from concierge_desk.printing.layout import Measure, tidy

REGULAR = "ConciergeDeskRegular"
BOLD = "ConciergeDeskBold"

_FILES = {REGULAR: "fonts/DejaVuSansCondensed.ttf", BOLD: "fonts/DejaVuSansCondensed-Bold.ttf"}
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_UNKNOWN = "?"


@cache
def load_fonts() -> frozenset[int]:
    """Register both fonts, once, and return the code points that both can show."""
    known: list[frozenset[int]] = []
    for name, file in _FILES.items():
        font = TTFont(name, io.BytesIO(resource(file)), asciiReadable=0)
        pdfmetrics.registerFont(font)
        known.append(frozenset(font.face.charToGlyph))
    return frozenset(filter(_set_right, known[0] & known[1]))


def _set_right(point: int) -> bool:
    """Tell what is drawn right letter by letter: no script from right to left, no mark over another letter."""
    character = chr(point)
    return unicodedata.bidirectional(character) not in _RIGHT_TO_LEFT and not _is_mark(character)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


@lru_cache(maxsize=8192)
def printable(text: str) -> str:
    """Return a tidy text that the fonts can show.

    What they lack is said by its base letter, else by a question mark.
    """
    known = load_fonts()
    text = tidy(text)
    if known.issuperset(map(ord, text)):
        return text
    return tidy("".join(map(_shown, text)))


@cache
def measure(name: str, size: float) -> Measure:
    """Return what measures texts in points, as reportlab's `stringWidth` does: to the last bit of a float."""
    width_of = _widths(name).__getitem__

    @lru_cache(maxsize=4096)
    def width(text: str) -> float:
        return 0.001 * size * sum(map(width_of, text))

    return width


class _Widths(dict[str, float]):
    """The width of each letter of a font, in thousandths of its size; looked up once, for texts ask for few of them."""

    def __init__(self, face: TTFontFace) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, letter: str) -> float:
        found = self[letter] = self._face.charWidths.get(ord(letter), self._face.defaultWidth)
        return found


@cache
def _widths(name: str) -> _Widths:
    load_fonts()
    return _Widths(pdfmetrics.getFont(name).face)


def _shown(character: str) -> str:
    if ord(character) in load_fonts():
        return character
    if _is_mark(character):
        return ""
    parts = unicodedata.decomposition(character).split()
    points = [part for part in parts if not part.startswith("<")]
    return "".join(_shown(chr(int(point, 16))) for point in points) or _UNKNOWN
