"""Code page of a printer of rolls: the letters it can write, and what stands for all others.

Page 16, WPC1252, has the whole of French, œ and the euro among it, and is where Epson put it on every printer that
copies theirs.
"""

import unicodedata

ENCODING = "cp1252"
PAGE = "CP1252"
"""As python-escpos calls it."""

_UNKNOWN = "?"
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " "))
"""After the lines are broken, all spaces are the same to a printer that has one width for every letter."""

_LETTERS = {"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H", "ẞ": "SS"}
_MARKS = {"\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2015": "—", "\u2032": "’", "\u2033": "”", "№": "n°"}
_SIGNS = {"→": "->", "←": "<-", "≤": "<=", "≥": ">=", "≠": "<>", "✓": "x", "✗": "x"}
_STANDS = _LETTERS | _MARKS | _SIGNS
"""What is written for letters that have no base letter in Unicode's tables, and for signs."""


def writable(text: str) -> str:
    """Return a text as it can be printed; the no-break spaces stay, for lines are still to be broken.

    What the page lacks is said by its base letter, as in Yıldız. Letters without one, as those of Greek and Russian,
    stay where the font of our papers has them: such a line is drawn. All others are question marks.
    """
    if _fits(text):
        return text
    return "".join(map(_stand, text))


def encoded(line: str) -> str | None:
    """Return a broken line as it is sent: with plain spaces; None where it has to be drawn."""
    return line.translate(_SPACES) if _fits(line) else None


def _stand(character: str) -> str:
    if _fits(character):
        return character
    known = _STANDS.get(character)
    if known is not None:
        return known
    if unicodedata.category(character).startswith("M"):
        return ""
    base = "".join(part for part in unicodedata.normalize("NFKD", character) if _fits(part))
    if base:
        return base
    # Most papers have no such letter, and go without the library.
    from concierge_desk.printing.fonts import printable  # noqa: PLC0415

    drawn = printable(character)
    return drawn if len(drawn) == 1 else _UNKNOWN


def _fits(text: str) -> bool:
    try:
        text.translate(_SPACES).encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return True
