"""Inscriptions: words on a label or a shelf where a code should be, kept beside the journal under a random ref.

Whatever may be somebody's name has no place in the journal. Where such words were typed for a number or a place, the
entry holds a ref, and everything that follows from entries holds it too; the words come back where they are read.

Source: decision 0056.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

KIND = "inscription"
"""Of the personal record that holds the words."""
PREFIX = "i"
BEYOND = "j"
"""Letter after `PREFIX`: every ref of an inscription lies between the two."""
GONE = "—"
"""What stands for words that were erased, or are not to be read here."""

_REF = re.compile(rf"\b{PREFIX}-[0-9a-hjkmnp-tv-z]{{12}}\b")


def is_inscription(text: str | None) -> bool:
    """Say whether a value of an entry is the ref of words."""
    return text is not None and _REF.fullmatch(text) is not None


def refs_in(text: str) -> frozenset[str]:
    """Return the refs of words that a text holds."""
    return frozenset(_REF.findall(text)) if f"{PREFIX}-" in text else frozenset()


def spelled(text: str, words: Callable[[str], str | None]) -> str:
    """Return a text with the words in place of their refs, a dash where they are gone."""
    if f"{PREFIX}-" not in text:
        return text
    return _REF.sub(lambda found: words(found.group()) or GONE, text)


def spelled_whole(value: Any, words: Callable[[str], str | None]) -> Any:
    """Return a value with the words in place of their refs, in every text of it: a paper, what an answer tells."""
    if isinstance(value, str):
        return spelled(value, words)
    if isinstance(value, tuple | list):
        return type(value)(spelled_whole(one, words) for one in value)
    if isinstance(value, Mapping):
        return {name: spelled_whole(one, words) for name, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: spelled_whole(one, words) for name, one in held.items()})
    return value


def without_words(text: str) -> str:
    """Return a text with a dash in place of each ref, where words are not to be read."""
    return spelled(text, lambda _ref: None)
