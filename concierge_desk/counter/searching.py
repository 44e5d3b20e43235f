"""What goes by the words that were typed: accents, case and hyphens make no difference.

Source: ux.md §3.7 (search ignores accents and case).
"""

import re
import unicodedata

from concierge_desk.counter.codelists import fold

_WORD = re.compile(r"\w+")


def plain_words(text: str) -> list[str]:
    """Return the words of a text without case and accents."""
    plain = "".join(
        mark for mark in unicodedata.normalize("NFKD", fold(text)) if not unicodedata.combining(mark)
    )
    return _WORD.findall(plain)


def goes_by(name: str, typed: str) -> bool:
    """Say whether each word typed begins a word of the name, in whatever order; no word names nothing."""
    known, sought = plain_words(name), plain_words(typed)
    return bool(sought) and all(any(word.startswith(begun) for word in known) for begun in sought)
