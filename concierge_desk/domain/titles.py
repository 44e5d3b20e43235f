"""Titles before a name: what says in a text that somebody is meant.

Source: decision 0056.
"""

import re

from concierge_desk.domain.barred_numbers import visible

TITLE = re.compile(r"(m|mr|mm|mmes?|mlles?|monsieur|madame|mademoiselle|messieurs|mesdames|dr|me|famille)\.?")
"""A word, folded, that is a title; with these alone nobody is meant."""

# A single letter is a size, and "me" a word, unless a dot or a name follows.
_BORNE = re.compile(
    r"(?<!\w)(?:(?:mr|mm|mmes?|mlles?|monsieur|madame|mademoiselle|messieurs|mesdames|dr|mrs|frau|herr)(?!\w)|m\.(?!\d)"
    r"|(?-i:(?:M|Me)\s+(?=[^\W\d_a-z][^\W\d_])))",
    re.IGNORECASE,
)


def bears_title(text: str) -> bool:
    """Say whether a text names somebody by a title: ``Mme``, ``Monsieur``, ``M.``, or ``M`` before a name."""
    return _BORNE.search(visible(text)) is not None
