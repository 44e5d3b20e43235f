"""The two embedded fonts, Bitstream Vera regular and bold, and what they can show."""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from concierge_desk.printing.layout import Measure, tidy

REGULAR = "ConciergeDeskRegular"
BOLD = "ConciergeDeskBold"

_FILES = {REGULAR: "Vera.ttf", BOLD: "VeraBd.ttf"}
_SAID_OTHERWISE = {
    "→": "->",
    "←": "<-",
    "✓": "oui",
    "✗": "non",
    "\u2007": "\u00a0",
    "\u202f": "\u00a0",
    "\u2010": "-",
    "\u2011": "-",
    "\u02bc": "\u2019",
    "Ə": "E",
    "ə": "e",
    "Ħ": "H",
    "ħ": "h",
    "Ŋ": "N",
    "ŋ": "n",
    "Ŧ": "T",
    "ŧ": "t",
    "ẞ": "SS",
}
_UNKNOWN = "?"


@cache
def _registered() -> frozenset[int]:
    """Register both fonts, once, and return the code points that both can show."""
    folder = Path(reportlab.__file__).with_name("fonts")
    known: list[frozenset[int]] = []
    for name, file in _FILES.items():
        font = TTFont(name, str(folder / file), asciiReadable=0)
        pdfmetrics.registerFont(font)
        known.append(frozenset(font.face.charToGlyph))
    return known[0] & known[1]


def printable(text: str) -> str:
    """Return a tidy text that the fonts can show.

    What they lack is said otherwise, else by its base letter, else by a question mark.
    """
    known = _registered()
    text = tidy(text)
    if all(ord(character) in known for character in text):
        return text
    return tidy("".join(map(_shown, text)))


@cache
def measure(name: str, size: float) -> Measure:
    """Return what measures texts in points."""
    _registered()

    @lru_cache(maxsize=4096)
    def width(text: str) -> float:
        return pdfmetrics.stringWidth(text, name, size)

    return width


def _shown(character: str) -> str:
    if ord(character) in _registered():
        return character
    if character in _SAID_OTHERWISE:
        return _SAID_OTHERWISE[character]
    if unicodedata.category(character).startswith("M"):
        return ""
    parts = unicodedata.decomposition(character).split()
    points = [part for part in parts if not part.startswith("<")]
    return "".join(_shown(chr(int(point, 16))) for point in points) or _UNKNOWN
