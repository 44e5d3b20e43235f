"""French typography: the width of each space, the apostrophe and the minus; nothing else is ever changed.

Texts come with plain or no-break spaces, as people and the catalogue write them; what is not spaced (times, addresses
of the web, codes) is left alone.

Source: docs/contract.md, "Documents";
https://fr.wikipedia.org/wiki/Lexique_des_r%C3%A8gles_typographiques_en_usage_%C3%A0_l%27Imprimerie_nationale.
"""

import re
from functools import lru_cache

from concierge_desk.domain.signs import with_apostrophes, with_minus

NARROW = "\u202f"
WIDE = "\u00a0"

_SPACE = f"[ {WIDE}{NARROW}]"
_BEFORE_HIGH = re.compile(rf"{_SPACE}+(?=[;!?](?![\w/])|[€%])")
_BEFORE_COLON = re.compile(rf"{_SPACE}+(?=:(?![\w/]))")
_INSIDE_QUOTES = re.compile(rf"(?<=«){_SPACE}+|{_SPACE}+(?=»)")
_THOUSANDS = re.compile(
    rf"(?<![\w,./:])(?<!\d{_SPACE})[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+(?!{_SPACE}?\d)(?!\w)(?!-)"
)
_AMOUNT = re.compile(rf",\d|{_SPACE}?[€%]")


def is_french(language: str) -> bool:
    """Tell whether texts of a language are set by the French rules."""
    return language.partition("-")[0] == "fr"


@lru_cache(maxsize=8192)
def french(text: str) -> str:
    """Return a text with the spaces and the signs of French typography.

    A narrow no-break space before ``; ! ? € %`` and between thousands, a no-break space before ``:`` and inside
    guillemets. Groups of three figures that are parted by plain spaces are thousands only where an amount follows: the
    others may be a registration number or two figures side by side.
    """
    if text.isascii() and text.isalnum():
        # A number of an item, as most texts of a long list are: no sign, no space, no rule.
        return text
    text = _BEFORE_HIGH.sub(NARROW, text)
    text = _BEFORE_COLON.sub(WIDE, text)
    text = _INSIDE_QUOTES.sub(WIDE, text)
    return with_minus(with_apostrophes(_THOUSANDS.sub(_thousands, text)))


def _thousands(found: re.Match[str]) -> str:
    figures = found[0]
    if " " in figures and not _AMOUNT.match(found.string, found.end()):
        return figures
    return re.sub(_SPACE, NARROW, figures)
