"""Namesakes: which names on labels are one person's, and which are several people's. Pure.

Names are compared as they were written on the labels. Case, accents, hyphens and a title make no difference; a
title does where it is all that tells two people apart (M. Roth, Mme Roth). Everything else does, the order of the
words too: Martin Paul and Paul Martin may be neighbours. Asking once too often costs a key, once too seldom
somebody's parcel.

Source: decision 0034.
"""

from collections.abc import Iterable

from concierge_desk.counter.cards.name_search import plain_words

Key = tuple[str, ...]

_MEN = frozenset({"m", "mr", "monsieur"})
_WOMEN = frozenset({"mme", "mlle", "madame", "mademoiselle"})


def keys_of(names: Iterable[str]) -> dict[str, Key]:
    """Return by name what tells its person from the others among these names; the same person has the same key."""
    read = {name: _read(name) for name in names}
    titles: dict[Key, set[str]] = {}
    for title, words in read.values():
        titles.setdefault(words, set()).update({title} - {""})
    return {
        name: (title, *words) if len(titles[words]) > 1 else ("", *words)
        for name, (title, words) in read.items()
    }


def how_many(names: Iterable[str]) -> int:
    """Return of how many people names are; who is not named is none of the others, nor one with whoever else is not."""
    listed = list(names)
    unnamed = sum(not name for name in listed)
    return len(set(keys_of(name for name in listed if name).values())) + unnamed


def _read(name: str) -> tuple[str, Key]:
    """Return the title of a name, ``m``, ``f`` or none, and its other words."""
    words = plain_words(name)
    first = words[0] if words else ""
    title = "m" if first in _MEN else "f" if first in _WOMEN else ""
    # A title alone is a name, of whoever it is.
    return (title, tuple(words[1:])) if title and len(words) > 1 else ("", tuple(words))
