"""Search by typed words: accents, case and hyphens make no difference."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

from concierge_desk.counter.values.codelists import fold
from concierge_desk.i18n import translate

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
    matches = words_matcher(typed)
    return lambda name: matches(plain_words(name))


def words_matcher(typed: str) -> Callable[[Sequence[str]], bool]:
    """Return the same for a name whose words are known, as `plain_words` gives them."""
    sought = plain_words(typed)

    def go_by(known: Sequence[str]) -> bool:
        return bool(sought) and all(any(word.startswith(begun) for word in known) for begun in sought)

    return go_by


@cache
def own_words(source: str, lang: str) -> tuple[str, ...]:
    """Return the words of a source sentence of the program in a language; of what people are called nothing is kept."""
    return tuple(plain_words(translate(source, lang)))
