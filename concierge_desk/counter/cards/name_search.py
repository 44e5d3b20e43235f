"""Search by typed words: accents, case and hyphens make no difference."""

import re
import unicodedata
from collections.abc import Callable

from concierge_desk.counter.values.codelists import fold

_WORD = re.compile(r"\w+")


def plain_words(text: str) -> list[str]:
    """Return the words of a text without case and accents."""
    plain = fold(text)
    if not plain.isascii():
        # Most names have no accents to take away: a keystroke reads hundreds.
        marks = unicodedata.normalize("NFKD", plain)
        plain = "".join(mark for mark in marks if not unicodedata.combining(mark))
    return _WORD.findall(plain)


def matcher(typed: str) -> Callable[[str], bool]:
    """Return what says whether a name goes by the words typed.

    Each word typed begins a word of the name, in whatever order; no word names nothing.
    """
    sought = plain_words(typed)

    def goes_by(name: str) -> bool:
        known = plain_words(name)
        return bool(sought) and all(any(word.startswith(begun) for word in known) for begun in sought)

    return goes_by
