"""Code page of a printer of rolls: the letters it can write, and what stands for all others.

Page 16, WPC1252, has the whole of French, œ and the euro among it, and is where Epson put it on every printer that
copies theirs. One that has it elsewhere, or not at all, is sent another page, or its letters as pictures: which one, says
whoever has looked at its test page.

Source: https://download4.epson.biz/sec_pubs/pos/reference_en/charcode/; decision 0063.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Letters: TypeAlias = Literal["auto", "raster", "cp1252", "cp858", "iso8859-15", "cp850"]
"""How letters go out: the usual page, all of them as pictures, or a page by its name."""


@dataclass(frozen=True, slots=True)
class CodePage:
    """A code page.

    Attributes:
        encoding: As Python calls it.
        name: As python-escpos calls it.
    """

    encoding: str
    name: str


USUAL: Final = CodePage("cp1252", "CP1252")
PAGES: Final[dict[str, CodePage]] = {
    "cp1252": USUAL,
    "cp858": CodePage("cp858", "CP858"),
    "iso8859-15": CodePage("iso8859-15", "ISO_8859-15"),
    "cp850": CodePage("cp850", "CP850"),
}
"""Those that a printer may have, the one with the most French letters first."""

_UNKNOWN = "?"
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " "))
"""After the lines are broken, all spaces are the same to a printer that has one width for every letter."""

_LETTERS = {"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H", "ẞ": "SS"}
_MARKS = {"\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2015": "—", "\u2032": "’", "\u2033": "”", "№": "n°"}
_SIGNS = {"→": "->", "←": "<-", "≤": "<=", "≥": ">=", "≠": "<>", "✓": "x", "✗": "x"}
_PLAIN = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"}
"""What stands for the marks of our sentences where a page has none of them."""
_STANDS = _LETTERS | _MARKS | _SIGNS
"""What is written for letters that have no base letter in Unicode's tables, and for signs."""


def page_of(letters: Letters) -> CodePage | None:
    """Return the page that letters are sent in; None where all of them are drawn."""
    return None if letters == "raster" else PAGES.get(letters, USUAL)


def writable(text: str, page: CodePage = USUAL) -> str:
    """Return a text as it can be printed; the no-break spaces stay, for lines are still to be broken.

    What the page lacks is said by its base letter, as in Yıldız. Letters without one, as those of Greek and Russian,
    stay where the font of our papers has them: such a line is drawn. All others are question marks.
    """
    if _fits(text, page):
        return text
    return "".join(_stand(character, page) for character in text)


def encoded(line: str, page: CodePage = USUAL) -> str | None:
    """Return a broken line as it is sent: with plain spaces; None where it has to be drawn."""
    if line.isascii():
        return line
    return line.translate(_SPACES) if _fits(line, page) else None


def _stand(character: str, page: CodePage) -> str:
    if _fits(character, page):
        return character
    known = _STANDS.get(character)
    if known is not None and _fits(known, page):
        return known
    plain = _PLAIN.get(known or character)
    if plain is not None:
        return plain
    if unicodedata.category(character).startswith("M"):
        return ""
    base = "".join(part for part in unicodedata.normalize("NFKD", character) if _fits(part, page))
    if base:
        return base
    # Most papers have no such letter, and go without the library.
    from concierge_desk.printing.fonts import printable  # noqa: PLC0415

    drawn = printable(character)
    return drawn if len(drawn) == 1 else _UNKNOWN


def _fits(text: str, page: CodePage) -> bool:
    if text.isascii():
        # Every page begins with these.
        return True
    try:
        text.translate(_SPACES).encode(page.encoding)
    except UnicodeEncodeError:
        return False
    return True
