"""Figures looked for in a text that holds drawn codes: anchors, salts and references may hold any of them by chance."""

import re


def stands_in(word: str, text: str) -> bool:
    """Tell whether a word or a number stands in a text by itself, not within a longer row of letters and figures."""
    return re.search(rf"(?<![0-9A-Za-z]){re.escape(word)}(?![0-9A-Za-z])", text) is not None
