"""Signs of set text for those of a keyboard: the apostrophe of French, the minus of figures.

Sentences, code lists and site files are written with the keys that keyboards have; what people read is set here.

Source: decision 0042; docs/wording.md, "How sentences are worded".
"""

import re

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
MINUS = "\N{MINUS SIGN}"

# Between a letter and what follows it; `{` begins what a sentence is filled with.
_TYPED_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[\w«{])")
_TYPED_MINUS = re.compile(r"(?<![^\s(])-(?=\d)")


def with_apostrophes(text: str) -> str:
    """Return a French text with its apostrophes as they are printed: ``l’avis``."""
    return _TYPED_APOSTROPHE.sub(APOSTROPHE, text) if "'" in text else text


def with_minus(text: str) -> str:
    """Return a text whose figures below nought have a minus, no hyphen; within codes, days and ranges it stays."""
    return _TYPED_MINUS.sub(MINUS, text) if "-" in text else text
